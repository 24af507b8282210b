//! Whether a merchant brings orders to an address.
use souk_events::Point;

use super::{Address, Refusal, Rule, address::code};

const EARTH_M: f64 = 6_371_008.8;

/// Metres between two places along the ground.
#[must_use]
pub fn metres(a: Point, b: Point) -> f64 {
    let (lat_a, lat_b) = (a.lat.to_radians(), b.lat.to_radians());
    let (d_lat, d_lon) = (lat_b - lat_a, (b.lon - a.lon).to_radians());
    let half = (d_lat / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (d_lon / 2.0).sin().powi(2);
    2.0 * EARTH_M * half.sqrt().min(1.0).asin()
}

/// A known position is compared with the radius; without one, the postal code with the list.
///
/// # Errors
/// Outside, or a position is needed to tell.
pub fn reaches(rule: &Rule, address: &Address) -> Result<(), Refusal> {
    if let (Some(centre), Some(point)) = (rule.centre(), address.point) {
        let inside = metres(centre, point) <= f64::from(rule.radius_m);
        return if inside { Ok(()) } else { Err(Refusal::Outside) };
    }
    let wanted = code(&address.postcode);
    if rule.postal_codes.iter().any(|c| code(c) == wanted) {
        return Ok(());
    }
    Err(if rule.centre().is_some() { Refusal::PositionNeeded } else { Refusal::Outside })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(radius_m: i32, codes: &[&str]) -> Rule {
        Rule {
            delivery: true,
            latitude: Some(43.2965),
            longitude: Some(5.3698),
            radius_m,
            postal_codes: codes.iter().map(ToString::to_string).collect(),
            ..Rule::default()
        }
    }
    fn address(postcode: &str, point: Option<(f64, f64)>) -> Address {
        let point = point.map(|(lat, lon)| Point { lat, lon });
        Address::read("12 rue de la Loge", postcode, "Marseille", "", point).unwrap()
    }

    #[test]
    fn distances_are_those_of_the_ground() {
        let paris_marseille =
            metres(Point { lat: 48.8566, lon: 2.3522 }, Point { lat: 43.2965, lon: 5.3698 });
        assert!((655_000.0..665_000.0).contains(&paris_marseille), "{paris_marseille}");
        let over_the_date_line = metres(Point { lat: 0.0, lon: 179.99 }, Point { lat: 0.0, lon: -179.99 });
        assert!(over_the_date_line < 2300.0, "{over_the_date_line}");
    }

    #[test]
    fn the_position_decides_and_the_postal_code_stands_in_for_it() {
        let near = Some((43.3, 5.37));
        let far = Some((43.5, 5.4));
        assert_eq!(reaches(&rule(3000, &[]), &address("13002", near)), Ok(()));
        assert_eq!(reaches(&rule(3000, &["13002"]), &address("13002", far)), Err(Refusal::Outside));
        assert_eq!(reaches(&rule(3000, &["13 002"]), &address("13002", None)), Ok(()));
        assert_eq!(reaches(&rule(3000, &["13001"]), &address("13002", None)), Err(Refusal::PositionNeeded));
        assert_eq!(reaches(&rule(0, &["sw1a 1aa"]), &address("SW1A1AA", far)), Ok(()), "no radius: the list");
        assert_eq!(reaches(&rule(0, &["13001"]), &address("13002", near)), Err(Refusal::Outside));
    }
}

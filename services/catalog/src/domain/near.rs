//! How far two places on earth are from each other.
use souk_events::Point;

/// Mean radius of the earth in kilometres.
const RADIUS: f64 = 6_371.0;

/// Whether a point is on earth at all.
#[must_use]
pub fn on_earth(point: &Point) -> bool {
    (-90.0..=90.0).contains(&point.lat) && (-180.0..=180.0).contains(&point.lon)
}

/// Kilometres between two points, along the surface.
#[must_use]
pub fn km(a: Point, b: Point) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let across = a.lat.to_radians().cos() * b.lat.to_radians().cos() * half(a.lon, b.lon);
    2.0 * RADIUS * (half(a.lat, b.lat) + across).min(1.0).sqrt().asin()
}

/// A point as `43.2965,5.3698`; none for what is no place on earth.
#[must_use]
pub fn read(text: &str) -> Option<Point> {
    let (lat, lon) = text.split_once(',')?;
    let point = Point { lat: lat.trim().parse().ok()?, lon: lon.trim().parse().ok()? };
    on_earth(&point).then_some(point)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_distances() {
        let (marseille, paris) = (read("43.2965, 5.3698").unwrap(), read("48.8566,2.3522").unwrap());
        let far = km(marseille, paris);
        assert!((655.0..665.0).contains(&far), "{far}");
        assert!(km(paris, paris) < 0.001);
        let (east, west) = (read("0,179.9").unwrap(), read("0,-179.9").unwrap());
        assert!(km(east, west) < 30.0, "over the date line");
        assert_eq!((read("91,0"), read("x,0"), read("1"), read("NaN,0")), (None, None, None, None));
    }
}

//! Where a request comes from: network, device, visitor.
use std::net::{IpAddr, Ipv6Addr};

use actix_web::{HttpRequest, http::header};
use souk_events::Subject;
use souk_kit::{Caller, Problem, caller::Anyone};

use crate::{
    app::log_in::{self, Client},
    domain::{device, name},
};

/// Reads it from the request. The gateway writes the client's address as the last entry of `X-Forwarded-For`.
#[must_use]
pub fn read(req: &HttpRequest, caller: Option<&Caller<Anyone>>) -> Client {
    let text = |name: header::HeaderName| {
        req.headers().get_all(name).filter_map(|v| v.to_str().ok()).next_back().unwrap_or_default().to_owned()
    };
    let forwarded = text(header::X_FORWARDED_FOR);
    let address = forwarded.rsplit(',').next().and_then(|a| a.trim().parse().ok());
    let address: Option<IpAddr> = address.or_else(|| req.peer_addr().map(|a| a.ip()));
    let agent = text(header::USER_AGENT);
    let guest = caller.and_then(|c| c.subject().ok()).and_then(|s| match s {
        Subject::Guest(id) => Some(id),
        Subject::User(_) => None,
    });
    Client {
        network: address.map(network).unwrap_or_default(),
        device: device::name(&agent),
        agent: log_in::agent_hash(&agent),
        guest,
    }
}

/// The same, under the name by which the person knows the device where one is given.
///
/// # Errors
/// 422 for a name that is none.
pub fn named(
    req: &HttpRequest,
    caller: Option<&Caller<Anyone>>,
    name: Option<&str>,
) -> Result<Client, Problem> {
    let client = read(req, caller);
    let Some(name) = name else { return Ok(client) };
    let device = name::optional(name).map_err(|code| Problem::field("/device", code))?;
    Ok(Client { device, ..client })
}

/// One address, or the /64 of IPv6 that belongs to one household.
fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or_else(
            || Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64)).to_string(),
            |v4| v4.to_string(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_household_is_one_network() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:aaaa::1"), of("2001:db8:1:2:bbbb::2"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), "192.0.2.1");
    }

    #[test]
    fn what_a_client_claims_before_the_gateway_does_not_count() {
        let request = TestRequest::default()
            .insert_header(("x-forwarded-for", "6.6.6.6, 192.0.2.7"))
            .insert_header(("user-agent", "curl/8.0"))
            .to_http_request();
        let client = read(&request, None);
        assert_eq!((client.network.as_str(), client.device.as_str()), ("192.0.2.7", "curl"));
    }
}

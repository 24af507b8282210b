//! Which address does the request come from? `X-Forwarded-For` counts only when a trusted proxy says it.
use std::net::IpAddr;

use ipnet::IpNet;

/// The address to limit and to name to modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The address.
    pub address: IpAddr,
    /// An untrusted peer claims to speak for somebody else.
    pub claimed: bool,
    /// The peer is a trusted proxy, so its word about the scheme counts.
    pub proxied: bool,
}

/// Reads networks, `10.0.0.0/8, 127.0.0.1`.
///
/// # Errors
/// The entry that is neither a network nor an address.
pub fn networks(setting: &str) -> Result<Vec<IpNet>, String> {
    let entries = setting.split(',').map(str::trim).filter(|e| !e.is_empty());
    entries
        .map(|e| {
            e.parse()
                .or_else(|_| e.parse::<IpAddr>().map(IpNet::from))
                .map_err(|_| format!("{e:?} is no network"))
        })
        .collect()
}

/// Is the address in one of the networks?
#[must_use]
pub fn within(address: IpAddr, networks: &[IpNet]) -> bool {
    networks.iter().any(|n| n.contains(&address.to_canonical()))
}

/// Walks `X-Forwarded-For` from the nearest hop outwards while the hops are trusted.
#[must_use]
pub fn client(peer: IpAddr, forwarded_for: &str, trusted: &[IpNet]) -> Client {
    let peer = peer.to_canonical();
    if !within(peer, trusted) {
        return Client { address: peer, claimed: !forwarded_for.is_empty(), proxied: false };
    }
    let mut address = peer;
    for hop in forwarded_for.rsplit(',').map(str::trim).take(16) {
        let Ok(hop) = hop.parse::<IpAddr>() else { break };
        address = hop.to_canonical();
        if !within(address, trusted) {
            break;
        }
    }
    Client { address, claimed: false, proxied: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_trusted_proxies_speak_for_others() {
        let trusted = networks("10.0.0.0/8, 127.0.0.1").unwrap();
        let seen = client(ip("10.0.0.2"), "6.6.6.6, 203.0.113.9, 10.0.0.1", &trusted);
        assert_eq!(
            seen.address,
            ip("203.0.113.9"),
            "what lies before the last untrusted hop may be invented"
        );
        let liar = client(ip("203.0.113.9"), "127.0.0.1", &trusted);
        assert_eq!((liar.address, liar.claimed), (ip("203.0.113.9"), true));
        assert_eq!(client(ip("127.0.0.1"), "", &trusted).address, ip("127.0.0.1"));
        assert_eq!(client(ip("10.0.0.1"), "junk", &trusted).address, ip("10.0.0.1"));
        assert!(networks("10.0.0/8").is_err());
    }
}

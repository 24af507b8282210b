//! Where passkeys are good: the name and the origins that a device binds them to.
use url::Url;

/// What devices know the platform by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The host that passkeys belong to.
    pub id: String,
    /// The pages that may ask for them.
    pub origins: Vec<Url>,
}

/// An address that has no host, or is none.
#[derive(Debug, thiserror::Error)]
#[error("passkeys: {0:?} is not an address with a host")]
pub struct BadAddress(String);

impl Site {
    /// What the settings say; what they leave empty follows from the address that people type.
    ///
    /// # Errors
    /// An address that cannot be read.
    pub fn new(rp_id: &str, origins: &str, public_url: &str) -> Result<Self, BadAddress> {
        let read = |text: &str| {
            Url::parse(text)
                .ok()
                .filter(|url| url.host_str().is_some())
                .ok_or_else(|| BadAddress(text.to_owned()))
        };
        let home = read(public_url)?;
        let listed: Vec<_> = origins.split(',').map(str::trim).filter(|o| !o.is_empty()).collect();
        let origins = listed.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let id = if rp_id.is_empty() { home.host_str().unwrap_or_default() } else { rp_id };
        Ok(Self { id: id.to_owned(), origins: if origins.is_empty() { vec![home] } else { origins } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_are_empty_follow_from_the_address() {
        let site = Site::new("", "", "https://souk.example:8443/").unwrap();
        assert_eq!((site.id.as_str(), site.origins.len()), ("souk.example", 1));
        assert_eq!(site.origins[0].origin().ascii_serialization(), "https://souk.example:8443");
        let site = Site::new("example", "https://a.example, https://b.example", "http://localhost").unwrap();
        assert_eq!((site.id.as_str(), site.origins.len()), ("example", 2));
        assert!(Site::new("", "nowhere", "http://localhost").is_err());
        assert!(Site::new("", "", "data:,x").is_err());
    }
}

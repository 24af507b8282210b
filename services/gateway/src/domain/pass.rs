//! A page may ask for a fragment in the name of another shop than the one its reader works for at the moment:
//! `shop.brief?tenant=ten_1&as=<token>`. The token goes into the header, never on in the address.

/// What a slot's query says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The query for the module.
    pub query: String,
    /// In whose name it is asked, when not in that of the reader.
    pub bearer: Option<String>,
    /// The shop whose switches count then.
    pub tenant: Option<String>,
}

/// Takes the token out of a query. A query without one stays as it is.
#[must_use]
pub fn read(query: &str) -> Pass {
    let value = |part: &str| part.split_once('=').map(|(_, value)| value.to_owned());
    let part = |name: &str| query.split('&').find(|part| part.split('=').next() == Some(name));
    let Some(bearer) = part("as").and_then(value) else {
        return Pass { query: query.to_owned(), bearer: None, tenant: None };
    };
    let kept: Vec<_> = query.split('&').filter(|part| part.split('=').next() != Some("as")).collect();
    Pass { query: kept.join("&"), bearer: Some(bearer), tenant: part("tenant").and_then(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_does_not_stay_in_the_address() {
        let pass = read("tenant=ten_1&as=a.b-c_d&n=2");
        assert_eq!(pass.query, "tenant=ten_1&n=2");
        assert_eq!((pass.bearer.as_deref(), pass.tenant.as_deref()), (Some("a.b-c_d"), Some("ten_1")));
        assert_eq!(
            read("tenant=ten_1&q=as"),
            Pass { query: "tenant=ten_1&q=as".into(), bearer: None, tenant: None }
        );
        assert_eq!(read("").query, "");
    }
}

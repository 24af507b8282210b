//! `?lang=xx` on a page: remembered in a cookie, then taken out of the address.
use souk_kit::Lang;
use url::form_urlencoded;

/// The chosen language and the query without it; none when the query chooses none of ours.
#[must_use]
pub fn chosen(query: &str) -> Option<(Lang, String)> {
    if !query.contains("lang=") {
        return None;
    }
    let mut lang = None;
    let mut rest = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if name == "lang" {
            lang = Lang::from_tag(&value);
        } else {
            rest.append_pair(&name, &value);
        }
    }
    lang.map(|l| (l, rest.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_the_query_stays() {
        assert_eq!(chosen("q=th%C3%A9&lang=ar&page=2"), Some((Lang::Ar, "q=th%C3%A9&page=2".into())));
        assert_eq!(chosen("lang=xx"), None);
        assert_eq!(chosen("slang=fr"), None);
        assert_eq!(chosen(""), None);
    }
}

//! A path as modules will see it. What could be read in two ways is refused at the door.
use percent_encoding::percent_decode_str;

/// Decodes a raw path; none when it is ambiguous: dot segments, empty segments, backslashes, control
/// characters, encoded slashes or invalid UTF-8.
#[must_use]
pub fn clean(raw: &str) -> Option<String> {
    let path = percent_decode_str(raw).decode_utf8().ok()?;
    let odd = !path.starts_with('/')
        || path.contains("//")
        || path.contains('\\')
        || path.chars().any(char::is_control)
        || path.split('/').any(|s| s == "." || s == "..")
        || path.matches('/').count() != raw.matches('/').count();
    (!odd).then(|| path.into_owned())
}

/// Is `path` the prefix itself or below it, by whole segments?
#[must_use]
pub fn under(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || prefix.ends_with('/'))
}

/// What belongs to the inside of the platform and never passes.
#[must_use]
pub fn internal(path: &str) -> bool {
    path.split('/').nth(1).is_some_and(|first| first.eq_ignore_ascii_case("internal"))
}

/// Pages and resources that staff use, where a tenant's own switches count. Its public pages stay.
#[must_use]
pub fn staff_side(path: &str) -> bool {
    ["/dashboard", "/courier", "/v1", "/live", "/slots"].iter().any(|p| under(path, p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ambiguous_paths_are_refused() {
        for raw in [
            "/a/../internal",
            "/a/%2e%2e/b",
            "//internal",
            "/a%2fb",
            "/a\\b",
            "/a%00",
            "/%ff",
            "x",
            "/a/./b",
            "",
        ] {
            assert_eq!(clean(raw), None, "{raw}");
        }
        assert_eq!(clean("/p/caf%C3%A9").as_deref(), Some("/p/café"));
        assert_eq!(clean("/").as_deref(), Some("/"));
    }

    #[test]
    fn internal_is_seen_in_every_spelling() {
        for raw in ["/internal", "/internal/manifest", "/%69nternal/manifest", "/INTERNAL/x"] {
            assert!(internal(&clean(raw).unwrap()), "{raw}");
        }
        assert!(!internal("/internals"));
        assert!(!internal("/v1/internal"));
    }

    #[test]
    fn prefixes_match_whole_segments() {
        assert!(under("/v1/orders", "/v1/orders") && under("/v1/orders/1", "/v1/orders"));
        assert!(!under("/v1/orders2", "/v1/orders"));
        assert!(under("/assets/x", "/assets/"));
    }
}

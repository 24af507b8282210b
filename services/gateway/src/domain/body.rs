//! How large may this body be?
use super::path;

/// Largest bodies, bytes.
#[derive(Clone, Debug)]
pub struct BodyLimits {
    /// Forms and JSON.
    pub plain: u64,
    /// Files.
    pub upload: u64,
    /// Prefixes where bodies of any type are files.
    pub upload_paths: Vec<String>,
}

impl BodyLimits {
    /// The limit for a path and content type.
    #[must_use]
    pub fn of(&self, at: &str, content_type: &str) -> u64 {
        let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let file = kind == "multipart/form-data" || kind == "text/csv" || kind.starts_with("image/");
        if file || self.upload_paths.iter().any(|p| path::under(at, p)) { self.upload } else { self.plain }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_may_be_larger() {
        let limits = BodyLimits { plain: 1, upload: 2, upload_paths: vec!["/v1/imports".into()] };
        assert_eq!(limits.of("/v1/orders", "application/json"), 1);
        assert_eq!(limits.of("/v1/imports/x", "application/json"), 2);
        assert_eq!(limits.of("/dashboard/products", "multipart/form-data; boundary=x"), 2);
    }
}

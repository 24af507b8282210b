//! Reads the links out of mails that a demo platform writes into its folder.
use std::{path::Path, time::Duration};

/// The token behind `mark` in the newest mail to an address, waited for up to ten seconds.
pub(crate) async fn token(folder: &Path, address: &str, mark: &str) -> anyhow::Result<String> {
    let mut pause = tokio::time::interval(Duration::from_millis(100));
    for _ in 0..100 {
        pause.tick().await;
        if let Some(found) = newest(folder, address, mark) {
            return Ok(found);
        }
    }
    anyhow::bail!("no mail to {address} with {mark} in {}", folder.display())
}

fn newest(folder: &Path, address: &str, mark: &str) -> Option<String> {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let text = unfold(&std::fs::read_to_string(&path).ok()?);
            let mine = text.lines().any(|l| l.to_ascii_lowercase().starts_with("to:") && l.contains(address));
            let start = text.find(mark).filter(|_| mine)? + mark.len();
            let rest = text.get(start..)?;
            let end = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || "-_.~%".contains(c)))
                .unwrap_or(rest.len());
            let written = path.metadata().ok()?.modified().ok()?;
            Some((written, rest.get(..end)?.to_owned()))
        })
        .collect();
    found.sort();
    found.pop().map(|(_, token)| token)
}

/// Undoes quoted-printable as far as links need it.
fn unfold(text: &str) -> String {
    text.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=").replace("=3d", "=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_found_through_quoted_printable() {
        let folder = std::env::temp_dir().join(format!("souk-mailbox-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mail = "To: a@b.c\r\n\r\nhttp://x/verify?token=3Dabc=\r\ndef\r\n";
        std::fs::write(folder.join("1.eml"), mail).unwrap();
        assert_eq!(newest(&folder, "a@b.c", "token=").as_deref(), Some("abcdef"));
        assert_eq!(newest(&folder, "z@b.c", "token="), None);
        std::fs::remove_dir_all(folder).unwrap();
    }
}

//! A database server or a broker of a test's own, in a folder of its own: it may die.
use std::process::Command;

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/dev/");

/// Destroyed with this value.
pub struct OwnServer {
    script: String,
    folder: tempfile::TempDir,
}

impl OwnServer {
    /// A RabbitMQ node.
    pub fn broker() -> Self {
        Self::of("rabbit.sh")
    }

    /// A PostgreSQL cluster that keeps what it committed, whatever happens: not the fast one of the other tests.
    pub fn database() -> Self {
        Self::of("pg.sh")
    }

    fn of(script: &str) -> Self {
        Self { script: format!("{SCRIPTS}{script}"), folder: tempfile::tempdir().unwrap() }
    }

    fn command(&self, word: &str) -> Command {
        let mut command = Command::new("bash");
        command.args([&self.script, word]).env("SOUK_STATE", self.folder.path());
        command
    }

    /// One command of the script; `start` answers with the address.
    pub async fn ctl(&self, word: &'static str) -> String {
        let mut command = self.command(word);
        let done = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
        assert!(done.status.success(), "{word}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }
}

impl Drop for OwnServer {
    fn drop(&mut self) {
        let _ = self.command("destroy").output();
    }
}

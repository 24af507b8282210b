//! A module as a process of its own: the program itself, which can be killed.
use std::{
    fs,
    io::Write as _,
    process::{Child, Command, Stdio},
};

use reqwest::Method;
use souk_testkit::eventually;
use tempfile::NamedTempFile;

use crate::platform::Platform;

/// `souk up MODULE`, killed with this value.
pub struct Process {
    child: Child,
    log: NamedTempFile,
}

impl Process {
    /// Starts a module that this process does not run (any more) and waits until it is ready.
    pub async fn start(platform: &Platform, module: &str) -> Self {
        let log = NamedTempFile::new().unwrap();
        let write = || Stdio::from(log.as_file().try_clone().unwrap());
        let child = Command::new(env!("CARGO_BIN_EXE_souk"))
            .args(["up", module])
            .envs(platform.environment(module))
            .stdin(Stdio::null())
            .stdout(write())
            .stderr(write())
            .spawn()
            .unwrap();
        let process = Self { child, log };
        let door = platform.inside(module, None);
        eventually("the process is ready", || async {
            let answer = door.request(Method::GET, "/internal/health/ready").send().await.ok()?;
            answer.status().is_success().then_some(())
        })
        .await;
        process
    }

    /// `kill -9`: it finishes nothing and says goodbye to nobody.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
        if std::thread::panicking() {
            let said = fs::read_to_string(self.log.path()).unwrap_or_default();
            let _ = std::io::stderr().write_all(said.as_bytes());
        }
    }
}

//! What the tests do to RabbitMQ directly: strange messages, clean-up, and a broker of their own to kill.
use lapin::{
    BasicProperties, Connection, ConnectionProperties,
    options::{BasicPublishOptions, ExchangeDeleteOptions, QueueDeleteOptions},
};
use tokio::process::Command;

async fn connection(url: &str) -> Connection {
    Connection::connect(url, ConnectionProperties::default()).await.unwrap()
}

/// Puts bytes that are no event under a topic.
pub async fn publish_bytes(url: &str, prefix: &str, topic: &str, bytes: &[u8]) {
    let connection = connection(url).await;
    let channel = connection.create_channel().await.unwrap();
    channel
        .basic_publish(
            format!("{prefix}.souk.events").into(),
            topic.into(),
            BasicPublishOptions::default(),
            bytes,
            BasicProperties::default(),
        )
        .await
        .unwrap()
        .await
        .unwrap();
    connection.close(200, "done".into()).await.unwrap();
}

pub async fn delete_topology(url: &str, prefix: &str) {
    let connection = connection(url).await;
    let channel = connection.create_channel().await.unwrap();
    for queue in ["orders.v1", "catalog.v1", "souk.dead.v1"] {
        let name = format!("{prefix}.{queue}");
        channel.queue_delete(name.into(), QueueDeleteOptions::default()).await.unwrap();
    }
    for exchange in ["souk.events", "souk.dead"] {
        let name = format!("{prefix}.{exchange}");
        channel.exchange_delete(name.into(), ExchangeDeleteOptions::default()).await.unwrap();
    }
    connection.close(200, "done".into()).await.unwrap();
}

/// A broker of this test's own, run by the script in `SOUK_TEST_RABBIT_CTL` (or the one of this repository)
/// in a folder of its own.
pub struct OwnBroker {
    script: String,
    folder: std::path::PathBuf,
}

impl OwnBroker {
    pub fn new() -> Self {
        let script = crate::env_or(
            "SOUK_TEST_RABBIT_CTL",
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/dev/rabbit.sh"),
        );
        let folder = std::env::temp_dir().join(format!("souk-outbox-broker-{}", std::process::id()));
        Self { script, folder }
    }

    /// `start` (prints the address) or `kill`.
    pub async fn ctl(&self, command: &str) -> String {
        let output = Command::new("bash")
            .args([&self.script, command])
            .env("SOUK_STATE", &self.folder)
            .output()
            .await
            .unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }
}

impl Drop for OwnBroker {
    fn drop(&mut self) {
        let destroyed = std::process::Command::new("bash")
            .args([&self.script, "destroy"])
            .env("SOUK_STATE", &self.folder)
            .output();
        assert!(
            destroyed.is_ok_and(|o| o.status.success()),
            "the broker in {} is left",
            self.folder.display()
        );
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

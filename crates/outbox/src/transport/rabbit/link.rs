//! One connection to the broker, opened when needed and forgotten when broken.
use lapin::{Channel, Connection, ConnectionProperties, uri::AMQPUri};
use tokio::{sync::Mutex, time::timeout};

use super::{ANSWER, TransportError};

/// Seconds between signs of life; a broker that is gone without a word is noticed after two of them.
const HEARTBEAT: u16 = 10;

pub(super) struct Link {
    url: String,
    name: &'static str,
    open: Mutex<Option<Connection>>,
}

impl Link {
    pub(super) fn new(url: &str, name: &'static str) -> Self {
        Self { url: url.into(), name, open: Mutex::new(None) }
    }

    /// A new channel, on the open connection or on a new one.
    pub(super) async fn channel(&self) -> Result<Channel, TransportError> {
        let mut open = self.open.lock().await;
        if let Some(connection) = open.take_if(|c| c.status().connected())
            && let Ok(Ok(channel)) = timeout(ANSWER, connection.create_channel()).await
        {
            *open = Some(connection);
            return Ok(channel);
        }
        *open = None;
        let mut uri: AMQPUri = self.url.parse().map_err(TransportError::Address)?;
        uri.query.heartbeat.get_or_insert(HEARTBEAT);
        let properties = ConnectionProperties::default().with_connection_name(self.name.into());
        let work = async {
            let connection = Connection::connect_uri(uri, properties).await?;
            let channel = connection.create_channel().await?;
            Ok::<_, TransportError>((connection, channel))
        };
        let (connection, channel) = timeout(ANSWER, work).await.map_err(|_| TransportError::Timeout)??;
        *open = Some(connection);
        Ok(channel)
    }

    /// Lets the connection go: the next channel gets a new one.
    pub(super) async fn forget(&self) {
        *self.open.lock().await = None;
    }
}

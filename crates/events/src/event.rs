//! What makes a message a fact: a wire name and a subject.
use serde::{Serialize, de::DeserializeOwned};

/// A fact that one module tells and others may hear.
pub trait Event: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// `<module>.<noun>_<past>.v<N>`: the CloudEvents type and the routing key.
    const TYPE: &'static str;
    /// The id of the thing the fact is about.
    fn subject(&self) -> &str;
}

include!(concat!(env!("OUT_DIR"), "/registry.rs"));

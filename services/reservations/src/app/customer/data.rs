//! MES DONNÉES, SUPPRIMER MES DONNÉES, EFFACER: what a customer may ask of her own data (§11).
use souk_kit::{Conn, Problem};

use super::{Reply, Scene};
use crate::app::{erase, own_data, work::Work};

/// A link to all of it.
///
/// # Errors
/// The database.
pub async fn link(conn: &mut Conn, work: &mut Work, scene: &Scene<'_>) -> Result<Reply, Problem> {
    let whose = (scene.customer.contact_id, scene.message.message_id);
    let link = own_data::link(conn, work, scene.state, whose).await?;
    work.note("contact.access", whose.0.to_string(), None, serde_json::Value::Null, serde_json::Value::Null);
    let hours = vec![("hours", own_data::HOURS.to_string())];
    Ok(Reply { link: Some(link), ..Reply::part("gdpr.access", hours) })
}

/// The question whether she means it.
pub fn ask(work: &Work, scene: &mut Scene<'_>) -> Reply {
    scene.customer.erase_asked_at = Some(work.now);
    Reply::part("gdpr.erase_confirm", Vec::new())
}

/// Erases her, or keeps her wish until nothing of hers is open.
///
/// # Errors
/// The database.
pub async fn erase(conn: &mut Conn, work: &mut Work, scene: &mut Scene<'_>) -> Result<Reply, Problem> {
    let contact = scene.customer.contact_id;
    if let Some(open) = erase::open(conn, work.tenant, contact).await? {
        scene.customer.erase_wanted_at = Some(work.now);
        return Ok(Reply::part("gdpr.erase_blocked", vec![("order", open)]));
    }
    erase::erase(conn, work, contact).await?;
    scene.erased = true;
    Ok(Reply::part("gdpr.erased", Vec::new()))
}

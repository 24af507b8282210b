//! ANNULER: a hold or a place in a queue is given back; what it held goes to the next one.
use souk_events::ReservationId;
use souk_kit::{Conn, Problem};

use super::{Reply, Scene, yes};
use crate::{
    app::{
        end::{self, Ending},
        promote,
        work::Work,
    },
    domain::reservation::State,
    store::reservations::Reservation,
};

/// Ends what she named.
///
/// # Errors
/// The database.
pub async fn cancel(
    conn: &mut Conn,
    work: &mut Work,
    scene: &mut Scene<'_>,
    ids: &[ReservationId],
) -> Result<Reply, Problem> {
    let meant: Vec<Reservation> = scene.rows.iter().filter(|row| ids.contains(&row.id)).cloned().collect();
    let mut ended = Vec::new();
    for row in &meant {
        ended.extend(end::end(conn, work, row, Ending::new(State::Cancelled, "cancelled")).await?);
    }
    let mut items: Vec<_> = ended.iter().map(|row| row.item_id).collect();
    items.sort_unstable();
    items.dedup();
    promote::next(conn, work, &items).await?;
    let held = meant.iter().any(|row| row.state() == State::Held);
    scene.look(conn, work).await?;
    let (key, name) = if held { ("rsv.cancelled", "codes") } else { ("wl.left", "code") };
    Ok(Reply::part(key, vec![(name, yes::codes(&ended))]))
}

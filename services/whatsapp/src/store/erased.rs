//! What is left of a contact that is erased.
use diesel::{dsl::exists, prelude::*};
use diesel_async::RunQueryDsl;
use souk_events::{ContactId, MessageId, TenantId};
use souk_kit::Conn;

use crate::schema::{contact, media, message, outgoing};

/// Whether something still waits to be sent to it.
///
/// # Errors
/// The database.
pub async fn is_awaited(conn: &mut Conn, tenant: TenantId, id: ContactId) -> QueryResult<bool> {
    let theirs = outgoing::tenant_id.eq(tenant).and(outgoing::contact_id.eq(id));
    let waits = outgoing::table.filter(theirs).filter(outgoing::next_at.is_not_null());
    diesel::select(exists(waits)).get_result(conn).await
}

/// Makes unreadable what a contact wrote and got, its files and what it is called. Ids, times and states stay.
///
/// # Errors
/// The database.
pub async fn wipe(conn: &mut Conn, tenant: TenantId, id: ContactId) -> QueryResult<()> {
    let nothing = None::<Vec<u8>>;
    let wrote = message::tenant_id.eq(tenant).and(message::contact_id.eq(id));
    let theirs: Vec<MessageId> = message::table
        .filter(message::tenant_id.eq(tenant).and(message::contact_id.eq(id)))
        .select(message::id)
        .load(conn)
        .await?;
    let files = media::tenant_id.eq(tenant).and(media::message_id.eq_any(theirs));
    diesel::delete(media::table.filter(files)).execute(conn).await?;
    diesel::update(message::table.filter(wrote))
        .set(message::content.eq(nothing.as_ref()))
        .execute(conn)
        .await?;
    let got = outgoing::tenant_id.eq(tenant).and(outgoing::contact_id.eq(id));
    diesel::update(outgoing::table.filter(got))
        .set(outgoing::content.eq(nothing.as_ref()))
        .execute(conn)
        .await?;
    diesel::update(contact::table.filter(contact::tenant_id.eq(tenant).and(contact::id.eq(id))))
        .set((
            contact::phone.eq(nothing.as_ref()),
            contact::bsuid.eq(nothing.as_ref()),
            contact::name.eq(nothing.as_ref()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

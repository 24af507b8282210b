//! Four scopes, enforced by the database itself.
use diesel::prelude::*;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use souk_events::{GuestId, Subject, TenantId};
use souk_kit::{Conn, DbError, Scope, db};
use souk_testkit::TestApp;

use crate::probe::{Probe, insert, note, start};

async fn bodies(conn: &mut Conn) -> QueryResult<Vec<String>> {
    note::table.select(note::body).order(note::body).load(conn).await
}

async fn sown() -> (TestApp<Probe>, TenantId, TenantId, GuestId) {
    let app = start().await;
    let (a, b, guest) = (TenantId::new(), TenantId::new(), GuestId::new());
    let mut admin = app.admin().await;
    insert(&mut admin, a, &guest.to_string(), "a-private", false).await.unwrap();
    insert(&mut admin, a, "gst_other", "a-published", true).await.unwrap();
    insert(&mut admin, b, &guest.to_string(), "b-private", false).await.unwrap();
    (app, a, b, guest)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_scope_sees_its_own_rows_and_no_others() {
    let (app, a, _, guest) = sown().await;
    let db = &app.running.as_ref().unwrap().app.db;
    let tenant: Vec<String> =
        db.read::<_, DbError, _>(Scope::Tenant(a), async |c| Ok(bodies(c).await?)).await.unwrap();
    assert_eq!(tenant, ["a-private", "a-published"]);
    let own = Scope::Subject(Subject::Guest(guest));
    let own: Vec<String> = db.read::<_, DbError, _>(own, async |c| Ok(bodies(c).await?)).await.unwrap();
    assert_eq!(own, ["a-private", "b-private"]);
    let all: Vec<String> =
        db.read::<_, DbError, _>(Scope::Platform("test"), async |c| Ok(bodies(c).await?)).await.unwrap();
    assert_eq!(all, ["a-private", "a-published", "b-private"]);
    let shown = bodies(&mut db.public().await.unwrap()).await.unwrap();
    assert_eq!(shown, ["a-published"], "after scoped transactions on the same connections");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_cannot_write_into_another_and_the_public_cannot_write_at_all() {
    let (app, a, b, _) = sown().await;
    let db = &app.running.as_ref().unwrap().app.db;
    let smuggled = db
        .write::<_, DbError, _>(Scope::Tenant(a), async |c| Ok(insert(c, b, "x", "smuggled", false).await?))
        .await;
    assert!(smuggled.unwrap_err().to_string().contains("row-level security"));
    let taken = db
        .write::<_, DbError, _>(Scope::Tenant(a), async |c| {
            Ok(diesel::update(note::table.filter(note::tenant_id.eq(b.0)))
                .set(note::body.eq("taken"))
                .execute(c)
                .await?)
        })
        .await;
    assert_eq!(taken.unwrap(), 0);
    let mut public = db.public().await.unwrap();
    assert!(insert(&mut public, a, "x", "defaced", true).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_module_role_neither_owns_nor_bypasses_and_reaches_only_its_schema() {
    let app = start().await;
    let mut login = app.login().await;
    let powers: Vec<bool> = diesel::dsl::sql::<diesel::sql_types::Bool>(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user
         UNION ALL SELECT bool_or(tableowner = current_user) FROM pg_tables WHERE schemaname = 'stranger'",
    )
    .load(&mut login)
    .await
    .unwrap();
    assert_eq!(powers, [false, false]);
    assert!(login.batch_execute("SELECT * FROM bus.message").await.is_err());
    assert!(login.batch_execute("CREATE TABLE stranger.mine ()").await.is_err());
    assert!(login.batch_execute("ALTER TABLE stranger.note DISABLE ROW LEVEL SECURITY").await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_use_case_leaves_nothing_and_the_connection_is_clean() {
    let (app, a, _, _) = sown().await;
    let settings = app.running.as_ref().unwrap().app.db.settings().clone();
    let one = db::Db::new(souk_outbox::DbSettings { max: 1, ..settings }, souk_outbox::Wake::new());
    let refused: Result<(), DbError> = one
        .write(Scope::Tenant(a), async |c| {
            insert(c, a, "x", "half", false).await?;
            Err(diesel::result::Error::RollbackTransaction.into())
        })
        .await;
    assert!(refused.is_err());
    let left: Vec<String> =
        one.read::<_, DbError, _>(Scope::Tenant(a), async |c| Ok(bodies(c).await?)).await.unwrap();
    assert!(!left.contains(&"half".to_owned()));
}

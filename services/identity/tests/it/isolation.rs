//! Row-level security by raw SQL as the module's own role.
use diesel::sql_types::{BigInt, Bool};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use souk_kit::Conn;

use crate::town::Town;

async fn count(conn: &mut Conn, table: &str) -> i64 {
    diesel::dsl::sql::<BigInt>(&format!("SELECT count(*) FROM {table}")).get_result(conn).await.unwrap()
}

async fn scope(conn: &mut Conn, name: &str, tenant: &str, subject: &str) {
    let sql =
        format!("SET souk.scope = '{name}'; SET souk.tenant = '{tenant}'; SET souk.subject = '{subject}';");
    conn.batch_execute(&sql).await.unwrap();
}

fn uuid(public: &str) -> String {
    public.parse::<souk_events::TenantId>().unwrap().0.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_scope_sees_its_own_rows_and_no_others() {
    let town = Town::open().await;
    let (amina, first) = town.merchant("amina@example.com", "Un").await;
    let (_, second) = town.merchant("bilal@example.com", "Deux").await;
    town.colleague(&amina, &first, "clara@example.com", "agent").await;
    let mut conn = town.app.login().await;
    let role: bool = diesel::dsl::sql::<Bool>(
        "SELECT rolsuper OR rolbypassrls OR pg_has_role(current_user, 'souk_identity_owner', 'MEMBER') \
         FROM pg_roles WHERE rolname = current_user",
    )
    .get_result(&mut conn)
    .await
    .unwrap();
    assert!(!role, "the module's role owns its tables or bypasses row-level security");

    let tables = [
        "account",
        "credential",
        "mail_link",
        "throttle",
        "tenant",
        "store",
        "membership",
        "invitation",
        "session",
        "refresh_token",
        "revocation",
        "signing_key",
        "mail",
        "tenant_decision",
        "erasure",
        "erasure_task",
        "consent",
        "consent_chain",
        "api_key",
        "second_factor",
        "recovery_code",
    ];
    for table in tables {
        assert_eq!(count(&mut conn, table).await, 0, "{table} without a scope");
    }
    scope(&mut conn, "tenant", &uuid(&first), "").await;
    let seen =
        [("tenant", 1), ("store", 1), ("membership", 2), ("account", 2), ("credential", 0), ("session", 0)];
    for (table, rows) in seen {
        assert_eq!(count(&mut conn, table).await, rows, "{table} for the staff");
    }
    let foreign = format!(
        "INSERT INTO membership SELECT '{}', id, 'owner', 'active', 1, now(), now() FROM account",
        uuid(&second)
    );
    assert!(conn.batch_execute(&foreign).await.is_err());

    scope(&mut conn, "subject", "", &amina.id).await;
    let seen = [
        ("account", 1),
        ("credential", 1),
        ("session", 1),
        ("membership", 1),
        ("tenant", 1),
        ("store", 0),
        ("mail_link", 0),
    ];
    for (table, rows) in seen {
        assert_eq!(count(&mut conn, table).await, rows, "{table} for a person");
    }
    // A visitor, and a subject that is no id, see nothing.
    for nobody in ["gst_00000000000000000000000000", "usr_' OR true --".replace('\'', "''").as_str()] {
        scope(&mut conn, "subject", "", nobody).await;
        assert_eq!(count(&mut conn, "account").await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_owner_stays_even_by_sql() {
    let town = Town::open().await;
    let (_, tenant) = town.merchant("amina@example.com", "Un").await;
    let mut conn = town.app.login().await;
    scope(&mut conn, "tenant", &uuid(&tenant), "").await;
    let refused = conn.batch_execute("UPDATE membership SET state = 'removed'").await.unwrap_err();
    assert!(refused.to_string().contains("the last owner stays"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_personal_lies_in_the_clear() {
    let town = Town::open().await;
    let (amina, _) = town.merchant("canary.amina@example.com", "Un").await;
    let body = serde_json::json!({"email": "canary.bilal@example.com", "role": "agent"});
    amina.actor.post("/v1/invitations", body).await.expect(201);
    let mut conn = town.app.admin().await;
    for table in ["account", "credential", "throttle", "invitation", "session", "mail", "outbox", "mail_link"]
    {
        let found: bool = diesel::dsl::sql::<Bool>(&format!(
            "SELECT EXISTS (SELECT FROM {table} t WHERE t::text ~ '(canary|Amina B)' \
             OR t::text LIKE '%' || encode('canary'::bytea, 'hex') || '%')"
        ))
        .get_result(&mut conn)
        .await
        .unwrap();
        assert!(!found, "{table}");
    }
}

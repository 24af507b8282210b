//! Row-level security, proved in the catalogue of the database and by raw SQL as each module's own role.
use std::collections::BTreeSet;

use souk::sources;
use souk_outbox::Conn;
use souk_testkit::TestDb;

use crate::{
    sql,
    world::{Side, two_sides, uuid},
};

/// Tables without row-level security, in every module. Only infrastructure stands here.
const OPEN: &[(&str, &str)] = &[
    ("__diesel_schema_migrations", "written by migrations only; the module may not even read it"),
    ("outbox", "the relay sends every tenant's facts; facts carry no personal data"),
    ("inbox", "the worker handles every tenant's facts, each in the scope of its tenant"),
    ("timer", "the timer loop fires every tenant's timers, each in the scope of its tenant"),
    ("module_switch", "which modules are on: asked for by every scope"),
    ("idempotency", "claimed before a scope is entered; the key is the caller's own, the answer is sealed"),
    (
        "subject_key",
        "opened by kit's sealer for whatever scope may read the sealed value; wrapped by the master key",
    ),
];

/// Tables that have a tenant but no index that begins with it.
const NOT_LED: &[(&str, &str)] = &[
    (
        "identity.session",
        "found by cookie or by person; the tenant is what the person works for at the moment",
    ),
    ("orders.cart_line", "belongs to a person across merchants and is found by person"),
    ("catalog.change", "swept after an hour and read by transaction number, across tenants"),
];

/// What a role sees without any scope: the shop window.
const WINDOW: &[(&str, &str)] = &[
    ("catalog.store", "active AND tenant_active"),
    ("catalog.product", "published"),
    ("catalog.product_text", "EXISTS (SELECT FROM product p WHERE p.id = product_id AND p.published)"),
    ("catalog.variant", "EXISTS (SELECT FROM product p WHERE p.id = product_id AND p.published)"),
    ("catalog.stock", "EXISTS (SELECT FROM product p WHERE p.id = product_id AND p.published)"),
    ("catalog.category", "true"), // names of categories and search words, for the read models
    ("catalog.synonym", "true"),
    ("catalog.modifier_group", "true"), // what products ask, for the read models
    ("catalog.modifier", "true"),
    ("catalog.change", "true"), // ids of what changed, for the read models
];

fn modules() -> Vec<&'static str> {
    sources().iter().filter(|s| s.common).map(|s| s.module).collect()
}

async fn guarded(conn: &mut Conn, module: &str) -> Vec<String> {
    let all = sql::tables(conn, module).await;
    all.into_iter().filter(|table| !OPEN.iter().any(|(open, _)| open == table)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_is_guarded_or_says_why_not() {
    let db = TestDb::new(sources).await;
    let (mut wrong, mut used, mut not_led) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for module in modules() {
        let mut conn = db.admin(module).await;
        let unguarded = format!(
            "SELECT relname::text AS line FROM pg_class WHERE relnamespace = '{module}'::regnamespace
             AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)"
        );
        for table in sql::lines(&mut conn, &unguarded).await {
            match OPEN.iter().find(|(open, _)| *open == table) {
                Some((open, _)) => used.extend([*open]),
                None => wrong.push(format!("{module}.{table} is not under forced row-level security")),
            }
        }
        let unled = format!(
            "SELECT c.relname::text AS line FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
             WHERE c.relnamespace = '{module}'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = 'tenant_id'
             AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indkey[0] = a.attnum
                             AND i.indpred IS NULL)"
        );
        for table in sql::lines(&mut conn, &unled).await {
            let full = format!("{module}.{table}");
            match NOT_LED.iter().find(|(name, _)| *name == full) {
                Some((name, _)) => not_led.extend([*name]),
                None => wrong.push(format!("{full} has no index that begins with tenant_id")),
            }
        }
    }
    wrong.extend(
        OPEN.iter().filter(|(t, _)| !used.contains(t)).map(|(t, _)| format!("{t} need not be on the list")),
    );
    wrong.extend(
        NOT_LED
            .iter()
            .filter(|(t, _)| !not_led.contains(t))
            .map(|(t, _)| format!("{t} need not be on the list")),
    );
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_module_logs_in_as_nobody_special() {
    let db = TestDb::new(sources).await;
    let mut conn = db.admin("public").await;
    for module in modules() {
        let role = format!("souk_{module}");
        let special = format!(
            "SELECT rolname::text AS line FROM pg_roles WHERE rolname = '{role}'
             AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)"
        );
        assert_eq!(sql::lines(&mut conn, &special).await, [""; 0], "{role} has powers");
        let owned = format!(
            "SELECT relname::text AS line FROM pg_class WHERE relowner = '{role}'::regrole
             UNION ALL SELECT proname::text FROM pg_proc WHERE proowner = '{role}'::regrole
             UNION ALL SELECT nspname::text FROM pg_namespace WHERE nspowner = '{role}'::regrole"
        );
        assert_eq!(sql::lines(&mut conn, &owned).await, [""; 0], "{role} owns something");
        let member = format!(
            "SELECT roleid::regrole::text AS line FROM pg_auth_members WHERE member = '{role}'::regrole"
        );
        assert_eq!(sql::lines(&mut conn, &member).await, ["souk_modules"], "{role} acts for others");
        for other in modules().into_iter().filter(|other| *other != module) {
            let reach = format!("SELECT has_schema_privilege('{role}', '{other}', 'USAGE')::text AS line");
            assert_eq!(sql::line(&mut conn, &reach).await, "false", "{role} reaches into {other}");
        }
        let bus = format!(
            "SELECT relname::text AS line FROM pg_class WHERE relnamespace = 'bus'::regnamespace AND relkind = 'r'
             AND has_table_privilege('{role}', oid, 'SELECT, INSERT, UPDATE, DELETE')"
        );
        assert_eq!(
            sql::lines(&mut conn, &bus).await,
            [""; 0],
            "{role} reaches the queues other than by functions"
        );
        let create = format!("SELECT has_schema_privilege('{role}', '{module}', 'CREATE')::text AS line");
        assert_eq!(sql::line(&mut conn, &create).await, "false", "{role} may create tables");
    }
}

/// Enters a scope for the transaction that follows, as the application does.
fn entered(scope: &str, tenant: &str, subject: &str) -> String {
    format!(
        "ROLLBACK; BEGIN; SELECT set_config('souk.scope', '{scope}', true), set_config('souk.tenant', '{tenant}', true),
         set_config('souk.subject', '{subject}', true)"
    )
}

/// Rows that a scope must not see, and how many the superuser counts there (so that the test has teeth).
async fn hidden(
    module: &str,
    conn: &mut Conn,
    admin: &mut Conn,
    what: &str,
    wrong: &mut Vec<String>,
) -> bool {
    let seen = sql::count(conn, what).await;
    if seen != 0 {
        wrong.push(format!("{module}: {seen} rows of {what}"));
    }
    sql::count(admin, what).await > 0
}

#[tokio::test(flavor = "multi_thread")]
async fn raw_sql_sees_no_more_than_its_scope() {
    let (platform, ours, theirs) = two_sides().await;
    let mut wrong = Vec::new();
    let mut bitten = BTreeSet::new();
    for module in modules() {
        let (mut role, mut admin) = (platform.db.login(module).await, platform.db.admin(module).await);
        unscoped(module, &mut role, &mut admin, &mut wrong).await;
        for table in tenant_scoped(module, &mut role, &mut admin, &ours, &theirs, &mut wrong).await {
            bitten.insert(format!("{module}.{table}"));
        }
        persons(module, &mut role, &mut admin, &ours, &theirs, &mut wrong).await;
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    for table in [
        "catalog.category",
        "catalog.synonym",
        "catalog.modifier_group",
        "catalog.modifier",
        "catalog.product",
        "catalog.variant",
        "catalog.stock",
        "catalog.hold",
        "catalog.hold_line",
        "catalog.import",
        "catalog.import_error",
        "catalog.product_text",
        "catalog.stock_movement",
        "catalog.store",
        "identity.api_key",
        "identity.invitation",
        "identity.membership",
        "identity.session",
        "identity.store",
        "orders.cart_line",
        "orders.fulfilment",
        "orders.checkout_hold",
        "orders.order_counter",
        "orders.order_history",
        "orders.order_line",
        "orders.orders",
        "orders.promotion",
        "orders.promotion_code",
        "orders.promotion_counter",
        "orders.promotion_mark",
        "orders.promotion_redemption",
        "orders.store",
        "ops.event_log",
        "reservations.audit",
        "reservations.customer",
        "reservations.deposit",
        "reservations.deposit_proof",
        "reservations.desk",
        "reservations.heard_message",
        "reservations.live_item",
        "reservations.live_session",
        "reservations.request",
        "reservations.reservation",
        "reservations.reservation_group",
        "reservations.stock_ledger",
        "reservations.store",
        "whatsapp.arrival",
        "whatsapp.contact",
        "whatsapp.message",
        "whatsapp.outgoing",
        "whatsapp.seller_phone",
        "whatsapp.sender",
        "whatsapp.store",
    ] {
        assert!(bitten.contains(table), "{table} had nothing to hide: {bitten:?}");
    }
}

/// Without a scope: the shop window and nothing else.
async fn unscoped(module: &str, role: &mut Conn, admin: &mut Conn, wrong: &mut Vec<String>) {
    for table in guarded(admin, module).await {
        let full = format!("{module}.{table}");
        let window = WINDOW.iter().find(|(name, _)| *name == full).map_or("false", |(_, rows)| rows);
        let (shown, seen) =
            (sql::count(admin, &format!("{table} WHERE {window}")).await, sql::count(role, &table).await);
        if shown != seen {
            wrong.push(format!("{full}: {seen} rows without a scope, {shown} are for everybody"));
        }
        if window == "true" {
            continue;
        }
        let inserted = sql::change(role, &format!("INSERT INTO {table} SELECT * FROM {table}")).await;
        if seen > 0 && inserted.is_ok() {
            wrong.push(format!("{full}: written without a scope"));
        }
    }
}

/// In one merchant's scope: nothing of the other's, to read, to change, to give away.
async fn tenant_scoped(
    module: &str,
    role: &mut Conn,
    admin: &mut Conn,
    ours: &Side,
    theirs: &Side,
    wrong: &mut Vec<String>,
) -> Vec<String> {
    let (us, them) = (uuid(&ours.shop.tenant), uuid(&theirs.shop.tenant));
    let enter = entered("tenant", &us.to_string(), "");
    let mut bitten = Vec::new();
    let with_tenant = sql::tables_with(admin, module, "tenant_id").await;
    for table in guarded(admin, module).await {
        sql::run(role, &enter).await;
        if table == "tenant" {
            hidden(module, role, admin, &format!("tenant WHERE id <> '{us}'"), wrong).await;
            continue;
        }
        if !with_tenant.contains(&table) {
            continue;
        }
        if hidden(module, role, admin, &format!("{table} WHERE tenant_id IS DISTINCT FROM '{us}'"), wrong)
            .await
        {
            bitten.push(table.clone());
        }
        for (statement, what) in [
            (
                format!("UPDATE {table} SET tenant_id = tenant_id WHERE tenant_id = '{them}'"),
                "another merchant's rows were changed",
            ),
            (
                format!("DELETE FROM {table} WHERE tenant_id = '{them}'"),
                "another merchant's rows were deleted",
            ),
            (format!("UPDATE {table} SET tenant_id = '{them}'"), "rows were given to another merchant"),
        ] {
            sql::run(role, &enter).await;
            if sql::change(role, &statement).await.is_ok_and(|rows| rows > 0) {
                wrong.push(format!("{module}.{table}: {what}"));
            }
        }
    }
    sql::run(role, "ROLLBACK").await;
    bitten
}

/// In one person's scope: nothing of another person.
async fn persons(
    module: &str,
    role: &mut Conn,
    admin: &mut Conn,
    ours: &Side,
    theirs: &Side,
    wrong: &mut Vec<String>,
) {
    let person = |side: &Side| {
        let claims = side.customer.token().unwrap().split('.').nth(1).unwrap().to_owned();
        crate::world::claim(&claims, "sub")
    };
    let (us, them) = (person(ours), person(theirs));
    for (column, value) in [("customer", them.clone()), ("user_id", uuid(&them).to_string())] {
        for table in sql::tables_with(admin, module, column).await {
            sql::run(role, &entered("subject", "", &us)).await;
            let there = hidden(
                module,
                role,
                admin,
                &format!(
                    "{table} WHERE {column} <> '{}'",
                    if column == "customer" { us.clone() } else { uuid(&us).to_string() }
                ),
                wrong,
            )
            .await;
            assert!(
                there
                    || [
                        "mail_link",
                        "revocation",
                        "recovery_code",
                        "erasure",
                        "passkey",
                        "passkey_challenge"
                    ]
                    .contains(&table.as_str()),
                "{module}.{table} had nothing to hide"
            );
            let taken = sql::change(role, &format!("DELETE FROM {table} WHERE {column} = '{value}'")).await;
            if taken.is_ok_and(|rows| rows > 0) {
                wrong.push(format!("{module}.{table}: another person's rows were deleted"));
            }
        }
    }
    if module == "orders" {
        sql::run(role, &entered("subject", "", &us)).await;
        for table in ["order_line", "order_history"] {
            let order = uuid(&theirs.order);
            assert!(hidden(module, role, admin, &format!("{table} WHERE order_id = '{order}'"), wrong).await);
        }
    }
    sql::run(role, "ROLLBACK").await;
}

//! How long rows stay: every table has its rule, docs/retention.md shows them, and what is too old goes or is emptied.
use std::{collections::BTreeSet, fmt::Write as _, path::Path};

use chrono::TimeDelta;
use souk::{modules, sources};
use souk_kit::{
    Clock, Conn,
    retention::{self, COMMON, Fate, Rule},
};
use souk_testkit::TestDb;

use crate::{sql, world::two_sides};

fn kept() -> impl Iterator<Item = (&'static str, &'static [Rule])> {
    modules().into_iter().filter(|m| (m.migrations)().is_some()).map(|m| (m.name, m.retention))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_says_how_long_its_rows_stay() {
    let db = TestDb::new(sources).await;
    let mut wrong = Vec::new();
    for (module, rules) in kept() {
        let tables: BTreeSet<_> =
            sql::tables(&mut db.admin(module).await, module).await.into_iter().collect();
        let said: BTreeSet<_> = rules.iter().chain(COMMON).map(|r| r.table.to_owned()).collect();
        let missing = tables.iter().filter(|t| !said.contains(*t) && !t.starts_with("__"));
        wrong.extend(missing.map(|t| format!("{module}.{t}: say in retention.rs how long its rows stay")));
        wrong.extend(said.difference(&tables).map(|t| format!("{module}.{t} is no table")));
        let keys: BTreeSet<_> = rules.iter().filter(|r| r.timed()).map(Rule::key).collect();
        assert_eq!(keys.len(), rules.iter().filter(|r| r.timed()).count(), "{module}: two rules of one key");
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What docs/retention.md holds.
fn document() -> String {
    let mut text = "# How long rows stay\n\nWritten from each module's `retention.rs`; a test holds it. The days are the \
        customary ones; have them checked for your country. A timer of each rule (`kit.retention`) looks once a day.\n"
        .to_owned();
    let mut table = |name: &str, rules: &[Rule]| {
        let _ = write!(text, "\n## {name}\n\n| table | what happens | why |\n|---|---|---|\n");
        for rule in rules {
            let says = rule.says().split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(text, "| `{}` | {says} | {} |", rule.table, rule.why);
        }
    };
    for (module, rules) in kept() {
        table(module, rules);
    }
    table("every module", COMMON);
    text
}

#[test]
fn the_page_shows_the_rules() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let (page, wanted) =
        (std::fs::read_to_string(root.join("docs/retention.md")).unwrap_or_default(), document());
    if page != wanted {
        std::fs::write(root.join("target/retention.md"), wanted).unwrap();
        panic!("docs/retention.md is not what the modules say: take target/retention.md over");
    }
}

/// How many rows a rule would touch.
fn bitten(rule: &Rule) -> String {
    let only = if rule.only.is_empty() { "true" } else { rule.only };
    format!("{} WHERE {} IS NOT NULL AND ({only})", rule.table, rule.since)
}

/// Moves the clock on for a rule: all its rows become that much older.
async fn age(admin: &mut Conn, module: &str, rule: &Rule) {
    // What counts may lie a while ahead, as the end of an invitation does.
    let days = rule.days + 30;
    let (table, columns): (&str, &[&str]) = match rule.since {
        s if s.starts_with("(SELECT o.closed_at") => ("orders", &["closed_at"]),
        "coalesce(revoked_at, expires_at)" => (rule.table, &["revoked_at", "expires_at"]),
        "coalesce(ended_at, ends_at)" => (rule.table, &["ended_at", "ends_at"]),
        s => (rule.table, &[s][..]),
    };
    for column in columns {
        let older = format!("UPDATE {module}.{table} SET {column} = {column} - interval '{days} days'");
        as_if(admin, &older).await;
    }
}

/// A statement that no trigger and no reference holds up.
async fn as_if(admin: &mut Conn, statement: &str) {
    let set = "SET session_replication_role = replica";
    sql::run(admin, &format!("{set}; {statement}; RESET session_replication_role")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_old_goes_and_nothing_younger() {
    let (platform, ..) = two_sides().await;
    let (mut wrong, mut nothing) = (Vec::new(), Vec::new());
    for (module, rules) in kept() {
        let (mut role, mut admin) = (platform.db.login(module).await, platform.db.admin(module).await);
        for rule in rules.iter().filter(|r| r.timed()) {
            let name = format!("{module}.{}", rule.key());
            // The rule before aged what several rules look at.
            match (module, rule.table) {
                ("orders", _) => {
                    as_if(&mut admin, "UPDATE orders SET closed_at = now() WHERE closed_at IS NOT NULL")
                        .await;
                }
                ("reservations", "customer") => {
                    as_if(&mut admin, "UPDATE customer SET last_message_at = now()").await
                }
                _ => {}
            }
            as_if(&mut admin, &prepared(&name)).await;
            let before = sql::count(&mut admin, &bitten(rule)).await;
            if before == 0 {
                nothing.push(name.clone());
            }
            for old in [false, true] {
                if old {
                    age(&mut admin, module, rule).await;
                }
                sql::run(&mut role, "BEGIN; SELECT set_config('souk.scope', 'platform', true)").await;
                let done =
                    retention::apply(&mut role, rule, Clock::system().now() - TimeDelta::seconds(1)).await;
                sql::run(&mut role, "COMMIT").await;
                let done = done.unwrap_or_else(|e| panic!("{name}: {e}"));
                let left = sql::count(&mut admin, &bitten(rule)).await;
                let should = if old { 0 } else { before };
                if left != should || (old && done != before && !matches!(rule.fate, Fate::Stays)) {
                    wrong.push(format!("{name}: {before} rows, old {old}: {done} done, {left} left"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(nothing.is_empty(), "nothing there to test: {nothing:?}");
}

/// What has to be there for a rule, beside what the two sides' day left.
fn prepared(name: &str) -> String {
    let id = "gen_random_uuid()";
    match name {
        "identity.mail/30" | "orders.mail/30" => {
            format!("INSERT INTO mail (id, sealed, attempts, created_at) VALUES ({id}, '', 10, now())")
        }
        "identity.api_key/365" => "UPDATE api_key SET revoked_at = now()".to_owned(),
        "identity.plan_change/1095" => {
            format!("INSERT INTO plan_change VALUES ({id}, 2, 'free', 'pro', 'test', {id}, now())")
        }
        "identity.tenant_decision/1095" => format!(
            "INSERT INTO tenant_decision (tenant_id, version, status, reason, operator, at)
             VALUES ({id}, 2, 'active', 'test', {id}, now())"
        ),
        "identity.impersonation/1095" => format!(
            "INSERT INTO impersonation VALUES ({id}, {id}, {id}, {id}, NULL, 'test', now(), now(), now(), 'time')"
        ),
        "identity.opt_in/1095" => format!(
            "INSERT INTO opt_in (tenant_id, order_id, store_id, subject, contact, created_at)
             VALUES ({id}, {id}, {id}, 'usr_x', 'x', now())"
        ),
        "orders.cart_code/180" => "INSERT INTO cart_code VALUES ('gst_x', 'X', now())".to_owned(),
        "orders.orders/365" => {
            "UPDATE orders SET lifecycle = 'rejected', preparation = 'queued', closed_at = now()".to_owned()
        }
        "orders.order_line/365" => "UPDATE order_line SET note = 'x'".to_owned(),
        "orders.order_sought/365" => "INSERT INTO order_sought SELECT tenant_id, id, NULL, 'no_deposit', 'x', 'x' FROM orders
             ON CONFLICT (order_id) DO UPDATE SET phone_hash = 'x'"
            .to_owned(),
        "reservations.data_link/30" => format!("INSERT INTO data_link VALUES ({id}, {id}, {id}, now())"),
        "orders.order_opt_in/365" => {
            "INSERT INTO order_opt_in SELECT tenant_id, id, '{x}', '1', now() FROM orders".to_owned()
        }
        "orders.order_history/1095" => "UPDATE order_history SET person = 'usr_x'".to_owned(),
        "orders.personal_access/1095" => {
            format!("INSERT INTO personal_access SELECT tenant_id, {id}, id, 'x', 'x', now() FROM orders")
        }
        "orders.order_export/1095" => {
            format!("INSERT INTO order_export VALUES ({id}, {id}, 'usr_x', '{{}}', now())")
        }
        "orders.intervention/1095" => format!(
            "INSERT INTO intervention SELECT tenant_id, id, 9, 'accept', {id}, 'test', now() FROM orders"
        ),
        "orders.checkout/365" => format!(
            "INSERT INTO checkout (id, customer, idempotency_key, state, created_at, closed_at)
             VALUES ({id}, 'gst_x', 'x', 'refused', now(), now())"
        ),
        "orders.slot_use/30" => format!("INSERT INTO slot_use VALUES ({id}, {id}, 'pickup', now(), 1)"),
        "payments.webhook/60" => format!(
            "INSERT INTO webhook VALUES ({id}, 'stripe', 'evt_x', 'x', 'x', '', 'done', '', now(), now())"
        ),
        "catalog.stock_movement/1095" => "UPDATE stock_movement SET actor = 'usr_x'".to_owned(),
        "catalog.export/1095" => format!("INSERT INTO export VALUES ({id}, {id}, {id}, 'usr_x', 1, now())"),
        "ops.audit/1095" => "INSERT INTO audit (at, actor, action, target, reason, correlation)
             VALUES (now(), 'usr_x', 'x', 'x', 'test', 'x')"
            .to_owned(),
        "ops.replay/1095" => {
            "INSERT INTO replay (module, consumer, kind, cause, letters, per_minute, canary, state, reason,
             started_at, started_by, changed_at, next_at)
             VALUES ('x', 'x', 'x', 'x', '{1}', 1, 0, 'done', 'test', now(), 'usr_x', now(), now())"
                .to_owned()
        }
        "whatsapp.contact/1095" => format!(
            "INSERT INTO contact (id, tenant_id, phone_hash, locale, last_inbound_at, created_at)
             VALUES ({id}, {id}, 'x', 'fr', now(), now())"
        ),
        "whatsapp.message/1095" => format!(
            "INSERT INTO message (id, tenant_id, sender_id, store_id, message_sid, digest, seq, contact_id, role, kind,
             received_at) VALUES ({id}, {id}, {id}, {id}, 'x', 'x', 1, {id}, 'customer', 'text', now())"
        ),
        "whatsapp.outgoing/1095" => format!(
            "INSERT INTO outgoing (id, tenant_id, contact_id, sender_id, class, key, locale, dedupe_key, state, priority,
             correlation, created_at, changed_at)
             VALUES ({id}, {id}, {id}, {id}, 'reply', 'x', 'fr', 'x', 'sent', 1, 'x', now(), now())"
        ),
        "whatsapp.attempt/1095" => format!("INSERT INTO attempt VALUES ({id}, {id}, 1, now(), 'x')"),
        "whatsapp.media_problem/365" => format!(
            "INSERT INTO media_problem (tenant_id, message_id, number, cause, first_at, last_at)
             VALUES ({id}, {id}, 0, 'x', now(), now())"
        ),
        "reservations.reservation_group/365" => format!(
            "INSERT INTO reservation_group (tenant_id, id, store_id, contact_id, number, currency, delivery_fee, total,
             deposit, personal, state, confirmed_at)
             VALUES ({id}, {id}, {id}, {id}, 'VF-1', 'EUR', 0, 1, 'no_deposit', 'x', 'confirmed', now())"
        ),
        "reservations.customer/365" | "reservations.customer/1095" => format!(
            "INSERT INTO customer (tenant_id, contact_id, store_id, address, last_message_at)
             VALUES ({id}, {id}, {id}, 'x', now())"
        ),
        "reservations.heard_message/1095" => format!(
            "INSERT INTO heard_message (tenant_id, message_sid, message_id, seq, contact_id, received_at, processed_at, intent)
             VALUES ({id}, 'x', {id}, 1, {id}, now(), now(), 'x')"
        ),
        "reservations.deposit_proof/180" => format!(
            "INSERT INTO deposit_proof (tenant_id, message_id, deposit_id, words, received_at, kept_from)
             VALUES ({id}, {id}, {id}, 'x', now(), now())"
        ),
        "reservations.request/90" => format!(
            "INSERT INTO request (tenant_id, id, contact_id, keys, dedupe_key, created_at)
             VALUES ({id}, {id}, {id}, '{{x}}', 'x', now())"
        ),
        "reservations.check_run/365" => format!(
            "INSERT INTO check_run (tenant_id, at, violations, found) VALUES ({id}, now(), 0, '[]')"
        ),
        _ => "SELECT 1".to_owned(),
    }
}

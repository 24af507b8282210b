//! A decision is one row, one fact and one line on record; the gateway sees it at once.
use diesel_async::RunQueryDsl as _;
use serde_json::{Value, json};
use souk_events::{TenantId, UserId, identity::v1::PlanChanged, ops::v1::ModuleSwitched};
use souk_ops::Ops;
use souk_testkit::TestApp;

use crate::stub::{SILENT, Stub};

async fn start() -> TestApp<Ops> {
    let orders = Stub::new("orders").start();
    let identity = Stub { required: true, ..Stub::new("identity") }.start();
    let modules = format!("{},{},{SILENT}", orders.entry, identity.entry);
    TestApp::<Ops>::builder().setting("ops.modules", modules).start().await
}

async fn internal(app: &TestApp<Ops>) -> Value {
    app.as_module("gateway").get("/internal/switches").await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn off_and_on_again_for_everybody() {
    let app = start().await;
    let admin = app.as_admin();
    assert_eq!(internal(&app).await, json!({ "revision": 0, "switches": [] }));

    let off = json!({ "on": false, "reason": "stock is wrong" });
    let said = admin.put("/v1/ops/switches/orders", off).await.expect(200).json();
    assert_eq!((said["revision"].as_i64(), said["on"].as_bool()), (Some(1), Some(false)));
    let list = internal(&app).await;
    let expected =
        json!({ "revision": 1, "switches": [{ "module": "orders", "tenant_id": null, "on": false }] });
    assert_eq!(list, expected);

    admin.put("/v1/ops/switches/orders", json!({ "on": true, "reason": "stock counted" })).await.expect(200);
    let list = internal(&app).await;
    assert_eq!(list["revision"], 2);
    assert_eq!(list["switches"], json!([{ "module": "orders", "tenant_id": null, "on": true }]));

    let told: Vec<ModuleSwitched> = app.told().await;
    let told: Vec<_> =
        told.iter().map(|e| (e.module.as_str(), e.tenant_id.as_str(), e.on, e.revision)).collect();
    assert_eq!(told, [("orders", "", false, 1), ("orders", "", true, 2)]);

    let audit = admin.get("/v1/ops/audit").await.expect(200).json();
    let lines: Vec<_> = audit["items"].as_array().unwrap().iter().collect();
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[0]["action"], &lines[0]["outcome"]), (&json!("switch_on"), &json!("revision 2")));
    assert_eq!((&lines[1]["action"], &lines[1]["reason"]), (&json!("switch_off"), &json!("stock is wrong")));
    assert!(lines.iter().all(|l| l["actor"].as_str().unwrap().starts_with("usr_")));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_tenant_apart_from_the_others() {
    let app = start().await;
    let tenant = TenantId::new();
    let wish = json!({ "on": false, "tenant_id": tenant, "reason": "unpaid plan" });
    app.as_admin().put("/v1/ops/switches/orders", wish).await.expect(200);
    let list = internal(&app).await;
    assert_eq!(list["switches"], json!([{ "module": "orders", "tenant_id": tenant, "on": false }]));
    let modules = app.as_admin().get("/v1/ops/modules").await.json();
    let orders = modules["items"].as_array().unwrap().iter().find(|m| m["name"] == "orders").unwrap();
    assert_eq!(orders["platform"], Value::Null);
    assert_eq!(orders["tenants"][0]["reason"], "unpaid plan");
    let told: Vec<ModuleSwitched> = app.told().await;
    assert_eq!(told[0].tenant_id, tenant.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_required_unknown_or_unheard_of_stays_on() {
    let app = start().await;
    let admin = app.as_admin();
    let off = || json!({ "on": false, "reason": "just because" });
    admin.put("/v1/ops/switches/identity", off()).await.problem(409, "module_required");
    admin.put("/v1/ops/switches/nobody", off()).await.problem(404, "module_unknown");
    admin.put("/v1/ops/switches/silent", off()).await.problem(503, "module_silent");
    let answer = admin.put("/v1/ops/switches/orders", json!({ "on": false, "reason": " " })).await;
    assert_eq!(answer.problem(422, "fields_wrong").json()["errors"][0]["pointer"], "/reason");
    let wrong = json!({ "on": false, "reason": "why not", "tenant_id": "usr_1" });
    admin.put("/v1/ops/switches/orders", wrong).await.expect(422);
    assert_eq!(internal(&app).await["revision"], 0);
    assert!(app.told::<ModuleSwitched>().await.is_empty());
    assert_eq!(admin.get("/v1/ops/audit").await.json()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn decisions_at_once_get_one_revision_each() {
    let app = start().await;
    let tenants: Vec<_> = (0..12).map(|_| TenantId::new()).collect();
    let mut all = tokio::task::JoinSet::new();
    for tenant in tenants {
        let admin = app.as_admin();
        all.spawn(async move {
            let wish = json!({ "on": false, "tenant_id": tenant, "reason": "all at once" });
            admin.put("/v1/ops/switches/orders", wish).await.expect(200).json()["revision"].as_i64().unwrap()
        });
    }
    let mut revisions = all.join_all().await;
    revisions.sort_unstable();
    assert_eq!(revisions, (1..=12).collect::<Vec<_>>());
    assert_eq!(internal(&app).await["revision"], 12);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_does_the_same_keeps_what_was_typed_and_says_what_is_wrong() {
    let app = start().await;
    let admin = app.as_admin();
    let page = admin.get("/ops/modules/orders").await.expect(200);
    assert_eq!(page.header("x-souk-compose"), "1");

    let fields = [("on", "off"), ("tenant_id", "somebody"), ("reason", "typed before")];
    let wrong = admin.form("/ops/modules/orders", &fields).await.expect(422).text();
    assert!(wrong.contains("somebody") && wrong.contains("typed before"));
    assert!(wrong.contains("A tenant id starts with ten_"));
    let required =
        admin.form("/ops/modules/identity", &[("on", "off"), ("reason", "no reason")]).await.expect(422);
    assert!(required.text().contains("cannot be switched off"));

    let done =
        admin.form("/ops/modules/orders", &[("on", "off"), ("reason", "maintenance")]).await.expect(303);
    assert_eq!(done.header("location"), "/ops/modules/orders?done=1");
    let page = admin.get("/ops/modules/orders?done=1").await.expect(200).text();
    assert!(page.contains("maintenance") && page.contains("Switch on for everybody"));
    let home = admin.get("/slots/ops.home").await.expect(200).text();
    assert!(home.contains("maintenance"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_modules_role_sees_no_row_without_the_operators_scope() {
    let app = start().await;
    let wish = json!({ "on": false, "reason": "row-level security" });
    app.as_admin().put("/v1/ops/switches/orders", wish).await.expect(200);
    let mut conn = app.login().await;
    for table in ["switch", "audit", "event_log", "switch_revision"] {
        let seen: i64 =
            diesel::dsl::sql::<diesel::sql_types::BigInt>(&format!("SELECT count(*) FROM {table}"))
                .get_result(&mut conn)
                .await
                .unwrap();
        assert_eq!(seen, 0, "{table}");
    }
    let erased = diesel::sql_query("DELETE FROM audit").execute(&mut conn).await;
    assert!(erased.unwrap_err().to_string().contains("permission denied"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_switches_what_it_does_not_include_and_nothing_that_was_decided_by_hand() {
    let (orders, catalog) = (Stub::new("orders").start(), Stub::new("catalog").start());
    let app = TestApp::<Ops>::builder()
        .setting("ops.modules", format!("{},{}", orders.entry, catalog.entry))
        .start()
        .await;
    let tenant = TenantId::new();
    let by_hand = json!({ "on": false, "tenant_id": tenant, "reason": "asked for it" });
    app.as_admin().put("/v1/ops/switches/catalog", by_hand).await.expect(200);
    let plan = |plan: &str, off: &[&str], version| PlanChanged {
        tenant_id: tenant.to_string(),
        plan: plan.to_owned(),
        modules_off: off.iter().map(|m| (*m).to_owned()).collect(),
        products: 1,
        operator_id: UserId::new().to_string(),
        version,
    };
    let off = async || -> Vec<String> {
        let all = app.as_admin().get("/v1/ops/switches").await.expect(200).json();
        let all = all["items"].as_array().unwrap().clone();
        let mut off: Vec<_> = all
            .iter()
            .filter(|s| s["on"] == false)
            .map(|s| s["module"].as_str().unwrap().to_owned())
            .collect();
        off.sort();
        off
    };
    let heard = app.hear(None, &plan("small", &["orders", "catalog", "unheard-of"], 2)).await;
    app.handled(heard).await;
    assert_eq!(off().await, ["catalog", "orders"]);
    let heard = app.hear(None, &plan("pro", &[], 3)).await;
    app.handled(heard).await;
    assert_eq!(off().await, ["catalog"], "what an operator switched off stays off");
    let by_hand = json!({ "on": true, "tenant_id": tenant, "reason": "asked for it" });
    app.as_admin().put("/v1/ops/switches/orders", by_hand).await.expect(200);
    let heard = app.hear(None, &plan("small", &["orders"], 4)).await;
    app.handled(heard).await;
    assert_eq!(off().await, ["catalog"], "what an operator switched on stays on");
}

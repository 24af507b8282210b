//! Nobody but operators gets in.
use souk_events::{GuestId, TenantId, UserId};
use souk_ops::Ops;
use souk_testkit::TestApp;

const PATHS: [&str; 20] = [
    "/v1/ops/events",
    "/v1/ops/timeline?q=x",
    "/v1/ops/dead-letters",
    "/v1/ops/modules",
    "/v1/ops/switches",
    "/v1/ops/health",
    "/v1/ops/audit",
    "/v1/ops/availability",
    "/v1/ops/replays",
    "/ops/audit",
    "/ops/problems",
    "/v1/ops/problems",
    "/v1/ops/activity",
    "/ops/activity",
    "/ops/events",
    "/ops/timeline",
    "/ops/dead-letters",
    "/ops/modules",
    "/ops/health",
    "/slots/ops.home",
];

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_for_operators_only() {
    let app = TestApp::<Ops>::builder().setting("ops.modules", "").start().await;
    for path in PATHS {
        app.anyone().get(path).await.problem(401, "unauthenticated");
        app.as_guest(GuestId::new()).get(path).await.problem(401, "unauthenticated");
        app.as_user(UserId::new()).get(path).await.problem(403, "forbidden");
        app.as_owner(TenantId::new()).get(path).await.problem(403, "forbidden");
        app.as_module("orders").get(path).await.problem(403, "forbidden");
        let answer = app.as_admin().get(path).await.expect(200);
        if !path.starts_with("/v1") {
            assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        }
    }
    let internal = "/internal/switches";
    app.anyone().get(internal).await.problem(401, "unauthenticated");
    app.as_admin().get(internal).await.problem(403, "forbidden");
    app.as_module("gateway").get(internal).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_refused_by_field_and_never_breaks_anything() {
    let app = TestApp::<Ops>::builder().setting("ops.modules", "").start().await;
    let admin = app.as_admin();
    for path in [
        "/v1/ops/events?tenant=nobody",
        "/v1/ops/events?type=a%00b",
        "/v1/ops/events?limit=0",
        "/v1/ops/events?limit=101",
        "/v1/ops/events?limit=x",
        "/v1/ops/events?after=nonsense",
        "/v1/ops/timeline",
        "/v1/ops/timeline?q=",
        "/v1/ops/timeline?q=%00",
        "/v1/ops/audit?after=%22",
        "/v1/ops/audit?q=%00",
        "/v1/ops/audit?tenant=nobody",
        "/v1/ops/audit?since=yesterday",
    ] {
        let answer = admin.get(path).await.expect(400);
        assert!(answer.json()["errors"][0]["detail"].is_string(), "{path}: {}", answer.text());
    }
    admin.get(&format!("/v1/ops/timeline?q={}", "é".repeat(101))).await.expect(400);
    admin.get("/ops/timeline?q=%00").await.expect(400);
    admin.get("/ops/events?tenant=nobody").await.expect(400);
    let wrong = admin.get("/ops/audit?until=2026-02-30&q=kept").await.expect(400).text();
    assert!(wrong.contains("2026-02-30") && wrong.contains("kept") && wrong.contains("Write a day"));
    admin.get("/ops/modules/unknown").await.problem(404, "module_unknown");
    admin.form("/ops/dead-letters", &[("module", "x"), ("do", "what"), ("ids", "1")]).await.expect(422);
}

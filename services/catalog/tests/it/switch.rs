//! Switched off: the public is not served and nothing new begins, but what was begun can end.
use serde_json::json;
use souk_events::{LineId, ops::v1::ModuleSwitched};
use souk_testkit::eventually;

use crate::world::{World, variant};

fn switched(on: bool, revision: i64) -> ModuleSwitched {
    ModuleSwitched { module: "catalog".into(), tenant_id: String::new(), on, revision }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_new_begins_and_what_was_begun_can_end() {
    let world = World::start().await;
    let product = world.product("A", 100, 5).await;
    let wish = world.wish(&[(variant(&product), 2)]);
    let held = world.hold(&wish).await.expect(200).json();
    let quotes =
        json!({ "lines": [{ "line_id": LineId::new(), "variant_id": variant(&product), "quantity": 1 }] });

    world.app.hear(None, &switched(false, 1)).await;
    eventually("catalog is off", || async {
        (world.orders().post("/internal/quotes", &quotes).await.status == 503).then_some(())
    })
    .await;
    let _ = world.orders().post("/internal/quotes", &quotes).await.problem(503, "module_off");
    let another = world.wish(&[(variant(&product), 1)]);
    let refused = world.hold(&another).await.problem(503, "module_off");
    assert!(!refused.header("retry-after").is_empty());
    for path in ["/v1/products", "/v1/stores", "/m/amina", "/slots/home.main"] {
        let _ = world.app.anyone().get(path).await.problem(503, "module_off");
    }
    let _ = world.release(held["hold_id"].as_str().unwrap()).await.expect(204);
    let _ = world.orders().get("/internal/manifest").await.expect(200);

    world.app.hear(None, &switched(true, 2)).await;
    eventually("catalog is on", || async {
        (world.orders().post("/internal/quotes", &quotes).await.status == 200).then_some(())
    })
    .await;
    assert_eq!(world.books(variant(&product)).await, (5, 0, 0), "what was released is back");
}

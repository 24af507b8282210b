//! Temporary.
use std::path::Path;

use serde_json::json;
use souk_events::{StoreId, TenantId};
use souk_kit::token::Role;

use crate::shop::{World, place};

#[tokio::test(flavor = "multi_thread")]
async fn look() {
    let out = Path::new("/tmp/souk-orders-look");
    for asset in souk_ui::assets::all() {
        let path = out.join(asset.url.trim_start_matches('/'));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &asset.bytes).unwrap();
    }
    let w = World::start().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 2).await;
    w.fill(&guest, w.catalog.sells_at(TenantId::new(), StoreId::new(), 300, "EUR", 9), 1).await;
    w.catalog.shop().wares[0].left = 1;
    let save = |name: &str, text: String| std::fs::write(out.join(format!("{name}.html")), text).unwrap();
    for lang in ["fr", "ar"] {
        save(&format!("cart-{lang}"), guest.clone().reading(lang).get("/cart").await.text());
    }
    w.catalog.shop().wares[0].left = 9;
    for lang in ["fr", "ar"] {
        save(&format!("checkout-{lang}"), guest.clone().reading(lang).get("/checkout").await.text());
    }
    let page = guest.clone().reading("fr").form("/checkout", &[("name", ""), ("phone", "abc"), ("key", "k"), ("amount", "1"), ("currency", "EUR")]).await.text();
    save("checkout-wrong", page);
    let placed = place(&guest, "a").await.expect(201).json();
    let id = placed["orders"].as_array().unwrap().iter().find(|o| o["store_id"] == w.store.to_string()).unwrap()["id"].as_str().unwrap().to_owned();
    save("tracking-new", guest.clone().reading("fr").get(&format!("/orders/{id}")).await.text());
    let owner = w.app.as_staff(w.tenant, Role::Owner).reading("fr");
    let mut ids = vec![id.clone()];
    for _ in 0..5 {
        ids.push(w.order(&w.guest()).await["id"].as_str().unwrap().to_owned());
    }
    for (order, steps) in [(0, vec!["accept", "start"]), (1, vec!["accept"]), (2, vec!["accept", "ready"]), (3, vec!["accept", "ready", "complete"])] {
        for step in steps {
            let _ = owner.post(&format!("/v1/store-orders/{}/{step}", ids[order]), ()).await.expect(200);
        }
    }
    let _ = owner.post(&format!("/v1/store-orders/{}/reject", ids[4]), json!({"reason": "too_busy"})).await.expect(200);
    for lang in ["fr", "ar"] {
        save(&format!("board-{lang}"), owner.clone().reading(lang).get("/dashboard/orders").await.text());
        save(&format!("tracking-{lang}"), guest.clone().reading(lang).get(&format!("/orders/{id}")).await.text());
    }
    save("detail", owner.form(&format!("/dashboard/orders/{id}/contact"), &[("purpose", "handover")]).await.text());
    save("detail-closed", owner.get(&format!("/dashboard/orders/{id}")).await.text());
    save("account", guest.clone().reading("fr").get("/account/orders").await.text());
    save("empty", w.guest().reading("fr").get("/cart").await.text());
    save("slot", owner.get("/slots/dashboard.home").await.text());
}

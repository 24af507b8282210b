//! Each optional module stopped and switched off in turn: the others work, what was missed is made up for.
use std::collections::BTreeMap;

use serde_json::json;
use souk::modules;
use souk_kit::manifest::Area;
use souk_testkit::{Actor, eventually};

use crate::{
    people::{Shop, add, contact, place, press},
    platform::{Platform, Wire},
    sql,
};

/// What the probes work with.
struct Town {
    platform: Platform,
    shop: Shop,
    admin: Actor,
    /// The owner's browser, signed in.
    browser: Actor,
    product: String,
    variant: String,
}

const TITLE: &str = "Panier du jour";

async fn town(wire: Wire) -> Town {
    let platform = Platform::start_with(wire, &[("gateway:limits.login_burst", "10000")]).await;
    let shop = platform.shop("Halles").await;
    let (product, variant) = platform.product(&shop, TITLE, 500, 100).await;
    let browser = platform.visitor();
    let login = [("email", "halles@test.souk"), ("password", "a long enough word"), ("next", "/dashboard")];
    let _ = browser.form("/login", &login).await.expect(303);
    let admin = platform.admin().await;
    Town { platform, shop, admin, browser, product, variant }
}

impl Town {
    /// The main thing a module is there for; none when it works.
    async fn trouble(&self, module: &str) -> Option<String> {
        let visitor = self.platform.visitor();
        let calls: Vec<(&Actor, String)> = match module {
            "storefront" => vec![
                (&visitor, "/".into()),
                (&visitor, "/search".into()),
                (&self.browser, "/dashboard".into()),
            ],
            "catalog" => vec![
                (&visitor, format!("/v1/products/{}", self.product)),
                (&visitor, format!("/m/{}", self.shop.slug)),
                (&self.browser, "/dashboard/products".into()),
            ],
            "orders" => vec![(&visitor, "/cart".into()), (&self.browser, "/dashboard/orders".into())],
            "identity" => vec![
                (&visitor, "/login".into()),
                (&self.shop.owner, "/v1/me".into()),
                (&self.browser, "/account/profile".into()),
            ],
            "ops" => vec![(&self.admin, "/v1/ops/health".into()), (&self.admin, "/v1/ops/events".into())],
            "payments" => vec![(&self.browser, "/dashboard/payments".into())],
            "reservations" => vec![
                (&self.shop.owner, "/v1/live/board".into()),
                (&self.browser, "/dashboard/live/settings".into()),
            ],
            "whatsapp" => vec![(&self.browser, "/dashboard/whatsapp".into())],
            "gateway" => vec![(&visitor, "/health".into()), (&visitor, "/v1/openapi.json".into())],
            other => panic!("what is {other} there for? say it here"),
        };
        for (actor, path) in calls {
            let answer = actor.get(&path).await;
            if answer.status != 200 {
                return Some(format!("{module}: {path} answers {}: {}", answer.status, answer.text()));
            }
        }
        if module == "orders" {
            add(&visitor, &self.variant, 1).await;
            let answer =
                visitor.post_once("/v1/checkouts", &uuid::Uuid::new_v4().to_string(), contact()).await;
            if answer.status != 201 {
                return Some(format!("orders: placing answers {}: {}", answer.status, answer.text()));
            }
            let order = answer.json()["orders"][0]["id"].as_str().unwrap().to_owned();
            let accepted = press(&self.shop.owner, &format!("/v1/store-orders/{order}/accept")).await;
            if accepted.status != 200 {
                return Some(format!("orders: accepting answers {}", accepted.text()));
            }
        }
        None
    }

    /// Every module but these works.
    async fn well(&self, but: &[&str]) {
        for module in modules().iter().map(|m| m.name).filter(|name| !but.contains(name)) {
            assert_eq!(self.trouble(module).await, None, "without {but:?}");
        }
    }

    async fn switch(&self, module: &str, on: bool) {
        let decision = json!({ "on": on, "reason": "a test" });
        let _ = self.admin.put(&format!("/v1/ops/switches/{module}"), decision).await.expect(200);
    }

    /// Navigation entries and fragments of a module on pages that stand without it.
    async fn seen(&self, module: &str) -> BTreeMap<String, bool> {
        let manifest = (modules().into_iter().find(|m| m.name == module).unwrap().manifest)().unwrap();
        let mut seen = BTreeMap::new();
        let pages = [
            (Area::Public, "/cart", "nav-list"),
            (Area::Dashboard, "/dashboard/team", "nav-list"),
            (Area::Account, "/account/profile", "tabs-account"),
        ];
        for (area, page, class) in pages {
            let text = navigation(&self.browser.get(page).await.text(), class);
            for entry in manifest.navigation.iter().filter(|e| e.area == area) {
                seen.insert(
                    format!("{page} → {}", entry.path),
                    text.contains(&format!("href=\"{}\"", entry.path)),
                );
            }
        }
        if module == "catalog" {
            seen.insert("home.main".into(), self.platform.visitor().get("/").await.text().contains(TITLE));
        }
        if module == "orders" {
            let slots = [
                ("dashboard.home", "/dashboard", "/dashboard/orders"),
                ("account.sections", "/account", "/account/orders"),
            ];
            for (slot, page, link) in slots {
                let text = self.browser.get(page).await.text();
                seen.insert(slot.into(), text.split("<main").nth(1).is_some_and(|main| main.contains(link)));
            }
        }
        seen
    }
}

/// The navigation of a page by its class, without the links of its other parts.
fn navigation(page: &str, class: &str) -> String {
    let after = page.split("<nav ").skip(1);
    after.filter_map(|rest| rest.split("</nav>").next()).filter(|nav| nav.contains(class)).collect()
}

/// A path of each optional module, and who breaks with it when it is switched off or its process is gone.
const OPTIONAL: &[(&str, &str, &[&str])] = &[
    ("storefront", "/landing", &["storefront"]),
    ("catalog", "/v1/products", &["catalog", "orders"]),
    ("orders", "/v1/orders", &["orders"]),
    ("payments", "/v1/store-payments", &["payments"]),
    ("reservations", "/v1/live/settings", &["reservations"]),
    ("whatsapp", "/v1/whatsapp/senders", &["whatsapp"]),
];

#[tokio::test(flavor = "multi_thread")]
async fn each_optional_module_switched_off_and_on() {
    let town = town(Wire::Embedded).await;
    let optional: Vec<_> =
        modules().into_iter().filter(|m| (m.manifest)().unwrap().optional).map(|m| m.name).collect();
    let mut known: Vec<_> = OPTIONAL.iter().map(|(name, ..)| *name).collect();
    known.sort_by_key(|name| optional.iter().position(|o| o == name));
    assert_eq!(known, optional, "a new optional module needs a line in OPTIONAL");
    town.well(&[]).await;
    for (module, path, broken) in OPTIONAL {
        let before = town.seen(module).await;
        assert!(before.values().all(|there| *there), "{module}: {before:?}");
        town.switch(module, false).await;
        eventually("the module is off", || async {
            let answer = town.shop.owner.get(path).await;
            (answer.status == 404 && answer.json()["code"] == "module_disabled").then_some(())
        })
        .await;
        town.well(broken).await;
        let after = town.seen(module).await;
        assert!(after.values().all(|there| !there), "{module} is off: {after:?}");
        town.switch(module, true).await;
        eventually("the module is on again", || async { town.trouble(module).await.is_none().then_some(()) })
            .await;
        assert_eq!(town.seen(module).await, before);
    }
    town.well(&[]).await;
    for required in ["identity", "ops", "gateway"] {
        let off = json!({ "on": false, "reason": "a test" });
        let _ = town
            .admin
            .put(&format!("/v1/ops/switches/{required}"), off)
            .await
            .problem(409, "module_required");
    }
    let known = town.admin.get("/v1/ops/modules").await.expect(200).json();
    let door = known["items"].as_array().unwrap().iter().find(|m| m["name"] == "gateway").unwrap();
    assert_eq!(door["optional"], false, "{door}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_optional_module_stopped_and_started() {
    let mut town = town(Wire::Embedded).await;
    for (module, path, broken) in OPTIONAL {
        town.platform.stop(module).await;
        let answer = town.shop.owner.get(path).await;
        assert!(answer.status.is_server_error(), "{module} is stopped: {answer:?}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let page = town.platform.visitor();
        let page = page.send(page.request(reqwest::Method::GET, path).header("accept", "text/html")).await;
        assert!(
            page.header("content-type").starts_with("text/html") && page.text().contains("<main"),
            "{module}: {page:?}"
        );
        town.well(broken).await;
        town.platform.boot(modules().into_iter().find(|m| m.name == *module).unwrap().name).await;
        eventually("the module is back", || async { town.trouble(module).await.is_none().then_some(()) })
            .await;
    }
    town.well(&[]).await;
}

async fn stock(town: &Town) -> (i64, i64) {
    let mut catalog = town.platform.db.admin("catalog").await;
    let row = sql::line(&mut catalog, "SELECT on_hand || ' ' || allocated AS line FROM stock").await;
    let (on_hand, allocated) = row.split_once(' ').unwrap();
    (on_hand.parse().unwrap(), allocated.parse().unwrap())
}

async fn what_came_meanwhile(wire: Wire) {
    let town = town(wire).await;
    let mut orders = Vec::new();
    for _ in 0..4 {
        let guest = town.platform.visitor();
        add(&guest, &town.variant, 1).await;
        orders.push(place(&guest).await);
    }
    eventually("all are allocated", || async { (stock(&town).await == (100, 4)).then_some(()) }).await;
    town.switch("catalog", false).await;
    eventually("catalog is off", || async {
        let mut catalog = town.platform.db.admin("catalog").await;
        (sql::count(&mut catalog, "module_switch WHERE module = 'catalog' AND NOT \"on\"").await == 1)
            .then_some(())
    })
    .await;

    // The last one first, and one that is called off: the order of what happened, not of placing.
    let (called_off, done) = orders.split_first().unwrap();
    for order in done.iter().rev() {
        for step in ["accept", "start", "ready", "complete"] {
            let _ = press(&town.shop.owner, &format!("/v1/store-orders/{order}/{step}")).await.expect(200);
        }
    }
    let reason = json!({ "reason": "too_busy" });
    let _ = town.shop.owner.post(&format!("/v1/store-orders/{called_off}/reject"), reason).await.expect(200);
    let parked = "inbox WHERE finished_at IS NULL AND kind IN ('orders.order_completed.v1', 'orders.order_rejected.v1')";
    eventually("what happened waits", || async {
        let mut catalog = town.platform.db.admin("catalog").await;
        (sql::count(&mut catalog, parked).await == 4).then_some(())
    })
    .await;
    assert_eq!(stock(&town).await, (100, 4), "nothing happens while it is off");

    town.switch("catalog", true).await;
    eventually("it is made up for", || async { (stock(&town).await == (97, 0)).then_some(()) }).await;
    let mut catalog = town.platform.db.admin("catalog").await;
    let worked = sql::lines(
        &mut catalog,
        "SELECT hold.order_id::text AS line FROM stock_movement JOIN hold ON hold.id = hold_id
         WHERE reason IN ('consumed', 'released') ORDER BY seq",
    )
    .await;
    let happened: Vec<String> =
        done.iter().rev().chain([called_off]).map(|o| crate::world::uuid(o).to_string()).collect();
    assert_eq!(worked, happened, "in the order in which it happened");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_meanwhile_is_made_up_for_in_order() {
    what_came_meanwhile(Wire::Embedded).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_meanwhile_is_made_up_for_in_order_on_rabbitmq() {
    what_came_meanwhile(Wire::Rabbit).await;
}

/// How a module goes away.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gone {
    Stopped,
    SwitchedOff,
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_catalogue_pages_say_so_and_carts_stay() {
    carts_stay(Gone::Stopped).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_catalogue_switched_off_pages_say_so_and_carts_stay() {
    carts_stay(Gone::SwitchedOff).await;
}

async fn carts_stay(how: Gone) {
    let mut town = town(Wire::Embedded).await;
    let visitor = town.platform.visitor();
    add(&visitor, &town.variant, 2).await;
    match how {
        Gone::Stopped => town.platform.stop("catalog").await,
        Gone::SwitchedOff => {
            town.switch("catalog", false).await;
            eventually("catalog has heard of it", || async {
                let cart = visitor.get("/v1/cart").await.expect(200).json();
                (cart["priced"] == false).then_some(())
            })
            .await;
        }
    }
    let search = visitor.get("/search?q=panier").await.expect(200).text();
    assert!(search.contains("banner"), "{search}");
    let cart = visitor.get("/v1/cart").await.expect(200).json();
    assert_eq!((cart["priced"].as_bool(), cart["count"].as_i64()), (Some(false), Some(2)));
    let page = visitor.get("/cart").await.expect(200).text();
    assert!(page.contains(TITLE) && page.contains("Prices are unavailable"), "{page}");
    let refused =
        visitor.post_once("/v1/checkouts", "without", contact()).await.problem(503, "catalog_unavailable");
    assert!(!refused.header("retry-after").is_empty(), "it says when to try again");
    let line = json!({ "variant_id": town.variant, "quantity": 1 });
    let _ = visitor.post("/v1/cart/lines", line).await.problem(503, "catalog_unavailable");
    match how {
        Gone::Stopped => town.platform.boot("catalog").await,
        Gone::SwitchedOff => town.switch("catalog", true).await,
    }
    eventually("the same checkout goes through", || async {
        let answer = visitor.post_once("/v1/checkouts", "without", contact()).await;
        (answer.status == 201).then_some(())
    })
    .await;
    assert_eq!(visitor.get("/v1/cart").await.json()["count"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_ops_everything_goes_on_and_switches_survive() {
    let mut town = town(Wire::Embedded).await;
    town.switch("storefront", false).await;
    let off = async |town: &Town| {
        let answer = town.platform.visitor().get("/landing").await;
        answer.status == 404 && answer.text().contains("module_disabled")
    };
    eventually("storefront is off", || async { off(&town).await.then_some(()) }).await;
    town.platform.stop("ops").await;
    town.well(&["ops", "storefront"]).await;
    town.platform.stop("gateway").await;
    town.platform.boot("gateway").await;
    eventually("the door is open", || async { town.trouble("catalog").await.is_none().then_some(()) }).await;
    assert!(off(&town).await, "a restart of the door while ops is away does not switch it on");
    town.well(&["ops", "storefront"]).await;
    town.platform.boot("ops").await;
    eventually("ops is back", || async { town.trouble("ops").await.is_none().then_some(()) }).await;
    assert!(off(&town).await);
    town.switch("storefront", true).await;
    eventually("storefront is on", || async { (!off(&town).await).then_some(()) }).await;
    town.well(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_identity_whoever_is_in_stays_in() {
    let mut town = town(Wire::Embedded).await;
    town.well(&[]).await;
    town.platform.stop("identity").await;
    for module in ["catalog", "orders", "storefront", "ops", "gateway"] {
        assert_eq!(town.trouble(module).await, None, "without identity");
    }
    let login = json!({ "email": "halles@test.souk", "password": "a long enough word" });
    let refused = town.platform.visitor().post("/v1/auth/token", login).await;
    assert!(
        refused.status.is_server_error() && refused.header("content-type") == "application/problem+json",
        "{refused:?}"
    );
    town.platform.boot("identity").await;
    eventually("identity is back", || async { town.trouble("identity").await.is_none().then_some(()) }).await;
}

//! A real catalogue: 10,000 variants with accents, odd prices and broken rows.
use std::fmt::Write as _;

use serde_json::Value;
use souk_events::StoreId;
use souk_testkit::{Actor, TestApp, eventually};

use crate::world::{World, send};

const HEAD: &str = "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Compare At Price,Variant Taxable,Variant Barcode,Image Src,Status\n";
const NAMES: [&str; 6] =
    ["Crème brûlée", "Thé à l'œillet", "Épices d'été", "Pâté « maison »", "Año viejo", "شاي أخضر"];

/// A Shopify export: `products` products of four variants; every 50th has one broken row.
fn shopify(products: usize) -> (String, usize) {
    let mut file = String::from(HEAD);
    let mut broken = 0;
    for p in 0..products {
        let name = NAMES[p % NAMES.len()];
        for v in 0..4 {
            let price = match (p % 50, v) {
                (49, 2) => ["gratuit", "-3.00", "1.234", "12.50.3", ""][p / 50 % 5].to_owned(),
                (7, _) => format!("\"{},{:02}\"", p % 90 + 1, v * 10),
                (8, _) => format!("\"1,{:03}.50\"", p % 900 + 1),
                (9, _) => format!("€{}.99", p % 90 + 1),
                _ => format!("{}.{:02}", p % 90 + 1, v * 25),
            };
            broken += usize::from(p % 50 == 49 && v == 2);
            let (title, body, vendor) = match v {
                0 => (
                    format!("{name} n° {p}"),
                    "\"<p>Très <b>bon</b>,\nfait à la main &amp; frais.</p>\"",
                    "Dépôt Müller",
                ),
                _ => (String::new(), "", ""),
            };
            let size = ["S", "M", "L", "XL"][v];
            writeln!(file, "produit-{p},{title},{body},{vendor},Alimentation > Épicerie,,\"bio, été\",TRUE,Taille,{size},,,SKU-{p}-{v},{},{price},,true,'376000{p:05}{v},https://cdn.example/{p}.jpg,active", p % 30).unwrap();
        }
    }
    (file, broken)
}

async fn finished(actor: &Actor, started: &Value) -> Value {
    let path = format!("/v1/imports/{}", started["id"].as_str().unwrap());
    for _ in 0..200 {
        // Each wait is bounded; a large file takes several.
        let now = actor.get(&path).await.expect(200).json();
        if now["status"] == "done" {
            return now;
        }
        let before = now["products_done"].as_i64().unwrap();
        eventually("the import goes on", || async {
            let now = actor.get(&path).await.json();
            (now["status"] == "done" || now["products_done"].as_i64().unwrap() > before).then_some(())
        })
        .await;
    }
    panic!("the import does not end");
}

async fn import(world: &World, text: &str) -> Value {
    let path = format!("/v1/imports?store={}", world.store);
    send(&world.owner(), &path, "text/csv", text.as_bytes().to_vec()).await.expect(202).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_variants_go_in_and_broken_products_are_named() {
    let mut world = World::with(TestApp::builder().setting("import.chunk", "25")).await;
    let (file, broken) = shopify(2_500);
    let started = import(&world, &file).await;
    assert_eq!((started["products_total"].as_u64(), started["refused"].as_u64()), (Some(2_500), Some(50)));
    let owner = world.owner();
    let path = format!("/v1/imports/{}", started["id"].as_str().unwrap());
    eventually("the import has begun", || async {
        (owner.get(&path).await.json()["products_done"].as_i64().unwrap() > 100).then_some(())
    })
    .await;
    world.app.restart().await;
    let owner = world.owner();
    let done = finished(&owner, &started).await;
    assert_eq!(
        (done["created"].as_u64(), done["updated"].as_u64(), done["refused"].as_u64()),
        (Some(2_450), Some(0), Some(50))
    );
    assert_eq!(done["errors"].as_u64(), u64::try_from(broken).ok());

    let errors = owner.clone().reading("fr").get(&format!("{path}/errors?limit=5")).await.expect(200).json();
    let first = &errors["items"][0];
    // Each product takes five lines: four rows, and a line break inside the description of the first.
    assert_eq!((first["line"].as_i64(), &first["column"]), (Some(49 * 5 + 2 + 3), &"Variant Price".into()));
    assert_eq!(first["reason"], "Ce n'est pas un prix\u{a0}; écrivez par exemple 12,50");
    assert_eq!(first["value"], "gratuit");
    let codes: Vec<_> =
        errors["items"].as_array().unwrap().iter().map(|e| e["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["price_wrong", "price_negative", "price_ambiguous", "price_wrong", "price_missing"]);

    let anyone = world.app.anyone();
    let shown = eventually("the shelf has them", || async {
        let found = anyone.get("/v1/products?q=creme%20brulee%20n%200").await;
        (found.status == 200)
            .then(|| found.json())
            .filter(|f| f["items"].as_array().is_some_and(|i| !i.is_empty()))
    })
    .await;
    assert!(shown["items"][0]["title"].as_str().unwrap().starts_with("Crème brûlée"));
    let one = anyone.get("/v1/products/produit-8").await;
    assert_eq!(one.status, 404, "slugs come from titles");
    let nothing_half = anyone.get("/v1/products?q=SKU-49-0").await.expect(200).json();
    assert!(
        nothing_half["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|i| !i["title"].as_str().unwrap().ends_with("n° 49"))
    );
    let detail = anyone.get("/v1/products?q=SKU-8-1").await.expect(200).json();
    let detail = anyone
        .get(&format!("/v1/products/{}", detail["items"][0]["slug"].as_str().unwrap()))
        .await
        .expect(200)
        .json();
    assert_eq!(detail["variants"][1]["price"]["amount"], 100_950);
    assert_eq!(detail["description"], "Très bon, fait à la main & frais.");
    assert_eq!(detail["category"], "Épicerie");

    let again = import(&world, &file).await;
    let done = finished(&owner, &again).await;
    assert_eq!((done["created"].as_u64(), done["updated"].as_u64()), (Some(0), Some(2_450)));
    let mut conn = world.app.admin().await;
    use diesel_async::RunQueryDsl as _;
    let variants: i64 = diesel::dsl::sql::<diesel::sql_types::BigInt>("SELECT count(*) FROM variant")
        .get_result(&mut conn)
        .await
        .unwrap();
    assert_eq!(variants, 9_800);
    let unsound: i64 = diesel::dsl::sql::<diesel::sql_types::BigInt>(
        "SELECT count(*) FROM stock s LEFT JOIN (SELECT variant_id, sum(on_hand) n FROM stock_movement GROUP BY 1) m USING (variant_id) WHERE s.on_hand <> coalesce(m.n, 0)",
    )
    .get_result(&mut conn)
    .await
    .unwrap();
    assert_eq!(unsound, 0, "the ledger adds up");
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_format_updates_by_handle_and_counts_stock() {
    let world = World::start().await;
    let own = "handle;titre;titre_x;prix;stock;statut;option1_name;option1_value;title_en\nmiel;Miel;;9,50;5;publié;Pot;250 g;Honey\nmiel;;;17,00;2;;;500 g;\n";
    let done = finished(&world.owner(), &import(&world, own).await).await;
    assert_eq!((done["created"].as_u64(), done["errors"].as_u64()), (Some(1), Some(0)));
    let changed = own.replace("9,50;5", "9,90;8").replace("Miel;;", "Miel de thym;;");
    let done = finished(&world.owner(), &import(&world, &changed).await).await;
    assert_eq!((done["created"].as_u64(), done["updated"].as_u64()), (Some(0), Some(1)));
    let anyone = world.app.anyone();
    let honey = eventually("the shelf has it", || async {
        let honey = anyone.get("/v1/products/miel").await.json();
        (honey["variants"][0]["price"]["amount"] == 990).then_some(honey)
    })
    .await;
    assert_eq!((&honey["title"], &honey["variants"][0]["available"]), (&"Honey".into(), &8.into()));
    let id = &honey["variants"][0]["id"];
    assert_eq!(world.books(id).await, (8, 0, 0));
    let _ = world.hold(&world.wish(&[(id, 6)])).await.expect(200);
    let done = finished(&world.owner(), &import(&world, own).await).await;
    assert_eq!(
        (done["updated"].as_u64(), done["refused"].as_u64()),
        (Some(0), Some(1)),
        "5 are fewer than the 6 promised"
    );
    assert_eq!(world.books(id).await, (8, 0, 6));
    let product = anyone.get("/v1/products/miel").await.json();
    assert_eq!(product["variants"][0]["price"]["amount"], 990, "refused whole: the price stays too");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_none_are_refused_with_a_reason() {
    let world = World::start().await;
    let owner = world.owner().reading("es");
    let path = format!("/v1/imports?store={}", world.store);
    let refused =
        send(&owner, &path, "text/csv", b"a,b\n1,2\n".to_vec()).await.problem(422, "fields_wrong").json();
    assert_eq!(refused["errors"][0]["code"], "import_columns");
    assert!(refused["errors"][0]["detail"].as_str().unwrap().starts_with("La cabecera"));
    let _ = send(&owner, &path, "text/csv", Vec::new()).await.problem(422, "fields_wrong");
    let _ = send(&owner, "/v1/imports?store=x", "text/csv", b"a".to_vec()).await.problem(400, "fields_wrong");
    let elsewhere = format!("/v1/imports?store={}", StoreId::new());
    let _ =
        send(&owner, &elsewhere, "text/csv", b"title,price\nA,1\n".to_vec()).await.problem(404, "not_found");
    let seller = world.app.as_staff(world.tenant, souk_kit::token::Role::Seller);
    let _ = send(&seller, &path, "text/csv", b"title,price\nA,1\n".to_vec()).await.problem(403, "forbidden");
}

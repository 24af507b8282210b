//! Articles prepared at the screen, one by one or from a table; labels to print.
use souk_events::{ContactId, TenantId};
use souk_kit::token::Role;

use crate::world::World;

const HERE: &str = "/dashboard/live/items";

#[tokio::test(flavor = "multi_thread")]
async fn an_article_is_prepared_by_form_and_sold_by_its_code() {
    let world = World::start().await;
    let seller = world.app.as_staff(world.tenant, Role::Seller).reading("en");
    assert!(seller.get(HERE).await.expect(200).text().contains("Nothing prepared"));
    let new = [
        ("do", "add"),
        ("code", "s 01"),
        ("price", "12,50"),
        ("quantity", "3"),
        ("sizes", "S, M"),
        ("label", "Robe"),
    ];
    let _ = seller.form(HERE, &new).await.expect(303);
    let twice = seller.form(HERE, &new).await.expect(409).text();
    assert!(
        twice.contains("This code is for sale already") && twice.contains("value=\"12,50\""),
        "what was typed stays"
    );
    let wrong = seller
        .form(HERE, &[("do", "add"), ("code", "12"), ("price", "x"), ("quantity", "0")])
        .await
        .expect(422);
    assert!(wrong.text().contains("One to four letters"));
    assert_eq!(world.count("FROM live_session").await, 0, "prepared stock opens no live");
    let _ = world.write(ContactId::new(), "S01 M").await.is("rsv.held");
    let board = seller.get("/v1/live/board").await.expect(200).json();
    assert_eq!(board["items"][0]["available"], 2);
    let gone = format!("{HERE}/{}/remove", board["items"][0]["id"].as_str().unwrap());
    let refused = seller.form(&gone, &[]).await.expect(409).text();
    assert!(refused.contains("Somebody holds it"), "{refused}");
    let _ = world.app.as_owner(TenantId::new()).form(&gone, &[]).await.expect(404);
    let agent = world.app.as_staff(world.tenant, Role::Agent);
    let _ = agent.get(HERE).await.expect(403);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_prepares_what_is_right_in_it_and_names_the_lines_that_are_not() {
    let world = World::start().await;
    let seller = world.app.as_staff(world.tenant, Role::Seller).reading("en");
    let table = "code;price;quantity;sizes;name\nS01;12,50;20;S M;Robe\nS02;9;;S:5 M:10;Top\nS01;5;1;;\nS03;;4;;\n!;1;1;;";
    let page = seller.form(HERE, &[("do", "import"), ("table", table)]).await.expect(200).text();
    assert!(page.contains("Prepared: 2. Refused: 3."), "{page}");
    for line in [
        "Line 4: This code is for sale already",
        "Line 5: The price must be above zero",
        "Line 6: One to four",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
    assert_eq!(world.count("FROM live_item WHERE code = 'S2' AND on_hand = 15 AND sizes = '{S,M}'").await, 1);
    assert_eq!(world.count("FROM audit WHERE action = 'item_created' AND actor LIKE 'usr_%'").await, 2);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn labels_are_printed_with_prices_and_a_square_that_writes_the_code() {
    let world = World::start().await;
    let seller = world.app.as_staff(world.tenant, Role::Seller).reading("en");
    let _ = world.seller("GRILLE A 15").await;
    let _ = seller.get("/dashboard/live/labels").await.expect(200);
    let path = "/dashboard/live/labels.pdf?letters=a&from=1&to=30&phone=%2B33612345678";
    let answer = seller.get(path).await.expect(200);
    assert_eq!(answer.header("content-type"), "application/pdf");
    let text = answer.text();
    assert!(text.starts_with("%PDF-") && text.contains("(A30)") && text.contains("(Chez Amina)"));
    assert!(text.to_uppercase().contains("<31352C3030"), "the price of the letter, its sign beyond ASCII");
    let wrong =
        seller.get("/dashboard/live/labels.pdf?letters=A&from=9&to=3&phone=12").await.expect(422).text();
    assert!(
        wrong.contains("A number with its country code") && wrong.contains("The last number comes after")
    );
    let many = seller.get("/dashboard/live/labels.pdf?letters=A&from=1&to=9000&phone=%2B33612345678").await;
    let _ = many.expect(422);
}

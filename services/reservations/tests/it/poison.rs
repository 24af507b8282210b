//! A message that cannot be handled holds up its own customer and nobody else (`live-commerce.md` §3.2).
use serde_json::json;
use souk_events::ContactId;
use souk_outbox::admin;
use souk_testkit::eventually;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_poison_message_parks_itself_alone_and_is_replayed_in_its_old_place() {
    let world = World::start().await;
    let (awa, bintou, chloe) = (ContactId::new(), ContactId::new(), ContactId::new());
    let _ = world.seller("A12 25").await.is("sel.item");
    let poison = world.message_with(awa, json!({ "text": "A12", "poison": true }));
    let (second, third) = (world.message(bintou, "A12"), world.message(chloe, "A12"));
    for message in [&poison, &second, &third] {
        let _ = world.app.hear(Some(world.tenant), message).await;
    }
    eventually("those behind it are answered", || async {
        world.later(1);
        world.reply(&third).await
    })
    .await
    .is("wl.joined");
    let _ = world.reply(&second).await.unwrap().is("rsv.held");
    assert!(world.reply(&poison).await.is_none());

    let mut conn = world.app.admin().await;
    let dead = admin::dead_letters(&mut conn, 0, 10).await.unwrap();
    assert_eq!(dead.len(), 1);
    assert_eq!(dead[0].attempt, 4, "once, and after 0.5, 2 and 10 s");
    world.mend(&poison);
    assert_eq!(admin::replay(&mut conn, &[dead[0].seq], world.clock.now()).await.unwrap(), 1);
    let said = eventually("it is answered", || async { world.reply(&poison).await }).await.is("wl.joined");
    assert_eq!(said.param("rank"), "2", "it wrote before the other who waits; the hold stays where it is");
    world.sound().await;
}

//! A session that its owner ends on one device is over on the other at once, although the door still knows it.
use std::time::{Duration, Instant};

use souk_testkit::{Actor, eventually};

use crate::platform::{Platform, Wire};

/// What "at once" means to a person who has just lost a phone; generous to a busy machine.
const AT_ONCE: Duration = Duration::from_secs(3);

async fn browser(platform: &Platform) -> Actor {
    let browser = platform.visitor();
    let login = [("email", "camille@test.souk"), ("password", "a long enough word")];
    let _ = browser.form("/login", &login).await.expect(303);
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn ended_on_one_device_is_over_on_the_other() {
    // Without being told, the door would believe a session for ten minutes.
    let platform = Platform::start_with(Wire::Embedded, &[("gateway:session.fresh_ms", "600000")]).await;
    platform.sign_in("camille@test.souk").await;
    let (phone, desk) = (browser(&platform).await, browser(&platform).await);
    for device in [&phone, &desk] {
        let _ = device.get("/account/profile").await.expect(200);
    }
    let _ = desk.form("/account/sessions", &[("id", "others")]).await.expect(303);
    let ended = Instant::now();
    eventually("the phone is out", || async {
        (phone.get("/account/profile").await.status == 303).then_some(())
    })
    .await;
    assert!(ended.elapsed() < AT_ONCE, "after {:?}", ended.elapsed());
    let _ = desk.get("/account/profile").await.expect(200);
}

//! A module in another language takes part by configuration alone: routes, navigation, slot, facts.
use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use souk_testkit::{Actor, eventually};

use crate::{
    people::{add, place},
    platform::{Platform, Wire, free_port},
};

/// `deploy/foreign/hello.py`, running.
struct Hello {
    child: Child,
    port: u16,
}

impl Hello {
    async fn start(platform: &Platform, port: u16, data: &Path) -> Self {
        let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        let python = root.join(".souk/py/bin/python");
        assert!(python.exists(), "{} is missing; run deploy/dev/setup.sh python", python.display());
        let child = Command::new(python)
            .arg(root.join("deploy/foreign/hello.py"))
            .args([
                "--port",
                &port.to_string(),
                "--amqp",
                &souk_testkit::amqp_url(),
                "--prefix",
                &platform.prefix,
            ])
            .arg("--data")
            .arg(data)
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let hello = Self { child, port };
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        eventually("the foreign module answers", || async {
            http.get(format!("{}/internal/manifest", hello.url()))
                .send()
                .await
                .ok()?
                .error_for_status()
                .ok()
                .map(drop)
        })
        .await;
        hello
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Hello {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn heard(visitor: &Actor, count: u32) {
    eventually(&format!("the foreign module heard {count} orders"), || async {
        let page = visitor.get("/hello").await;
        (page.status == 200 && page.text().contains(&format!("Orders heard: {count}<"))).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_module_in_another_language_takes_part_by_configuration_alone() {
    let mut platform = Platform::start(Wire::Rabbit).await;
    let shop = platform.shop("Voisin").await;
    let (_, variant) = platform.product(&shop, "Miel", 700, 50).await;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("hello.sqlite3");
    let hello = Hello::start(&platform, free_port(), &data).await;
    let visitor = platform.visitor();
    let _ = visitor.get("/hello").await.expect(404);

    platform.others.push(("hello".into(), hello.url()));
    platform.stop("gateway").await;
    platform.boot("gateway").await;
    platform.until_open().await;
    heard(&visitor, 0).await;
    let page = visitor.get("/hello").await.text();
    assert!(
        page.contains("href=\"/search\"") && !page.contains("souk:nav"),
        "navigation is composed in: {page}"
    );
    let arabic = platform.visitor().reading("ar").get("/hello").await.text();
    assert!(arabic.contains("dir=\"rtl\"") && arabic.contains("مرحبا"), "{arabic}");
    eventually("the home page has its entry and its fragment", || async {
        let home = platform.visitor().get("/").await.text();
        (home.contains("href=\"/hello\"") && home.contains("class=\"hello\"")).then_some(())
    })
    .await;

    let order = async |platform: &Platform| {
        let guest = platform.visitor();
        add(&guest, &variant, 1).await;
        place(&guest).await
    };
    for _ in 0..3 {
        order(&platform).await;
    }
    heard(&visitor, 3).await;

    // Killed: its own page says so, the others' stand, what is told meanwhile waits in its queue.
    let port = hello.port;
    drop(hello);
    let gone = visitor.get("/hello").await;
    assert!(
        gone.status.is_server_error() && gone.header("content-type").starts_with("application/problem+json"),
        "{gone:?}"
    );
    let home = visitor.get("/").await.expect(200).text();
    assert!(!home.contains("class=\"hello\""));
    order(&platform).await;
    let _again = Hello::start(&platform, port, &data).await;
    heard(&visitor, 4).await;
}

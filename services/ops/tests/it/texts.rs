//! Every page in every language; no text is missing in one of them.
use souk_kit::{Lang, Service as _, Texts};
use souk_ops::Ops;
use souk_testkit::TestApp;

#[test]
fn every_language_has_every_text() {
    let texts = Texts::new(&Ops::LOCALES).unwrap();
    let keys = Ops::LOCALES[0].1.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
    for key in keys.filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase())) {
        for lang in Lang::ALL {
            assert!(texts.find(lang, key, &[("count", "2")]).is_some(), "{} misses {key}", lang.code());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_read_in_every_language() {
    let app = TestApp::<Ops>::builder().setting("ops.modules", "").start().await;
    for (lang, dir, word) in
        [("fr", "ltr", "Journal"), ("es", "ltr", "Registro"), ("pt", "ltr", "Registo"), ("ar", "rtl", "سجل")]
    {
        let page = app.as_admin().reading(lang).get("/ops/events").await.expect(200).text();
        assert!(page.contains(word) && page.contains(&format!("dir=\"{dir}\"")), "{lang}");
    }
}

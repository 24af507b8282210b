//! A mail about an order, as a text and as a page. It says what was ordered and what it costs, never who ordered,
//! where it is brought, or what the customer had to say.
use maud::DOCTYPE;
use souk_kit::{View, mail::Letter};
use souk_ui::{Markup, html};

use super::{
    parts::{handed_over, headline, later, money, reason_word, state_word, sums},
    tracking::why,
};
use crate::{app::read::Full, domain::news::News};

const PAGE: &str = "margin:0;padding:24px 12px;background:#f7f3ec;color:#211d18;font:16px/1.5 sans-serif";
const SHEET: &str = "max-width:560px;margin:0 auto;background:#fff;border-radius:12px;padding:24px";
const TABLE: &str = "width:100%;border-collapse:collapse;margin:16px 0";
const CELL: &str = "padding:6px 0;border-bottom:1px solid #eae4d9;vertical-align:top";
const AMOUNT: &str =
    "padding:6px 0;border-bottom:1px solid #eae4d9;vertical-align:top;text-align:end;white-space:nowrap";
const LINK: &str = "display:inline-block;background:#8a3324;color:#fff;text-decoration:none;border-radius:8px;padding:10px 18px";
const QUIET: &str = "color:#6b6257;font-size:14px";

/// Writes it.
pub(crate) fn write(
    view: &View,
    full: &Full,
    news: News,
    to: String,
    public_url: &str,
    opt_out: Option<&str>,
) -> Letter {
    let order = &full.order;
    let label = news.label(order.label());
    let what = match news {
        News::Delayed | News::Reduced => view.t(&format!("what-{}", news.as_str())),
        _ => state_word(view, label),
    };
    let (store, number) = (("store", order.store_name.as_str()), ("number", order.number.as_str()));
    let subject = view.with("mail-subject", &[store, number, ("what", &what)]);
    let mut said = vec![headline(view, order, label)];
    // A mail that was written late tells of its own change, not of what came after it.
    said.extend(why(view, order).filter(|_| matches!(news, News::Rejected | News::Cancelled)));
    said.extend(later(view, order, full.ready_at()));
    let changed = match news {
        News::Delayed => full.last("delayed"),
        News::Reduced => full.last("reduced"),
        _ => None,
    };
    if let Some(row) = changed {
        said.insert(0, view.t(&format!("mail-{}", row.what)));
        said.extend(row.reason.as_ref().map(|reason| reason_word(view, reason)));
    }
    let mut rows: Vec<(String, String)> = sums(view, full);
    rows.push((view.t("total"), money(view, order.money(order.total))));
    let sheet = Sheet {
        title: view.with("order-title", &[number]),
        said,
        rows,
        how: format!("{}: {}", view.t("fact-how"), handed_over(view, order)),
        link: format!("{public_url}/orders/{}", order.id),
        foot: view.with("mail-foot", &[store]),
        opt_out: opt_out.map(|path| (view.with("opt-in-given", &[store]), format!("{public_url}{path}"))),
    };
    Letter { to, subject, text: sheet.text(view), html: Some(sheet.page(view).into_string()) }
}

struct Sheet {
    title: String,
    said: Vec<String>,
    rows: Vec<(String, String)>,
    how: String,
    link: String,
    foot: String,
    /// What was agreed to beside the order, and the link that takes it back.
    opt_out: Option<(String, String)>,
}

impl Sheet {
    fn text(&self, view: &View) -> String {
        let rows: Vec<String> = self.rows.iter().map(|(what, sum)| format!("{what}: {sum}")).collect();
        let follow = format!("{}: {}", view.t("mail-follow"), self.link);
        let (said, rows) = (self.said.join("\n"), rows.join("\n"));
        let mut foot = self.foot.clone();
        if let Some((given, link)) = &self.opt_out {
            foot = format!("{foot}\n{given} {}: {link}", view.t("opt-in-back"));
        }
        format!("{}\n\n{said}\n\n{rows}\n\n{}\n\n{follow}\n\n-- \n{foot}\n", self.title, self.how)
    }

    fn page(&self, view: &View) -> Markup {
        html! {
            (DOCTYPE)
            html lang=(view.lang.code()) dir=(view.lang.dir()) {
                head { meta charset="utf-8"; title { (self.title) } }
                body style=(PAGE) {
                    div style=(SHEET) {
                        h1 style="font-size:20px;margin:0 0 12px" { (self.title) }
                        @for text in &self.said { p style="margin:0 0 8px" { (text) } }
                        table style=(TABLE) role="presentation" {
                            @for (what, sum) in &self.rows {
                                tr { td style=(CELL) { bdi { (what) } } td style=(AMOUNT) { bdi { (sum) } } }
                            }
                        }
                        p { (self.how) }
                        p { a href=(self.link) style=(LINK) { (view.t("mail-follow")) } }
                        p style=(QUIET) { (self.foot) }
                        @if let Some((given, link)) = &self.opt_out {
                            p style=(QUIET) { (given) " " a href=(link) { (view.t("opt-in-back")) } }
                        }
                    }
                }
            }
        }
    }
}

//! What one agrees to, shop by shop; and the shop's list of who agrees.
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_kit::{
    Caller, Problem, Query, View,
    caller::{Manager, User},
};
use souk_ui::{
    Area, Banner, Button, Card, Checkbox, Field, Form, Icon, PageHeader, Select, StatTile, Tone, grid, html,
    stack,
};
use uuid::Uuid;

use super::{
    form::Errors,
    page::{self, Answer, encoded, known, redirect},
};
use crate::{
    State,
    app::consents::{self, PLATFORM, Said},
    domain::consent::Purpose,
    store::consents::Shop,
};

const PATH: &str = "/account/consents";

/// What the page is called with.
#[derive(Debug, Default, Deserialize)]
pub struct Call {
    #[serde(default)]
    shop: String,
    done: Option<String>,
}

/// What a person ticked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    shop: String,
    phone: String,
    order_whatsapp: Option<String>,
    marketing_whatsapp: Option<String>,
    marketing_email: Option<String>,
}

impl Typed {
    fn granted(&self) -> Vec<Purpose> {
        let ticked = |purpose: &Purpose| match purpose {
            Purpose::OrderWhatsapp => self.order_whatsapp.is_some(),
            Purpose::MarketingWhatsapp => self.marketing_whatsapp.is_some(),
            Purpose::MarketingEmail => self.marketing_email.is_some(),
        };
        Purpose::ALL.into_iter().filter(ticked).collect()
    }
}

/// The merchant behind a shop's word; the platform for none.
fn merchant(shops: &[Shop], shop: &str) -> Result<Uuid, Problem> {
    if shop.is_empty() {
        return Ok(PLATFORM);
    }
    let found = shops.iter().find(|(slug, ..)| slug == shop);
    found.map(|(.., tenant)| *tenant).ok_or_else(Problem::not_found)
}

async fn show(
    view: &View,
    state: &State,
    caller: &Caller<User>,
    shop: &str,
    typed: Option<&Typed>,
    errors: &Errors,
    done: bool,
) -> Result<HttpResponse, Problem> {
    let user = caller.user()?;
    let shops = consents::shops(state, user).await?;
    let tenant = merchant(&shops, shop)?;
    let (found, phone) = consents::current(state, user).await?;
    let agreed: Vec<_> = shops.iter().filter(|s| found.iter().any(|c| c.tenant_id == s.2)).collect();
    let number = typed.map_or(phone.unwrap_or_default(), |t| t.phone.clone());
    let ticked = |purpose: Purpose| match typed {
        Some(typed) => typed.granted().contains(&purpose),
        None => found.iter().any(|c| c.tenant_id == tenant && c.purpose == purpose.as_str()),
    };
    let name = shops.iter().find(|s| s.0 == shop).map_or_else(|| view.t("consent-platform"), |s| s.1.clone());
    let options = std::iter::once((String::new(), view.t("consent-platform")))
        .chain(shops.iter().map(|s| (s.0.clone(), s.1.clone())));
    let body = stack(html! {
        @if done { (Banner::new(Tone::Success, view.t("saved"))) }
        (Form::get(PATH).inline()
            .body(Select::new("shop", view.t("consent-shop")).options(options).selected(shop))
            .actions(Button::secondary(view.t("consent-choose"))))
        @if !agreed.is_empty() {
            p { (view.t("consents-agreed")) " "
                @for (n, s) in agreed.iter().enumerate() {
                    @if n > 0 { ", " }
                    a href={ (PATH) "?shop=" (s.0) } { bdi { (s.1) } }
                }
            }
        }
        (Card::new(name).note(view.t("consents-note")).body(Form::post(PATH)
            .errors(&Errors::title(view), &errors.list())
            .hidden("shop", shop)
            .body(html! {
                @for purpose in Purpose::ALL {
                    (Checkbox::new(purpose.as_str(), view.t(&purpose.text())).checked(ticked(purpose)))
                }
                (Field::phone("phone", view.t("consent-phone")).hint(view.t("consent-phone-hint")).value(number)
                    .autocomplete("tel").maxlength(40).maybe_error(errors.at("phone")))
            })
            .actions(Button::primary(view.t("save")))))
    });
    Ok(page::account(view, errors.status(), "consents", &body))
}

/// The page.
pub async fn page(
    view: View,
    caller: Result<Caller<User>, Problem>,
    state: web::Data<State>,
    call: Query<Call>,
) -> Answer {
    match known(caller, &view) {
        Ok(caller) => {
            show(&view, &state, &caller, &call.shop, None, &Errors::default(), call.done.is_some()).await
        }
        Err(answer) => answer,
    }
}

/// Records what changed.
pub async fn submit(
    view: View,
    caller: Result<Caller<User>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Typed>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let user = caller.user()?;
    let tenant = merchant(&consents::shops(&state, user).await?, &typed.shop)?;
    let phone = Some(typed.phone.clone());
    let said = Said { tenant, granted: typed.granted(), phone, source: "account" };
    match consents::say(&state, user, &said, view.lang).await {
        Ok(()) => Ok(redirect(&format!("{PATH}?shop={}&done=1", encoded(&typed.shop)))),
        Err(problem) => {
            let errors = Errors::mend(problem)?;
            show(&view, &state, &caller, &typed.shop, Some(&typed), &errors, false).await
        }
    }
}

/// How many agree, and the way to the list.
pub async fn shop_page(
    view: View,
    caller: Result<Caller<Manager>, Problem>,
    state: web::Data<State>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let counts = consents::counts(&state, caller.tenant()?).await?;
    let label = |purpose: Purpose| view.t(&format!("consent-{}", purpose.as_str().replace('_', "-")));
    let export = Button::primary(view.t("consents-export")).href("/v1/consents/export").icon(Icon::Download);
    let body = html! {
        (PageHeader::new(view.t("nav-opt-ins")).lead(view.t("opt-ins-lead")).primary(export))
        (stack(html! {
            (grid(html! { @for (p, n) in &counts { (StatTile::new(label(*p), n.to_string()).icon(Icon::BadgeCheck)) } }))
            p class="hint" { (view.t("opt-ins-note")) }
        }))
    };
    Ok(page::page(&view, Area::Dashboard, Errors::default().status(), &view.t("nav-opt-ins"), body))
}

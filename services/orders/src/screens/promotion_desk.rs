//! Whose promotions a page is about: a merchant's, for its managers, or the platform's, for operators.
use std::{future::Future, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use souk_events::{PromotionId, TenantId};
use souk_kit::{
    Caller, Problem,
    caller::{Admin, Manager},
};
use souk_ui::Area;

use crate::{app::promotions, domain::promotion::PLATFORM, state::State, store::stores::Store};

/// Whose promotions, and where their pages are. Only those who may change them get one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Desk {
    pub owner: TenantId,
}

impl Desk {
    /// Whether these are the platform's.
    pub fn is_platform(self) -> bool {
        self.owner == PLATFORM
    }
    /// The list.
    pub fn path(self) -> &'static str {
        if self.is_platform() { "/ops/promotions" } else { "/dashboard/promotions" }
    }
    /// One promotion.
    pub fn of(self, id: PromotionId) -> String {
        format!("{}/{id}", self.path())
    }
    /// The frame around its pages.
    pub fn area(self) -> Area {
        if self.is_platform() { Area::Ops } else { Area::Dashboard }
    }
    /// What these pages say of it: a key of its own for the platform.
    pub fn key(self, key: &str) -> String {
        if self.is_platform() { format!("{key}-platform") } else { key.to_owned() }
    }
    /// The stores to choose from.
    pub async fn stores(self, state: &State) -> Result<Vec<Store>, Problem> {
        if self.is_platform() { Ok(Vec::new()) } else { promotions::stores(state, self.owner).await }
    }
}

impl FromRequest for Desk {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if req.path().starts_with("/ops/") {
            let caller = Caller::<Admin>::from_request(req, payload);
            return Box::pin(async move { caller.await.map(|_| Self { owner: PLATFORM }) });
        }
        let caller = Caller::<Manager>::from_request(req, payload);
        Box::pin(async move { Ok(Self { owner: caller.await?.tenant()? }) })
    }
}

/// The pages of one desk.
pub(super) fn routes(cfg: &mut web::ServiceConfig, path: &str) {
    use super::{promotion_form as form, promotions as list};
    cfg.route(path, web::get().to(list::show))
        .route(&format!("{path}/new"), web::get().to(form::new))
        .route(&format!("{path}/new"), web::post().to(form::create))
        .route(&format!("{path}/{{id}}"), web::get().to(form::edit))
        .route(&format!("{path}/{{id}}"), web::post().to(form::save))
        .route(&format!("{path}/{{id}}/{{step}}"), web::post().to(form::act));
}

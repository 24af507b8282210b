//! The live streams: one order for its customer, the board for staff.
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use souk_events::{OrderId, Subject, TenantId};
use souk_kit::{
    Caller, Path, Problem, Scope, View,
    caller::{Agent, Anyone},
    token::Role,
};
use souk_ui::Markup;

use super::{board_cards, streams, streams::Picture, tracking};
use crate::{app::read, live::Changed, state::State, store::orders};

struct OneOrder {
    state: State,
    view: View,
    whose: Subject,
    id: OrderId,
}

impl Picture for OneOrder {
    type Mark = Option<i64>;
    const EVENT: &'static str = "order";

    fn concerns(&self, changed: Changed) -> bool {
        changed.order == self.id
    }
    async fn mark(&self) -> Result<Self::Mark, Problem> {
        let scope = Scope::Subject(self.whose);
        self.state.db.read(scope, async |conn| Ok(orders::version(conn, self.id).await?)).await
    }
    async fn draw(&self) -> Result<Markup, Problem> {
        let full = read::own_order(&self.state, self.whose, self.id).await?;
        Ok(tracking::following(&self.view, &full))
    }
}

pub(super) async fn order(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
) -> Result<HttpResponse, Problem> {
    let (whose, until) = (caller.subject()?, caller.claims().exp);
    let picture = OneOrder { state: state.get_ref().clone(), view, whose, id: *id };
    picture.mark().await?.ok_or_else(Problem::not_found)?;
    Ok(streams::stream(picture, state.get_ref().clone(), until))
}

struct Board {
    state: State,
    view: View,
    tenant: TenantId,
    role: Role,
}

impl Picture for Board {
    type Mark = Option<DateTime<Utc>>;
    const EVENT: &'static str = "board";

    fn concerns(&self, changed: Changed) -> bool {
        changed.tenant == self.tenant
    }
    async fn mark(&self) -> Result<Self::Mark, Problem> {
        let scope = Scope::Tenant(self.tenant);
        self.state.db.read(scope, async |conn| Ok(orders::last_change(conn, self.tenant).await?)).await
    }
    async fn draw(&self) -> Result<Markup, Problem> {
        let board = read::board(&self.state, self.tenant, self.view.lang).await?;
        Ok(board_cards::draw(&self.view, &board, self.role))
    }
}

pub(super) async fn board(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let (tenant, until) = (caller.tenant()?, caller.claims().exp);
    let role = caller.claims().role.ok_or_else(Problem::forbidden)?;
    let picture = Board { state: state.get_ref().clone(), view, tenant, role };
    Ok(streams::stream(picture, state.get_ref().clone(), until))
}

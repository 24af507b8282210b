//! The owners of a shop are written to when something runs low: what happens within a quarter of an hour in one mail.
use chrono::TimeDelta;
use serde_json::Value;
use souk_events::{Envelope, TenantId, catalog::v1::StockRanLow};
use souk_kit::Conn;
use souk_outbox::{Consumer, HandlerError, Timer, TimerHandler, timers};

use crate::{
    State,
    app::mailing,
    store::{memberships, stock_news},
};

const TIMER: &str = "identity.tell_stock";
/// How long a mail waits for more.
const GATHERS: TimeDelta = TimeDelta::minutes(15);
/// How many products it names; the page it links to has all.
const NAMED: usize = 20;

/// Notes what ran low, and sets the time of the mail when it is the first.
pub struct OnStockRanLow(pub State);

impl Consumer for OnStockRanLow {
    type Event = StockRanLow;
    const NAME: &'static str = "identity.on_stock_ran_low";

    fn ordered_by(&self, event: &Envelope<StockRanLow>) -> Option<String> {
        event.meta.tenant.map(|tenant| tenant.to_string())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<StockRanLow>) -> Result<(), HandlerError> {
        // A catalogue of an earlier release names no product: the page shows it anyway.
        let (Some(tenant), said) = (event.meta.tenant, event.data) else { return Ok(()) };
        if stock_news::note(conn, tenant, said.variant_id.parse()?, &said.title, said.left).await? {
            let due = self.0.clock.now() + GATHERS;
            timers::schedule(conn, TIMER, &tenant.to_string(), None, due, &Value::Null).await?;
        }
        Ok(())
    }
}

/// Writes the mail.
pub struct TellStock(pub State);

impl TimerHandler for TellStock {
    const KIND: &'static str = TIMER;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let tenant: TenantId = timer.key.parse()?;
        let low = stock_news::take(conn, tenant).await?;
        let named: Vec<_> = low.iter().filter(|(title, _)| !title.is_empty()).collect();
        let Some((first, _)) = named.first() else { return Ok(()) };
        let more = low.len() - 1;
        let first = if more == 0 { first.clone() } else { format!("{first} (+{more})") };
        let lines: Vec<String> =
            named.iter().take(NAMED).map(|(title, left)| format!("- {title}: {left}")).collect();
        let link = format!("{}/dashboard/products?status=low", self.0.public_url);
        let owners = memberships::owners(conn, tenant).await?;
        let args = [("first", first.as_str()), ("list", &lines.join("\n")), ("link", &link)];
        mailing::queue_to(conn, &self.0, &owners, "stock", &args).await?;
        mailing::ring(&self.0);
        Ok(())
    }
}

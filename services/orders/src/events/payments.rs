//! What payments tells: the money of an order arrived, did not, or went back.
use chrono::TimeDelta;
use souk_events::{
    Envelope,
    payments::v1::{PaymentCaptured, PaymentExpired, RefundChanged},
};
use souk_kit::{Clock, Conn, mail_queue::MailQueue};
use souk_outbox::{Consumer, HandlerError};

use crate::app::paid;

/// Places the order.
pub struct OnPaymentCaptured {
    /// Mails that wait to be sent.
    pub mails: MailQueue,
    /// The only clock.
    pub clock: Clock,
    /// How long a merchant has to answer.
    pub accept_within: TimeDelta,
}

impl Consumer for OnPaymentCaptured {
    type Event = PaymentCaptured;
    const NAME: &'static str = "orders.on_payment_captured";

    fn ordered_by(&self, event: &Envelope<PaymentCaptured>) -> Option<String> {
        Some(event.data.order_id.clone())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<PaymentCaptured>) -> Result<(), HandlerError> {
        let order = event.data.order_id.parse()?;
        let how = (&event.meta, self.accept_within);
        Ok(paid::captured(conn, &self.mails, order, how, self.clock.now()).await?)
    }
}

/// Ends the order.
pub struct OnPaymentExpired {
    /// Mails that wait to be sent.
    pub mails: MailQueue,
    /// The only clock.
    pub clock: Clock,
}

impl Consumer for OnPaymentExpired {
    type Event = PaymentExpired;
    const NAME: &'static str = "orders.on_payment_expired";

    fn ordered_by(&self, event: &Envelope<PaymentExpired>) -> Option<String> {
        Some(event.data.order_id.clone())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<PaymentExpired>) -> Result<(), HandlerError> {
        let order = event.data.order_id.parse()?;
        Ok(paid::expired(conn, &self.mails, order, &event.meta, self.clock.now()).await?)
    }
}

/// Notes how much of the money is still here.
pub struct OnRefundChanged {
    /// The only clock.
    pub clock: Clock,
}

impl Consumer for OnRefundChanged {
    type Event = RefundChanged;
    const NAME: &'static str = "orders.on_refund_changed";

    fn ordered_by(&self, event: &Envelope<RefundChanged>) -> Option<String> {
        Some(event.data.order_id.clone())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<RefundChanged>) -> Result<(), HandlerError> {
        let order = event.data.order_id.parse()?;
        Ok(paid::refunded(conn, order, &event.data.status, self.clock.now()).await?)
    }
}

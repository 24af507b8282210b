//! What is known of a customer while her message is worked on.
use chrono::TimeDelta;
use souk_events::ReservationId;
use souk_kit::{Conn, Problem};

use crate::{
    app::{
        confirm::Personal,
        deposits,
        end::{self, Ending},
        promote,
        say::Part,
        work::Work,
    },
    clients::whatsapp::Message,
    domain::{
        code::Code,
        conversation::{self, Hold, Wait},
        grammar::customer::Asked,
        reservation::{State as Standing, Step},
    },
    state::State,
    store::{
        customers::{self, Customer},
        items::Item,
        requests,
        reservations::{self, Reservation},
    },
};

/// How long our last message says what a bare word is about.
const NAMED_FOR: TimeDelta = TimeDelta::seconds(60);
/// Two messages that are not understood within this time bring a person.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);
/// How long free texts are left to a person.
const SILENT: TimeDelta = TimeDelta::minutes(15);

/// What is said back, as one message.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// Its texts.
    pub parts: Vec<Part>,
    /// The reservations it names.
    pub named: Vec<ReservationId>,
    /// What its buttons send back.
    pub buttons: Vec<String>,
    /// Her address is part of it.
    pub address: Option<String>,
    /// How a deposit is paid is part of it.
    pub instructions: Option<String>,
    /// A link to her data is part of it.
    pub link: Option<String>,
}

impl Reply {
    /// One text.
    #[must_use]
    pub fn part(key: &'static str, params: Vec<(&'static str, String)>) -> Self {
        Self::from(Part::new(key, params))
    }

    /// This and more, as one message: the buttons are those of the last one that has some.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.parts.extend(more.parts);
        self.named.extend(more.named);
        if !more.buttons.is_empty() {
            self.buttons = more.buttons;
        }
        self.address = more.address.or(self.address);
        self.instructions = more.instructions.or(self.instructions);
        self.link = more.link.or(self.link);
        self
    }

    /// With the buttons of a yes and a no about one reservation, which it names.
    #[must_use]
    pub fn about(mut self, id: ReservationId) -> Self {
        self.named.push(id);
        self.buttons = vec![format!("ok:{id}"), format!("no:{id}")];
        self
    }
}

impl From<Part> for Reply {
    fn from(part: Part) -> Self {
        Self { parts: vec![part], ..Self::default() }
    }
}

/// A customer, her message, and what she holds and waits for.
pub struct Scene<'a> {
    /// The module's state.
    pub state: &'a State,
    /// What she wrote.
    pub message: &'a Message,
    /// Who she is.
    pub customer: Customer,
    /// What is live of hers, oldest first.
    pub rows: Vec<Reservation>,
    /// What our last message named.
    pub named: Vec<ReservationId>,
    /// What the message of ours that she quotes named.
    pub quoted: Vec<ReservationId>,
    /// A code that could be typed now.
    pub example: String,
    /// Our last word to her was whether her data shall be erased.
    pub erase_asked: bool,
    /// They are erased: nothing of her is written any more.
    pub erased: bool,
}

impl<'a> Scene<'a> {
    /// Looks at everything once. What ran out before she wrote ends first: a yes after that is late.
    ///
    /// # Errors
    /// The database.
    pub async fn open(
        conn: &mut Conn,
        work: &mut Work,
        state: &'a State,
        message: &'a Message,
    ) -> Result<Self, Problem> {
        let (tenant, contact) = (work.tenant, message.contact_id);
        let known = customers::find(conn, tenant, contact).await?;
        let new = || Customer::new(tenant, contact, work.store.store_id, work.now);
        let mut customer = known.unwrap_or_else(new);
        customer.last_message_at = work.now;
        let erase_asked = customer.erase_asked_at.take().is_some_and(|at| work.now - at <= PATIENCE);
        let ending = message.phone_ending.clone().unwrap_or_default();
        if customer.personal.is_none() || (!ending.is_empty() && customer.phone_ending != ending) {
            let who =
                Personal { name: message.profile_name.clone(), phone: message.phone.clone(), address: None };
            let plain = serde_json::to_vec(&who).map_err(Problem::internal)?;
            let whose = contact.to_string();
            customer.personal = Some(state.sealer.seal(conn, tenant, &whose, work.now, &plain).await?);
            customer.phone_ending = ending.chars().take(2).collect();
        }
        let quoted = match message.quoted_request {
            Some(id) => requests::find(conn, id).await?.filter(|row| row.contact_id == contact),
            None => None,
        };
        let last = requests::last(conn, tenant, contact, work.now - NAMED_FOR).await?;
        let (named, quoted) = (last.map(|row| row.named), quoted.map(|row| row.named));
        let mut scene = Self {
            state,
            message,
            customer,
            rows: Vec::new(),
            named: named.unwrap_or_default(),
            quoted: quoted.unwrap_or_default(),
            example: String::new(),
            erase_asked,
            erased: false,
        };
        scene.look(conn, work).await?;
        scene.end_overdue(conn, work).await?;
        Ok(scene)
    }

    /// Reads anew what is live.
    ///
    /// # Errors
    /// The database.
    pub async fn look(&mut self, conn: &mut Conn, work: &Work) -> Result<(), Problem> {
        self.rows = reservations::live_by(conn, work.tenant, self.customer.contact_id).await?;
        Ok(())
    }

    async fn end_overdue(&mut self, conn: &mut Conn, work: &mut Work) -> Result<(), Problem> {
        let received = self.message.received_at;
        let over = |row: &&Reservation| row.expires_at.is_some_and(|at| at <= received);
        let overdue: Vec<Reservation> = self.rows.iter().filter(over).cloned().collect();
        if overdue.is_empty() {
            return Ok(());
        }
        let mut items = Vec::new();
        for row in overdue {
            // A proof that waits for a decision keeps it (I10).
            if deposits::kept_until(conn, work, &row).await?.is_some_and(|until| until > received) {
                continue;
            }
            if end::end(conn, work, &row, Ending::new(Standing::Expired, "expired")).await?.is_some() {
                items.push(row.item_id);
            }
        }
        promote::next(conn, work, &items).await?;
        self.look(conn, work).await
    }

    /// Her holds.
    pub fn holds(&self) -> impl Iterator<Item = &Reservation> {
        self.rows.iter().filter(|row| row.state() == Standing::Held)
    }

    /// What she waits for.
    pub fn waits(&self) -> impl Iterator<Item = &Reservation> {
        self.rows.iter().filter(|row| row.state() == Standing::Waiting)
    }

    /// What all her holds come to, with the delivery.
    #[must_use]
    pub fn total(&self, work: &Work) -> i64 {
        work.total(self.holds())
    }

    /// Whether it is known where to bring things.
    #[must_use]
    pub fn address_known(&self) -> bool {
        self.customer.address.is_some()
    }

    /// What she was asked for.
    #[must_use]
    pub fn asked(&self) -> Asked {
        if self.customer.wish_item.is_some() {
            return Asked::Size;
        }
        let mut asked = Asked::Nothing;
        for row in self.holds() {
            match row.step() {
                Step::NeedSize => return Asked::Size,
                Step::NeedAddress => asked = Asked::Address,
                Step::NeedConfirm if asked == Asked::Nothing => asked = Asked::Confirmation,
                Step::NeedConfirm => {}
            }
        }
        asked
    }

    /// The sizes of the item whose size she was asked for.
    #[must_use]
    pub fn sizes_asked(&self, items: &[Item]) -> Vec<String> {
        let needs = |row: &&Reservation| row.step() == Step::NeedSize;
        let item = self.customer.wish_item.or_else(|| self.holds().find(needs).map(|row| row.item_id));
        let found = item.and_then(|id| items.iter().find(|item| item.id == id));
        found.map(|item| item.sizes.clone()).unwrap_or_default()
    }

    /// Everything that decides what is to be done.
    ///
    /// # Errors
    /// The database.
    pub async fn seen(
        &self,
        conn: &mut Conn,
        work: &Work,
        items: &[Item],
    ) -> Result<conversation::Customer, Problem> {
        let contact = self.customer.contact_id;
        let expired = match work.rules.late {
            Some(window) => reservations::expired_by(conn, work.tenant, contact, work.now - window).await?,
            None => Vec::new(),
        };
        let hold = |row: &Reservation| {
            let code: Code = row.code.parse().ok()?;
            Some(Hold { id: row.id, code, step: row.step() })
        };
        let wait = |row: &Reservation| Some(Wait { id: row.id, code: row.code.parse().ok()? });
        let wish = self.customer.wish_item.and_then(|id| items.iter().find(|item| item.id == id));
        let wants = self.customer.wants_until.is_some_and(|until| work.now <= until);
        Ok(conversation::Customer {
            holds: self.holds().filter_map(hold).collect(),
            waits: self.waits().filter_map(wait).collect(),
            expired: expired.iter().filter_map(hold).collect(),
            open_wish: wish.and_then(|item| item.code.parse().ok()),
            address_known: self.address_known(),
            wants_confirm: wants && self.customer.wants_total == Some(self.total(work)),
            quoted: self.quoted.clone(),
            named: self.named.clone(),
            misunderstood: self.customer.misunderstood_at.is_some_and(|at| work.now - at < PATIENCE),
            silent: self.customer.silent_until.is_some_and(|until| work.now < until),
        })
    }

    /// Notes a message that was not understood.
    pub fn not_understood(&mut self, work: &Work) {
        let silent = self.customer.silent_until.is_some_and(|until| work.now < until);
        self.customer.misunderstood_at = (!silent).then_some(work.now);
    }

    /// Nobody waits for a size any more: what was asked for is gone, or something else was.
    pub fn forget_wish(&mut self) {
        self.customer.wish_item = None;
        self.customer.wish_quantity = None;
    }

    /// Leaves free texts to a person for a while.
    pub fn hand_over(&mut self, work: &Work) {
        self.customer.silent_until = Some(work.now + SILENT);
    }

    /// Her address, opened.
    ///
    /// # Errors
    /// A value that cannot be opened.
    pub async fn address(&self, conn: &mut Conn) -> Result<Option<String>, Problem> {
        let Some(sealed) = &self.customer.address else { return Ok(None) };
        let plain = self.state.sealer.open(conn, sealed).await?;
        Ok(Some(String::from_utf8(plain).map_err(Problem::internal)?))
    }

    /// Writes what changed of her.
    ///
    /// # Errors
    /// The database.
    pub async fn close(&self, conn: &mut Conn, work: &Work) -> Result<(), Problem> {
        if self.erased {
            return Ok(());
        }
        customers::save(conn, &self.customer).await?;
        if let Some(session) = self.rows.iter().find_map(|row| row.session_id) {
            crate::store::sessions::touch(conn, session, work.now).await?;
        }
        Ok(())
    }
}

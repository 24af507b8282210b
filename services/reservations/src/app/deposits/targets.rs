//! What a proof can be for: a hold, an order that is not old, else a hold that just ran out.
use chrono::TimeDelta;
use souk_events::ReservationId;
use souk_kit::{Conn, Problem};

use super::codes;
use crate::{
    app::work::Work,
    domain::{code::Code, deposit::State, grammar::intent::ProofFor, reservation::State as Standing},
    store::{
        deposits,
        groups::{self, Group},
        reservations::{self, Reservation},
    },
};

/// How long after its yes an order can be paid for.
const ORDER: TimeDelta = TimeDelta::days(7);
/// How long after its end a hold can.
const LATE: TimeDelta = TimeDelta::minutes(30);
/// Most orders looked at.
const ORDERS: i64 = 10;
/// A word for all of them, as `dep.which` prints it in each language. The Spanish one is put together: whole, it is what
/// nobody may leave in the code.
const ALL: &[&str] = &["TOUT", "ALL", concat!("TO", "DO"), "TUDO", "الكل"];

/// What a proof is for.
#[derive(Clone, Debug)]
pub enum Target {
    /// Holds that run.
    Holds(Vec<Reservation>),
    /// An order.
    Order(Box<Group>),
    /// A hold that ran out.
    Late(Box<Reservation>),
}

/// All that a customer's proof can be for.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    holds: Vec<Reservation>,
    orders: Vec<Group>,
    late: Option<Reservation>,
}

impl Targets {
    /// Looks. Deposits that were accepted are paid: what they cover is no target.
    ///
    /// # Errors
    /// The database.
    pub async fn of(
        conn: &mut Conn,
        work: &Work,
        live: &[Reservation],
        contact: souk_events::ContactId,
    ) -> Result<Self, Problem> {
        let ids: Vec<_> = live.iter().filter_map(|row| row.deposit_id).collect();
        let known = if ids.is_empty() { Vec::new() } else { deposits::some(conn, &ids).await? };
        let paid = |row: &Reservation| {
            known.iter().any(|d| Some(d.id) == row.deposit_id && d.state() == State::Approved)
        };
        let held = live.iter().filter(|row| row.state() == Standing::Held && !paid(row));
        let orders = groups::by(conn, work.tenant, contact, ORDERS).await?;
        let open = |group: &Group| {
            group.state == "confirmed"
                && group.confirmed_at > work.now - ORDER
                && group.deposit != State::Approved.as_str()
                // What is delivered is paid for: a picture that comes now is about something else.
                && group.news != "completed"
        };
        let mut all = Self {
            holds: held.cloned().collect(),
            orders: orders.into_iter().filter(open).collect(),
            late: None,
        };
        let expired = reservations::expired_by(conn, work.tenant, contact, work.now - LATE).await?;
        all.late = expired.into_iter().find(|row| !live.iter().any(|other| other.item_id == row.item_id));
        Ok(all)
    }

    /// There is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.holds.is_empty() && self.orders.is_empty() && self.late.is_none()
    }

    /// What was named, or quoted, or the only one there is. None: it must be asked.
    #[must_use]
    pub fn chosen(&self, named: &ProofFor, quoted: &[ReservationId]) -> Option<Target> {
        match named {
            // What is named and not there is asked about: another one's hold must not be taken for it.
            ProofFor::Code(code) => return self.of_code(code),
            ProofFor::Order(number) => return self.of_number(*number),
            ProofFor::Unnamed => {}
        }
        let quoted: Vec<Reservation> =
            self.holds.iter().filter(|row| quoted.contains(&row.id)).cloned().collect();
        if !quoted.is_empty() {
            return Some(Target::Holds(quoted));
        }
        match (self.holds.as_slice(), self.orders.as_slice(), &self.late) {
            ([only], [], _) => Some(Target::Holds(vec![only.clone()])),
            ([], [only], _) => Some(Target::Order(Box::new(only.clone()))),
            ([], [], Some(late)) => Some(Target::Late(Box::new(late.clone()))),
            // One picture for all of a basket that has one deposit already.
            ([first, rest @ ..], [], _)
                if first.deposit_id.is_some()
                    && rest.iter().all(|row| row.deposit_id == first.deposit_id) =>
            {
                Some(Target::Holds(self.holds.clone()))
            }
            _ => None,
        }
    }

    /// What an answer to `dep.which` names.
    #[must_use]
    pub fn answered(&self, text: &str) -> Option<Target> {
        let word = text.trim().to_uppercase();
        if ALL.contains(&word.as_str()) && !self.holds.is_empty() {
            return Some(Target::Holds(self.holds.clone()));
        }
        let number = word.strip_prefix("VF").map(|rest| rest.trim_start_matches(['-', ' ', '0']));
        if let Some(target) = number.and_then(|n| n.parse().ok()).and_then(|n| self.of_number(n)) {
            return Some(target);
        }
        Code::read(&word).and_then(|code| self.of_code(&code))
    }

    fn of_code(&self, code: &Code) -> Option<Target> {
        let code = code.to_string();
        let rows: Vec<_> = self.holds.iter().filter(|row| row.code == code).cloned().collect();
        let late = || self.late.clone().filter(|row| row.code == code).map(|row| Target::Late(Box::new(row)));
        (!rows.is_empty()).then_some(Target::Holds(rows)).or_else(late)
    }

    fn of_number(&self, number: u32) -> Option<Target> {
        let is =
            |group: &&Group| group.number.rsplit('-').next().and_then(|own| own.parse().ok()) == Some(number);
        self.orders.iter().find(is).map(|group| Target::Order(Box::new(group.clone())))
    }

    /// The choice, as `dep.which` shows it; `all` is the language's word for all holds.
    #[must_use]
    pub fn options(&self, all: &str) -> String {
        let mut options: Vec<String> = self.holds.iter().map(|row| row.code.clone()).collect();
        options.extend(self.orders.iter().map(|group| group.number.clone()));
        if self.holds.len() > 1 {
            options.push(all.to_owned());
        }
        options.truncate(10);
        options.join(" · ")
    }
}

impl Target {
    /// As messages say it.
    #[must_use]
    pub fn said(&self) -> String {
        match self {
            Self::Holds(rows) => codes(rows),
            Self::Order(group) => group.number.clone(),
            Self::Late(row) => row.code.clone(),
        }
    }
}

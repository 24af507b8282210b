//! Ids: UUIDv7 newtypes whose public form carries a prefix, `ord_01k…` (Crockford base 32, sortable).
use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use uuid::Uuid;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A text that is not the public form of the expected id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an id that starts with {prefix}_")]
pub struct IdError {
    /// The prefix that was expected.
    pub prefix: &'static str,
}

fn encode(prefix: &str, id: Uuid, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let bits = id.as_u128();
    write!(f, "{prefix}_")?;
    for i in (0..26).rev() {
        let index = usize::try_from((bits >> (i * 5)) & 31).map_err(|_| fmt::Error)?;
        let c = ALPHABET.get(index).copied().map(char::from).ok_or(fmt::Error)?;
        write!(f, "{c}")?;
    }
    Ok(())
}

fn decode(prefix: &'static str, text: &str) -> Result<Uuid, IdError> {
    let wrong = || IdError { prefix };
    let body = text.strip_prefix(prefix).and_then(|t| t.strip_prefix('_')).ok_or_else(wrong)?;
    if body.len() != 26 {
        return Err(wrong());
    }
    let mut bits: u128 = 0;
    for (i, byte) in body.bytes().enumerate() {
        let value = ALPHABET.iter().position(|b| *b == byte).ok_or_else(wrong)?;
        if i == 0 && value > 7 {
            return Err(wrong());
        }
        bits = (bits << 5) | u128::try_from(value).map_err(|_| wrong())?;
    }
    Ok(Uuid::from_u128(bits))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        pub struct $name(pub Uuid);

        impl $name {
            /// What the public form starts with.
            pub const PREFIX: &'static str = $prefix;
            /// A new, time-ordered id.
            #[must_use]
            pub fn new() -> Self { Self(Uuid::now_v7()) }
        }
        impl Default for $name { fn default() -> Self { Self::new() } }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { encode($prefix, self.0, f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { encode($prefix, self.0, f) }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> { decode($prefix, text).map(Self) }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                std::borrow::Cow::<'de, str>::deserialize(d)?.parse().map_err(D::Error::custom)
            }
        }
        impl From<Uuid> for $name { fn from(id: Uuid) -> Self { Self(id) } }
        impl From<$name> for Uuid { fn from(id: $name) -> Self { id.0 } }
        impl diesel::serialize::ToSql<diesel::sql_types::Uuid, diesel::pg::Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>) -> diesel::serialize::Result {
                <Uuid as diesel::serialize::ToSql<diesel::sql_types::Uuid, diesel::pg::Pg>>::to_sql(&self.0, out)
            }
        }
        impl diesel::deserialize::FromSql<diesel::sql_types::Uuid, diesel::pg::Pg> for $name {
            fn from_sql(bytes: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                <Uuid as diesel::deserialize::FromSql<diesel::sql_types::Uuid, diesel::pg::Pg>>::from_sql(bytes).map(Self)
            }
        }
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some(concat!("^", $prefix, "_[0-7][0-9a-hjkmnp-tv-z]{25}$")))
                    .description(Some(concat!("Public id, starts with `", $prefix, "_`.")))
                    .into()
            }
        }
        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
        }
    )+};
}

ids! {
    /// A legal merchant.
    TenantId = "ten";
    /// A store of a merchant.
    StoreId = "sto";
    /// A person with an account.
    UserId = "usr";
    /// A visitor without an account.
    GuestId = "gst";
    /// A browser session or a token family.
    SessionId = "ses";
    /// A product.
    ProductId = "prd";
    /// A sellable variant of a product.
    VariantId = "var";
    /// A category of a merchant.
    CategoryId = "cat";
    /// A group of modifiers that go with a product ("Sauce", "Extras").
    ModifierGroupId = "mgr";
    /// One modifier of a group ("extra cheese").
    ModifierId = "mod";
    /// A cart.
    CartId = "crt";
    /// A checkout: one cart being turned into orders.
    CheckoutId = "chk";
    /// Units of stock set aside.
    HoldId = "hld";
    /// An order with one store.
    OrderId = "ord";
    /// A line of an order or a cart.
    LineId = "lin";
    /// A promotion of a merchant.
    PromotionId = "prm";
    /// Somebody who writes to a shop's WhatsApp number.
    ContactId = "con";
    /// A shop's WhatsApp number.
    SenderId = "snd";
    /// A message that came in.
    MessageId = "msg";
    /// A message that a module wants sent.
    MessageRequestId = "mrq";
    /// A live session.
    LiveSessionId = "liv";
    /// Something that is sold under a code in a live.
    LiveItemId = "itm";
    /// One customer's wish for one code: waiting, held, confirmed or ended.
    ReservationId = "rsv";
    /// The reservations of one customer that become one order.
    ReservationGroupId = "rgr";
    /// A deposit for a group of reservations.
    DepositId = "dep";
    /// A proof of a deposit.
    ProofId = "prf";
    /// What is owed for a checkout, and everything that is paid for it.
    PaymentId = "pay";
    /// One try to pay.
    AttemptId = "att";
    /// Money that goes back.
    RefundId = "rfd";
    /// A fact that was told.
    EventId = "evt";
}

/// A person as data scopes see them: a signed-in user or a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A signed-in user.
    User(UserId),
    /// A visitor.
    Guest(GuestId),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(id) => id.fmt(f),
            Self::Guest(id) => id.fmt(f),
        }
    }
}

impl FromStr for Subject {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        text.parse().map(Self::User).or_else(|_| text.parse().map(Self::Guest))
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_form_round_trips_and_sorts_like_time() {
        let (a, b) = (OrderId::new(), OrderId::new());
        assert_eq!(a.to_string().parse::<OrderId>().unwrap(), a);
        assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        assert!(a.to_string().starts_with("ord_"));
    }

    #[test]
    fn foreign_prefix_wrong_length_and_overflow_are_refused() {
        for text in ["usr_01", "ord_", "ord_zzzzzzzzzzzzzzzzzzzzzzzzzz", "01k", ""] {
            assert!(text.parse::<OrderId>().is_err(), "{text}");
        }
        assert!(UserId::new().to_string().parse::<OrderId>().is_err());
    }
}

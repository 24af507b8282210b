//! What a merchant sets: read by everything that works at its desk, changed under a version and put on record.
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use souk_events::{TenantId, UserId};
use souk_kit::{Conn, FieldError, Kind, Problem, Scope, token::Role};

use super::work::{Cause, Work};
use crate::{
    domain::{
        price::{LabelRanges, PriceGrid},
        settings::Settings,
    },
    state::State,
    store::{self, settings::Setting, stores},
};

/// Something that is set as a whole.
pub trait Document: Serialize + DeserializeOwned + Default + Send + Sync {
    /// The name under which it is kept.
    const NAME: &'static str;

    /// Checks and tidies.
    ///
    /// # Errors
    /// All fields that are wrong.
    fn checked(self) -> Result<Self, Vec<FieldError>>;
}

impl Document for Settings {
    const NAME: &'static str = "rules";
    fn checked(self) -> Result<Self, Vec<FieldError>> {
        self.check()
    }
}

impl Document for PriceGrid {
    const NAME: &'static str = "price_grid";
    fn checked(self) -> Result<Self, Vec<FieldError>> {
        self.check()
    }
}

impl Document for LabelRanges {
    const NAME: &'static str = "label_ranges";
    fn checked(self) -> Result<Self, Vec<FieldError>> {
        self.check()
    }
}

/// A document as it stands; version 0 while nobody set it.
#[derive(Clone, Debug, Default)]
pub struct Kept<T> {
    /// What is set.
    pub value: T,
    /// Counts its changes.
    pub version: i64,
}

/// All that a merchant set.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// How its lives go.
    pub settings: Kept<Settings>,
    /// What its letters cost.
    pub grid: Kept<PriceGrid>,
    /// Its printed labels.
    pub labels: Kept<LabelRanges>,
}

/// What a merchant set, in its scope.
///
/// # Errors
/// The database.
pub async fn known(conn: &mut Conn, tenant: TenantId) -> Result<Known, Problem> {
    let rows = store::settings::all(conn, tenant).await?;
    Ok(Known { settings: of(&rows)?, grid: of(&rows)?, labels: of(&rows)? })
}

fn of<T: Document>(rows: &[Setting]) -> Result<Kept<T>, Problem> {
    let Some(row) = rows.iter().find(|row| row.name == T::NAME) else {
        return Ok(Kept { value: T::default(), version: 0 });
    };
    let value = serde_json::from_value(row.body.clone()).map_err(Problem::internal)?;
    Ok(Kept { value, version: row.version })
}

/// One document of a merchant.
///
/// # Errors
/// The database.
pub async fn get<T: Document>(state: &State, tenant: TenantId) -> Result<Kept<T>, Problem> {
    let rows = state
        .db
        .read::<_, Problem, _>(Scope::Tenant(tenant), async |conn| {
            Ok(store::settings::all(conn, tenant).await?)
        })
        .await?;
    of(&rows)
}

/// Puts a document in place of a version's; version 0 is that of one that nobody set.
///
/// # Errors
/// 404 while the merchant has no store, 412 at another version, 422 with every field that is wrong.
pub async fn replace<T: Document>(
    state: &State,
    tenant: TenantId,
    by: UserId,
    version: i64,
    asked: T,
) -> Result<Kept<T>, Problem> {
    let value = asked.checked().map_err(Problem::fields)?;
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let store = stores::first(conn, tenant).await?;
            let actor = (by.to_string(), Cause::Seller);
            let meta = souk_kit::meta(Some(tenant));
            let mut work = Work::begin(conn, &state.clock, (tenant, store.store_id), actor, meta).await?;
            let kept = put(conn, &mut work, version, value).await?;
            work.finish(conn).await?;
            Ok::<_, Problem>(kept)
        })
        .await
}

/// Writes a checked document over a version, and puts the change on record.
///
/// # Errors
/// 412 at another version.
pub async fn put<T: Document>(
    conn: &mut Conn,
    work: &mut Work,
    version: i64,
    value: T,
) -> Result<Kept<T>, Problem> {
    let rows = store::settings::all(conn, work.tenant).await?;
    let before = rows.into_iter().find(|row| row.name == T::NAME).map_or(Value::Null, |row| row.body);
    let row = Setting {
        tenant_id: work.tenant,
        name: T::NAME.to_owned(),
        body: serde_json::to_value(&value).map_err(Problem::internal)?,
        version: version.saturating_add(1),
        changed_at: work.now,
    };
    if row.version < 1 || !store::settings::save(conn, &row).await? {
        return Err(Problem::new(Kind::Stale, "stale"));
    }
    work.note("settings.changed", T::NAME.to_owned(), None, before, row.body);
    Ok(Kept { value, version: row.version })
}

/// Whether somebody may set prices of letters and the delivery fee: managers always, sellers where the shop lets them.
///
/// # Errors
/// 403, or the database.
pub async fn may_configure(state: &State, tenant: TenantId, role: Option<Role>) -> Result<(), Problem> {
    if role.is_some_and(|role| role >= Role::Manager) {
        return Ok(());
    }
    let kept = get::<Settings>(state, tenant).await?;
    if kept.value.seller_can_configure { Ok(()) } else { Err(Problem::forbidden()) }
}

/// Sets the delivery fee alone, over a version of the settings that it is part of.
///
/// # Errors
/// As [`replace`].
pub async fn replace_fee(
    state: &State,
    tenant: TenantId,
    by: UserId,
    version: i64,
    (currency, fee): (String, i64),
) -> Result<Kept<Settings>, Problem> {
    let kept = get::<Settings>(state, tenant).await?;
    // Amounts of deposits are in that currency: another one is a matter of all settings.
    let ours = if kept.version == 0 {
        self::store(state, tenant).await?.currency
    } else {
        kept.value.currency.clone()
    };
    if currency != ours {
        return Err(Problem::field("/currency", "currency_other"));
    }
    // Of another version it would be put over what nobody saw.
    if kept.version != version {
        return Err(Problem::new(Kind::Stale, "stale"));
    }
    replace(state, tenant, by, version, Settings { currency, delivery_fee: fee, ..kept.value }).await
}

/// The merchant's first store, by whose name, language and currency its pages go.
///
/// # Errors
/// 404 while there is none, or the database.
pub async fn store(state: &State, tenant: TenantId) -> Result<stores::Store, Problem> {
    state
        .db
        .read::<_, Problem, _>(Scope::Tenant(tenant), async |conn| Ok(stores::first(conn, tenant).await?))
        .await
}

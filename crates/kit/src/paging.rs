//! Keyset pages: `?limit=&after=`, an opaque cursor, no totals.
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{FieldError, Problem};

/// What a caller asks of a list.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageRequest {
    /// How many at most, 1 to 100; 24 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    pub after: Option<String>,
}

/// One page of a list.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Pass it as `after` for the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// Whether there is a next page.
    pub has_more: bool,
}

impl PageRequest {
    /// How many rows to show.
    ///
    /// # Errors
    /// 400 outside 1 to 100.
    pub fn limit(&self) -> Result<i64, Problem> {
        match self.limit.unwrap_or(24) {
            limit @ 1..=100 => Ok(i64::from(limit)),
            _ => Err(Problem::parameter(FieldError::new("/limit", "limit_range"))),
        }
    }
    /// The key after which to go on.
    ///
    /// # Errors
    /// 400 for a cursor that this list did not give.
    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, Problem> {
        let wrong = || Problem::parameter(FieldError::new("/after", "cursor_unknown"));
        self.after
            .as_deref()
            .filter(|c| !c.is_empty())
            .map(|cursor| {
                let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| wrong())?;
                serde_json::from_slice(&bytes).map_err(|_| wrong())
            })
            .transpose()
    }
}

impl<T> Page<T> {
    /// Cuts `rows` (fetched with `limit + 1`) to a page; `key` names a row's place in the order.
    pub fn cut<K: Serialize>(mut rows: Vec<T>, limit: i64, key: impl Fn(&T) -> K) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        let last = rows.last().filter(|_| has_more).map(key);
        let next_cursor = last.and_then(|k| serde_json::to_vec(&k).ok()).map(|k| URL_SAFE_NO_PAD.encode(k));
        Self { items: rows, next_cursor, has_more }
    }

    /// A list that is always short, as its one page.
    #[must_use]
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None, has_more: false }
    }

    /// The same page of something else.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(f).collect(),
            next_cursor: self.next_cursor,
            has_more: self.has_more,
        }
    }
}

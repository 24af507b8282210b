//! What modules could not handle: listed from all of them, grouped by cause, replayed or put aside.
use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use souk_events::{EventId, TenantId, UserId};
use souk_kit::Problem;

use super::record;
use crate::{State, clients::modules::Silent, domain::fingerprint::fingerprint, error::Refusal};

/// Rows asked for at once, and pages at most: what a person can look at.
const PAGE: usize = 100;
const PAGES: usize = 5;
/// Pages at most when a replay is set together.
const PAGES_OF_REPLAY: usize = 100;
/// Rows that one replay or archive takes at most.
pub const MAX_ROWS: usize = 500;

/// One fact a consumer gave up on.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DeadLetter {
    /// Its place in the module's inbox: what replay and archive want.
    pub seq: i64,
    /// Who could not handle it.
    pub consumer: String,
    /// The event.
    pub event_id: EventId,
    /// The wire name of the fact.
    pub kind: String,
    /// Who told it.
    pub source: String,
    /// When it was told.
    pub time: DateTime<Utc>,
    /// The merchant it concerns.
    pub tenant: Option<TenantId>,
    /// The id of the thing it is about.
    pub subject: String,
    /// Correlation id.
    pub correlation: String,
    /// The fact.
    #[schema(value_type = Object)]
    pub data: Value,
    /// The key it holds back.
    pub ordering_key: Option<String>,
    /// How often it was tried.
    pub attempt: i32,
    /// Why it failed last.
    pub last_error: Option<String>,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
    /// When it was given up.
    pub dead_at: Option<DateTime<Utc>>,
}

/// Dead letters of one cause.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Group {
    /// The module that could not handle them.
    pub module: String,
    /// Its consumer.
    pub consumer: String,
    /// The wire name of the facts.
    pub kind: String,
    /// The error without what differs from case to case.
    pub cause: String,
    /// When the first of them was given up.
    pub first_at: Option<DateTime<Utc>>,
    /// When the last of them was given up.
    pub last_at: Option<DateTime<Utc>>,
    /// The letters, oldest first.
    pub letters: Vec<DeadLetter>,
}

/// What makes dead letters one group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Key {
    /// The module that could not handle them.
    pub module: String,
    /// Its consumer.
    pub consumer: String,
    /// The wire name of the facts.
    pub kind: String,
    /// The error without what differs from case to case.
    pub cause: String,
}

impl Key {
    fn of(module: &str, letter: &DeadLetter) -> Self {
        Self {
            module: module.to_owned(),
            consumer: letter.consumer.clone(),
            kind: letter.kind.clone(),
            cause: fingerprint(letter.last_error.as_deref().unwrap_or_default()),
        }
    }

    fn group(self, letters: Vec<DeadLetter>) -> Group {
        let Self { module, consumer, kind, cause } = self;
        let times = || letters.iter().map(|l| l.dead_at.unwrap_or(l.received_at));
        let (first_at, last_at) = (times().min(), times().max());
        Group { module, consumer, kind, cause, first_at, last_at, letters }
    }
}

/// All dead letters of the platform, as far as modules answer.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Overview {
    /// By cause, the largest first.
    pub groups: Vec<Group>,
    /// Modules that did not answer.
    pub silent: Vec<String>,
    /// Modules that have more than is shown.
    pub cut: Vec<String>,
}

/// Asks all modules.
pub async fn overview(state: &State) -> Overview {
    let mut groups: BTreeMap<Key, Vec<DeadLetter>> = BTreeMap::new();
    let (mut silent, mut cut) = (Vec::new(), Vec::new());
    for (module, answer) in state.modules.all(|name| letters(state, name, PAGES)).await {
        match answer {
            Err(_) => silent.push(module.to_owned()),
            Ok((letters, more)) => {
                if more {
                    cut.push(module.to_owned());
                }
                for letter in letters {
                    groups.entry(Key::of(module, &letter)).or_default().push(letter);
                }
            }
        }
    }
    let mut groups: Vec<_> = groups.into_iter().map(|(key, letters)| key.group(letters)).collect();
    groups.sort_by_key(|g| std::cmp::Reverse(g.letters.len()));
    Overview { groups, silent, cut }
}

/// The letters of one group as they are now, and whether there may be more than are shown.
///
/// # Errors
/// An unknown module, or one that does not answer.
pub async fn group(state: &State, key: &Key) -> Result<(Group, bool), Problem> {
    let (mine, more) = of_group(state, key, PAGES).await?;
    Ok((key.clone().group(mine), more))
}

/// The places of all letters of one group, oldest first.
///
/// # Errors
/// An unknown module, or one that does not answer.
pub async fn places(state: &State, key: &Key) -> Result<Vec<i64>, Problem> {
    let (mine, _) = of_group(state, key, PAGES_OF_REPLAY).await?;
    Ok(mine.into_iter().map(|letter| letter.seq).collect())
}

async fn of_group(state: &State, key: &Key, pages: usize) -> Result<(Vec<DeadLetter>, bool), Problem> {
    if !state.modules.has(&key.module) {
        return Err(Refusal::UnknownModule.into());
    }
    let all = letters(state, &key.module, pages).await;
    let (all, more) = all.map_err(|_| Refusal::Silent(key.module.clone()))?;
    Ok((all.into_iter().filter(|letter| Key::of(&key.module, letter) == *key).collect(), more))
}

/// One module's, page by page. A module without tables has no such list, which is an empty one.
async fn letters(state: &State, module: &str, pages: usize) -> Result<(Vec<DeadLetter>, bool), Silent> {
    let mut all: Vec<DeadLetter> = Vec::new();
    for _ in 0..pages {
        let after = all.last().map(|l| URL_SAFE_NO_PAD.encode(l.seq.to_string()));
        let path = format!("/internal/events/dead?limit={PAGE}&after={}", after.unwrap_or_default());
        let page = match state.modules.get::<Answer>(module, &path).await? {
            Answer::Letters(page) => page,
            Answer::Problem { status: 404 } => return Ok((all, false)),
            Answer::Problem { status } => return Err(Silent::from(status)),
        };
        let last = page.len() < PAGE;
        all.extend(page);
        if last {
            return Ok((all, false));
        }
    }
    Ok((all, true))
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Letters(Vec<DeadLetter>),
    Problem { status: u16 },
}

/// What to do with dead letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Give them back to the consumer that failed, under the same ids.
    Replay,
    /// Put them aside for good.
    Archive,
}

impl Deed {
    fn word(self) -> &'static str {
        match self {
            Self::Replay => "replay",
            Self::Archive => "archive",
        }
    }
}

/// Does it in the module, on record before and after. Returns how many rows it was done to; those that
/// meanwhile succeeded or were put aside are not among them.
///
/// # Errors
/// An unknown module, one that does not answer, or the database.
pub async fn act(
    state: &State,
    actor: UserId,
    deed: Deed,
    module: &str,
    ids: &[i64],
    reason: String,
) -> Result<u64, Problem> {
    if !state.modules.has(module) {
        return Err(Refusal::UnknownModule.into());
    }
    let target = match ids {
        [one] => format!("{module} {one}"),
        [first, .., last] => format!("{module} {first}…{last} ({})", ids.len()),
        [] => module.to_owned(),
    };
    let note = record::entry(state, actor, deed.word(), target, reason);
    let place = record::before(state, &note).await?;
    let path = format!("/internal/events/dead/{}", deed.word());
    let done = state.modules.post::<Value>(module, &path, &json!({ "ids": ids })).await;
    let count = match done {
        // A module without tables has no dead letters.
        Ok(answer) => answer
            .and_then(|a| a.as_object().and_then(|o| o.values().find_map(Value::as_u64)))
            .unwrap_or_default(),
        Err(silent) => {
            record::after(state, place, &format!("failed: {silent}")).await?;
            return Err(Refusal::Silent(module.to_owned()).into());
        }
    };
    record::after(state, place, &format!("{count} of {}", ids.len())).await?;
    Ok(count)
}

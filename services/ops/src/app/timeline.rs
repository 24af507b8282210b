//! The whole story behind a correlation id, an order number, the id of a thing, a message of Twilio's, a phone, a piece
//! of a live or a cause: what was told, and what the modules know beside it.
use std::collections::BTreeSet;

use serde::Serialize;
use souk_events::UserId;
use souk_kit::{
    Problem,
    trace::{self, Step, Trace},
};

use super::record::{self, OPERATOR};
use crate::{State, clients::traces, domain::key::Key, store::events};

/// Facts that the search itself looks at, and facts that a timeline shows at most.
const SEEDS: i64 = 200;
const SHOWN: i64 = 500;

/// What was found.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Timeline {
    /// What was searched; of a phone its last two digits.
    pub q: String,
    /// Several things carry this number: choose one.
    pub choices: Vec<events::EventEntry>,
    /// Everything that belongs together, in the order it was told.
    pub entries: Vec<events::EventEntry>,
    /// What happened beside what was told, oldest first: messages that came in, attempts to send, how they ended.
    pub steps: Vec<Step>,
    /// There is more than is shown.
    pub cut: bool,
    /// Modules that did not say what they know.
    pub silent: Vec<String>,
}

/// Searches. Who looks for a phone is put on record, with its last two digits.
///
/// # Errors
/// The database.
pub async fn timeline(state: &State, operator: UserId, q: String) -> Result<Timeline, Problem> {
    let key = Key::of(&q);
    if matches!(key, Key::Phone) {
        let target = format!("phone {}", key.shown(&q));
        let new = record::entry(state, operator, "trace", target, String::new());
        let seq = record::before(state, &new).await?;
        record::after(state, seq, "looked for").await?;
    }
    let nobody = (Trace::default(), Vec::new());
    let (asked, mut silent) =
        if key.asks() { traces::ask(&state.modules, &q, Vec::new()).await } else { nobody.clone() };
    let shown = key.shown(&q);
    let found = state
        .db
        .read(OPERATOR, async |conn| {
            let seeds = match key {
                Key::Phone => Vec::new(),
                _ => events::named(conn, &q, SEEDS).await?,
            };
            let numbered: Vec<_> = seeds.iter().filter(|e| e.number.as_deref() == Some(q.as_str())).collect();
            let things: BTreeSet<_> = numbered.iter().map(|e| e.subject.clone()).collect();
            if things.len() > 1 {
                let choices = numbered.into_iter().cloned().collect();
                return Ok((choices, Vec::new(), false));
            }
            let about = |e: &&events::EventEntry| e.subject == q || e.number.as_deref() == Some(q.as_str());
            let mut subjects: BTreeSet<_> = seeds.iter().filter(about).map(|e| e.subject.clone()).collect();
            subjects.extend(asked.subjects.iter().cloned());
            let mut correlations: BTreeSet<_> = seeds.iter().map(|e| e.correlation.clone()).collect();
            correlations.extend(asked.correlations.iter().cloned());
            if !asked.subjects.is_empty() {
                let theirs = events::correlations_of(conn, &asked.subjects, SEEDS).await?;
                correlations.extend(theirs);
            }
            correlations.remove("");
            let (subjects, correlations) = (Vec::from_iter(subjects), Vec::from_iter(correlations));
            let mut entries = events::together(conn, &subjects, &correlations, SHOWN + 1).await?;
            let most = usize::try_from(SHOWN).unwrap_or(usize::MAX);
            let cut = entries.len() > most;
            entries.truncate(most);
            Ok::<_, Problem>((Vec::new(), entries, cut))
        })
        .await?;
    let (choices, entries, cut) = found;
    let mut subjects: BTreeSet<_> = entries.iter().map(|entry| entry.subject.clone()).collect();
    subjects.extend(asked.subjects.iter().cloned());
    let subjects: Vec<_> = subjects.into_iter().filter(|id| Key::is_message(id)).take(trace::MOST).collect();
    let (more, still) =
        if subjects.is_empty() { nobody } else { traces::ask(&state.modules, "", subjects).await };
    let mut steps = asked.steps;
    steps.extend(more.steps);
    steps.sort_by_key(|step| step.at);
    silent.extend(still);
    silent.sort_unstable();
    silent.dedup();
    Ok(Timeline { q: shown, choices, entries, steps, cut, silent })
}

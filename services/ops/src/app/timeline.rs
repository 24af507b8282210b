//! The whole story behind a correlation id, an order number or the id of a thing.
use std::collections::BTreeSet;

use serde::Serialize;
use souk_kit::Problem;

use super::record::OPERATOR;
use crate::{State, store::events};

/// Facts that the search itself looks at, and facts that a timeline shows at most.
const SEEDS: i64 = 200;
const SHOWN: i64 = 500;

/// What was found.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Timeline {
    /// What was searched.
    pub q: String,
    /// Several things carry this number: choose one.
    pub choices: Vec<events::EventEntry>,
    /// Everything that belongs together, in the order it was told.
    pub entries: Vec<events::EventEntry>,
    /// There is more than is shown.
    pub cut: bool,
}

/// Searches.
///
/// # Errors
/// The database.
pub async fn timeline(state: &State, q: String) -> Result<Timeline, Problem> {
    state
        .db
        .read(OPERATOR, async |conn| {
            let seeds = events::named(conn, &q, SEEDS).await?;
            let numbered: Vec<_> = seeds.iter().filter(|e| e.number.as_deref() == Some(q.as_str())).collect();
            let things: BTreeSet<_> = numbered.iter().map(|e| e.subject.clone()).collect();
            if things.len() > 1 {
                let choices = numbered.into_iter().cloned().collect();
                return Ok(Timeline { q, choices, entries: Vec::new(), cut: false });
            }
            let about = |e: &&events::EventEntry| e.subject == q || e.number.as_deref() == Some(q.as_str());
            let subjects: BTreeSet<_> = seeds.iter().filter(about).map(|e| e.subject.clone()).collect();
            let correlations: BTreeSet<_> =
                seeds.iter().map(|e| e.correlation.clone()).filter(|c| !c.is_empty()).collect();
            let (subjects, correlations) = (Vec::from_iter(subjects), Vec::from_iter(correlations));
            let mut entries = events::together(conn, &subjects, &correlations, SHOWN + 1).await?;
            let most = usize::try_from(SHOWN).unwrap_or(usize::MAX);
            let cut = entries.len() > most;
            entries.truncate(most);
            Ok::<_, Problem>(Timeline { q, choices: Vec::new(), entries, cut })
        })
        .await
}

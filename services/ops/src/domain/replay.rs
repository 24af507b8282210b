//! How a replay goes on: how many letters at once, how long the pause, when it waits for the operator.
use chrono::TimeDelta;
use serde::Serialize;
use souk_kit::FieldError;

/// Letters a minute at most: what the table allows.
pub const PER_MINUTE_MAX: i32 = 6000;
/// So many must have been tried before their share says anything.
const TRIED: usize = 5;
/// Why a replay ended by itself.
pub const TOO_MANY_FAILED: &str = "too_many_failed";
/// Letters asked of a module at once.
const STEP_MAX: i32 = 100;

/// What a replay is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Gives letters back at its rate.
    Running,
    /// The first ones are back; the operator says whether to go on.
    Waiting,
    /// An operator ended it, or too many failed again.
    Stopped,
    /// All are back.
    Done,
}

impl State {
    /// The word in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Waiting => "waiting",
            Self::Stopped => "stopped",
            Self::Done => "done",
        }
    }

    /// Reads the word; one that is none stopped.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "running" => Self::Running,
            "waiting" => Self::Waiting,
            "done" => Self::Done,
            _ => Self::Stopped,
        }
    }

    /// Whether it may still give letters back.
    #[must_use]
    pub fn open(self) -> bool {
        matches!(self, Self::Running | Self::Waiting)
    }
}

/// How fast, and after how many it waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Letters a minute.
    pub per_minute: i32,
    /// After so many it waits for the operator; 0: it does not.
    pub canary: i32,
    /// Of a hundred that were tried again, so many that failed end it.
    pub stop_percent: i32,
}

impl Pace {
    /// Checks all three.
    ///
    /// # Errors
    /// A rate outside 1 to [`PER_MINUTE_MAX`], a negative canary, a share outside 1 to 100.
    pub fn new(per_minute: i32, canary: i32, stop_percent: i32) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        if !(1..=PER_MINUTE_MAX).contains(&per_minute) {
            wrong.push(FieldError::new("/per_minute", "rate_range"));
        }
        if canary < 0 {
            wrong.push(FieldError::new("/canary", "canary_range"));
        }
        if !(1..=100).contains(&stop_percent) {
            wrong.push(FieldError::new("/stop_percent", "percent_range"));
        }
        if wrong.is_empty() { Ok(Self { per_minute, canary, stop_percent }) } else { Err(wrong) }
    }

    /// Whether so many of those that were tried again failed that the others had better stay.
    #[must_use]
    pub fn gives_up(self, tried: usize, failed: usize) -> bool {
        let share = usize::try_from(self.stop_percent).unwrap_or(100);
        tried >= TRIED && failed.saturating_mul(100) >= tried.saturating_mul(share)
    }

    /// How many letters come next after `sent` of `total`, and how long it then pauses.
    #[must_use]
    pub fn step(self, total: i32, sent: i32) -> (i32, TimeDelta) {
        let left = total.saturating_sub(sent);
        let until_wait = if self.canary > sent { self.canary.saturating_sub(sent) } else { left };
        let a_second = self.per_minute.div_euclid(60) + i32::from(self.per_minute % 60 != 0);
        let take = a_second.clamp(1, STEP_MAX).min(left).min(until_wait);
        let pause = i64::from(take.max(1)).saturating_mul(60_000) / i64::from(self.per_minute.max(1));
        (take, TimeDelta::milliseconds(pause))
    }

    /// Where a replay stands once `sent` of `total` are back. No step goes past the canary, so it is met exactly once.
    #[must_use]
    pub fn after(self, total: i32, sent: i32) -> State {
        if sent >= total {
            State::Done
        } else if self.canary > 0 && sent == self.canary {
            State::Waiting
        } else {
            State::Running
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(pace: Pace, total: i32) -> (Vec<i32>, State) {
        let (mut sent, mut steps) = (0, Vec::new());
        loop {
            let (take, _) = pace.step(total, sent);
            sent += take;
            steps.push(take);
            let state = pace.after(total, sent);
            if state != State::Running {
                return (steps, state);
            }
        }
    }

    #[test]
    fn slow_ones_go_one_by_one_fast_ones_in_small_groups_at_the_wished_rate() {
        let pace = |per_minute| Pace { per_minute, canary: 0, stop_percent: 100 };
        assert_eq!(pace(30).step(9, 0), (1, TimeDelta::seconds(2)));
        assert_eq!(pace(60).step(9, 0), (1, TimeDelta::seconds(1)));
        assert_eq!(pace(90).step(9, 0), (2, TimeDelta::milliseconds(1_333)));
        assert_eq!(pace(6000).step(500, 0), (100, TimeDelta::seconds(1)));
        assert_eq!(walk(pace(120), 5), (vec![2, 2, 1], State::Done));
    }

    #[test]
    fn it_waits_after_the_first_ones_unless_they_are_all() {
        let pace = |per_minute, canary| Pace { per_minute, canary, stop_percent: 100 };
        assert_eq!(walk(pace(240, 5), 20), (vec![4, 1], State::Waiting));
        assert_eq!(walk(pace(240, 20), 20).1, State::Done);
        assert_eq!(pace(60, 0).after(3, 1), State::Running);
    }

    #[test]
    fn a_pace_that_is_none_is_named() {
        let codes = |wrong: Vec<FieldError>| wrong.into_iter().map(|e| e.code).collect::<Vec<_>>();
        let wrong = codes(Pace::new(0, -1, 0).unwrap_err());
        assert_eq!(wrong, ["rate_range", "canary_range", "percent_range"]);
        assert!(Pace::new(6001, 0, 1).is_err() && Pace::new(6000, 0, 101).is_err());
        assert!(Pace::new(6000, 0, 100).is_ok());
    }

    #[test]
    fn it_ends_when_too_many_fail_again_but_not_for_the_first_few() {
        let half = Pace { per_minute: 60, canary: 0, stop_percent: 50 };
        assert!(!half.gives_up(4, 4), "too few to say");
        assert!(half.gives_up(6, 3) && !half.gives_up(6, 2) && !half.gives_up(0, 0));
        let all = Pace { stop_percent: 100, ..half };
        assert!(all.gives_up(5, 5) && !all.gives_up(6, 5));
    }
}

//! What Twilio's answers and statuses mean for a message.
use chrono::TimeDelta;

/// What is done after an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Twilio has it, under this id.
    Accepted(String),
    /// It was not processed: again later.
    Again {
        /// What Twilio said.
        code: String,
        /// When it wants to be asked again.
        after: Option<TimeDelta>,
    },
    /// Nobody knows: look whether Twilio has it, then again.
    Unclear(String),
    /// It will never work.
    Final(String),
    /// The number cannot send at all now; its messages wait.
    Offline(String),
}

/// What a code of Twilio's wants done, whether it comes with the answer or with a status (`live-commerce.md` §13.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// It passes by itself: again later.
    Later,
    /// As that, and nothing goes from the number for so long.
    Rest(TimeDelta),
    /// Too fast; of a template: Meta's limit of the day for what nobody asked for.
    Limit,
    /// The number cannot send at all: its messages wait until that is mended.
    Offline,
    /// More than a day since they wrote: once as a template.
    Template,
    /// They, or Twilio for them, want nothing that they did not ask for.
    Block,
    /// Meta takes this template no more.
    PauseTemplate,
    /// It will never work.
    Never,
}

/// What is done about a code.
#[must_use]
pub fn remedy(code: &str) -> Remedy {
    match code {
        "20429" | "30001" | "63009" | "63010" | "63012" | "63017" => Remedy::Later,
        "63038" => Remedy::Rest(TimeDelta::hours(4)),
        "63018" => Remedy::Limit,
        "20003" | "63002" | "63007" | "63020" => Remedy::Offline,
        "63016" => Remedy::Template,
        "21610" | "63014" => Remedy::Block,
        "63040" | "63041" | "63042" => Remedy::PauseTemplate,
        _ => Remedy::Never,
    }
}

/// The verdict on an answer that came: HTTP status, Twilio's code, its id for the message, `Retry-After` in seconds.
#[must_use]
pub fn verdict(status: u16, code: Option<i64>, sid: Option<String>, retry_after: Option<i64>) -> Verdict {
    let said = code.map_or_else(|| status.to_string(), |code| code.to_string());
    match (status, remedy(&said)) {
        (200..=299, _) => match sid {
            Some(sid) => Verdict::Accepted(sid),
            None => Verdict::Unclear(said),
        },
        (429, _) | (_, Remedy::Later | Remedy::Rest(_) | Remedy::Limit) => {
            Verdict::Again { code: said, after: retry_after.and_then(TimeDelta::try_seconds) }
        }
        (401, _) | (_, Remedy::Offline) => Verdict::Offline(said),
        (500..=599, _) => Verdict::Unclear(said),
        _ => Verdict::Final(said),
    }
}

/// The pause before attempt `made + 1`, with a part that differs from message to message; none: it was the last.
#[must_use]
pub fn pause(made: i32, salt: u128) -> Option<TimeDelta> {
    let seconds: i64 = match made {
        ..=1 => 1,
        2 => 4,
        3 => 15,
        4 => 60,
        5 => 300,
        6 => 900,
        _ => return None,
    };
    // Between 80 and 120 per cent.
    let share = i64::try_from(salt % 401).unwrap_or(200) + 800;
    TimeDelta::try_milliseconds(seconds * share)
}

/// What a status callback makes of a message: the state, and its place among them. Twilio promises no order, so a
/// smaller place never follows a larger one.
#[must_use]
pub fn state_of(status: &str) -> Option<(&'static str, i16)> {
    Some(match status {
        "accepted" | "queued" | "scheduled" | "sending" => ("accepted", rank("accepted")),
        "sent" => ("sent", rank("sent")),
        "delivered" => ("delivered", rank("delivered")),
        "read" => ("read", rank("read")),
        "failed" | "undelivered" | "canceled" => ("failed", rank("failed")),
        _ => return None,
    })
}

/// The place of a state among those that Twilio tells.
#[must_use]
pub fn rank(state: &str) -> i16 {
    match state {
        "pending" | "sending" => 0,
        "accepted" => 1,
        "sent" => 2,
        "delivered" => 4,
        "read" => 5,
        // A message that failed was not delivered; one that was delivered did not fail.
        "failed" => 3,
        _ => 9,
    }
}

/// The states that a status of this place may follow.
#[must_use]
pub fn before(place: i16) -> Vec<&'static str> {
    ["pending", "sending", "accepted", "sent", "failed", "delivered"]
        .into_iter()
        .filter(|state| rank(state) < place && !(*state == "failed" && place < 4))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_sorted_by_what_is_to_be_done() {
        assert_eq!(verdict(201, None, Some("SM1".into()), None), Verdict::Accepted("SM1".into()));
        let later = Verdict::Again { code: "20429".into(), after: TimeDelta::try_seconds(3) };
        assert_eq!(verdict(429, Some(20429), None, Some(3)), later);
        // The account's limit of the day passes by itself.
        assert!(matches!(verdict(400, Some(63038), None, None), Verdict::Again { .. }));
        assert_eq!(verdict(500, Some(20500), None, None), Verdict::Unclear("20500".into()));
        assert_eq!(verdict(503, None, None, None), Verdict::Unclear("503".into()));
        assert_eq!(verdict(401, Some(20003), None, None), Verdict::Offline("20003".into()));
        assert_eq!(verdict(400, Some(21610), None, None), Verdict::Final("21610".into()));
        assert_eq!(verdict(201, None, None, None), Verdict::Unclear("201".into()));
    }

    #[test]
    fn every_code_of_the_table_has_its_remedy() {
        let table: [(&[&str], Remedy); 8] = [
            (&["20429", "30001", "63009", "63010", "63012", "63017"], Remedy::Later),
            (&["63038"], Remedy::Rest(TimeDelta::hours(4))),
            (&["63018"], Remedy::Limit),
            (&["20003", "63002", "63007", "63020"], Remedy::Offline),
            (&["63016"], Remedy::Template),
            (&["21610", "63014"], Remedy::Block),
            (&["63040", "63041", "63042"], Remedy::PauseTemplate),
            (
                &[
                    "21211", "21614", "63003", "21408", "21603", "21604", "21609", "21619", "21910", "21617",
                    "63005", "63013", "63021", "63015", "63019", "63034", "63024", "63027", "63028", "63032",
                    "63049", "",
                ],
                Remedy::Never,
            ),
        ];
        for (codes, wanted) in table {
            for code in codes {
                assert_eq!(remedy(code), wanted, "{code}");
            }
        }
    }

    #[test]
    fn statuses_only_move_on() {
        let (state, place) = state_of("sent").unwrap();
        assert_eq!(state, "sent");
        assert!(before(place).contains(&"accepted") && !before(place).contains(&"delivered"));
        let (_, delivered) = state_of("delivered").unwrap();
        assert!(before(delivered).contains(&"sent") && before(delivered).contains(&"failed"));
        let (_, failed) = state_of("undelivered").unwrap();
        assert!(!before(failed).contains(&"delivered") && !before(failed).contains(&"failed"));
        assert_eq!(state_of("receiving"), None);
    }

    #[test]
    fn pauses_grow_and_end() {
        let pauses: Vec<_> = (1..=6).map(|made| pause(made, 200).unwrap().num_seconds()).collect();
        assert_eq!(pauses, [1, 4, 15, 60, 300, 900]);
        assert!(pause(7, 0).is_none());
        assert_eq!(pause(2, 0).unwrap().num_milliseconds(), 3200);
    }
}

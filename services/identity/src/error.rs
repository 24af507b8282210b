//! The module's refusals: codes here, words in `locales/`.
use chrono::{DateTime, Utc};
use souk_kit::{Kind, Problem};

/// 401: address and password do not belong together.
#[must_use]
pub fn credentials_wrong() -> Problem {
    Problem::new(Kind::Unauthenticated, "credentials_wrong")
}

/// 429: too many attempts; the next one counts from `until`.
#[must_use]
pub fn throttled(until: DateTime<Utc>, now: DateTime<Utc>) -> Problem {
    let seconds = u64::try_from((until - now).num_seconds()).unwrap_or(0).max(1);
    let minutes = seconds.div_ceil(60).to_string();
    Problem::new(Kind::TooMany, "login_throttled").retry_after(seconds).arg("minutes", minutes)
}

/// 403: the address is not confirmed yet.
#[must_use]
pub fn email_unverified() -> Problem {
    Problem::new(Kind::Forbidden, "email_unverified")
}

/// 401: no such session, or it ended.
#[must_use]
pub fn session_unknown() -> Problem {
    Problem::new(Kind::Unauthenticated, "session_unknown")
}

/// 401: the password was given too long ago.
#[must_use]
pub fn ticket_over() -> Problem {
    Problem::new(Kind::Unauthenticated, "ticket_over")
}

/// 401: a passkey that does not prove who it is.
#[must_use]
pub fn passkey_refused() -> Problem {
    Problem::new(Kind::Unauthenticated, "passkey_refused")
}

/// 422: not the answer of a device.
#[must_use]
pub fn passkey_unreadable() -> Problem {
    Problem::field("/credential", "passkey_unreadable")
}

/// 410: what the device was asked was answered already, or too long ago.
#[must_use]
pub fn challenge_over() -> Problem {
    Problem::new(Kind::Gone, "challenge_over")
}

/// 401: no such refresh token, or it is over.
#[must_use]
pub fn refresh_refused() -> Problem {
    Problem::new(Kind::Unauthenticated, "refresh_refused")
}

/// 410: a link from a mail that was used or is too old.
#[must_use]
pub fn link_spent() -> Problem {
    Problem::new(Kind::Gone, "link_spent")
}

/// 410: an invitation that was used, taken back or is too old.
#[must_use]
pub fn invitation_spent() -> Problem {
    Problem::new(Kind::Gone, "invitation_spent")
}

/// 409: somebody else changed the member at the same time.
#[must_use]
pub fn member_changed() -> Problem {
    Problem::conflict("member_changed")
}

/// 409 `quota_reached` when the plan allows no more, with the limit; any other failure of a statement as it is.
#[must_use]
pub fn quota(error: diesel::result::Error) -> Problem {
    if let diesel::result::Error::DatabaseError(_, info) = &error
        && let Some(what) = info.constraint_name().and_then(|name| name.strip_prefix("quota_"))
    {
        let limit = info.details().unwrap_or_default();
        return Problem::conflict("quota_reached").arg("limit", limit).state(format!("{what} {limit}"));
    }
    error.into()
}

/// 409 `team_full` when the plan has no place for whoever was invited; any other failure of a statement as it is.
#[must_use]
pub fn team_full(error: diesel::result::Error) -> Problem {
    let problem = quota(error);
    if problem.code == "quota_reached" { Problem::conflict("team_full") } else { problem }
}

/// 409 for the last owner; any other failure of a statement as it is.
#[must_use]
pub fn last_owner(error: diesel::result::Error) -> Problem {
    if crate::store::violates(&error, "membership_last_owner") {
        Problem::conflict("last_owner")
    } else {
        error.into()
    }
}

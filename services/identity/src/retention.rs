//! How long the rows of identity stay.
use souk_kit::retention::{MAIL, Rule, YEAR};

/// Table by table.
pub(crate) const RULES: &[Rule] = &[
    MAIL,
    Rule::stays("account", "until its owner has it erased"),
    Rule::stays("credential", "with the account"),
    Rule::stays("second_factor", "with the account"),
    Rule::stays("recovery_code", "with the account"),
    Rule::stays("passkey", "with the account, or until its owner removes it"),
    Rule::done("passkey_challenge", "`identity.sweep`: at its end, after some minutes", "security"),
    Rule::done("mail_link", "`identity.sweep`: 30 days after its end", "security"),
    Rule::done("throttle", "`identity.sweep`: 2 days after the last attempt", "security"),
    Rule::done("session", "`identity.sweep`: 30 days after its end", "security"),
    Rule::done("refresh_token", "`identity.sweep`: with its session", "security"),
    Rule::done("revocation", "`identity.sweep`: after 15 minutes", "security"),
    Rule::goes("invitation", "expires_at", 90, "to say who was asked"),
    Rule::goes("api_key", "coalesce(revoked_at, expires_at)", YEAR, "to say which program had access"),
    Rule::stays("tenant", "contract with the merchant"),
    Rule::stays("store", "contract with the merchant"),
    Rule::done(
        "stock_news",
        "`identity.tell_stock`: with the mail, after a quarter of an hour",
        "one mail, not many",
    ),
    Rule::stays("membership", "contract with the merchant; ids only"),
    Rule::stays("plan", "settings, nobody's data"),
    Rule::goes_by("plan_change", "forget_plan_changes", "at", 3 * YEAR, "to account for what operators did"),
    Rule::goes("tenant_decision", "at", 3 * YEAR, "to account for what operators did"),
    Rule::goes_by(
        "impersonation",
        "forget_impersonations",
        "coalesce(ended_at, ends_at)",
        3 * YEAR,
        "to account for what operators did",
    ),
    Rule::stays("consent", "proof of what was agreed to; a chain, without a name"),
    Rule::stays("consent_chain", "proof of what was agreed to"),
    Rule::emptied(
        "opt_in",
        "contact = NULL, email_lookup = NULL, phone_lookup = NULL",
        "created_at",
        3 * YEAR,
        "contact of who agreed to be written to, three years after they last ordered with it",
    )
    .only("contact IS NOT NULL"),
    Rule::stays("signing_key", "nobody's data"),
    Rule::stays("erasure", "proof that a person was erased; ids only"),
    Rule::stays("erasure_task", "proof that a person was erased; ids only"),
];

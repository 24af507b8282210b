//! Tables that kit keeps in modules' schemas; described in `migrations/_common`, and `mail` in the migrations of those
//! modules that send mails.

diesel::table! {
    idempotency (principal, key) {
        principal -> Text,
        key -> Text,
        fingerprint -> Binary,
        lease -> Uuid,
        lease_until -> Timestamptz,
        status -> Nullable<SmallInt>,
        answer -> Nullable<Binary>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    subject_key (tenant_id, subject) {
        tenant_id -> Uuid,
        subject -> Text,
        key_id -> Uuid,
        master -> Integer,
        wrapped -> Binary,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    mail (id) {
        id -> Uuid,
        sealed -> Binary,
        attempts -> Integer,
        next_at -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
        created_at -> Timestamptz,
    }
}

//! Tables that kit keeps in every module's schema; described in `migrations/_common`.

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

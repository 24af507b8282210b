//! The tables every module has for its facts (`migrations/_common`).
diesel::table! {
    outbox (seq) {
        seq -> BigInt,
        id -> Uuid,
        kind -> Text,
        source -> Text,
        time -> Timestamptz,
        tenant -> Nullable<Uuid>,
        subject -> Text,
        correlation -> Text,
        traceparent -> Nullable<Text>,
        data -> Jsonb,
        published_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    inbox (seq) {
        seq -> BigInt,
        consumer -> Text,
        event_id -> Uuid,
        kind -> Text,
        source -> Text,
        time -> Timestamptz,
        tenant -> Nullable<Uuid>,
        subject -> Text,
        correlation -> Text,
        traceparent -> Nullable<Text>,
        data -> Jsonb,
        ordering_key -> Nullable<Text>,
        received_at -> Timestamptz,
        next_at -> Timestamptz,
        attempt -> Integer,
        last_error -> Nullable<Text>,
        dead_at -> Nullable<Timestamptz>,
        finished_at -> Nullable<Timestamptz>,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    timer (kind, key) {
        kind -> Text,
        key -> Text,
        tenant -> Nullable<Uuid>,
        due_at -> Timestamptz,
        payload -> Jsonb,
        next_at -> Timestamptz,
        attempt -> Integer,
        last_error -> Nullable<Text>,
        dead_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    module_switch (module) {
        module -> Text,
        tenant -> Nullable<Uuid>,
        on -> Bool,
        revision -> BigInt,
        changed_at -> Timestamptz,
    }
}

diesel::allow_tables_to_appear_in_same_query!(inbox, module_switch, timer);

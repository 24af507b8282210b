//! The tables of ops, as diesel knows them.

diesel::table! {
    event_log (seq) {
        seq -> BigInt,
        id -> Uuid,
        kind -> Text,
        source -> Text,
        tenant_id -> Nullable<Uuid>,
        subject -> Text,
        correlation -> Text,
        time -> Timestamptz,
        received_at -> Timestamptz,
        data -> Jsonb,
        number -> Nullable<Text>,
    }
}

diesel::table! {
    switch (revision) {
        module -> Text,
        tenant_id -> Nullable<Uuid>,
        on -> Bool,
        revision -> BigInt,
        changed_at -> Timestamptz,
        changed_by -> Text,
        reason -> Text,
    }
}

diesel::table! {
    switch_revision (one) {
        one -> Bool,
        last -> BigInt,
    }
}

diesel::table! {
    audit (seq) {
        seq -> BigInt,
        at -> Timestamptz,
        actor -> Text,
        action -> Text,
        target -> Text,
        reason -> Text,
        outcome -> Text,
        correlation -> Text,
    }
}

diesel::table! {
    replay (id) {
        id -> BigInt,
        module -> Text,
        consumer -> Text,
        kind -> Text,
        cause -> Text,
        letters -> Array<BigInt>,
        total -> Integer,
        sent -> Integer,
        given -> Integer,
        per_minute -> Integer,
        canary -> Integer,
        state -> Text,
        reason -> Text,
        started_at -> Timestamptz,
        started_by -> Text,
        changed_at -> Timestamptz,
        next_at -> Timestamptz,
        failure -> Text,
        stop_percent -> Integer,
    }
}

diesel::table! {
    availability (slot, module) {
        module -> Text,
        slot -> Timestamptz,
        looks -> Integer,
        well -> Integer,
    }
}

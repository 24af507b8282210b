//! The module's tables as diesel sees them.
diesel::table! {
    intent (id) {
        id -> Uuid,
        checkout_id -> Uuid,
        customer -> Text,
        kind -> Text,
        state -> Text,
        currency -> Text,
        amount -> BigInt,
        pay_by -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        captured_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    share (tenant_id, order_id) {
        tenant_id -> Uuid,
        order_id -> Uuid,
        intent_id -> Uuid,
        customer -> Text,
        store_name -> Text,
        number -> Text,
        currency -> Text,
        amount -> BigInt,
        refunded -> BigInt,
        called_off -> Bool,
        told -> BigInt,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    attempt (id) {
        id -> Uuid,
        intent_id -> Uuid,
        method -> Text,
        state -> Text,
        reference -> Nullable<Text>,
        payment_ref -> Nullable<Text>,
        url -> Nullable<Text>,
        refusal -> Text,
        created_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    refund (tenant_id, id) {
        tenant_id -> Uuid,
        id -> Uuid,
        order_id -> Uuid,
        intent_id -> Uuid,
        currency -> Text,
        amount -> BigInt,
        reason -> Text,
        cause -> Text,
        person -> Nullable<Text>,
        state -> Text,
        reference -> Nullable<Text>,
        failure -> Text,
        created_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    webhook (id) {
        id -> Uuid,
        provider -> Text,
        event_id -> Text,
        kind -> Text,
        object_id -> Text,
        payload -> Binary,
        state -> Text,
        error -> Text,
        received_at -> Timestamptz,
        done_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    task (kind, target) {
        kind -> Text,
        target -> Uuid,
        due_at -> Timestamptz,
        tries -> Integer,
        error -> Text,
    }
}

diesel::table! {
    journal_entry (tenant_id, id) {
        tenant_id -> Uuid,
        id -> Uuid,
        kind -> Text,
        order_id -> Uuid,
        currency -> Text,
        cause -> Text,
        at -> Timestamptz,
    }
}

diesel::table! {
    journal_line (tenant_id, entry_id, position) {
        tenant_id -> Uuid,
        entry_id -> Uuid,
        position -> Integer,
        account -> Text,
        amount -> BigInt,
    }
}

diesel::table! {
    note (order_id) {
        order_id -> Uuid,
        called_off -> Bool,
        completed -> Bool,
        stays -> Nullable<BigInt>,
        version -> BigInt,
        heard_at -> Timestamptz,
    }
}

diesel::table! {
    stray (id) {
        id -> Uuid,
        intent_id -> Uuid,
        payment_ref -> Text,
        currency -> Text,
        amount -> BigInt,
        why -> Text,
        state -> Text,
        given -> Integer,
        person -> Nullable<Text>,
        reference -> Nullable<Text>,
        failure -> Text,
        created_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(intent, share, attempt, refund, journal_entry, journal_line);
diesel::allow_columns_to_appear_in_same_group_by_clause!(journal_line::account, journal_entry::currency);

//! The tables of reservations, as diesel knows them.

diesel::table! {
    store (tenant_id, store_id) {
        tenant_id -> Uuid,
        store_id -> Uuid,
        name -> Text,
        currency -> Text,
        timezone -> Text,
        language -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    desk (tenant_id) {
        tenant_id -> Uuid,
        last_number -> BigInt,
        last_proof -> BigInt,
        audit_seq -> BigInt,
        audit_hash -> Bytea,
    }
}

diesel::table! {
    live_session (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        store_id -> Uuid,
        name -> Text,
        state -> Text,
        paused -> Bool,
        opened_at -> Timestamptz,
        last_activity_at -> Timestamptz,
        closed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    live_item (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        store_id -> Uuid,
        session_id -> Nullable<Uuid>,
        code -> Text,
        shown_code -> Text,
        label -> Text,
        state -> Text,
        is_unique -> Bool,
        origin -> Text,
        price -> BigInt,
        currency -> Text,
        initial -> Integer,
        on_hand -> Integer,
        sizes -> Array<Text>,
        size_on_hand -> Array<Integer>,
        photos -> Integer,
        made_by -> Nullable<Uuid>,
        touched_at -> Timestamptz,
        created_at -> Timestamptz,
        version -> BigInt,
    }
}

diesel::table! {
    item_photo (item_id, message_id) {
        tenant_id -> Uuid,
        item_id -> Uuid,
        message_id -> Uuid,
        at -> Timestamptz,
    }
}

diesel::table! {
    stock_ledger (seq) {
        tenant_id -> Uuid,
        seq -> BigInt,
        item_id -> Uuid,
        size -> Text,
        delta -> Integer,
        reason -> Text,
        reservation_id -> Nullable<Uuid>,
        at -> Timestamptz,
    }
}

diesel::table! {
    reservation_group (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        store_id -> Uuid,
        session_id -> Nullable<Uuid>,
        contact_id -> Uuid,
        number -> Text,
        currency -> Text,
        delivery_fee -> BigInt,
        total -> BigInt,
        deposit -> Text,
        personal -> Bytea,
        state -> Text,
        news -> Text,
        news_version -> BigInt,
        confirmed_at -> Timestamptz,
    }
}

diesel::table! {
    reservation (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        store_id -> Uuid,
        session_id -> Nullable<Uuid>,
        item_id -> Uuid,
        contact_id -> Uuid,
        code -> Text,
        size -> Text,
        quantity -> Integer,
        unit_price -> BigInt,
        is_unique -> Bool,
        state -> Text,
        lock -> Nullable<Text>,
        step -> Text,
        seq -> BigInt,
        place -> BigInt,
        held_at -> Nullable<Timestamptz>,
        ttl_seconds -> Integer,
        expires_at -> Nullable<Timestamptz>,
        offer_id -> Nullable<Uuid>,
        group_id -> Nullable<Uuid>,
        deposit_id -> Nullable<Uuid>,
        yes_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        version -> BigInt,
    }
}

diesel::table! {
    customer (tenant_id, contact_id) {
        tenant_id -> Uuid,
        contact_id -> Uuid,
        store_id -> Uuid,
        personal -> Nullable<Bytea>,
        phone_ending -> Text,
        address -> Nullable<Bytea>,
        opted_out -> Bool,
        opted_seq -> BigInt,
        wants_until -> Nullable<Timestamptz>,
        wants_total -> Nullable<BigInt>,
        wish_item -> Nullable<Uuid>,
        wish_quantity -> Nullable<Integer>,
        shown_fee -> Nullable<BigInt>,
        proof_message -> Nullable<Uuid>,
        proof_words -> Nullable<Bytea>,
        proof_at -> Nullable<Timestamptz>,
        misunderstood_at -> Nullable<Timestamptz>,
        silent_until -> Nullable<Timestamptz>,
        last_message_at -> Timestamptz,
        proof_pages -> Array<Uuid>,
        erase_asked_at -> Nullable<Timestamptz>,
        erase_wanted_at -> Nullable<Timestamptz>,
        merged_into -> Nullable<Uuid>,
        erased_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    heard_message (tenant_id, message_sid) {
        tenant_id -> Uuid,
        message_sid -> Text,
        message_id -> Uuid,
        seq -> BigInt,
        contact_id -> Uuid,
        received_at -> Timestamptz,
        processed_at -> Timestamptz,
        intent -> Text,
    }
}

diesel::table! {
    request (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        contact_id -> Uuid,
        keys -> Array<Text>,
        named -> Array<Uuid>,
        dedupe_key -> Text,
        personal -> Nullable<Bytea>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    audit (tenant_id, seq) {
        tenant_id -> Uuid,
        seq -> BigInt,
        at -> Timestamptz,
        actor -> Text,
        action -> Text,
        target -> Text,
        item_id -> Nullable<Uuid>,
        before -> Jsonb,
        after -> Jsonb,
        correlation -> Text,
        hash -> Bytea,
    }
}

diesel::table! {
    setting (tenant_id, name) {
        tenant_id -> Uuid,
        name -> Text,
        body -> Jsonb,
        version -> BigInt,
        changed_at -> Timestamptz,
    }
}

diesel::table! {
    deposit (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        store_id -> Uuid,
        session_id -> Nullable<Uuid>,
        contact_id -> Uuid,
        group_id -> Nullable<Uuid>,
        number -> BigInt,
        state -> Text,
        amount -> BigInt,
        currency -> Text,
        locks -> Bool,
        refund_due -> Bool,
        reason -> Text,
        refusals -> BigInt,
        submitted_at -> Timestamptz,
        decided_by -> Text,
        decided_at -> Nullable<Timestamptz>,
        version -> BigInt,
        refund_due_at -> Nullable<Timestamptz>,
        refunded_at -> Nullable<Timestamptz>,
        refunded_by -> Text,
        refund_note -> Text,
    }
}

diesel::table! {
    deposit_proof (message_id) {
        tenant_id -> Uuid,
        message_id -> Uuid,
        deposit_id -> Uuid,
        words -> Nullable<Bytea>,
        content_type -> Text,
        file -> Nullable<Bytea>,
        digest -> Nullable<Bytea>,
        look -> Nullable<BigInt>,
        seen_in -> Nullable<BigInt>,
        received_at -> Timestamptz,
        kept_from -> Timestamptz,
    }
}

diesel::table! {
    data_link (message_id) {
        tenant_id -> Uuid,
        message_id -> Uuid,
        contact_id -> Uuid,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    check_run (tenant_id, at) {
        tenant_id -> Uuid,
        at -> Timestamptz,
        violations -> Integer,
        broken_at -> Nullable<BigInt>,
        found -> Jsonb,
    }
}

diesel::allow_tables_to_appear_in_same_query!(live_item, reservation);
diesel::allow_tables_to_appear_in_same_query!(deposit, deposit_proof);

//! The tables of whatsapp, as diesel knows them.

diesel::table! {
    store (tenant_id, store_id) {
        tenant_id -> Uuid,
        store_id -> Uuid,
        name -> Text,
        language -> Text,
        timezone -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    sender (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        store_id -> Uuid,
        hook -> Text,
        address -> Text,
        account_sid -> Text,
        secret -> Bytea,
        old_secret -> Nullable<Bytea>,
        old_until -> Nullable<Timestamptz>,
        state -> Text,
        reason -> Text,
        paused_until -> Nullable<Timestamptz>,
        sweep_at -> Timestamptz,
        swept_until -> Nullable<Timestamptz>,
        unasked_from -> Nullable<Timestamptz>,
        channel_sid -> Text,
        channel_status -> Text,
        next_send_at -> Timestamptz,
        revision -> BigInt,
        created_at -> Timestamptz,
        changed_at -> Timestamptz,
    }
}

diesel::table! {
    arrival (tenant_id) {
        tenant_id -> Uuid,
        last -> BigInt,
    }
}

diesel::table! {
    contact (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        phone -> Nullable<Bytea>,
        phone_hash -> Nullable<Bytea>,
        phone_ending -> Text,
        bsuid -> Nullable<Bytea>,
        bsuid_hash -> Nullable<Bytea>,
        name -> Nullable<Bytea>,
        locale -> Text,
        last_inbound_at -> Nullable<Timestamptz>,
        last_sender_id -> Nullable<Uuid>,
        opted_out_at -> Nullable<Timestamptz>,
        out_told_at -> Nullable<Timestamptz>,
        hint_told -> Bool,
        privacy_told_at -> Nullable<Timestamptz>,
        none_told_at -> Nullable<Timestamptz>,
        blocked_code -> Text,
        minute_at -> Nullable<Timestamptz>,
        minute_count -> Integer,
        quiet_until -> Nullable<Timestamptz>,
        handed_over_at -> Nullable<Timestamptz>,
        merged_into -> Nullable<Uuid>,
        created_at -> Timestamptz,
        opted_in_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    seller_phone (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        label -> Text,
        phone -> Nullable<Bytea>,
        phone_hash -> Nullable<Bytea>,
        bsuid_hash -> Nullable<Bytea>,
        code_hash -> Nullable<Bytea>,
        code_until -> Nullable<Timestamptz>,
        code_tries -> Integer,
        active -> Bool,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    message (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        sender_id -> Uuid,
        store_id -> Uuid,
        message_sid -> Text,
        digest -> Bytea,
        seq -> BigInt,
        contact_id -> Uuid,
        role -> Text,
        kind -> Text,
        opt_word -> Nullable<Text>,
        recovered -> Bool,
        received_at -> Timestamptz,
        content -> Nullable<Bytea>,
        held -> Bool,
    }
}

diesel::table! {
    outgoing (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        contact_id -> Uuid,
        sender_id -> Uuid,
        class -> Text,
        key -> Text,
        locale -> Text,
        dedupe_key -> Text,
        in_reply_to -> Nullable<Uuid>,
        content -> Nullable<Bytea>,
        state -> Text,
        priority -> SmallInt,
        next_at -> Nullable<Timestamptz>,
        valid_until -> Nullable<Timestamptz>,
        attempts -> Integer,
        sid -> Nullable<Text>,
        error_code -> Text,
        correlation -> Text,
        created_at -> Timestamptz,
        accepted_at -> Nullable<Timestamptz>,
        changed_at -> Timestamptz,
        old_sids -> Array<Text>,
        as_template -> Bool,
        with_buttons -> Bool,
        discarded_at -> Nullable<Timestamptz>,
        discarded_why -> Text,
    }
}

diesel::table! {
    attempt (outgoing_id, number) {
        tenant_id -> Uuid,
        outgoing_id -> Uuid,
        number -> Integer,
        at -> Timestamptz,
        outcome -> Text,
    }
}

diesel::table! {
    wording (tenant_id, locale, key) {
        tenant_id -> Uuid,
        locale -> Text,
        key -> Text,
        text -> Text,
        changed_at -> Timestamptz,
    }
}

diesel::table! {
    template (tenant_id, sender_id, key, locale) {
        tenant_id -> Uuid,
        sender_id -> Uuid,
        key -> Text,
        locale -> Text,
        content_sid -> Text,
        paused_code -> Text,
        changed_at -> Timestamptz,
    }
}

diesel::table! {
    content (tenant_id, account_sid, locale, shape) {
        tenant_id -> Uuid,
        account_sid -> Text,
        locale -> Text,
        shape -> Text,
        content_sid -> Nullable<Text>,
        retry_at -> Timestamptz,
    }
}

diesel::table! {
    setting (tenant_id) {
        tenant_id -> Uuid,
        stop_policy -> Text,
    }
}

diesel::table! {
    stray (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        sender_id -> Uuid,
        cause -> Text,
        form -> Bytea,
        received_at -> Timestamptz,
    }
}

diesel::table! {
    media_problem (message_id, number) {
        tenant_id -> Uuid,
        message_id -> Uuid,
        number -> Integer,
        cause -> Text,
        attempts -> Integer,
        first_at -> Timestamptz,
        last_at -> Timestamptz,
        discarded_at -> Nullable<Timestamptz>,
        discarded_why -> Text,
    }
}

diesel::table! {
    media (message_id, number) {
        tenant_id -> Uuid,
        message_id -> Uuid,
        number -> Integer,
        content_type -> Text,
        bytes -> Bytea,
        kept_at -> Timestamptz,
    }
}

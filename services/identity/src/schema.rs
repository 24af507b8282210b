//! The tables as diesel sees them.
#![expect(missing_docs, reason = "one field per column; the columns are described in migrations/identity")]

diesel::table! {
    account (id) {
        id -> Uuid,
        email_lookup -> Binary,
        email -> Binary,
        display_name -> Binary,
        language -> Text,
        admin -> Bool,
        verified_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        phone -> Nullable<Binary>,
    }
}
diesel::table! {
    credential (user_id) {
        user_id -> Uuid,
        password -> Text,
        changed_at -> Timestamptz,
    }
}
diesel::table! {
    mail_link (token) {
        token -> Binary,
        user_id -> Uuid,
        purpose -> Text,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}
diesel::table! {
    throttle (who) {
        who -> Binary,
        attempts -> Integer,
        last_at -> Timestamptz,
        blocked_until -> Nullable<Timestamptz>,
    }
}
diesel::table! {
    tenant (id) {
        id -> Uuid,
        name -> Text,
        country -> Text,
        status -> Text,
        reason -> Text,
        version -> BigInt,
        created_at -> Timestamptz,
        plan -> Text,
    }
}
diesel::table! {
    stock_news (tenant_id, variant_id) {
        tenant_id -> Uuid,
        variant_id -> Uuid,
        title -> Text,
        left_over -> BigInt,
    }
}
diesel::table! {
    plan (code) {
        code -> Text,
        place -> Integer,
        stores -> Nullable<Integer>,
        staff -> Nullable<Integer>,
        api_keys -> Nullable<Integer>,
        products -> Nullable<Integer>,
        modules_off -> Array<Text>,
    }
}
diesel::table! {
    plan_change (tenant_id, version) {
        tenant_id -> Uuid,
        version -> BigInt,
        was -> Text,
        plan -> Text,
        reason -> Text,
        operator -> Uuid,
        at -> Timestamptz,
    }
}
diesel::table! {
    store (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        slug -> Text,
        name -> Text,
        currency -> Text,
        country -> Text,
        timezone -> Text,
        language -> Text,
        city -> Text,
        version -> BigInt,
        created_at -> Timestamptz,
    }
}
diesel::table! {
    membership (tenant_id, user_id) {
        tenant_id -> Uuid,
        user_id -> Uuid,
        role -> Text,
        state -> Text,
        perm_ver -> BigInt,
        since -> Timestamptz,
        changed_at -> Timestamptz,
    }
}
diesel::table! {
    invitation (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        token -> Binary,
        email_lookup -> Binary,
        email -> Binary,
        role -> Text,
        state -> Text,
        invited_by -> Uuid,
        accepted_by -> Nullable<Uuid>,
        expires_at -> Timestamptz,
        created_at -> Timestamptz,
    }
}
diesel::table! {
    session (id) {
        id -> Uuid,
        user_id -> Uuid,
        kind -> Text,
        token -> Nullable<Binary>,
        tenant_id -> Nullable<Uuid>,
        device -> Text,
        agent -> Binary,
        guest -> Nullable<Uuid>,
        created_at -> Timestamptz,
        last_seen_at -> Timestamptz,
        expires_at -> Timestamptz,
        revoked_at -> Nullable<Timestamptz>,
        reason -> Nullable<Text>,
        confirmed_at -> Nullable<Timestamptz>,
    }
}
diesel::table! {
    refresh_token (token) {
        token -> Binary,
        session_id -> Uuid,
        parent -> Nullable<Binary>,
        state -> Text,
        successor -> Nullable<Binary>,
        created_at -> Timestamptz,
        rotated_at -> Nullable<Timestamptz>,
    }
}
diesel::table! {
    revocation (seq) {
        seq -> BigInt,
        user_id -> Uuid,
        session_id -> Nullable<Uuid>,
        at -> Timestamptz,
    }
}
diesel::table! {
    signing_key (kid) {
        kid -> Text,
        state -> Text,
        public -> Binary,
        private -> Binary,
        created_at -> Timestamptz,
        active_at -> Nullable<Timestamptz>,
        retiring_at -> Nullable<Timestamptz>,
        retired_at -> Nullable<Timestamptz>,
    }
}
diesel::table! {
    second_factor (user_id) {
        user_id -> Uuid,
        secret -> Binary,
        last_step -> BigInt,
        confirmed_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    recovery_code (user_id, code) {
        user_id -> Uuid,
        code -> Binary,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    api_key (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        user_id -> Uuid,
        name -> Text,
        token -> Binary,
        hint -> Text,
        scopes -> Array<Text>,
        expires_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        last_used_at -> Nullable<Timestamptz>,
        revoked_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    tenant_decision (tenant_id, version) {
        tenant_id -> Uuid,
        version -> BigInt,
        status -> Text,
        reason -> Text,
        operator -> Uuid,
        at -> Timestamptz,
    }
}

diesel::table! {
    consent (tenant_id, seq) {
        tenant_id -> Uuid,
        seq -> BigInt,
        subject -> Text,
        purpose -> Text,
        granted -> Bool,
        text_version -> Text,
        text_hash -> Binary,
        source -> Text,
        at -> Timestamptz,
        hash -> Binary,
    }
}

diesel::table! {
    consent_chain (tenant_id) {
        tenant_id -> Uuid,
        seq -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    opt_in (tenant_id, order_id) {
        tenant_id -> Uuid,
        order_id -> Uuid,
        store_id -> Uuid,
        subject -> Text,
        contact -> Nullable<Binary>,
        email_lookup -> Nullable<Binary>,
        phone_lookup -> Nullable<Binary>,
        attempts -> Integer,
        next_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    impersonation (id) {
        id -> Uuid,
        operator -> Uuid,
        session_id -> Uuid,
        tenant -> Nullable<Uuid>,
        person -> Nullable<Uuid>,
        reason -> Text,
        started_at -> Timestamptz,
        ends_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        ended_by -> Nullable<Text>,
    }
}

diesel::table! {
    erasure (id) {
        id -> Uuid,
        user_id -> Uuid,
        state -> Text,
        requested_at -> Timestamptz,
        due_at -> Timestamptz,
        closed_at -> Nullable<Timestamptz>,
        listed -> Bool,
    }
}

diesel::table! {
    erasure_task (erasure_id, module) {
        erasure_id -> Uuid,
        module -> Text,
        rows -> Nullable<BigInt>,
        done_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    passkey (id) {
        id -> Uuid,
        user_id -> Uuid,
        handle -> Binary,
        name -> Binary,
        credential -> Jsonb,
        counter -> BigInt,
        created_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    passkey_challenge (id) {
        id -> Uuid,
        user_id -> Nullable<Uuid>,
        purpose -> Text,
        state -> Jsonb,
        expires_at -> Timestamptz,
    }
}

diesel::joinable!(tenant -> plan (plan));
diesel::joinable!(credential -> account (user_id));
diesel::joinable!(mail_link -> account (user_id));
diesel::joinable!(membership -> tenant (tenant_id));
diesel::joinable!(membership -> account (user_id));
diesel::joinable!(refresh_token -> session (session_id));
diesel::allow_tables_to_appear_in_same_query!(
    account,
    credential,
    mail_link,
    membership,
    opt_in,
    plan,
    store,
    tenant,
    session,
    refresh_token
);

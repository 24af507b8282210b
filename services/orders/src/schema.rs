//! The tables as diesel sees them.
#![expect(missing_docs, reason = "one field per column; the columns are described in migrations/orders")]

diesel::table! {
    cart_line (id) {
        id -> Uuid,
        customer -> Text,
        variant_id -> Uuid,
        modifiers -> Array<Uuid>,
        product_id -> Uuid,
        store_id -> Uuid,
        tenant_id -> Uuid,
        quantity -> Integer,
        title -> Text,
        variant_title -> Text,
        store_name -> Text,
        image_url -> Nullable<Text>,
        added_at -> Timestamptz,
    }
}

diesel::table! {
    checkout (id) {
        id -> Uuid,
        customer -> Text,
        idempotency_key -> Text,
        state -> Text,
        created_at -> Timestamptz,
        closed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    checkout_hold (tenant_id, hold_id) {
        tenant_id -> Uuid,
        hold_id -> Uuid,
        checkout_id -> Uuid,
        store_id -> Uuid,
        customer -> Text,
    }
}

diesel::table! {
    store (tenant_id, store_id) {
        tenant_id -> Uuid,
        store_id -> Uuid,
        name -> Text,
        slug -> Text,
        currency -> Text,
        timezone -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    order_counter (tenant_id, series) {
        tenant_id -> Uuid,
        series -> Text,
        last -> BigInt,
    }
}

diesel::table! {
    orders (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        store_id -> Uuid,
        checkout_id -> Uuid,
        hold_id -> Uuid,
        customer -> Text,
        number -> Text,
        channel -> Text,
        fulfilment -> Text,
        payment_method -> Text,
        lifecycle -> Text,
        preparation -> Text,
        reason -> Nullable<Text>,
        version -> BigInt,
        currency -> Text,
        discount -> BigInt,
        delivery_fee -> BigInt,
        tip -> BigInt,
        total -> BigInt,
        tax -> BigInt,
        slot_start -> Nullable<Timestamptz>,
        slot_end -> Nullable<Timestamptz>,
        store_name -> Text,
        store_slug -> Text,
        timezone -> Text,
        language -> Text,
        contact -> Binary,
        note -> Nullable<Binary>,
        accept_by -> Timestamptz,
        placed_at -> Timestamptz,
        updated_at -> Timestamptz,
        closed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    order_opt_in (tenant_id, order_id) {
        tenant_id -> Uuid,
        order_id -> Uuid,
        purposes -> Array<Text>,
        text_version -> Text,
        at -> Timestamptz,
    }
}

diesel::table! {
    intervention (tenant_id, order_id, version) {
        tenant_id -> Uuid,
        order_id -> Uuid,
        version -> BigInt,
        action -> Text,
        operator -> Uuid,
        reason -> Text,
        at -> Timestamptz,
    }
}

diesel::table! {
    order_line (tenant_id, order_id, position) {
        tenant_id -> Uuid,
        order_id -> Uuid,
        position -> Integer,
        line_id -> Uuid,
        product_id -> Uuid,
        variant_id -> Uuid,
        title -> Text,
        variant_title -> Text,
        quantity -> Integer,
        unit_price -> BigInt,
        total -> BigInt,
        discount -> BigInt,
        tax_rate_bp -> Integer,
        tax -> BigInt,
        modifiers -> Jsonb,
        note -> Nullable<Binary>,
        cancelled -> Integer,
        words -> Nullable<Jsonb>,
        code -> Text,
    }
}

diesel::table! {
    order_export (tenant_id, id) {
        tenant_id -> Uuid,
        id -> Uuid,
        reader -> Text,
        wish -> Jsonb,
        at -> Timestamptz,
    }
}

diesel::table! {
    order_history (tenant_id, order_id, version) {
        tenant_id -> Uuid,
        order_id -> Uuid,
        version -> BigInt,
        what -> Text,
        actor -> Text,
        person -> Nullable<Text>,
        reason -> Nullable<Text>,
        at -> Timestamptz,
        ready_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    personal_access (tenant_id, id) {
        tenant_id -> Uuid,
        id -> Uuid,
        order_id -> Uuid,
        reader -> Text,
        purpose -> Text,
        at -> Timestamptz,
    }
}

diesel::table! {
    promotion (tenant_id, id) {
        tenant_id -> Uuid,
        id -> Uuid,
        running -> Text,
        title -> Text,
        effect -> Text,
        percent_bp -> Nullable<Integer>,
        amount -> Nullable<BigInt>,
        buy -> Nullable<Integer>,
        free -> Nullable<Integer>,
        gift -> Nullable<Uuid>,
        most_off -> Nullable<BigInt>,
        currency -> Text,
        min_subtotal -> BigInt,
        min_pieces -> Integer,
        first_order -> Bool,
        products -> Array<Uuid>,
        variants -> Array<Uuid>,
        stores -> Array<Uuid>,
        starts_at -> Timestamptz,
        ends_at -> Nullable<Timestamptz>,
        priority -> Integer,
        stack_group -> Text,
        funder -> Text,
        platform_bp -> Integer,
        total_limit -> Nullable<BigInt>,
        customer_limit -> Nullable<BigInt>,
        budget -> Nullable<BigInt>,
        floor_price -> Nullable<BigInt>,
        exclusive -> Bool,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    promotion_code (tenant_id, code) {
        tenant_id -> Uuid,
        code -> Text,
        promotion_id -> Uuid,
    }
}

diesel::table! {
    promotion_counter (tenant_id, promotion_id, person) {
        tenant_id -> Uuid,
        promotion_id -> Uuid,
        person -> Text,
        used -> BigInt,
        most -> Nullable<BigInt>,
        terms -> Nullable<BigInt>,
        spent -> BigInt,
        budget -> Nullable<BigInt>,
    }
}

diesel::table! {
    promotion_redemption (tenant_id, order_id, promotion_id) {
        tenant_id -> Uuid,
        order_id -> Uuid,
        promotion_id -> Uuid,
        customer -> Text,
        title -> Text,
        code -> Nullable<Text>,
        amount -> BigInt,
        platform -> BigInt,
        state -> Text,
        reserved_at -> Timestamptz,
        settled_at -> Nullable<Timestamptz>,
        lines -> Jsonb,
        of_platform -> Bool,
        promoter -> Nullable<Uuid>,
    }
}

diesel::table! {
    promotion_mark (tenant_id) {
        tenant_id -> Uuid,
        version -> BigInt,
    }
}

diesel::table! {
    cart_code (customer, code) {
        customer -> Text,
        code -> Text,
        added_at -> Timestamptz,
    }
}

diesel::table! {
    fulfilment (tenant_id, store_id) {
        tenant_id -> Uuid,
        store_id -> Uuid,
        rule -> Jsonb,
        currency -> Text,
        timezone -> Text,
        version -> BigInt,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    slot_use (tenant_id, store_id, mode, starts_at) {
        tenant_id -> Uuid,
        store_id -> Uuid,
        mode -> Text,
        starts_at -> Timestamptz,
        taken -> Integer,
    }
}

diesel::table! {
    order_sought (order_id) {
        tenant_id -> Uuid,
        order_id -> Uuid,
        session_id -> Nullable<Uuid>,
        deposit -> Text,
        phone_hash -> Nullable<Bytea>,
        city_hash -> Nullable<Bytea>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(orders, order_sought, order_line);

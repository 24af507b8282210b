//! The module's tables as diesel sees them.

diesel::table! {
    store (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        slug -> Text,
        name -> Text,
        currency -> Text,
        country -> Text,
        timezone -> Text,
        language -> Text,
        active -> Bool,
        told_version -> Int8,
        tenant_active -> Bool,
        tenant_version -> Int8,
        description -> Text,
        address -> Nullable<Jsonb>,
        photo -> Nullable<Text>,
        paused -> Bool,
        version -> Int8,
        changed_at -> Timestamptz,
        hours -> Nullable<Jsonb>,
        low_stock -> Nullable<Int8>,
        whatsapp -> Nullable<Text>,
        descriptions -> Jsonb,
    }
}

diesel::table! {
    product (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        store_id -> Uuid,
        slug -> Text,
        handle -> Text,
        title -> Text,
        description -> Text,
        category -> Text,
        category_id -> Nullable<Uuid>,
        brand -> Text,
        tags -> Array<Text>,
        tax_class -> Text,
        options -> Array<Text>,
        photos -> Array<Text>,
        published -> Bool,
        published_at -> Nullable<Timestamptz>,
        folded -> Text,
        version -> Int8,
        created_at -> Timestamptz,
        changed_at -> Timestamptz,
        sold_out_until -> Nullable<Timestamptz>,
        modifier_groups -> Array<Uuid>,
        availability -> Nullable<Jsonb>,
        kind -> Text,
        parts -> Jsonb,
        duration_min -> Nullable<Int4>,
        every_unit -> Nullable<Text>,
        every_count -> Nullable<Int4>,
        option_titles -> Jsonb,
        featured -> Bool,
    }
}

diesel::table! {
    modifier_group (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        store_id -> Uuid,
        title -> Text,
        titles -> Jsonb,
        min_choices -> Int4,
        max_choices -> Int4,
        version -> Int8,
        changed_at -> Timestamptz,
    }
}

diesel::table! {
    modifier (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        group_id -> Uuid,
        position -> Int4,
        title -> Text,
        titles -> Jsonb,
        price_delta -> Int8,
        sold_out -> Bool,
    }
}

diesel::table! {
    category (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        parent_id -> Nullable<Uuid>,
        name -> Text,
        folded -> Text,
        slug -> Text,
        position -> Int4,
        version -> Int8,
        changed_at -> Timestamptz,
        titles -> Jsonb,
    }
}

diesel::table! {
    synonym (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        terms -> Array<Text>,
        version -> Int8,
        changed_at -> Timestamptz,
    }
}

diesel::table! {
    product_text (product_id, language) {
        tenant_id -> Uuid,
        product_id -> Uuid,
        language -> Text,
        title -> Text,
        description -> Text,
    }
}

diesel::table! {
    variant (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        product_id -> Uuid,
        store_id -> Uuid,
        position -> Int4,
        option_values -> Array<Text>,
        sku -> Text,
        barcode -> Text,
        price -> Int8,
        compare_at -> Nullable<Int8>,
        saved_at -> Timestamptz,
        former -> Nullable<Int8>,
    }
}

diesel::table! {
    stock (variant_id) {
        tenant_id -> Uuid,
        variant_id -> Uuid,
        product_id -> Uuid,
        store_id -> Uuid,
        on_hand -> Int8,
        allocated -> Int8,
        held -> Int8,
        version -> Int8,
        low_own -> Nullable<Int8>,
        low_at -> Int8,
        low -> Bool,
    }
}

diesel::table! {
    price_change (seq) {
        tenant_id -> Uuid,
        seq -> Int8,
        variant_id -> Uuid,
        price -> Int8,
        at -> Timestamptz,
    }
}

diesel::table! {
    hold (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        store_id -> Uuid,
        subject -> Text,
        order_id -> Nullable<Uuid>,
        status -> Text,
        expires_at -> Timestamptz,
        answer -> Jsonb,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    hold_line (hold_id, line_id) {
        tenant_id -> Uuid,
        hold_id -> Uuid,
        line_id -> Uuid,
        variant_id -> Uuid,
        quantity -> Int8,
        of_line -> Nullable<Uuid>,
        per_unit -> Nullable<Int8>,
    }
}

diesel::table! {
    stock_movement (seq) {
        tenant_id -> Uuid,
        seq -> Int8,
        variant_id -> Uuid,
        reason -> Text,
        on_hand -> Int8,
        allocated -> Int8,
        held -> Int8,
        hold_id -> Nullable<Uuid>,
        actor -> Text,
        note -> Text,
        at -> Timestamptz,
    }
}

diesel::table! {
    import (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        store_id -> Uuid,
        actor -> Text,
        file_name -> Text,
        status -> Text,
        products_total -> Int4,
        products_done -> Int4,
        created -> Int4,
        updated -> Int4,
        refused -> Int4,
        errors -> Int4,
        created_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    import_item (import_id, line) {
        tenant_id -> Uuid,
        import_id -> Uuid,
        line -> Int4,
        product -> Jsonb,
    }
}

diesel::table! {
    import_error (seq) {
        tenant_id -> Uuid,
        seq -> Int8,
        import_id -> Uuid,
        line -> Int4,
        field -> Text,
        code -> Text,
        value -> Text,
    }
}

diesel::table! {
    export (id) {
        tenant_id -> Uuid,
        id -> Uuid,
        store_id -> Uuid,
        actor -> Text,
        products -> Int8,
        at -> Timestamptz,
    }
}

diesel::table! {
    change (seq) {
        tenant_id -> Uuid,
        seq -> Int8,
        xact -> Int8,
        store_id -> Nullable<Uuid>,
        product_id -> Nullable<Uuid>,
        variant_id -> Nullable<Uuid>,
        at -> Timestamptz,
    }
}

diesel::table! {
    quota (tenant_id) {
        tenant_id -> Uuid,
        products -> Nullable<Int4>,
        version -> Int8,
    }
}

diesel::joinable!(variant -> product (product_id));
diesel::joinable!(stock -> variant (variant_id));
diesel::joinable!(product_text -> product (product_id));
diesel::joinable!(product -> store (store_id));
diesel::joinable!(hold_line -> hold (hold_id));
diesel::allow_tables_to_appear_in_same_query!(
    store,
    product,
    product_text,
    variant,
    stock,
    hold,
    hold_line,
    stock_movement,
    import,
    import_item,
    import_error,
    change,
    category,
    synonym
);

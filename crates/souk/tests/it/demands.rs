//! Who may call what: the whole API in one table. An operation that is not here fails the tests.
use serde_json::{Value, json};

use crate::{operations::Operation, world::Side};

/// Module, least demand, operations. `nobody`: no token needed; `anyone`: a visitor's will do; `user`: signed in;
/// then the tenant's staff, the platform's operators, and other modules.
const DEMANDS: &[(&str, &str, &str)] = &[
    ("catalog", "nobody", "list_products get_product list_stores get_store list_store_categories"),
    (
        "catalog",
        "agent",
        "list_own_products get_own_product list_own_stores get_stock change_stock list_categories \
      list_synonyms get_store_hours set_sold_out_today clear_sold_out_today list_modifier_groups \
      get_modifier_group set_modifier_sold_out clear_modifier_sold_out list_prices",
    ),
    (
        "catalog",
        "seller",
        "create_product replace_product publish_product unpublish_product add_product_photo \
      remove_product_photo create_category replace_category delete_category create_synonym \
      replace_synonym delete_synonym set_low_stock create_modifier_group replace_modifier_group delete_modifier_group",
    ),
    (
        "catalog",
        "manager",
        "replace_store_profile replace_store_hours set_store_photo list_imports start_import get_import list_import_errors \
      export_products",
    ),
    ("catalog", "module", "quote_lines place_hold release_hold read_store_hours"),
    ("gateway", "nobody", "get_health get_openapi"),
    (
        "identity",
        "nobody",
        "list_public_keys list_keys forgot_password refresh_token reset_password create_token \
      create_user send_verification verify_user begin_passkey_sign_in create_passkey_token",
    ),
    (
        "identity",
        "user",
        "end_session change_password switch_tenant accept_invitation get_me update_me list_sessions \
      end_other_sessions end_one_session create_tenant confirm_person get_second_factor begin_second_factor \
      confirm_second_factor remove_second_factor list_passkeys begin_passkey create_passkey \
      update_passkey remove_passkey begin_passkey_confirm confirm_with_passkey list_consents replace_consents \
      request_erasure undo_erasure get_my_data",
    ),
    ("identity", "agent", "get_tenant list_own_stores remove_member"),
    (
        "identity",
        "manager",
        "list_members update_member create_invitation list_invitations revoke_invitation create_store \
      update_store create_api_key list_api_keys revoke_api_key export_consents get_plan",
    ),
    ("identity", "owner", "update_tenant"),
    (
        "identity",
        "admin",
        "list_tenants activate_tenant suspend_tenant list_erasures \
      list_impersonations begin_impersonation set_plan",
    ),
    ("identity", "module", "list_revocations exchange_session get_personal verify_consents"),
    (
        "ops",
        "admin",
        "list_audit list_dead_letters archive_dead_letters replay_dead_letters list_events get_health \
      list_modules list_switches set_switch get_timeline list_replays begin_replay get_replay continue_replay \
      stop_replay get_availability get_activity",
    ),
    ("ops", "admin", "list_message_problems act_on_message_problems"),
    ("ops", "module", "internal_list_switches"),
    (
        "orders",
        "anyone",
        "get_cart clear_cart add_cart_line set_cart_line remove_cart_line add_cart_code remove_cart_code \
      place_checkout get_checkout_options list_orders \
      get_order cancel_order reorder_order",
    ),
    (
        "orders",
        "agent",
        "list_store_orders get_store_order move_order delay_order move_store_orders get_store_order_totals",
    ),
    ("orders", "seller", "cancel_store_order reject_order reduce_order"),
    (
        "orders",
        "manager",
        "list_promotions create_promotion get_promotion replace_promotion move_promotion list_fulfilments \
      get_fulfilment replace_fulfilment export_store_orders",
    ),
    ("orders", "admin", "find_orders get_any_order intervene_order"),
    (
        "orders",
        "admin",
        "list_platform_promotions create_platform_promotion get_platform_promotion replace_platform_promotion \
      move_platform_promotion",
    ),
    ("orders", "module", "get_order_personal get_person_data"),
    ("payments", "anyone", "get_payment"),
    ("payments", "manager", "list_store_payments get_store_payment refund_payment"),
    ("payments", "module", "open_payment get_methods get_payer_data"),
    ("reservations", "agent", "get_live_board"),
    ("reservations", "agent", "list_live_proofs approve_live_proof reject_live_proof list_live_refunds"),
    ("reservations", "seller", "settle_live_refund get_live_delivery_fee replace_live_delivery_fee"),
    ("reservations", "manager", "reopen_live_proof"),
    ("reservations", "agent", "get_live_board step_in_on_reservation"),
    ("reservations", "seller", "begin_live change_live get_live_summary"),
    ("reservations", "manager", "get_live_weeks get_live_record"),
    ("reservations", "module", "get_request_personal get_group_personal trace_reservations"),
    ("reservations", "seller", "get_item_record"),
    ("reservations", "manager", "get_double_attribution"),
    ("reservations", "seller", "get_price_grid replace_price_grid get_label_ranges replace_label_ranges"),
    ("reservations", "manager", "get_live_settings replace_live_settings"),
    (
        "whatsapp",
        "agent",
        "list_senders list_texts list_conversations get_conversation reply_to_conversation close_conversation \
      retry_message list_problems discard_message",
    ),
    (
        "whatsapp",
        "manager",
        "connect_sender replace_sender_token set_template list_sellers add_seller remove_seller replace_text \
      set_stop_policy try_sender get_usage",
    ),
    ("whatsapp", "module", "get_message get_message_file"),
    ("whatsapp", "module", "trace_messages list_waiting_problems act_on_problems"),
];

/// A thing that is not there: it takes a device to make one.
const NOBODYS: &str = "019aa000-0000-7000-8000-000000000000";

/// A payment that is not there: nobody in this world pays online.
const NO_PAYMENT: &str = "pay_01kajz4z00e00800000000000d";

/// What an operation demands of its caller.
pub fn demand(operation: &Operation) -> &'static str {
    let row = DEMANDS.iter().find(|(module, _, names)| {
        *module == operation.module && names.split_whitespace().any(|name| name == operation.name)
    });
    row.unwrap_or_else(|| panic!("who may call {}? say it in demands.rs", operation.id())).1
}

/// Operations of the table that no document has.
pub fn unknown(known: &[Operation]) -> Vec<String> {
    let all = DEMANDS
        .iter()
        .flat_map(|(module, _, names)| names.split_whitespace().map(move |name| format!("{module}.{name}")));
    all.filter(|id| !known.iter().any(|operation| operation.id() == *id)).collect()
}

/// The path with one side's things in it. A parameter that nobody thought of fails the test.
pub fn filled(operation: &Operation, side: &Side) -> String {
    let mut path = operation.path.clone();
    for parameter in operation.parameters() {
        let value = match (operation.module, parameter) {
            (_, "product_id" | "product") => &side.product,
            (_, "variant_id") => &side.variant,
            (_, "store_id" | "store") => &side.shop.store,
            (_, "category_id") => &side.category,
            (_, "synonym_id") => &side.synonym,
            (_, "modifier_group_id") => &side.modifier_group,
            (_, "modifier_id") => &side.modifier,
            (_, "photo") => &side.photo,
            (_, "import_id") => &side.import,
            (_, "invitation_id") => &side.invitation,
            (_, "user_id") => &side.member,
            (_, "key_id") => &side.api_key,
            (_, "passkey_id") => NOBODYS,
            (_, "session_id") => &side.session,
            (_, "tenant_id") => &side.shop.tenant,
            (_, "hold_id") => &side.hold,
            (_, "line_id") => &side.line,
            (_, "promotion_id") => &side.promotion,
            (_, "code") => &side.code,
            ("orders", "change") => "pause",
            ("orders", "id") => &side.order,
            ("orders", "step") => "accept",
            ("whatsapp", "id") => match operation.name.as_str() {
                "replace_sender_token" | "set_template" | "try_sender" => &side.hotline.sender,
                "remove_seller" => &side.hotline.seller,
                "retry_message" | "discard_message" => &side.hotline.request,
                "get_message" | "get_message_file" => &side.hotline.message,
                _ => &side.hotline.contact,
            },
            ("whatsapp", "number") => "0",
            ("whatsapp", "key") => "wl.joined",
            ("whatsapp", "locale") => "fr",
            ("reservations", "step") => "extend",
            ("reservations", "change") => "pause",
            ("reservations", "id") => match operation.name.as_str() {
                "get_item_record" => &side.hotline.item,
                "get_request_personal" => &side.hotline.said,
                "get_group_personal" => &side.hotline.group,
                "approve_live_proof" | "reject_live_proof" | "reopen_live_proof" | "settle_live_refund" => {
                    &side.hotline.deposit
                }
                "change_live" | "get_live_summary" => &side.hotline.live,
                _ => &side.hotline.hold,
            },
            ("payments", "order_id") => &side.order,
            ("payments", "id") => &side.payment,
            ("ops", "module") => "nosuch",
            ("ops", "id") => "1",
            _ => panic!("whose is {{{parameter}}} of {}? say it in demands.rs", operation.id()),
        };
        path = path.replace(&format!("{{{parameter}}}"), value);
    }
    match operation.name.as_str() {
        "start_import" | "export_products" => format!("{path}?store={}", side.shop.store),
        "get_personal" | "get_order_personal" | "get_group_personal" => format!("{path}?purpose=test"),
        "trace_messages" | "trace_reservations" | "list_waiting_problems" | "act_on_problems" => {
            format!("{path}?purpose=test")
        }
        "list_revocations" => format!("{path}?since=2026-01-01T00:00:00Z"),
        "get_timeline" => format!("{path}?q=A-1001"),
        "list_texts" => format!("{path}?locale=fr"),
        _ => path,
    }
}

/// A body that would do, naming one side's things where it names any. None for an operation that takes none.
pub fn body(operation: &Operation, side: &Side) -> Option<Value> {
    let shop = &side.shop;
    let variants = json!([{ "price": 100, "stock": 1 }]);
    let store = json!({ "name": "Neu", "country": "FR", "currency": "EUR", "city": "Lyon" });
    Some(match operation.id().as_str() {
        "catalog.create_product" => json!({ "store_id": shop.store, "title": "Neu", "variants": variants }),
        "catalog.replace_product" => json!({ "title": "Neu", "variants": [{ "price": 100 }] }),
        "catalog.create_category" | "catalog.replace_category" => json!({ "name": "Neu" }),
        "catalog.create_synonym" | "catalog.replace_synonym" => json!({ "terms": ["neu", "new"] }),
        "catalog.create_modifier_group" => {
            json!({ "store_id": shop.store, "title": "Neu", "min": 0, "max": 1, "modifiers": [{ "title": "Neu" }] })
        }
        "catalog.replace_modifier_group" => {
            json!({ "title": "Neu", "min": 0, "max": 1, "modifiers": [{ "title": "Neu" }] })
        }
        "catalog.replace_store_hours" => json!({ "exceptions": [{ "date": "2099-01-01", "closed": true }] }),
        "catalog.set_low_stock" => json!({ "low_stock": 3 }),
        "catalog.replace_store_profile" => json!({ "description": "Neu", "paused": true }),
        "catalog.change_stock" => json!({ "on_hand": 40 }),
        "catalog.quote_lines" => json!({ "lines": [] }),
        "catalog.place_hold" => {
            json!({ "hold_id": side.hold, "store_id": shop.store, "subject": "gst_x", "ttl_seconds": 60,
            "lines": [{ "line_id": side.line, "variant_id": side.variant, "quantity": 1 }] })
        }
        "catalog.release_hold" => json!({ "store_id": shop.store, "subject": "gst_x" }),
        "identity.forgot_password" | "identity.send_verification" => json!({ "email": "nobody@test.souk" }),
        "identity.refresh_token" => json!({ "refresh_token": "none" }),
        "identity.reset_password" => json!({ "token": "none", "password": "another long word" }),
        "identity.create_token" => json!({ "email": "nobody@test.souk", "password": "a long enough word" }),
        "identity.create_user" => {
            json!({ "email": "new@test.souk", "password": "a long enough word", "display_name": "New" })
        }
        "identity.verify_user" | "identity.accept_invitation" => json!({ "token": "none" }),
        "identity.change_password" => json!({ "current_password": "wrong", "password": "another long word" }),
        "identity.switch_tenant" => json!({ "tenant_id": shop.tenant }),
        "identity.update_me" => json!({ "language": "fr" }),
        "identity.create_tenant" | "identity.create_store" => store,
        "identity.update_store" => json!({ "city": "Lyon" }),
        "identity.update_tenant" => json!({ "name": "Neu" }),
        "identity.update_member" => json!({ "role": "agent" }),
        "identity.create_invitation" => json!({ "email": "somebody@test.souk", "role": "agent" }),
        "identity.confirm_person" | "identity.remove_second_factor" => json!({ "password": "wrong" }),
        "identity.create_passkey" => json!({ "challenge_id": NOBODYS, "name": "Neu", "credential": {} }),
        "identity.update_passkey" => json!({ "name": "Neu" }),
        "identity.create_passkey_token" | "identity.confirm_with_passkey" => {
            json!({ "challenge_id": NOBODYS, "credential": {} })
        }
        "identity.replace_consents" => json!({ "purposes": ["marketing_email"] }),
        "identity.confirm_second_factor" => json!({ "code": "000000" }),
        "identity.create_api_key" => json!({ "name": "Neu", "scopes": ["orders:read"] }),
        "identity.set_plan" => json!({ "plan": "pro", "reason": "because of a test" }),
        "identity.begin_impersonation" => json!({ "tenant_id": shop.tenant, "reason": "because of a test" }),
        "orders.intervene_order" => json!({ "action": "accept", "reason": "because of a test" }),
        "identity.suspend_tenant" => json!({ "reason": "because of a test" }),
        "identity.exchange_session" => json!({ "session": "none" }),
        "payments.open_payment" => {
            json!({ "payment_id": NO_PAYMENT, "checkout_id": "chk_01kajz4z00e00800000000000e",
            "customer": "gst_01kajz4z00e00800000000000f", "currency": "EUR",
            "parts": [{ "tenant_id": shop.tenant, "order_id": side.order, "store_name": "Neu", "number": "A-1", "amount": 100 }] })
        }
        "payments.refund_payment" => json!({ "amount": 1 }),
        "ops.archive_dead_letters" | "ops.replay_dead_letters" => {
            json!({ "module": "catalog", "ids": [1], "reason": "a test" })
        }
        "ops.begin_replay" => {
            json!({ "module": "catalog", "consumer": "x", "kind": "y", "cause": "z", "reason": "a test" })
        }
        "ops.set_switch" => json!({ "on": true, "reason": "a test" }),
        "reservations.begin_live" => json!({ "name": "Neu" }),
        "reservations.step_in_on_reservation" => json!({ "reason": "a test" }),
        "reservations.reject_live_proof" => json!({ "reason": "other" }),
        "reservations.settle_live_refund" => json!({ "note": "a test" }),
        "reservations.replace_live_delivery_fee" => json!({ "currency": "EUR", "delivery_fee": 500 }),
        "orders.move_store_orders" => json!({ "ids": [side.order], "step": "accept" }),
        "reservations.replace_live_settings" => json!({ "ttl_soft_min": 6 }),
        "reservations.replace_price_grid" => {
            json!({ "currency": "EUR", "prices": [{ "letters": "A", "amount": 1500 }] })
        }
        "reservations.replace_label_ranges" => {
            json!({ "ranges": [{ "letters": "A", "from": 1, "to": 100 }] })
        }
        "whatsapp.connect_sender" => json!({ "store_id": shop.store, "phone": "+33799999999",
            "account_sid": "AC00000000000000000000000000000002", "auth_token": "token" }),
        "whatsapp.replace_sender_token" => json!({ "auth_token": "token" }),
        "whatsapp.set_template" => json!({ "content_sid": "HX00000000000000000000000000000001" }),
        "whatsapp.add_seller" => json!({ "label": "Neu", "phone": "+33633333333" }),
        "whatsapp.replace_text" => json!({ "key": "wl.full", "locale": "fr", "text": "Neu {code}" }),
        "whatsapp.set_stop_policy" => json!({ "stop_policy": "silent" }),
        "whatsapp.discard_message" => json!({ "reason": "because of a test" }),
        "whatsapp.trace_messages" | "reservations.trace_reservations" => json!({ "key": "no_template" }),
        "whatsapp.act_on_problems" | "ops.act_on_message_problems" => json!({ "ids": ["mrq_none"] }),
        "whatsapp.reply_to_conversation" => json!({ "text": "Neu" }),
        "orders.add_cart_line" => json!({ "variant_id": side.variant, "quantity": 1 }),
        "orders.set_cart_line" => json!({ "quantity": 2 }),
        "orders.add_cart_code" => json!({ "code": side.code }),
        "orders.create_promotion"
        | "orders.replace_promotion"
        | "orders.create_platform_promotion"
        | "orders.replace_platform_promotion" => {
            json!({ "title": "Neu", "currency": "EUR", "effect": { "kind": "percent", "percent_bp": 500 },
            "codes": ["NEU"], "total_limit": 5 })
        }
        "orders.replace_fulfilment" => json!({ "delivery": true, "postal_codes": ["13001"], "fee": 100 }),
        "orders.place_checkout" => crate::people::contact(),
        "orders.delay_order" => json!({ "ready_at": "2099-01-01T00:00:00Z", "reason": "too_busy" }),
        "orders.reduce_order" => {
            json!({ "lines": [{ "line_id": side.line, "quantity": 1 }], "reason": "sold_out" })
        }
        "orders.cancel_store_order" | "orders.reject_order" => json!({ "reason": "too_busy" }),
        _ => return None,
    })
}

//! Says it as JSON: one file per resource.
pub mod admin;
pub mod api_keys;
pub mod auth;
pub mod client;
pub mod consents;
pub mod impersonations;
pub mod internal;
pub mod invitations;
pub mod keys;
pub mod me;
pub mod members;
pub mod passkeys;
pub mod plans;
pub mod privacy;
pub mod second_factor;
pub mod sessions;
pub mod stores;
pub mod tenants;
pub mod users;

use souk_kit::{Caller, Problem, caller::Demand, token::Role};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::members::Actor;

/// Every JSON route of the module.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(keys::list_public_keys)
        .service(keys::list_keys)
        .service(internal::exchange_session)
        .service(internal::list_revocations)
        .service(internal::get_personal)
        .service(users::create_user)
        .service(users::send_verification)
        .service(users::verify_user)
        .service(auth::create_token)
        .service(auth::refresh_token)
        .service(auth::forgot_password)
        .service(auth::reset_password)
        .service(auth::change_password)
        .service(auth::switch_tenant)
        .service(auth::end_session)
        .service(auth::confirm_person)
        .service(second_factor::get_second_factor)
        .service(second_factor::begin_second_factor)
        .service(second_factor::confirm_second_factor)
        .service(second_factor::remove_second_factor)
        .service(passkeys::list_passkeys)
        .service(passkeys::begin_passkey)
        .service(passkeys::create_passkey)
        .service(passkeys::update_passkey)
        .service(passkeys::remove_passkey)
        .service(passkeys::begin_passkey_sign_in)
        .service(passkeys::create_passkey_token)
        .service(passkeys::begin_passkey_confirm)
        .service(passkeys::confirm_with_passkey)
        .service(me::get_me)
        .service(me::update_me)
        .service(sessions::list_sessions)
        .service(sessions::end_other_sessions)
        .service(sessions::end_one_session)
        .service(tenants::create_tenant)
        .service(tenants::get_tenant)
        .service(tenants::update_tenant)
        .service(plans::get_plan)
        .service(plans::set_plan)
        .service(stores::list_stores)
        .service(stores::create_store)
        .service(stores::update_store)
        .service(members::list_members)
        .service(members::update_member)
        .service(members::remove_member)
        .service(invitations::create_invitation)
        .service(invitations::list_invitations)
        .service(invitations::accept_invitation)
        .service(invitations::revoke_invitation)
        .service(api_keys::create_api_key)
        .service(api_keys::list_api_keys)
        .service(api_keys::revoke_api_key)
        .service(consents::list_consents)
        .service(consents::replace_consents)
        .service(consents::export_consents)
        .service(consents::verify_consents)
        .service(privacy::request_erasure)
        .service(privacy::undo_erasure)
        .service(privacy::get_my_data)
        .service(privacy::list_erasures)
        .service(impersonations::list_impersonations)
        .service(impersonations::begin_impersonation)
        .service(admin::list_tenants)
        .service(admin::suspend_tenant)
        .service(admin::activate_tenant);
}

/// Who changes something in a tenant.
///
/// # Errors
/// 401 or 403 for a caller without a role.
pub fn actor<D: Demand>(caller: &Caller<D>) -> Result<Actor, Problem> {
    let role: Role = caller.claims().role.ok_or_else(Problem::forbidden)?;
    Ok(Actor { user: caller.user()?, role })
}

//! Says it as HTML: sign-in and its neighbours, the account, the merchant's onboarding, team and stores.
mod form;
mod invitation;
mod login;
mod mailbox;
mod onboarding;
mod page;
mod password;
mod profile;
mod reset;
mod sessions;
mod signup;
mod store_form;
mod stores;
mod switch;
mod team;
mod verify;

use actix_web::web::{self, get, post};

/// Every page of the module.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/login", get().to(login::page))
        .route("/login", post().to(login::submit))
        .route("/logout", post().to(login::leave))
        .route("/signup", get().to(signup::page))
        .route("/signup", post().to(signup::submit))
        .route("/signup/sent", get().to(signup::sent))
        .route("/verify", get().to(verify::page))
        .route("/verify", post().to(verify::submit))
        .route("/verify/again", post().to(verify::again))
        .route("/forgot", get().to(reset::ask))
        .route("/forgot", post().to(reset::send))
        .route("/reset", get().to(reset::page))
        .route("/reset", post().to(reset::submit))
        .route("/invitations/{token}", get().to(invitation::page))
        .route("/invitations/{token}", post().to(invitation::accept))
        .route("/account/profile", get().to(profile::page))
        .route("/account/profile", post().to(profile::submit))
        .route("/account/profile/password", post().to(password::submit))
        .route("/account/sessions", get().to(sessions::page))
        .route("/account/sessions", post().to(sessions::end))
        .route("/dashboard/onboarding", get().to(onboarding::page))
        .route("/dashboard/onboarding", post().to(onboarding::submit))
        .route("/dashboard/team", get().to(team::page))
        .route("/dashboard/team/invite", post().to(team::invite))
        .route("/dashboard/team/revoke", post().to(team::revoke))
        .route("/dashboard/team/change", post().to(team::change))
        .route("/dashboard/stores", get().to(stores::page))
        .route("/dashboard/stores", post().to(stores::add))
        .route("/dashboard/stores/{store_id}", get().to(stores::edit))
        .route("/dashboard/stores/{store_id}", post().to(stores::save))
        .route("/switch-tenant", post().to(switch::submit))
        .route("/mailbox", get().to(mailbox::list))
        .route("/mailbox/{mail}", get().to(mailbox::show));
}

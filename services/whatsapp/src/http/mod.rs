//! Says it as JSON, and takes Twilio's webhooks.
mod conversations;
mod hooks;
mod messages;
mod problems;
mod queue;
mod sellers;
mod senders;
mod texts;
mod trace;
mod trial;
mod usage;

use utoipa_actix_web::service_config::ServiceConfig;

pub use hooks::routes as hooks;

/// All of them but the webhooks, which are no part of the API.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(messages::get_message)
        .service(messages::get_message_file)
        .service(senders::list_senders)
        .service(senders::connect_sender)
        .service(senders::replace_sender_token)
        .service(senders::set_template)
        .service(queue::list_waiting_problems)
        .service(queue::act_on_problems)
        .service(trace::trace_messages)
        .service(trial::try_sender)
        .service(problems::list_problems)
        .service(problems::discard_message)
        .service(usage::get_usage)
        .service(sellers::list_sellers)
        .service(sellers::add_seller)
        .service(sellers::remove_seller)
        .service(texts::list_texts)
        .service(texts::replace_text)
        .service(texts::set_stop_policy)
        .service(conversations::list_conversations)
        .service(conversations::get_conversation)
        .service(conversations::reply_to_conversation)
        .service(conversations::close_conversation)
        .service(conversations::retry_message);
}

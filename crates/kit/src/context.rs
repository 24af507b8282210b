//! What belongs to the request at hand: language, texts, correlation id. Set by the frame, read when answers are written.
use std::{future::Future, rc::Rc, sync::Arc};

use souk_events::{Meta, TenantId};

use crate::i18n::{Lang, Texts};

/// The request at hand.
#[derive(Clone)]
pub(crate) struct Context {
    pub lang: Lang,
    pub texts: Arc<Texts>,
    pub correlation: Rc<str>,
    pub traceparent: Option<Rc<str>>,
}

tokio::task_local! { static CURRENT: Context; }

pub(crate) async fn within<F: Future>(context: Context, future: F) -> F::Output {
    CURRENT.scope(context, future).await
}

pub(crate) fn text(key: &str, args: &[(&str, &str)]) -> String {
    CURRENT.try_with(|c| c.texts.with(c.lang, key, args)).unwrap_or_else(|_| key.to_owned())
}

pub(crate) fn text_opt(key: &str, args: &[(&str, &str)]) -> Option<String> {
    CURRENT.try_with(|c| c.texts.find(c.lang, key, args)).ok().flatten()
}

pub(crate) fn correlation() -> String {
    CURRENT.try_with(|c| c.correlation.to_string()).unwrap_or_default()
}

pub(crate) fn traceparent() -> Option<String> {
    CURRENT.try_with(|c| c.traceparent.as_deref().map(str::to_owned)).ok().flatten()
}

pub(crate) fn lang() -> Lang {
    CURRENT.try_with(|c| c.lang).unwrap_or_default()
}

/// The correlation id of a request, kept in its extensions.
#[derive(Clone, Debug)]
pub struct Correlation(pub String);

/// What the metrics call the route of a request, kept in its extensions by a module whose own routes say less.
/// Of few values: no ids, nothing that a client makes up.
#[derive(Clone, Debug)]
pub struct Route(pub String);

/// The envelope attributes for a fact that the current request tells.
#[must_use]
pub fn meta(tenant: Option<TenantId>) -> Meta {
    Meta { tenant, correlation: correlation(), traceparent: traceparent() }
}

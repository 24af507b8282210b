//! One request on its way through the door: what was found out about it so far.
use actix_web::{
    HttpRequest,
    http::header::{ACCEPT, AUTHORIZATION},
};
use souk_kit::{Lang, Problem, View};
use tokio_util::sync::CancellationToken;

use crate::{
    domain::client::{self, Client},
    edge::cookies,
    proxy::upstream::Upstream,
    session::{KEY, Who, exchange::Outcome, guest},
    state::State,
};

/// A request being served.
pub struct Visit<'r> {
    /// The request itself.
    pub request: &'r HttpRequest,
    /// Shared state.
    pub state: &'r State,
    /// This worker's connections.
    pub upstream: &'r Upstream,
    /// Language and texts.
    pub view: &'r View,
    /// The decoded path.
    pub path: String,
    /// The prefix it begins with, the gateway's own or a module's: what the metrics call its route.
    pub route: Option<String>,
    /// From where.
    pub client: Client,
    /// Who calls.
    pub who: Who,
    /// `Set-Cookie` lines of the gateway's own.
    pub cookies: Vec<String>,
}

impl<'r> Visit<'r> {
    /// Nothing found out yet but the address.
    pub fn new(request: &'r HttpRequest, state: &'r State, upstream: &'r Upstream, view: &'r View) -> Self {
        let peer = request.peer_addr().map_or(std::net::Ipv4Addr::UNSPECIFIED.into(), |a| a.ip());
        let forwarded: Vec<&str> =
            request.headers().get_all("x-forwarded-for").filter_map(|v| v.to_str().ok()).collect();
        let client = client::client(peer, &forwarded.join(","), &state.config.trusted);
        Self {
            request,
            state,
            upstream,
            view,
            path: "/".into(),
            route: None,
            client,
            who: Who::Nobody,
            cookies: Vec::new(),
        }
    }

    /// The language to answer in.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.view.lang
    }

    /// The session cookie.
    #[must_use]
    pub fn session_cookie(&self) -> Option<&'r str> {
        cookies::find(self.request.headers(), cookies::session_name(self.state.secure))
    }

    /// Does a cookie speak for the caller?
    #[must_use]
    pub fn by_cookie(&self) -> bool {
        self.session_cookie().is_some() || cookies::find(self.request.headers(), cookies::GUEST).is_some()
    }

    /// Finds out who calls. Cookies that prove nothing are taken away.
    ///
    /// # Errors
    /// 503 for a key that nobody can look up at the moment.
    pub async fn identify(&mut self) -> Result<(), Problem> {
        let headers = self.request.headers();
        if let Some(own) = headers.get(AUTHORIZATION) {
            let token = own.to_str().ok().and_then(|v| v.split_once(' ')).map(|(_, token)| token.trim());
            self.who = match token {
                Some(key) if key.starts_with(KEY) => match self.state.sessions.who(key).await {
                    Outcome::Known(exchanged) => Who::Key(exchanged),
                    Outcome::Revoked => Who::Api(None),
                    Outcome::Unknown => return Err(Problem::unavailable("identity_unavailable")),
                },
                Some(token) => Who::Api(self.state.verifier.verify(token).await.ok()),
                None => Who::Api(None),
            };
            return Ok(());
        }
        if let Some(session) = self.session_cookie() {
            match self.state.sessions.who(session).await {
                Outcome::Known(exchanged) => {
                    self.who = Who::Session(exchanged);
                    return Ok(());
                }
                Outcome::Revoked => self.drop_cookie(cookies::session_name(self.state.secure)),
                Outcome::Unknown => {}
            }
        }
        if let Some(cookie) = cookies::find(headers, cookies::GUEST) {
            match guest::read(&self.state.verifier, cookie).await {
                Some(visitor) => self.who = Who::Guest(visitor),
                None => self.drop_cookie(cookies::GUEST),
            }
        }
        Ok(())
    }

    /// Cancelled when what flows to this caller has to end: the session is over, or the process stops.
    #[must_use]
    pub fn ends(&self) -> CancellationToken {
        match &self.who {
            Who::Session(session) | Who::Key(session) => session.ends.clone(),
            Who::Nobody | Who::Api(_) | Who::Guest(_) => self.state.closing.clone(),
        }
    }

    /// Takes a cookie away from the browser.
    pub fn drop_cookie(&mut self, name: &str) {
        self.cookies.push(cookies::set(name, "", 0, self.state.secure, true));
    }

    /// Would the caller rather read a page than JSON?
    #[must_use]
    pub fn prefers_html(&self) -> bool {
        let headers = self.request.headers();
        let accept = headers.get(ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let place = |kind: &str| accept.find(kind);
        let fragment = headers.contains_key("hx-request") && !headers.contains_key("hx-boosted");
        !fragment
            && match (place("text/html"), place("json")) {
                (Some(html), Some(json)) => html < json,
                (html, _) => html.is_some(),
            }
    }
}

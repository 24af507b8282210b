//! Boards: columns of cards that change while one looks at them.
use crate::{Attrs, Icon, ShellTexts, Tone, countdown, element, icon};
use maud::{Markup, PreEscaped, Render, html};

/// A card on a board.
#[derive(Clone, Debug)]
pub struct BoardCard {
    id: String,
    title: String,
    href: String,
    tone: Tone,
    meta: Vec<Markup>,
    lines: Vec<(String, String)>,
    deadline: Option<(String, String)>,
    note: Option<String>,
    actions: Option<Markup>,
    fresh: bool,
}

impl BoardCard {
    /// A card; its id must be unique on the page, its title is a link.
    #[must_use]
    pub fn new(id: impl Into<String>, title: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            href: href.into(),
            tone: Tone::Neutral,
            meta: Vec::new(),
            lines: Vec::new(),
            deadline: None,
            note: None,
            actions: None,
            fresh: false,
        }
    }

    /// The colour of its edge.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// A small fact under the title, such as a name or an amount; may be called more than once.
    #[must_use]
    pub fn meta(mut self, meta: Markup) -> Self {
        self.meta.push(meta);
        self
    }

    /// What is in it: quantity and name; may be called more than once.
    #[must_use]
    pub fn line(mut self, quantity: impl Into<String>, name: impl Into<String>) -> Self {
        self.lines.push((quantity.into(), name.into()));
        self
    }

    /// A running countdown: RFC 3339 time and the text shown without script.
    #[must_use]
    pub fn deadline(mut self, iso: impl Into<String>, shown: impl Into<String>) -> Self {
        self.deadline = Some((iso.into(), shown.into()));
        self
    }

    /// The customer's note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Its buttons.
    #[must_use]
    pub fn actions(mut self, actions: impl Render) -> Self {
        self.actions = Some(actions.render());
        self
    }

    /// Marks it as just changed for two seconds.
    #[must_use]
    pub fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }
}

impl Render for BoardCard {
    fn render(&self) -> Markup {
        html! {
            li class={ "ticket tone-" (self.tone.as_str()) } id=(self.id) data-fresh[self.fresh] {
                div class="ticket-head" {
                    h3 { a id={ (self.id) "-link" } href=(self.href) { (self.title) } }
                    @if let Some((iso, shown)) = &self.deadline { (countdown(iso, shown)) }
                }
                @if !self.meta.is_empty() {
                    p class="ticket-meta" { @for meta in &self.meta { span { (meta) } } }
                }
                @if !self.lines.is_empty() {
                    ul class="ticket-lines" {
                        @for (quantity, name) in &self.lines { li { b { (quantity) } bdi { (name) } } }
                    }
                }
                @if let Some(note) = &self.note { p class="ticket-note" { (icon(Icon::MessageCircle)) bdi { (note) } } }
                @if let Some(actions) = &self.actions { div class="ticket-actions" { (actions) } }
            }
        }
    }
}

/// A column of a board.
#[derive(Clone, Debug)]
pub struct BoardColumn {
    id: String,
    title: String,
    tone: Tone,
    empty: String,
    cards: Vec<BoardCard>,
    alert: bool,
}

impl BoardColumn {
    /// A column and what it says when nothing is in it.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        tone: Tone,
        empty: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            tone,
            empty: empty.into(),
            cards: Vec::new(),
            alert: false,
        }
    }

    /// Its cards.
    #[must_use]
    pub fn cards(mut self, cards: Vec<BoardCard>) -> Self {
        self.cards = cards;
        self
    }

    /// A new card here rings and shows in the window's title.
    #[must_use]
    pub fn alert(mut self) -> Self {
        self.alert = true;
        self
    }
}

impl Render for BoardColumn {
    fn render(&self) -> Markup {
        let attrs = Attrs::new()
            .set("class", format!("board-column tone-{}", self.tone.as_str()))
            .set("id", &self.id)
            .set("aria-labelledby", format!("{}-title", self.id))
            .flag("data-board-alert", self.alert);
        element(
            "section",
            &attrs,
            &html! {
                header class="board-head" {
                    h2 id={ (self.id) "-title" } { (self.title) }
                    span class="board-count" { (self.cards.len()) }
                }
                @if self.cards.is_empty() { p class="board-empty" { (self.empty) } }
                @else { ul class="board-cards" { @for card in &self.cards { (card) } } }
            },
        )
    }
}

/// A board; `label` names it. Changes are announced politely.
#[must_use]
pub fn board(id: &str, label: &str, columns: &[BoardColumn]) -> Markup {
    html! {
        div class="board" id=(id) role="region" aria-label=(label) aria-live="polite" aria-relevant="additions" tabindex="0" {
            @for column in columns { (column) }
        }
    }
}

/// The button that turns a board's sound on and off (shown only where script runs).
#[must_use]
pub fn sound_toggle(texts: &ShellTexts) -> Markup {
    html! {
        button type="button" class="button button-secondary button-small" data-sound-toggle aria-pressed="false" hidden {
            (icon(Icon::Bell)) span { (texts.sound) }
        }
    }
}

/// A part of the page that a server-sent event replaces: it connects to `url` and swaps in the event `event`.
#[must_use]
pub fn live_region(id: &str, url: &str, event: &str, body: impl Render) -> Markup {
    let attrs = Attrs::new().set("id", id).set("hx-ext", "sse").set("sse-connect", url).set("data-live", "");
    let inner = Attrs::new().set("sse-swap", event).set("class", "live");
    element("div", &attrs, &element("div", &inner, &body.render()))
}

/// Lets server-sent events put pieces of the page in their places; what comes beside them is said aloud.
#[must_use]
pub fn live_pieces(url: &str, event: &str) -> Markup {
    html! {
        div hx-ext="sse" sse-connect=(url) data-live {
            p class="visually-hidden" role="status" sse-swap=(event) {}
        }
    }
}

/// A part of the page that asks for itself again when a server-sent event says that something changed.
#[must_use]
pub fn live_refresh(
    id: &str,
    events_url: &str,
    event: &str,
    fragment_url: &str,
    body: impl Render,
) -> Markup {
    let attrs =
        Attrs::new().set("id", id).set("hx-ext", "sse").set("sse-connect", events_url).set("data-live", "");
    let inner = Attrs::new()
        .set("class", "live")
        .set("hx-get", fragment_url)
        .set("hx-trigger", format!("sse:{event} throttle:300ms, souk:online from:body"))
        .set("hx-swap", "innerHTML");
    element("div", &attrs, &element("div", &inner, &PreEscaped(body.render().0)))
}

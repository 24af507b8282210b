//! What a content at Twilio looks like. All of its words are variables, so that one serves all messages of its shape.

/// How many can be pressed, or picked from a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Buttons, at most three.
    Buttons(usize),
    /// Entries of a list, at most ten.
    List(usize),
}

impl Shape {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Buttons(count) => format!("quick-reply/{count}"),
            Self::List(count) => format!("list-picker/{count}"),
        }
    }
}

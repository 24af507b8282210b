//! Progress in steps: an order on its way, a checkout.
use crate::{Icon, ShellTexts, icon};
use maud::{Markup, html};

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Where we are.
    Current,
    /// Ahead of us.
    Todo,
    /// It ended here.
    Failed,
}

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    label: String,
    state: StepState,
    note: Option<Markup>,
}

impl Step {
    /// A step.
    #[must_use]
    pub fn new(label: impl Into<String>, state: StepState) -> Self {
        Self { label: label.into(), state, note: None }
    }

    /// A line under it, such as a time.
    #[must_use]
    pub fn note(mut self, note: Markup) -> Self {
        self.note = Some(note);
        self
    }
}

/// Steps in order; `label` names the list.
#[must_use]
pub fn stepper(label: &str, steps: &[Step], texts: &ShellTexts) -> Markup {
    html! {
        ol class="steps" aria-label=(label) {
            @for (place, step) in steps.iter().enumerate() {
                @let (class, sign) = match step.state {
                    StepState::Done => ("done", Some(Icon::Check)),
                    StepState::Current => ("current", None),
                    StepState::Todo => ("todo", None),
                    StepState::Failed => ("failed", Some(Icon::X)),
                };
                li class={ "step step-" (class) } aria-current=[(step.state == StepState::Current).then_some("step")] {
                    span class="step-sign" aria-hidden="true" {
                        @match sign { Some(sign) => (icon(sign)), None => (place + 1) }
                    }
                    span class="step-label" {
                        (step.label)
                        @if step.state == StepState::Done { span class="visually-hidden" { " (" (texts.done) ")" } }
                    }
                    @if let Some(note) = &step.note { span class="step-note" { (note) } }
                }
            }
        }
    }
}

//! What ops refuses, as problems.
use souk_kit::{Kind, Problem};

/// Why an operator's wish was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such module in this installation.
    #[error("unknown module")]
    UnknownModule,
    /// The platform does not work without it.
    #[error("{0} is required")]
    Required(String),
    /// It does not answer, so what is asked of it cannot be done.
    #[error("{0} does not answer")]
    Silent(String),
    /// The same cause is being replayed already.
    #[error("replay {0} is under way")]
    ReplayOpen(i64),
    /// Nothing of that cause is dead any more.
    #[error("nothing to replay")]
    NothingToReplay,
    /// The replay is not in a state in which that can be done.
    #[error("the replay is {0}")]
    ReplayState(String),
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UnknownModule => Self::new(Kind::NotFound, "module_unknown"),
            Refusal::Required(module) => Self::conflict("module_required").arg("module", module),
            Refusal::Silent(module) => Self::unavailable("module_silent").arg("module", module),
            Refusal::ReplayOpen(id) => Self::conflict("replay_open").arg("id", id.to_string()),
            Refusal::NothingToReplay => Self::conflict("replay_empty"),
            Refusal::ReplayState(state) => Self::conflict("replay_state").state(state),
        }
    }
}

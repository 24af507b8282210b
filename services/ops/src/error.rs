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
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UnknownModule => Self::new(Kind::NotFound, "module_unknown"),
            Refusal::Required(module) => Self::conflict("module_required").arg("module", module),
            Refusal::Silent(module) => Self::unavailable("module_silent").arg("module", module),
        }
    }
}

//! The operator's command: `souk up | migrate | keys | seed | import | openapi | doctor | replay`.
use std::process::ExitCode;

fn main() -> ExitCode {
    souk::run()
}

//! The module's own binary.
fn main() -> std::process::ExitCode {
    souk_kit::main::<souk_identity::Identity>()
}

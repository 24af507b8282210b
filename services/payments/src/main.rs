//! Payments on its own.
fn main() -> std::process::ExitCode {
    souk_kit::main::<souk_payments::Payments>()
}

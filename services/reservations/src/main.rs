//! Reservations on their own.
fn main() -> std::process::ExitCode {
    souk_kit::main::<souk_reservations::Reservations>()
}

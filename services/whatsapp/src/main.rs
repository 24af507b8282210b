//! The whatsapp module as a process of its own.
fn main() -> std::process::ExitCode {
    souk_kit::main::<souk_whatsapp::Whatsapp>()
}

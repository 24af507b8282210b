//! What the command tells the person who typed it. Logs go elsewhere.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command talks to its terminal")]

/// A line of the answer.
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// Why it did not work.
pub(crate) fn wrong(text: &str) {
    eprintln!("souk: {text}");
}

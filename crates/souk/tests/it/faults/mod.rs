//! Whatever dies while people order: no order lost, none twice, the books agree, and `ops` knows each of them.
mod board;
mod books;
mod broker;
mod crowd;
mod database;
mod dead_letters;
mod gate;
mod process;
mod processes;
mod servers;
mod services;
mod wire;
mod witness;

use crate::platform::Ground;

/// Makes each test run on both transports.
macro_rules! on_both {
    ($($test:ident),+ $(,)?) => {
        mod embedded {$(
            #[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                super::$test(crate::platform::Wire::Embedded).await;
            }
        )+}
        mod rabbit {$(
            #[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                super::$test(crate::platform::Wire::Rabbit).await;
            }
        )+}
    };
}
use on_both;

/// The usual ground, with time enough for a debug build on a busy machine: what is late is not lost.
fn ground() -> Ground<'static> {
    Ground {
        settings: &[("orders:orders.catalog_ms", "5000"), ("ops:ops.budget_ms", "5000")],
        ..Ground::default()
    }
}

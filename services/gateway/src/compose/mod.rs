//! Puts navigation and other modules' fragments into a page. A slot never breaks its page.
pub mod breaker;
pub mod cache;
pub mod shell;
pub mod slots;

use std::collections::HashMap;

use souk_kit::manifest::Area;

use crate::{
    domain::{
        navigation,
        placeholder::{Piece, pieces},
    },
    visit::Visit,
};

/// The page with everything in its place.
pub async fn page(visit: &Visit<'_>, page: &str) -> String {
    let pieces = pieces(page);
    let mut wanted: Vec<(&str, &str)> = Vec::new();
    for piece in &pieces {
        if let Piece::Slot { name, query } = piece
            && !wanted.contains(&(name, query))
        {
            wanted.push((name, query));
        }
    }
    let filled: HashMap<(&str, &str), String> = slots::fill(visit, &wanted).await;
    let mut out = String::with_capacity(page.len() + page.len() / 4);
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Slot { name, query } => {
                if let Some(markup) = filled.get(&(name, query)) {
                    out.push_str(markup);
                }
            }
            Piece::Nav(area) => out.push_str(&nav(visit, area)),
        }
    }
    out
}

fn nav(visit: &Visit<'_>, area: &str) -> String {
    let Some(wanted) = navigation::area(area) else { return String::new() };
    let (table, switches) = (visit.state.table.load(), visit.state.switches.load());
    let entries =
        navigation::entries(&table, &switches, wanted, &visit.who.person(), visit.lang(), &visit.path);
    let texts = souk_ui::ShellTexts::of(visit.lang().code());
    let beside = |look| souk_ui::nav_entries(&entries, look, texts);
    let markup = match wanted {
        Area::Public => beside(souk_ui::Area::Public),
        Area::Dashboard => beside(souk_ui::Area::Dashboard),
        Area::Courier => beside(souk_ui::Area::Courier),
        Area::Ops => beside(souk_ui::Area::Ops),
        Area::Account => souk_ui::account_tabs(&entries, texts),
    };
    markup.into_string()
}

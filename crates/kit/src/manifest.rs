//! What a module tells the platform about itself at `GET /internal/manifest`.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Lang, Texts, token::Role};

/// Where a navigation entry or page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// The public shop.
    Public,
    /// The merchant's dashboard.
    Dashboard,
    /// The courier's phone.
    Courier,
    /// The platform's operators.
    Ops,
    /// The customer's account.
    Account,
}

/// One entry of a navigation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NavEntry {
    /// Which navigation.
    pub area: Area,
    /// Where it leads.
    pub path: String,
    /// Icon name of the design system.
    pub icon: String,
    /// Lower comes first.
    pub order: u16,
    /// Label by language code.
    pub label: BTreeMap<String, String>,
    /// The lowest role that sees it; none for everybody.
    #[serde(default)]
    pub role: Option<Role>,
}

/// A fragment this module gives to pages of others.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SlotEntry {
    /// The slot's name, `home.main`.
    pub slot: String,
    /// Where the fragment is fetched from this module: `/slots/<slot>`.
    pub path: String,
    /// Lower comes first.
    pub order: u16,
    /// Seconds a fragment may be shared between visitors; 0 for personal ones.
    #[serde(default)]
    pub public_seconds: u32,
}

/// What happens to facts that came while the module was off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnResume {
    /// They are worked off in order.
    #[default]
    Replay,
    /// They are dropped.
    Drop,
    /// Those older than `on_resume_max_age_seconds` are dropped.
    MaxAge,
}

/// A module's own description. A module in any language gives the same JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// `orders`.
    pub name: String,
    /// Release.
    pub version: String,
    /// Path prefixes this module owns at the door.
    pub prefixes: Vec<String>,
    /// Navigation entries.
    #[serde(default)]
    pub navigation: Vec<NavEntry>,
    /// Fragments for other pages.
    #[serde(default)]
    pub slots: Vec<SlotEntry>,
    /// Facts it tells.
    #[serde(default)]
    pub events: Vec<String>,
    /// Facts it hears.
    #[serde(default)]
    pub hears: Vec<String>,
    /// Modules it asks, with what happens when nobody is home.
    #[serde(default)]
    pub asks: BTreeMap<String, String>,
    /// Personal data it keeps: table → what and why.
    #[serde(default)]
    pub personal_data: BTreeMap<String, String>,
    /// May it be switched off?
    pub optional: bool,
    /// What happens to facts that came while it was off.
    #[serde(default)]
    pub on_resume: OnResume,
    /// Do timers run while it is off?
    #[serde(default)]
    pub timers_when_off: bool,
}

impl Manifest {
    /// A manifest with a name and prefixes; the rest is added by the builder functions.
    #[must_use]
    pub fn new(name: &str, version: &str, prefixes: &[&str]) -> Self {
        Self {
            name: name.into(),
            version: version.into(),
            prefixes: prefixes.iter().map(|p| (*p).to_owned()).collect(),
            navigation: Vec::new(),
            slots: Vec::new(),
            events: Vec::new(),
            hears: Vec::new(),
            asks: BTreeMap::new(),
            personal_data: BTreeMap::new(),
            optional: true,
            on_resume: OnResume::Replay,
            timers_when_off: false,
        }
    }
    /// The platform does not work without it.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.optional = false;
        self
    }
    /// Adds a navigation entry whose label is the text `key` in every language.
    #[must_use]
    #[expect(
        clippy::too_many_arguments,
        reason = "one line per entry in the table of contents reads better than a struct"
    )]
    pub fn nav(
        mut self,
        texts: &Texts,
        area: Area,
        order: u16,
        path: &str,
        icon: &str,
        key: &str,
        role: Option<Role>,
    ) -> Self {
        let label = Lang::ALL.iter().map(|l| (l.code().to_owned(), texts.get(*l, key))).collect();
        self.navigation.push(NavEntry { area, path: path.into(), icon: icon.into(), order, label, role });
        self
    }
    /// Adds a fragment for a slot.
    #[must_use]
    pub fn slot(mut self, slot: &str, order: u16, public_seconds: u32) -> Self {
        self.slots.push(SlotEntry {
            slot: slot.into(),
            path: format!("/slots/{slot}"),
            order,
            public_seconds,
        });
        self
    }
    /// Names the facts it tells.
    #[must_use]
    pub fn tells(mut self, events: &[&str]) -> Self {
        self.events = events.iter().map(|e| (*e).to_owned()).collect();
        self
    }
    /// Names a module it asks and what happens when nobody is home.
    #[must_use]
    pub fn asks(mut self, module: &str, nobody_home: &str) -> Self {
        self.asks.insert(module.into(), nobody_home.into());
        self
    }
    /// Names a table with personal data.
    #[must_use]
    pub fn personal(mut self, table: &str, what: &str) -> Self {
        self.personal_data.insert(table.into(), what.into());
        self
    }
}

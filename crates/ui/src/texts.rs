//! The few words the design system says by itself, in Souk's five languages. All other text comes from callers.
mod ar;
mod en;
mod es;
mod fr;
mod pt;

/// Languages the shell offers: tag and own name.
pub const LANGUAGES: [(&str, &str); 5] =
    [("fr", "Français"), ("en", "English"), ("es", "Español"), ("pt", "Português"), ("ar", "العربية")];

macro_rules! shell_texts {
    ($($(#[$doc:meta])* $field:ident),+ $(,)?) => {
        /// Words of the shell and of component controls.
        #[derive(Clone, Copy, Debug)]
        pub struct ShellTexts {
            $($(#[$doc])* pub $field: &'static str,)+
        }

        impl ShellTexts {
            /// Every text with its field name, for checks.
            #[must_use]
            pub fn entries(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($field), self.$field),)+]
            }
        }
    };
}

shell_texts! {
    /// The skip link.
    skip,
    /// Opens the navigation.
    menu,
    /// Entries that do not fit the bottom bar.
    more,
    /// Name of the main navigation.
    navigation,
    /// Label and button of the search field.
    search,
    /// Placeholder of the search field.
    search_hint,
    /// The cart link.
    cart,
    /// The account link.
    account,
    /// The sign-in link.
    sign_in,
    /// The sign-out button.
    sign_out,
    /// The language menu.
    language,
    /// The theme button.
    theme,
    /// Closes a dialog, a banner or a toast.
    close,
    /// Banner while the browser is offline.
    offline,
    /// Shown when a request could not be completed.
    failed,
    /// Follows the label of a field that may stay empty.
    optional,
    /// Shows the typed password.
    show,
    /// Hides the typed password.
    hide,
    /// One less.
    less,
    /// One more.
    plus,
    /// Drop zone of a file field.
    choose_file,
    /// Second line of the drop zone.
    drop_file,
    /// Removes something.
    remove,
    /// Previous page.
    previous,
    /// Next page.
    next,
    /// Name of a pager.
    pages,
    /// Selects every row.
    select_all,
    /// After the number of selected rows.
    selected,
    /// While something loads.
    loading,
    /// Title of the shortcuts dialog.
    shortcuts,
    /// Shortcut: focus search.
    shortcut_search,
    /// Shortcut: this list.
    shortcut_help,
    /// Shortcut: walk a table.
    shortcut_rows,
    /// Shortcut: open a row.
    shortcut_open,
    /// Turns the sound of new entries on or off.
    sound,
    /// Data table behind a chart.
    as_table,
    /// Name of the breadcrumb trail.
    breadcrumb,
    /// A step or state that is done.
    done,
    /// The step that is current.
    current,
    /// Time is up.
    late,
    /// Copies a value.
    copy,
    /// Said after copying.
    copied,
}

impl ShellTexts {
    /// The texts in a language; French when it is not one of ours.
    #[must_use]
    pub fn of(lang: &str) -> &'static ShellTexts {
        match lang.split(['-', '_']).next().unwrap_or_default() {
            "en" => &en::TEXTS,
            "es" => &es::TEXTS,
            "pt" => &pt::TEXTS,
            "ar" => &ar::TEXTS,
            _ => &fr::TEXTS,
        }
    }
}

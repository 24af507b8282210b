//! Titles in further languages in a form: a field is called as the own title's with the language's code as a tail.
use souk_kit::{Lang, View};
use souk_ui::{Field, Markup, field_row, html};

use super::FormErrors;
use crate::{
    domain::titles::{TitleInput, Titles},
    store::stores::StoreRow,
};

/// The language of all stores; none when that differs.
pub fn own(stores: &[StoreRow]) -> Option<Lang> {
    let first = stores.first()?;
    let same = stores.iter().all(|store| store.language == first.language);
    Lang::from_tag(&first.language).filter(|_| same)
}

/// The form's name of a title in a language.
pub fn name(of: &str, language: Lang) -> String {
    format!("{of}_{}", language.code())
}

/// The titles that were typed; `get` is a field's text.
pub fn typed<'a>(of: &str, get: impl Fn(&str) -> &'a str) -> Vec<TitleInput> {
    let row = |language: Lang| {
        let title = get(&name(of, language)).trim().to_owned();
        (!title.is_empty()).then_some(TitleInput { language, title })
    };
    Lang::ALL.into_iter().filter_map(row).collect()
}

/// What stands in the form for titles as they are kept.
pub fn fill(of: &str, titles: &Titles, mut set: impl FnMut(String, String)) {
    titles.iter().for_each(|(code, title)| set(format!("{of}_{code}"), title.clone()));
}

/// The form's name of the title that a pointer's number names.
pub fn field(of: &str, typed: &[TitleInput], at: &str) -> String {
    let row = at.parse::<usize>().ok().and_then(|at| typed.get(at));
    row.map_or_else(|| of.to_owned(), |row| name(of, row.language))
}

/// A field for each language that is not the own one; for each when there is no one own one.
pub fn fields<'a>(own: Option<Lang>, of: &str, get: impl Fn(&str) -> &'a str, errors: &FormErrors) -> Markup {
    field_row(html! { @for lang in Lang::ALL.into_iter().filter(|lang| Some(*lang) != own) {
        @let name = name(of, lang);
        (Field::text(&name, lang.name()).value(get(&name)).maxlength(80).attr("lang", lang.code())
            .attr("dir", lang.dir()).maybe_error(errors.get(&name)))
    } })
}

/// The same, folded.
pub fn folded<'a>(
    view: &View,
    own: Option<Lang>,
    of: &str,
    get: impl Fn(&str) -> &'a str,
    errors: &FormErrors,
) -> Markup {
    html! {
        details {
            summary { (view.t("form-translations")) }
            (fields(own, of, get, errors))
        }
    }
}

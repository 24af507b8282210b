//! Tables for staff: sortable, selectable, walkable by arrow keys, and cards on a phone.
use crate::{Icon, Pager, ShellTexts, icon, skeleton_rows};
use maud::{Markup, Render, html};

/// The order a column is sorted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Not sorted by this column.
    None,
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// A column and its head.
#[derive(Clone, Debug)]
pub struct Column {
    label: String,
    number: bool,
    sort: Option<(String, Sort)>,
}

impl Column {
    /// A column of text.
    #[must_use]
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), number: false, sort: None }
    }

    /// A column of numbers or money, aligned at the end.
    #[must_use]
    pub fn number(label: impl Into<String>) -> Self {
        Self { number: true, ..Self::text(label) }
    }

    /// Makes its head a link that sorts.
    #[must_use]
    pub fn sort(mut self, href: impl Into<String>, now: Sort) -> Self {
        self.sort = Some((href.into(), now));
        self
    }
}

/// A row. Its first cell is its name.
#[derive(Clone, Debug)]
pub struct Row {
    cells: Vec<Markup>,
    href: Option<String>,
    id: Option<String>,
    select: Option<(String, String, String)>,
    fresh: bool,
}

impl Row {
    /// A row with one cell for each column.
    #[must_use]
    pub fn new(cells: Vec<Markup>) -> Self {
        Self { cells, href: None, id: None, select: None, fresh: false }
    }

    /// Where the row leads: the first cell becomes a link, Enter opens it.
    #[must_use]
    pub fn href(mut self, url: impl Into<String>) -> Self {
        self.href = Some(url.into());
        self
    }

    /// An id for partial updates.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// A check box in front: field name, value, and what screen readers call it.
    #[must_use]
    pub fn select(mut self, name: &str, value: impl Into<String>, label: impl Into<String>) -> Self {
        self.select = Some((name.to_owned(), value.into(), label.into()));
        self
    }

    /// Marks the row as just changed for two seconds.
    #[must_use]
    pub fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }
}

/// A filter that is a link.
#[derive(Clone, Debug)]
pub struct Chip {
    href: String,
    label: String,
    active: bool,
    count: Option<String>,
}

impl Chip {
    /// A filter.
    #[must_use]
    pub fn new(href: impl Into<String>, label: impl Into<String>, active: bool) -> Self {
        Self { href: href.into(), label: label.into(), active, count: None }
    }

    /// How much it would show.
    #[must_use]
    pub fn count(mut self, count: impl ToString) -> Self {
        self.count = Some(count.to_string());
        self
    }
}

/// Filters in a row.
#[must_use]
pub fn chips(label: &str, chips: &[Chip]) -> Markup {
    html! {
        nav class="chips" aria-label=(label) {
            @for chip in chips {
                a class="chip" href=(chip.href) aria-current=[chip.active.then_some("true")] {
                    (chip.label)
                    @if let Some(count) = &chip.count { span class="chip-count" { (count) } }
                }
            }
        }
    }
}

/// A table with all its states.
#[derive(Clone, Debug)]
pub struct Table {
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    tools: Option<Markup>,
    bulk: Option<Markup>,
    instead: Option<Markup>,
    pager: Option<Pager>,
    id: Option<String>,
}

impl Table {
    /// A table; the caption names it for screen readers.
    #[must_use]
    pub fn new(caption: impl Into<String>, columns: Vec<Column>) -> Self {
        Self {
            caption: caption.into(),
            columns,
            rows: Vec::new(),
            tools: None,
            bulk: None,
            instead: None,
            pager: None,
            id: None,
        }
    }

    /// Its rows.
    #[must_use]
    pub fn rows(mut self, rows: Vec<Row>) -> Self {
        self.rows = rows;
        self
    }

    /// Filters and search above it.
    #[must_use]
    pub fn tools(mut self, tools: impl Render) -> Self {
        self.tools = Some(tools.render());
        self
    }

    /// Actions on the selected rows. The caller puts the table inside a form.
    #[must_use]
    pub fn bulk(mut self, actions: impl Render) -> Self {
        self.bulk = Some(actions.render());
        self
    }

    /// Shown when there are no rows: an empty state.
    #[must_use]
    pub fn empty(mut self, state: impl Render) -> Self {
        if self.rows.is_empty() {
            self.instead = Some(state.render());
        }
        self
    }

    /// Shown instead of the rows: a banner that says what went wrong.
    #[must_use]
    pub fn failed(mut self, banner: impl Render) -> Self {
        self.instead = Some(banner.render());
        self
    }

    /// Shows grey rows while the real ones load.
    #[must_use]
    pub fn loading(mut self, texts: &ShellTexts) -> Self {
        self.instead = Some(skeleton_rows(6, texts));
        self
    }

    /// Previous and next page.
    #[must_use]
    pub fn pager(mut self, pager: Pager) -> Self {
        self.pager = Some(pager);
        self
    }

    /// An id for partial updates.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    fn head(&self) -> Markup {
        html! {
            thead {
                tr {
                    @if self.rows.iter().any(|row| row.select.is_some()) { td class="cell-select" {} }
                    @for column in &self.columns {
                        th scope="col" class=[column.number.then_some("cell-number")] aria-sort=[sorted(column)] {
                            @match &column.sort {
                                Some((href, now)) => {
                                    a class="sort" href=(href) {
                                        (column.label)
                                        @match now {
                                            Sort::Ascending => (icon(Icon::ArrowUp)),
                                            Sort::Descending => (icon(Icon::ArrowDown)),
                                            Sort::None => (icon(Icon::ChevronsUpDown)),
                                        }
                                    }
                                }
                                None => (column.label),
                            }
                        }
                    }
                }
            }
        }
    }

    fn row(&self, row: &Row) -> Markup {
        html! {
            tr id=[row.id.as_deref()] data-fresh[row.fresh] {
                @if let Some((name, value, label)) = &row.select {
                    td class="cell-select" {
                        input type="checkbox" class="check" name=(name) value=(value) aria-label=(label) data-select;
                    }
                }
                @for (place, cell) in row.cells.iter().enumerate() {
                    @let column = self.columns.get(place);
                    @let number = column.is_some_and(|column| column.number);
                    @if place == 0 {
                        th scope="row" class="cell-name" {
                            @match &row.href { Some(url) => a href=(url) data-row-link { (cell) }, None => (cell) }
                        }
                    } @else {
                        td class=[number.then_some("cell-number")] data-label=[column.map(|column| column.label.as_str())] {
                            (cell)
                        }
                    }
                }
            }
        }
    }
}

fn sorted(column: &Column) -> Option<&'static str> {
    column.sort.as_ref().and_then(|(_, now)| match now {
        Sort::Ascending => Some("ascending"),
        Sort::Descending => Some("descending"),
        Sort::None => None,
    })
}

impl Render for Table {
    fn render(&self) -> Markup {
        html! {
            div class="table-block" id=[self.id.as_deref()] {
                @if let Some(tools) = &self.tools { div class="table-tools" { (tools) } }
                @match &self.instead {
                    Some(instead) => div class="table-instead" { (instead) },
                    None => div class="table-scroll" {
                        table class="table" data-walk {
                            caption class="visually-hidden" { (self.caption) }
                            (self.head())
                            tbody { @for row in &self.rows { (self.row(row)) } }
                        }
                    },
                }
                @if let Some(bulk) = &self.bulk {
                    div class="bulk" data-bulk { (bulk) }
                }
                @if let Some(pager) = &self.pager { (pager) }
            }
        }
    }
}

//! Files and photos: a drop zone around the browser's own file field, with preview and progress by script.
use crate::wrap::{Wrap, wrap_methods};
use crate::{Attrs, Icon, Photo, ShellTexts, icon, open};
use maud::{Markup, Render, html};

/// A file field.
#[derive(Clone, Debug)]
pub struct Upload {
    name: String,
    preview: Option<(String, String)>,
    photo: bool,
    texts: [&'static str; 2],
    wrap: Wrap,
    attrs: Attrs,
}

impl Upload {
    /// A field for any file.
    #[must_use]
    pub fn file(name: &str, label: impl Into<String>, texts: &ShellTexts) -> Self {
        Self {
            name: name.to_owned(),
            preview: None,
            photo: false,
            texts: [texts.choose_file, texts.drop_file],
            wrap: Wrap::new(name, label),
            attrs: Attrs::new(),
        }
    }

    /// A field for a photo, which it shows at once.
    #[must_use]
    pub fn photo(name: &str, label: impl Into<String>, texts: &ShellTexts) -> Self {
        Self { photo: true, ..Self::file(name, label, texts) }.accept("image/jpeg,image/png,image/webp")
    }

    /// Which types it takes, such as `text/csv,.csv`.
    #[must_use]
    pub fn accept(self, types: &str) -> Self {
        self.attr("accept", types)
    }

    /// Takes several files.
    #[must_use]
    pub fn multiple(mut self) -> Self {
        self.attrs = self.attrs.flag("multiple", true);
        self
    }

    /// The photo that is there now.
    #[must_use]
    pub fn preview(mut self, src: impl Into<String>, alt: impl Into<String>) -> Self {
        self.preview = Some((src.into(), alt.into()));
        self
    }

    /// Any further attribute of the control.
    #[must_use]
    pub fn attr(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attrs = self.attrs.set(name, value);
        self
    }
}

wrap_methods!(Upload);

impl Render for Upload {
    fn render(&self) -> Markup {
        let attrs = self
            .wrap
            .wire(&self.name)
            .set("type", "file")
            .set("class", "upload-input")
            .extend(self.attrs.clone());
        let [choose, drop] = self.texts;
        self.wrap.around(&html! {
            div class="upload" data-upload {
                @if self.photo {
                    span class="upload-preview" data-upload-preview {
                        @if let Some((src, alt)) = &self.preview { (Photo::new(Some(src), alt).thumb()) }
                    }
                }
                div class="upload-text" aria-hidden="true" {
                    (icon(if self.photo { Icon::Camera } else { Icon::FileUp }))
                    span { b { (choose) } " " span class="upload-drop" { (drop) } }
                    span class="upload-name" data-upload-name {}
                }
                (open("input", &attrs))
                progress class="upload-progress" max="100" value="0" aria-label=(self.wrap.label()) hidden {}
            }
        })
    }
}

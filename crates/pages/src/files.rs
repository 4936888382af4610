//! 写真・資料: how files on a record are shown, and the pages about them.

use askama::Template;
use domain::{
    Timestamp,
    attachment::{Media, PREVIEW_SIDE},
    id::AttachmentId,
};

use crate::{chrome::Chrome, form::Form, words::Words};

/// What a browser's chooser offers. Telephones that are asked for JPEG turn their own formats into it.
pub const OFFERED: &str = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv,.ics,image/jpeg,image/png,image/webp";

impl Words {
    /// The name of a kind of file.
    pub fn media(self, media: &Media) -> &'static str {
        match media {
            Media::Jpeg => self.file_jpeg(),
            Media::Png => self.file_png(),
            Media::Webp => self.file_webp(),
            Media::Pdf => self.file_pdf(),
            Media::Docx => self.file_docx(),
            Media::Xlsx => self.file_xlsx(),
            Media::Pptx => self.file_pptx(),
            Media::Odt => self.file_odt(),
            Media::Ods => self.file_ods(),
            Media::Odp => self.file_odp(),
            Media::Text => self.file_text(),
            Media::Csv => self.file_csv(),
            Media::Calendar => self.file_ics(),
        }
    }
}

/// A file as it is shown on the page of its record.
pub struct FileLine {
    /// The id.
    pub id: AttachmentId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub media: Media,
    /// How many bytes it has.
    pub bytes: i64,
    /// A picture's pixels across and down.
    pub size: Option<(i64, i64)>,
    /// What is to be seen.
    pub caption: String,
    /// Who hung it up.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Whether the reader hung it up under the hat they wear.
    pub mine: bool,
}

impl FileLine {
    /// The size as people read it: `340KB`, `1.2MB`.
    pub fn weight(&self) -> String {
        let kilobytes = (self.bytes + 1023) / 1024;
        if kilobytes < 1000 {
            return format!("{kilobytes}KB");
        }
        let tenths = (self.bytes * 10 + (1 << 19)) >> 20;
        format!("{}.{}MB", tenths / 10, tenths % 10)
    }

    /// What is read aloud in place of the picture.
    pub fn alt(&self, w: &Words) -> String {
        if self.caption.is_empty() {
            w.files_unnamed(&self.name)
        } else {
            self.caption.clone()
        }
    }

    /// The small picture's pixels across and down, so that the page does not jump when it arrives.
    pub fn shown(&self) -> (i64, i64) {
        let (width, height) = self.size.unwrap_or((1, 1));
        let (side, most) = (width.max(height).max(1), i64::from(PREVIEW_SIDE));
        if side <= most {
            (width, height)
        } else {
            ((width * most / side).max(1), (height * most / side).max(1))
        }
    }
}

/// `/dialogues/{dialogue}/files`: every photo and file of a record.
#[derive(Template)]
#[template(path = "files/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The title of the record.
    pub title: String,
    /// Its address.
    pub record: String,
    /// The files, the newest first.
    pub files: Vec<FileLine>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Where the reader may add some.
    pub add_to: Option<String>,
    /// The form for more.
    pub form: Form,
}

impl Index {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        labels(self.page.w, "file", "file-caption")
    }
}

/// The labels of a field for files and of its description.
pub fn labels(w: Words, field: &'static str, caption: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![(field, w.files_field()), (caption, w.files_caption())]
}

/// `/files/{attachment}/edit`.
#[derive(Template)]
#[template(path = "files/edit.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The file.
    pub file: FileLine,
    /// The page it stands on.
    pub record: String,
}

impl Edit {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        vec![("caption", self.page.w.files_caption())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(bytes: i64, size: Option<(i64, i64)>) -> FileLine {
        FileLine {
            id: "00000000-0000-7000-8000-000000000000".parse().unwrap(),
            name: "a.jpg".into(),
            media: Media::Jpeg,
            bytes,
            size,
            caption: String::new(),
            by: String::new(),
            at: Timestamp(0),
            mine: false,
        }
    }

    #[test]
    fn sizes_are_said_as_people_read_them() {
        for (bytes, said) in [
            (1, "1KB"),
            (1024, "1KB"),
            (340_000, "333KB"),
            (1 << 20, "1.0MB"),
            (20 << 20, "20.0MB"),
        ] {
            assert_eq!(line(bytes, None).weight(), said);
        }
    }

    #[test]
    fn pictures_say_how_large_they_are_shown() {
        assert_eq!(line(1, Some((800, 600))).shown(), (800, 600));
        assert_eq!(line(1, Some((4000, 3000))).shown(), (1280, 960));
        assert_eq!(line(1, Some((1, 4000))).shown(), (1, 1280));
    }
}

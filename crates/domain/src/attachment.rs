//! 写真・資料: a file hung on a record. Whoever may see the record may see its files; nobody else.

use crate::{coded::coded, id::SeatId, viewer::Viewer};

/// The most bytes one file may have.
pub const MOST_BYTES: u64 = 20 << 20;
/// The most files one form may carry.
pub const MOST_FILES: usize = 10;
/// The most bytes all files of one form may have together.
pub const MOST_TOGETHER: u64 = 100 << 20;
/// The longest side of the picture shown on pages.
pub const PREVIEW_SIDE: u32 = 1280;

coded! {
    /// What a file is, found out from its bytes. Nothing else is taken.
    pub enum Media {
        /// A photo.
        Jpeg = "jpeg",
        /// A drawing, a picture of a screen.
        Png = "png",
        /// A picture as browsers keep them.
        Webp = "webp",
        /// A document as it is printed.
        Pdf = "pdf",
        /// A text in Office Open XML.
        Docx = "docx",
        /// A spreadsheet in Office Open XML.
        Xlsx = "xlsx",
        /// Slides in Office Open XML.
        Pptx = "pptx",
        /// A text in `OpenDocument`.
        Odt = "odt",
        /// A spreadsheet in `OpenDocument`.
        Ods = "ods",
        /// Slides in `OpenDocument`.
        Odp = "odp",
        /// Text in UTF-8 or `Shift_JIS`.
        Text = "text",
        /// A table as text.
        Csv = "csv",
        /// Appointments.
        Calendar = "ics",
    }
}

impl Media {
    /// The media type it is sent with.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Text => "text/plain",
            Self::Csv => "text/csv",
            Self::Calendar => "text/calendar",
        }
    }

    /// How names of such files end, without the dot; the first is the one we add where there is none.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Odp => &["odp"],
            Self::Text => &["txt", "text", "md"],
            Self::Csv => &["csv", "tsv"],
            Self::Calendar => &["ics"],
        }
    }

    /// The kind of text whose names end like this; `None` for what is no text.
    pub fn of_text(ending: &str) -> Option<Self> {
        let texts = [Self::Text, Self::Csv, Self::Calendar];
        texts
            .into_iter()
            .find(|media| media.extensions().contains(&ending))
    }

    /// Whether pages show it as a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }
}

/// Whether a file may be described anew or taken back: by who hung it up, under the hat they wore.
pub fn may_change(viewer: &Viewer, seat: SeatId) -> bool {
    viewer.seat() == Some(seat)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::coded::Coded;

    #[test]
    fn an_ending_names_one_kind() {
        let mut seen = BTreeSet::new();
        for media in Media::ALL {
            for ending in media.extensions() {
                assert!(seen.insert(*ending), "{ending}");
            }
            assert!(media.mime().contains('/'));
            assert_eq!(media.is_picture(), media.mime().starts_with("image/"));
        }
        // What browsers run is in no list.
        for ending in ["html", "htm", "svg", "xml", "js", "exe", "docm", "zip"] {
            assert!(!seen.contains(ending), "{ending}");
        }
    }
}

//! The files that pages need, inside the binary: style sheet, scripts, pictures, fonts.
//!
//! For each file below `/assets` of the workspace there is a constant with its address, named after the path:
//! `APP_CSS` (all of `assets/css`, joined), `JS_CONFIRM_JS`, `IMG_LOGO_SVG`. A template writes
//! `{{ crate::assets::APP_CSS }}`; a file that does not exist does not compile. The address carries a
//! fingerprint of the content, so the answer may be kept forever.

/// A file as it is served.
#[derive(Debug)]
pub struct Asset {
    /// Its address, fingerprint included: `/assets/app-1a2b3c4d.css`.
    pub path: &'static str,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// Its content.
    pub identity: &'static [u8],
    /// Its content under gzip, where that is smaller.
    pub gzip: Option<&'static [u8]>,
    /// Its content under brotli, where that is smaller.
    pub brotli: Option<&'static [u8]>,
    /// The value of `ETag`, quotes included. It is weak, since it stands for all three encodings.
    pub etag: &'static str,
}

mod table {
    #![allow(clippy::all, clippy::pedantic, reason = "written by the build script")]

    use super::Asset;

    include!(concat!(env!("OUT_DIR"), "/assets.rs"));

    pub(super) fn all() -> &'static [Asset] {
        &ASSETS
    }
}

pub use table::*;

/// The file at exactly this address (`/assets/…` with the fingerprint), if there is one.
pub fn find(path: &str) -> Option<&'static Asset> {
    let all = all();
    let at = all.binary_search_by(|asset| asset.path.cmp(path)).ok()?;
    all.get(at)
}

/// Every file, in order of its address.
pub fn all() -> &'static [Asset] {
    table::all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_by_its_address_alone() {
        for asset in all() {
            assert!(std::ptr::eq(find(asset.path).unwrap(), asset));
            assert!(find(asset.path.trim_start_matches('/')).is_none());
        }
        assert!(find("/assets/app.css").is_none());
        assert!(find("").is_none());
    }

    #[test]
    fn the_style_sheet_is_fingerprinted_and_typed() {
        let sheet = find(APP_CSS).unwrap();
        assert!(sheet.path.starts_with("/assets/app-"), "{}", sheet.path);
        assert_eq!(sheet.content_type, "text/css; charset=utf-8");
        assert!(sheet.etag.starts_with("W/\"") && sheet.etag.ends_with('"'));
    }

    #[test]
    fn compressed_forms_are_smaller() {
        for asset in all() {
            for packed in [asset.gzip, asset.brotli].into_iter().flatten() {
                assert!(packed.len() < asset.identity.len(), "{}", asset.path);
            }
        }
    }
}

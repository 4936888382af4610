//! The files that pages need, as they are served: fingerprinted names, compressed forms, one table.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use super::{css, scripts};

/// A file below `assets/`.
pub struct File {
    /// Its path below `assets/`, with `/`: the logical name, except for style sheets.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file as it is served.
#[derive(Debug)]
pub struct Served {
    /// Its logical name: `app.css`, `img/logo.svg`.
    pub name: String,
    /// Its address: `/assets/app-1a2b3c4d.css`.
    pub path: String,
    /// Its media type.
    pub content_type: &'static str,
    /// SHA-256 of its content, in hexadecimal.
    pub digest: String,
    /// Its content.
    pub identity: Vec<u8>,
    /// Its content under gzip, where that is smaller.
    pub gzip: Option<Vec<u8>>,
    /// Its content under brotli, where that is smaller.
    pub brotli: Option<Vec<u8>>,
}

/// File name extension, media type, and whether compressing is worth trying.
const TYPES: [(&str, &str, bool); 14] = [
    ("css", "text/css; charset=utf-8", true),
    ("js", "text/javascript; charset=utf-8", true),
    ("json", "application/json", true),
    ("svg", "image/svg+xml", true),
    ("txt", "text/plain; charset=utf-8", true),
    ("webmanifest", "application/manifest+json", true),
    ("avif", "image/avif", false),
    ("ico", "image/x-icon", true),
    ("jpg", "image/jpeg", false),
    ("png", "image/png", false),
    ("webp", "image/webp", false),
    ("ttf", "font/ttf", true),
    ("woff", "font/woff", false),
    ("woff2", "font/woff2", false),
];

/// Turns the files below `assets/` into what is served, in order of the logical name: the style sheets as one
/// `app.css`, everything else by itself. `brotli_quality` is 0 to 11. Every problem names its file.
pub fn serve(files: Vec<File>, brotli_quality: i32) -> Result<Vec<Served>, Vec<String>> {
    let mut workshop = Workshop {
        brotli_quality,
        ..Workshop::default()
    };
    let mut order = None;
    let mut sheets = Vec::new();
    for File { name, bytes } in files {
        if name == "css/order.txt" {
            order = workshop.text(&name, bytes);
        } else if let Some(sheet) = name.strip_prefix("css/") {
            if extension(sheet) == "css" {
                sheets.extend(workshop.text(&name, bytes).map(|text| (sheet.to_owned(), text)));
            } else {
                workshop.problems.push(format!(
                    "assets/{name}: only style sheets and order.txt belong in css"
                ));
            }
        } else if extension(&name) == "js" {
            if let Some(text) = workshop.text(&name, bytes) {
                workshop.scripts.insert(name, text);
            }
        } else {
            workshop.add(name, bytes);
        }
    }
    let names: Vec<String> = workshop.scripts.keys().cloned().collect();
    for name in names {
        if let Err(problem) = workshop.script(&name, &mut Vec::new()) {
            workshop.problems.push(problem);
        }
    }
    let Some(order) = order else {
        workshop
            .problems
            .push("assets/css/order.txt: is missing".to_owned());
        return Err(workshop.problems);
    };
    match css::join(&sheets, &order, &|name| {
        workshop.served.get(name).map(|served| served.path.clone())
    }) {
        Ok(joined) => workshop.add("app.css".to_owned(), joined.into_bytes()),
        Err(problems) => workshop.problems.extend(problems),
    }
    workshop.finish()
}

#[derive(Default)]
struct Workshop {
    brotli_quality: i32,
    scripts: BTreeMap<String, String>,
    served: BTreeMap<String, Served>,
    problems: Vec<String>,
}

impl Workshop {
    fn text(&mut self, name: &str, bytes: Vec<u8>) -> Option<String> {
        let text = String::from_utf8(bytes).ok();
        if text.is_none() {
            self.problems.push(format!("assets/{name}: is not UTF-8"));
        }
        text
    }

    /// Adds a script after the scripts it imports and gives its address; `trail` holds those importing it.
    fn script(&mut self, name: &str, trail: &mut Vec<String>) -> Result<String, String> {
        if let Some(served) = self.served.get(name) {
            return Ok(served.path.clone());
        }
        if trail.iter().any(|importer| importer == name) {
            return Err(format!(
                "assets/{name}: imports itself: {} → {name}",
                trail.join(" → ")
            ));
        }
        let Some(text) = self.scripts.get(name).cloned() else {
            let importer = trail.last().map_or("", String::as_str);
            return Err(format!(
                "assets/{importer}: imports {name}, and there is no such script"
            ));
        };
        trail.push(name.to_owned());
        let text = scripts::point_imports(name, &text, &mut |imported| self.script(imported, trail))?;
        trail.pop();
        self.add(name.to_owned(), text.into_bytes());
        self.served
            .get(name)
            .map(|served| served.path.clone())
            .ok_or_else(|| format!("assets/{name}: cannot be served"))
    }

    fn add(&mut self, name: String, identity: Vec<u8>) {
        let Some((stem, (extension, content_type, compress))) =
            name.rsplit_once('.').and_then(|(stem, extension)| {
                TYPES
                    .iter()
                    .find(|known| known.0 == extension)
                    .map(|known| (stem, *known))
            })
        else {
            self.problems
                .push(format!("assets/{name}: the build knows no media type for it"));
            return;
        };
        if !name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte))
        {
            self.problems
                .push(format!("assets/{name}: a name has only a–z, 0–9, - and _"));
            return;
        }
        let digest: String = Sha256::digest(&identity)
            .iter()
            .fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            });
        let path = format!(
            "/assets/{stem}-{}.{extension}",
            digest.get(..8).unwrap_or_default()
        );
        let mut smaller = |packed: io::Result<Vec<u8>>| match packed {
            Ok(packed) => Some(packed).filter(|packed| packed.len() < identity.len()),
            Err(error) => {
                self.problems
                    .push(format!("assets/{name}: does not compress: {error}"));
                None
            }
        };
        let (gzip, brotli) = if compress {
            (
                smaller(gzip(&identity)),
                smaller(brotli(&identity, self.brotli_quality)),
            )
        } else {
            (None, None)
        };
        self.served.insert(
            name.clone(),
            Served {
                name,
                path,
                content_type,
                digest,
                identity,
                gzip,
                brotli,
            },
        );
    }

    fn finish(mut self) -> Result<Vec<Served>, Vec<String>> {
        let mut constants = BTreeMap::new();
        for name in self.served.keys() {
            if let Some(other) = constants.insert(constant(name), name) {
                self.problems.push(format!(
                    "assets/{name}: its constant {} is also that of {other}",
                    constant(name)
                ));
            }
        }
        if self.problems.is_empty() {
            Ok(self.served.into_values().collect())
        } else {
            Err(self.problems)
        }
    }
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn brotli(mut bytes: &[u8], quality: i32) -> io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        size_hint: bytes.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut packed, &params)?;
    Ok(packed)
}

/// What follows the last dot of a name, in the case it is written in.
fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// `img/logo-small.svg` → `IMG_LOGO_SMALL_SVG`
fn constant(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect()
}

/// The Rust text of the constants and of the table, sorted by address. The contents are expected in files
/// below `$OUT_DIR` named as the address, with `.gz` and `.br` for the compressed forms.
pub fn table(served: &[Served]) -> String {
    let mut out = String::new();
    // Writing into a String cannot fail.
    let _ = write_table(&mut out, served);
    out
}

fn write_table(out: &mut String, served: &[Served]) -> fmt::Result {
    writeln!(out, "// Written by the build script from assets/.\n")?;
    for one in served {
        writeln!(out, "/// The address of `{}`.", one.name)?;
        writeln!(out, "pub const {}: &str = {:?};", constant(&one.name), one.path)?;
    }
    let mut by_path: Vec<_> = served.iter().collect();
    by_path.sort_by(|a, b| a.path.cmp(&b.path));
    writeln!(out, "\n/// Every file, in order of its address.")?;
    writeln!(out, "static ASSETS: [Asset; {}] = [", by_path.len())?;
    for one in by_path {
        let content = |ending: &str| {
            format!(
                "include_bytes!(concat!(env!(\"OUT_DIR\"), \"{}{ending}\"))",
                one.path
            )
        };
        let packed = |packed: &Option<Vec<u8>>, ending: &str| match packed {
            Some(_) => format!("Some({})", content(ending)),
            None => "None".to_owned(),
        };
        writeln!(out, "    Asset {{")?;
        writeln!(out, "        path: {:?},", one.path)?;
        writeln!(out, "        content_type: {:?},", one.content_type)?;
        writeln!(out, "        identity: {},", content(""))?;
        writeln!(out, "        gzip: {},", packed(&one.gzip, ".gz"))?;
        writeln!(out, "        brotli: {},", packed(&one.brotli, ".br"))?;
        let tag = one.digest.get(..32).unwrap_or_default();
        writeln!(out, "        etag: {:?},", format!("W/\"{tag}\""))?;
        writeln!(out, "    }},")?;
    }
    writeln!(out, "];")
}

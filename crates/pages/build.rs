//! Writes the words of the pages (`words.rs`) and the files they need (`assets.rs`) into `OUT_DIR`.
//!
//! What each part does is said in `build/`; here the disk is read and written, and problems are told to cargo.

#[path = "build/mod.rs"]
mod build;

use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

use build::assets::{self, File};
use build::catalogue;
use build::fluent::{Language, Source};
use build::readings::Readings;

/// The workspace, seen from this crate.
const WORKSPACE: &str = "../..";

/// What is read from `locales/`.
const LANGUAGES: [Language; 3] = [Language::Ja, Language::En, Language::Easy];

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    println!("cargo::rerun-if-changed={WORKSPACE}/assets");
    tell(write_assets(&out)?);
    for language in LANGUAGES {
        println!(
            "cargo::rerun-if-changed={WORKSPACE}/locales/{}",
            language.folder()
        );
    }
    tell(write_words(&out)?);
    Ok(())
}

/// Each problem as an error of cargo's, which ends the build once the script has said all of them.
fn tell(problems: Vec<String>) {
    for problem in problems {
        println!("cargo::error={}", problem.replace('\n', " "));
    }
}

fn write_words(out: &Path) -> io::Result<Vec<String>> {
    let mut sources = Vec::new();
    for language in LANGUAGES {
        let folder = format!("locales/{}", language.folder());
        for (name, path) in files_below(&Path::new(WORKSPACE).join(&folder))? {
            if path.extension().is_some_and(|extension| extension == "ftl") {
                let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
                sources.push(Source {
                    language,
                    file: format!("{folder}/{name}"),
                    text,
                });
            }
        }
    }
    let file = format!("locales/{}/readings.txt", Language::Easy.folder());
    let readings = match Readings::read(&file, &fs::read_to_string(Path::new(WORKSPACE).join(&file))?) {
        Ok(readings) => readings,
        Err(problems) => return Ok(problems),
    };
    match catalogue::methods(&sources, &readings) {
        Ok(methods) => fs::write(out.join("words.rs"), methods).map(|()| Vec::new()),
        Err(problems) => Ok(problems),
    }
}

fn write_assets(out: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    for (name, path) in files_below(&Path::new(WORKSPACE).join("assets"))? {
        files.push(File {
            name,
            bytes: fs::read(path)?,
        });
    }
    // The last steps of brotli take seconds and save a few per cent: not for a build that lives an hour.
    let brotli_quality = if env::var("PROFILE").as_deref() == Ok("release") {
        11
    } else {
        5
    };
    let served = match assets::serve(files, brotli_quality) {
        Ok(served) => served,
        Err(problems) => return Ok(problems),
    };
    for one in &served {
        let path = out.join(one.path.trim_start_matches('/'));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let named = |ending: &str| PathBuf::from(format!("{}{ending}", path.display()));
        fs::write(&path, &one.identity)?;
        if let Some(gzip) = &one.gzip {
            fs::write(named(".gz"), gzip)?;
        }
        if let Some(brotli) = &one.brotli {
            fs::write(named(".br"), brotli)?;
        }
    }
    fs::write(out.join("assets.rs"), assets::table(&served)).map(|()| Vec::new())
}

/// Every file below a folder with its path from there, joined by `/`, in a stable order; hidden ones are
/// skipped, since editors and desktops leave such behind.
fn files_below(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            found.extend(
                files_below(&entry.path())?
                    .into_iter()
                    .map(|(inner, path)| (format!("{name}/{inner}"), path)),
            );
        } else {
            found.push((name, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}

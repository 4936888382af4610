//! The photos and files of the demo world, drawn and written for it, inside the binary.

use anyhow::Context;
use files::{Files, Key, Part};

/// One of them.
pub struct Picture {
    name: &'static str,
    /// The key of its object; the same in every demo, so that each start finds what an earlier one kept.
    pub key: &'static str,
    /// The file as somebody sends it.
    pub bytes: &'static [u8],
}

const ALL: [Picture; 4] = [
    Picture {
        name: "three_stones",
        key: "d0000000000000000000000000000001",
        bytes: include_bytes!("../../demo/pictures/three_stones.png"),
    },
    Picture {
        name: "a_week",
        key: "d0000000000000000000000000000002",
        bytes: include_bytes!("../../demo/pictures/a_week.png"),
    },
    Picture {
        name: "a_week_as_a_table",
        key: "d0000000000000000000000000000003",
        bytes: include_bytes!("../../demo/pictures/a_week_as_a_table.csv"),
    },
    Picture {
        name: "boots",
        key: "d0000000000000000000000000000004",
        bytes: include_bytes!("../../demo/pictures/boots.png"),
    },
];

/// The one of a name.
pub fn find(name: &str) -> anyhow::Result<&'static Picture> {
    ALL.iter()
        .find(|one| one.name == name)
        .with_context(|| format!("no picture {name}"))
}

/// Keeps them all where the demo has its files.
pub async fn keep(files: &Files) -> anyhow::Result<()> {
    for one in &ALL {
        let key = Key::parse(one.key).context("a key")?;
        if files.get(&key, Part::Whole).await?.is_some() {
            continue;
        }
        let accepted = files::accept(&format!("{}.{}", one.name, ending(one)), one.bytes.into())?;
        if let Some(picture) = accepted.picture {
            files.put(&key, Part::Preview, picture.preview).await?;
        }
        files.put(&key, Part::Whole, accepted.bytes).await?;
    }
    Ok(())
}

fn ending(one: &Picture) -> &'static str {
    if one.bytes.starts_with(b"\x89PNG") {
        "png"
    } else {
        "csv"
    }
}

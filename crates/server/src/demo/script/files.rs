//! The files of the demo world, inside the binary: together they are one.

use anyhow::Context;

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../../demo/", $name, ".toml")))),+]
    };
}

const FILES: &[(&str, &str)] = &files![
    "towns",
    "people",
    "packages",
    "consulting",
    "guide",
    "fairness",
    "going_on",
    "dialogues_hayaseno_bukatsu",
    "dialogues_hayaseno_madoguchi",
    "dialogues_nagiura_shelter",
    "dialogues_nagiura_shopping",
    "dialogues_somano_akiya",
    "dialogues_somano_firewood",
    "dialogues_somano_ride",
    "round_hayaseno_bukatsu",
    "round_hayaseno_madoguchi",
    "round_hayaseno_madoguchi_wider",
    "round_nagiura_shelter",
    "round_nagiura_shopping",
    "round_nagiura_shopping_second",
    "round_somano_akiya",
    "round_somano_firewood",
    "round_somano_ride",
    "trials",
];

/// All files as one: lists of the same name follow one another.
pub(super) fn together() -> anyhow::Result<toml::Table> {
    let mut all = toml::Table::new();
    for (name, text) in FILES.iter().copied() {
        let file: toml::Table = toml::from_str(text).with_context(|| format!("reading {name}.toml"))?;
        for (key, value) in file {
            if let (Some(toml::Value::Array(before)), Some(more)) = (all.get_mut(&key), value.as_array()) {
                before.extend(more.iter().cloned());
            } else {
                all.insert(key, value);
            }
        }
    }
    Ok(all)
}

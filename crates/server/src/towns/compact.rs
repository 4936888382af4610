//! Our own compact table of governments: tab-separated, ordered by code, without what follows from the code.

use ::csv::WriterBuilder;
use domain::{Coded, municipality::Municipality};

/// The columns, in this order. The prefecture's name is that of the row of its prefecture.
pub const COLUMNS: [&str; 7] = ["code", "kind", "name", "kana", "lat", "lng", "site"];

/// Writes governments as a compact table that [`super::read`] reads back.
pub fn write_compact(towns: &[Municipality]) -> Result<String, ::csv::Error> {
    let mut ordered: Vec<&Municipality> = towns.iter().collect();
    ordered.sort_by_key(|town| town.code);
    let mut table = Vec::new();
    {
        let mut writer = WriterBuilder::new().delimiter(b'\t').from_writer(&mut table);
        writer.write_record(COLUMNS)?;
        for town in ordered {
            let [latitude, longitude] = [town.latitude, town.longitude]
                .map(|degrees| degrees.map_or_else(String::new, |at| at.to_string()));
            let site = town.site.as_deref().unwrap_or_default();
            let code = town.code.as_str();
            writer.write_record([
                code,
                town.kind.code(),
                &town.name,
                &town.kana,
                &latitude,
                &longitude,
                site,
            ])?;
        }
        writer.flush()?;
    }
    // Only texts were written.
    Ok(String::from_utf8_lossy(&table).into_owned())
}

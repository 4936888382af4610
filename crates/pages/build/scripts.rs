//! ES modules that import each other: the address in `import … from "./other.js"` is pointed at the
//! fingerprinted file, since the browser would ask for the plain name.

use super::css::beside;

/// Calls `resolve` with the logical name of each module that the script `name` imports by a relative address
/// and writes the address it gives in its place. Anything else stays as it is.
///
/// An import is a quoted address that begins with `./` or `../` after `from`, `import` or `import(`.
pub fn point_imports(
    name: &str,
    script: &str,
    resolve: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Result<String, String> {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(at) = rest.find(['"', '\'']) {
        let (before, quoted) = rest.split_at(at);
        out.push_str(before);
        let (quote, after) = quoted.split_at(1);
        out.push_str(quote);
        rest = after;
        let address = after.split(['"', '\'', '\n']).next().unwrap_or_default();
        let closed = after
            .get(address.len()..)
            .is_some_and(|end| end.starts_with(quote));
        let relative = address.starts_with("./") || address.starts_with("../");
        if closed && relative && follows_import(before) {
            let target = beside(name, address)
                .ok_or_else(|| format!("assets/{name}: {address}: leaves the folder of assets"))?;
            out.push_str(&resolve(&target)?);
            rest = after.get(address.len()..).unwrap_or_default();
            // The closing quote opens nothing.
            out.push_str(quote);
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    Ok(out)
}

fn follows_import(before: &str) -> bool {
    let before = before.trim_end();
    let called = before.strip_suffix('(').map(str::trim_end);
    let word = called.unwrap_or(before);
    let ends_with = |keyword: &str| {
        word.strip_suffix(keyword).is_some_and(|head| {
            !head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.'))
        })
    };
    ends_with("import") || (called.is_none() && ends_with("from"))
}

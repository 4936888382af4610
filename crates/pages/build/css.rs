//! The one style sheet: files joined in the order that `order.txt` gives, comments and indentation left out,
//! `url(…)` pointed at the fingerprinted files.
//!
//! Nothing else is rewritten: strings, escapes and everything inside `url(…)` stay as they are written.

use std::collections::BTreeSet;

/// Joins the style sheets in the given order.
///
/// `files` are (path below `assets/css`, text); `order` is the text of `order.txt`: one path a line, blank
/// lines and lines that start with `#` skipped. `url_of` gives the address of a logical name such as
/// `img/logo.svg`. Every problem names its file.
pub fn join(
    files: &[(String, String)],
    order: &str,
    url_of: &dyn Fn(&str) -> Option<String>,
) -> Result<String, Vec<String>> {
    let mut problems = Vec::new();
    let mut joined = String::new();
    let mut listed = BTreeSet::new();
    for name in order
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if !listed.insert(name) {
            problems.push(format!("assets/css/order.txt: {name}: is listed twice"));
            continue;
        }
        let Some((_, text)) = files.iter().find(|(file, _)| file == name) else {
            problems.push(format!("assets/css/order.txt: {name}: there is no such file"));
            continue;
        };
        match compact(name, text, url_of) {
            Ok(text) => joined.push_str(&text),
            Err(problem) => problems.push(problem),
        }
    }
    for (name, _) in files.iter().filter(|(name, _)| !listed.contains(name.as_str())) {
        problems.push(format!(
            "assets/css/{name}: is not listed in assets/css/order.txt"
        ));
    }
    if problems.is_empty() {
        Ok(joined)
    } else {
        Err(problems)
    }
}

/// One style sheet without comments, indentation and blank lines; it ends with a line break.
pub fn compact(file: &str, css: &str, url_of: &dyn Fn(&str) -> Option<String>) -> Result<String, String> {
    let css = css.trim_start_matches('\u{feff}');
    let mut pass = Pass {
        file,
        css,
        at: 0,
        out: String::with_capacity(css.len()),
        line_start: true,
        url_of,
    };
    pass.run().map_err(|problem| {
        let line = css.bytes().take(pass.at).filter(|byte| *byte == b'\n').count() + 1;
        format!("assets/css/{file}: line {line}: {problem}")
    })?;
    if !pass.out.is_empty() && !pass.out.ends_with('\n') {
        pass.out.push('\n');
    }
    Ok(pass.out)
}

struct Pass<'c> {
    file: &'c str,
    css: &'c str,
    /// How many bytes of `css` are done.
    at: usize,
    out: String,
    /// Whether nothing but white space came since the last line break.
    line_start: bool,
    url_of: &'c dyn Fn(&str) -> Option<String>,
}

impl<'c> Pass<'c> {
    fn run(&mut self) -> Result<(), String> {
        let mut open_braces = 0_u32;
        while let Some(next) = self.rest().chars().next() {
            match next {
                '/' if self.rest().starts_with("/*") => self.comment()?,
                '"' | '\'' => {
                    let length = string_length(self.rest())?;
                    self.copy(length);
                }
                '\\' => self.copy(escape_length(self.rest())),
                '\n' | '\r' | '\u{c}' | '\t' | ' ' => self.white_space(next),
                '@' if starts_with_word(self.rest(), "@import") => {
                    return Err(
                        "@import has no place in a joined style sheet; list the file in order.txt".into(),
                    );
                }
                'u' | 'U' if starts_with_word(self.rest(), "url(") && !self.inside_word() => self.url()?,
                '{' => {
                    open_braces += 1;
                    self.copy(1);
                }
                '}' => {
                    open_braces = open_braces.checked_sub(1).ok_or("a } without its {")?;
                    self.copy(1);
                }
                other => self.copy(other.len_utf8()),
            }
        }
        // Unclosed, it would swallow the files that follow.
        if open_braces == 0 {
            Ok(())
        } else {
            Err("a { is never closed".to_owned())
        }
    }

    fn rest(&self) -> &'c str {
        self.css.get(self.at..).unwrap_or_default()
    }

    fn copy(&mut self, length: usize) {
        let end = self.at + length;
        self.out.push_str(self.css.get(self.at..end).unwrap_or_default());
        self.at = end;
        self.line_start = false;
    }

    fn white_space(&mut self, space: char) {
        self.at += space.len_utf8();
        if self.line_start {
            return;
        }
        self.line_start = space == '\n';
        if space != '\r' || !self.rest().starts_with('\n') {
            self.out.push(space);
        }
    }

    /// A comment goes without a trace where it stands beside a separator; between two other characters an
    /// empty one stays, since `a/**/b` is neither `ab` nor `a b`.
    fn comment(&mut self) -> Result<(), String> {
        let length = self
            .rest()
            .get(2..)
            .and_then(|inner| inner.find("*/"))
            .ok_or("a comment is never closed")?;
        self.at += length + 4;
        let joins =
            |side: Option<char>| side.is_some_and(|c| !c.is_ascii_whitespace() && !"{};,:".contains(c));
        if joins(self.out.chars().next_back()) && joins(self.rest().chars().next()) {
            self.out.push_str("/**/");
        }
        Ok(())
    }

    fn inside_word(&self) -> bool {
        self.out
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii())
    }

    fn url(&mut self) -> Result<(), String> {
        let inner = self.rest().get("url(".len()..).unwrap_or_default();
        let lead = inner.len() - inner.trim_start().len();
        let value = inner.trim_start();
        let (target, length) = if value.starts_with(['"', '\'']) {
            let length = string_length(value)?;
            (value.get(1..length - 1).unwrap_or_default(), length)
        } else {
            let length = value.find(')').ok_or("url( is never closed")?;
            (value.get(..length).unwrap_or_default().trim_end(), length)
        };
        let after = value.get(length..).unwrap_or_default();
        let trail = after.len() - after.trim_start().len();
        if !after.trim_start().starts_with(')') {
            return Err(format!("url({target}: only an address is supported inside url()"));
        }
        let whole = "url(".len() + lead + length + trail + 1;
        if target.starts_with('#')
            || target
                .get(..5)
                .is_some_and(|start| start.eq_ignore_ascii_case("data:"))
        {
            self.copy(whole);
            return Ok(());
        }
        let (path, fragment) = target
            .find('#')
            .map_or((target, ""), |hash| target.split_at(hash));
        let url = beside(&format!("css/{}", self.file), path)
            .and_then(|name| (self.url_of)(&name))
            .ok_or_else(|| format!("url({target}): there is no such file in assets/"))?;
        self.out.extend(["url(\"", url.as_str(), fragment, "\")"]);
        self.at += whole;
        self.line_start = false;
        Ok(())
    }
}

/// The logical name that a relative address means when written in the file `from` (itself a logical name).
/// None for an absolute address or one that leaves `assets/`.
pub fn beside(from: &str, address: &str) -> Option<String> {
    if address.is_empty() || address.starts_with('/') || address.contains([':', '\\', '?']) {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Bytes of the string that `text` begins with, both quotes included.
fn string_length(text: &str) -> Result<usize, String> {
    let mut characters = text.char_indices();
    let quote = characters.next().map(|(_, quote)| quote);
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            '\n' => break,
            c if Some(c) == quote => return Ok(at + 1),
            _ => {}
        }
    }
    Err("a string is never closed".to_owned())
}

/// Bytes of the escape that `text` begins with: up to six hexadecimal digits and the one white space that
/// ends them, or any one character.
fn escape_length(text: &str) -> usize {
    let digits = text
        .bytes()
        .skip(1)
        .take(6)
        .take_while(u8::is_ascii_hexdigit)
        .count();
    let after = text.get(1 + digits..).unwrap_or_default();
    let next = after.chars().next();
    match next {
        Some(c) if digits == 0 => 1 + c.len_utf8(),
        Some('\r') if after.starts_with("\r\n") => digits + 3,
        Some(c) if c.is_ascii_whitespace() => digits + 2,
        _ => 1 + digits,
    }
}

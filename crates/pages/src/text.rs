//! Text from people, made safe.

use std::{borrow::Cow, fmt};

use askama::filters::{Escaper, Html};

/// Sanitised HTML from somebody's Markdown; templates print it with `|safe`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Prose(String);

impl Prose {
    /// Renders and sanitises Markdown.
    pub fn of(markdown: &str) -> Self {
        Self(text::markdown::to_html(markdown))
    }

    /// Markdown in several runs with a sentence between them, and after the last `rest`.
    pub(crate) fn with_gaps(runs: &[String], rest: &str, lang: &str, sentence: &str) -> Self {
        let mut html = String::new();
        for run in runs {
            html.push_str(&text::markdown::to_html(run));
            html.extend(["<p class=\"left-out\" lang=\"", lang, "\">", sentence, "</p>\n"]);
        }
        html.push_str(&text::markdown::to_html(rest));
        Self(html)
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Prose {}

/// A title that breaks into lines between phrases: escaped, with `<wbr>` where a line may begin. The style sheet keeps
/// the rest of the heading together.
#[derive(Clone, Debug)]
pub struct Phrases<'t>(Cow<'t, str>);

/// A title as headings show it.
pub fn phrases<'t>(title: impl Into<Cow<'t, str>>) -> Phrases<'t> {
    Phrases(title.into())
}

impl fmt::Display for Phrases<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.as_ref();
        let mut passed = 0;
        for at in text::phrases::breaks(&self.0).iter().copied().map(usize::from) {
            let (phrase, after) = rest.split_at(at - passed);
            Html.write_escaped_str(&mut *f, phrase)?;
            f.write_str("<wbr>")?;
            (rest, passed) = (after, at);
        }
        Html.write_escaped_str(f, rest)
    }
}

impl askama::filters::HtmlSafe for Phrases<'_> {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_is_escaped_and_breaks_between_phrases() {
        assert_eq!(
            phrases("<b>空き家の戸を、だれが開けるか").to_string(),
            "&#60;b&#62;空き家の<wbr>戸を、<wbr>だれが<wbr>開けるか"
        );
        assert_eq!(phrases("Who & what").to_string(), "Who &#38; what");
    }

    proptest! {
        #[test]
        fn without_its_breaks_a_title_is_the_escaped_text(title in "[ぁ-んァ-ヶ一-鿿、。「」（）a-z0-9 <>&\"']{0,60}") {
            let mut escaped = String::new();
            Html.write_escaped_str(&mut escaped, &title).unwrap();
            prop_assert_eq!(phrases(title.as_str()).to_string().replace("<wbr>", ""), escaped);
        }
    }
}

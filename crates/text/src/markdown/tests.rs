use proptest::prelude::*;

use super::*;

const REL: &str = r#"rel="nofollow noopener noreferrer ugc""#;

fn line(source: &str) -> String {
    let html = to_html(source);
    html.trim_end()
        .trim_start_matches("<p>")
        .trim_end_matches("</p>")
        .to_owned()
}

/// Every tag is one that texts may have, with exactly the attributes it may have; text itself cannot hold a `<`.
fn assert_safe(html: &str) {
    const PLAIN: &str =
        "p br strong em del ul ol li blockquote code pre h3 h4 h5 h6 a table thead tbody tr th td hr";
    for (at, _) in html.match_indices('<') {
        let tag = html[at + 1..].split('>').next().unwrap_or_default();
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let closed = name.trim_start_matches('/');
        assert!(
            PLAIN.split(' ').any(|allowed| allowed == closed),
            "<{tag}> in {html}"
        );
        let safe = match name {
            "a" => attributes
                .strip_prefix("href=\"")
                .and_then(|rest| rest.strip_suffix(&format!("\" {REL}")))
                .is_some_and(|url| crate::tree::leads_outside(url) && !url.contains(['"', ' '])),
            "ol" => attributes.is_empty() || attributes.starts_with("start=\""),
            "th" | "td" => {
                ["", "align=\"left\"", "align=\"center\"", "align=\"right\""].contains(&attributes)
            }
            _ => attributes.is_empty(),
        };
        assert!(safe, "<{tag}> in {html}");
    }
    let lower = html.to_lowercase();
    for never in ["<script", "<a href=\"javascript:", "<a href=\"data:"] {
        assert!(!lower.contains(never), "{never} in {html}");
    }
}

#[test]
fn what_towns_write_is_set_in_type() {
    assert_eq!(
        to_html(
            "# 聞いたこと\n\n八時の便で。\n港に六人。\n\n- 買い物\n- **病院**の日\n\n1. まず\n2. つぎ\n\n> 困っていることは別だ\n\n---\n"
        ),
        "<h3>聞いたこと</h3>\n<p>八時の便で。<br>\n港に六人。</p>\n<ul>\n<li>買い物</li>\n<li><strong>病院</strong>の日</li>\n</ul>\n\
         <ol>\n<li>まず</li>\n<li>つぎ</li>\n</ol>\n<blockquote>\n<p>困っていることは別だ</p>\n</blockquote>\n<hr>\n"
    );
}

#[test]
fn tables_keep_their_alignment() {
    let html = to_html("|集落|人|\n|:--|--:|\n|浦|31|\n");
    assert!(
        html.contains(r#"<th align="left">集落</th>"#) && html.contains(r#"<td align="right">31</td>"#),
        "{html}"
    );
}

#[test]
fn headings_stay_below_those_of_the_page() {
    for (typed, html) in [
        ("# あ", "<h3>あ</h3>\n"),
        ("## あ", "<h4>あ</h4>\n"),
        ("###### あ", "<h6>あ</h6>\n"),
        ("#あ", "<p>#あ</p>\n"),
    ] {
        assert_eq!(to_html(typed), html);
    }
    assert_eq!(
        to_html("あ\n---"),
        "<p>あ</p>\n<hr>\n",
        "a line under a paragraph is a line"
    );
}

#[test]
fn emphasis_works_beside_japanese_punctuation() {
    assert_eq!(
        line("これは**「大事」**です。"),
        "これは<strong>「大事」</strong>です。"
    );
    assert_eq!(line("~~やめた~~"), "<del>やめた</del>");
    assert_eq!(line("10~12時と13~15時"), "10~12時と13~15時");
    assert_eq!(line("約~**三割**~ほど"), "約~<strong>三割</strong>~ほど");
    assert_eq!(line("- [ ] 連絡").replace('\n', ""), "<ul><li>[ ] 連絡</li></ul>");
}

#[test]
fn addresses_end_where_japanese_goes_on() {
    for (typed, before, url, shown, after) in [
        (
            "詳しくはhttps://town.example/aをご覧ください",
            "詳しくは",
            "https://town.example/a",
            "https://town.example/a",
            "をご覧ください",
        ),
        (
            "（https://town.example/）",
            "（",
            "https://town.example/",
            "https://town.example/",
            "）",
        ),
        (
            "(see http://a.example/b_(c)).",
            "(see ",
            "http://a.example/b_(c)",
            "http://a.example/b_(c)",
            ").",
        ),
        (
            "連絡先はinfo@town.exampleまで",
            "連絡先は",
            "mailto:info@town.example",
            "info@town.example",
            "まで",
        ),
        (
            "HTTPS://Town.example:8080/~a/?b=1&c=2#d.",
            "",
            "HTTPS://Town.example:8080/~a/?b=1&amp;c=2#d",
            "HTTPS://Town.example:8080/~a/?b=1&amp;c=2#d",
            ".",
        ),
        (
            "[地図](https://map.example/1)です",
            "",
            "https://map.example/1",
            "地図",
            "です",
        ),
        (
            "<https://town.example/a>。",
            "",
            "https://town.example/a",
            "https://town.example/a",
            "。",
        ),
        (
            "![港の写真](https://town.example/p.jpg)",
            "",
            "https://town.example/p.jpg",
            "港の写真",
            "",
        ),
        (
            "![](https://town.example/p.jpg)",
            "",
            "https://town.example/p.jpg",
            "https://town.example/p.jpg",
            "",
        ),
    ] {
        assert_eq!(
            line(typed),
            format!("{before}<a href=\"{url}\" {REL}>{shown}</a>{after}"),
            "{typed}"
        );
    }
    for unlinked in [
        "https://",
        "http://。",
        "a@b",
        "@town.example",
        "ftp://a.example/",
        "xhttp://a.example",
    ] {
        assert_eq!(line(unlinked), unlinked);
    }
    assert_eq!(line("`https://a.example`"), "<code>https://a.example</code>");
    let both = line("https://a.example/ と https://b.example/ と c@d.example");
    assert_eq!(both.matches("<a ").count(), 3, "{both}");
}

#[test]
fn links_elsewhere_become_their_words() {
    for typed in [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](&#x6A;avascript:alert)",
        "[x](<java\tscript:alert(1)>)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "[x](file:///etc/passwd)",
        "[x](/logout)",
        "[x](//evil.example/)",
        "[x](#top)",
        "[x](https://)",
        "![x](javascript:alert(1))",
    ] {
        assert_eq!(line(typed), "x", "{typed}");
    }
}

#[test]
fn typed_html_is_shown_and_never_run() {
    for typed in [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "a <img src=x onerror=alert(1)> b",
        "<svg/onload=alert(1)>",
        "<a href=\"javascript:alert(1)\" onclick=\"x()\">x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<style>@import 'x'</style>",
        "<math><mtext></table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<!--><img src=x onerror=alert(1)>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<p style=\"x:expression(alert(1))\">x</p>",
        "```\"><script>alert(1)</script>\nx\n```",
        "`<script>alert(1)</script>`",
        "[a](https://a.example/\"onmouseover=\"alert(1))",
        "[a](https://a.example \"\\\"><script>alert(1)</script>\")",
        "https://a.example/\"><script>alert(1)</script>",
        "<javascript:alert(1)>",
        "<a@b.example\"onclick=x>",
        "[![x](javascript:a)](https://a.example/)",
        "| <script> |\n|---|\n| <img src=x onerror=1> |",
        "[x]: javascript:alert(1)\n\n[x]",
        "\0<scr\0ipt>alert(1)</scr\0ipt>",
    ] {
        assert_safe(&to_html(typed));
    }
    assert_eq!(
        to_html("<div>\n太字\n</div>"),
        "<p>&lt;div&gt;<br>\n太字<br>\n&lt;/div&gt;</p>\n"
    );
    assert_eq!(line("a <b>太字</b>"), "a &lt;b&gt;太字&lt;/b&gt;");
}

#[test]
fn deep_nesting_neither_hangs_nor_overflows() {
    for piece in [
        "> ", "- ", "[", "![", "*a ", "**", "~", "`", "<", "((", "a@", "http://", "|", "\t",
    ] {
        let source = piece.repeat(4000);
        assert_safe(&to_html(&source));
        to_plain(&source, 80);
    }
}

#[test]
fn a_plain_text_has_the_words_only() {
    let source = "## 聞いたこと\n\n八時の便で**港**へ。\n六人に[地図](https://map.example)を。\n\n- 買い物\n  - 魚\n- 病院\n\n3. まず\n4. つぎ\n\n\
                  |集落|人|\n|--|--|\n|浦|31|\n\n---\n\n> `x` <b>\n\n![写真](https://a.example/p.jpg)\n";
    assert_eq!(
        to_plain(source, 200),
        "聞いたこと\n八時の便で港へ。\n六人に地図を。\n・買い物\n・魚\n・病院\n3. まず\n4. つぎ\n集落 人\n浦 31\nx <b>\n写真"
    );
    assert_eq!(to_plain(source, 10), "聞いたこと\n八時の…");
    assert_eq!(to_plain("", 10), "");
}

proptest! {
    #[test]
    fn nothing_typed_becomes_dangerous(source in any::<String>()) {
        assert_safe(&to_html(&source));
    }

    #[test]
    fn no_arrangement_of_markup_becomes_dangerous(pieces in proptest::collection::vec(prop_oneof![
        Just("<script>"), Just("</script>"), Just("<img src=x onerror=alert(1)>"), Just("javascript:alert(1)"), Just("]("), Just("["),
        Just(")"), Just("!["), Just("<"), Just(">"), Just("\""), Just("'"), Just("`"), Just("```"), Just("\n"), Just("\n\n"), Just("> "),
        Just("- "), Just("|"), Just("|--|"), Just("**"), Just("~~"), Just("~"), Just("_"), Just("https://a.example/"), Just("a@b.example"),
        Just("&#106;"), Just("&lt;"), Just("\\"), Just("港"), Just("、"), Just("    "), Just("# "), Just("<!--"), Just("-->"), Just("<style>"),
        Just("data:text/html,"), Just("mailto:"), Just(" "),
    ], 0..24)) {
        let source = pieces.concat();
        assert_safe(&to_html(&source));
        prop_assert!(crate::chars(&to_plain(&source, 40)) <= 40);
    }
}

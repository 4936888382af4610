use super::super::css::{compact, join};

fn known(name: &str) -> Option<String> {
    (name == "img/wave.svg").then(|| "/assets/img/wave-00.svg".to_owned())
}

fn compacted(css: &str) -> String {
    compact("card.css", css, &known).unwrap()
}

fn refused(css: &str) -> String {
    compact("card.css", css, &known).unwrap_err()
}

fn files(named: &[(&str, &str)]) -> Vec<(String, String)> {
    named
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn comments_indentation_and_blank_lines_go() {
    let css = "/* head\n of file */\n\n.a {\n\t  color: red; /* why */\n\n  /* x */ margin: 0 1px;\n}\r\n\r\n.b { }";
    assert_eq!(compacted(css), ".a {\ncolor: red; \nmargin: 0 1px;\n}\n.b { }\n");
}

#[test]
fn a_comment_between_two_words_keeps_them_apart() {
    assert_eq!(compacted(".a/* and */.b{}"), ".a/**/.b{}\n");
    assert_eq!(compacted(".a /* or */ .b{}"), ".a  .b{}\n");
    assert_eq!(
        compacted(".a{/* x */color/* y */:/* z */red/* w */;}"),
        ".a{color:red;}\n"
    );
}

#[test]
fn strings_and_escapes_are_untouched() {
    let css = ".a::before { content: \"/* no */  \\\"url(x)\\\"\"; }\n.b { content: 'it\\\n   is'; }\n";
    assert_eq!(compacted(css), css);
    // The line break ends the escape, and the indentation after it is a space between two words.
    assert_eq!(compacted(".a\\26\n  .b {}\n"), ".a\\26\n  .b {}\n");
    assert_eq!(compacted(".md\\:x\\/\\* {}\n"), ".md\\:x\\/\\* {}\n");
}

#[test]
fn urls_point_at_the_fingerprinted_file() {
    for written in [
        "url(../img/wave.svg)",
        "url( \"../img/wave.svg\" )",
        "URL('../img/wave.svg')",
        "url(./../img/wave.svg)",
    ] {
        assert_eq!(compacted(&format!(".a{{background:{written} 0}}")), {
            ".a{background:url(\"/assets/img/wave-00.svg\") 0}\n"
        });
    }
    assert_eq!(
        compacted(".a{mask:url(../img/wave.svg#top)}"),
        ".a{mask:url(\"/assets/img/wave-00.svg#top\")}\n"
    );
    assert_eq!(
        compact("parts/card.css", ".a{mask:url(../../img/wave.svg)}", &known).unwrap(),
        ".a{mask:url(\"/assets/img/wave-00.svg\")}\n"
    );
}

#[test]
fn data_fragments_and_other_functions_stay() {
    for css in [
        ".a{background:url(data:image/svg+xml,%3Csvg/*x*/)}\n",
        ".a{background:url(\"data:image/svg+xml,<svg a='b)'>\")}\n",
        ".a{clip-path:url(#shape)}\n",
        ".a{x:my-url(nowhere)}\n",
    ] {
        assert_eq!(compacted(css), css);
    }
}

#[test]
fn every_refusal_names_file_and_line() {
    let cases = [
        (".a {}\n/* open", "line 2: a comment is never closed"),
        (".a { content: \"x\n\"; }", "line 1: a string is never closed"),
        (".a { content: 'x", "line 1: a string is never closed"),
        (".a {\n.b { }\n", "line 3: a { is never closed"),
        (".a { } }", "line 1: a } without its {"),
        (
            "@Import 'x.css';",
            "line 1: @import has no place in a joined style sheet; list the file in order.txt",
        ),
        (
            ".a{b:url(../img/gone.svg)}",
            "line 1: url(../img/gone.svg): there is no such file in assets/",
        ),
        (
            ".a{b:url(/assets/x.svg)}",
            "line 1: url(/assets/x.svg): there is no such file in assets/",
        ),
        (
            ".a{b:url(https://x.jp/a)}",
            "line 1: url(https://x.jp/a): there is no such file in assets/",
        ),
        (
            ".a{b:url(../../../x)}",
            "line 1: url(../../../x): there is no such file in assets/",
        ),
        (
            ".a{b:url(\"x\" y)}",
            "line 1: url(x: only an address is supported inside url()",
        ),
        (".a{b:url(x", "line 1: url( is never closed"),
    ];
    for (css, expected) in cases {
        assert_eq!(refused(css), format!("assets/css/card.css: {expected}"), "{css}");
    }
}

#[test]
fn files_are_joined_in_the_given_order() {
    let files = files(&[("a.css", ".a{}"), ("parts/b.css", "\u{feff}.b{}\n")]);
    let joined = join(&files, "# why b is first\n\nparts/b.css\n a.css \n", &known).unwrap();
    assert_eq!(joined, ".b{}\n.a{}\n");
}

#[test]
fn each_file_is_listed_exactly_once() {
    let files = files(&[("a.css", ""), ("b.css", "")]);
    assert_eq!(
        join(&files, "a.css\na.css\nc.css\n", &known).unwrap_err(),
        [
            "assets/css/order.txt: a.css: is listed twice",
            "assets/css/order.txt: c.css: there is no such file",
            "assets/css/b.css: is not listed in assets/css/order.txt",
        ]
    );
}

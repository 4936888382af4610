use std::io::Read as _;

use super::super::assets::{File, Served, serve, table};

fn files(named: &[(&str, &str)]) -> Vec<File> {
    named
        .iter()
        .map(|(name, text)| File {
            name: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
        })
        .collect()
}

/// Serves the files beside a style sheet that every installation has.
fn served(named: &[(&str, &str)]) -> Result<Vec<Served>, Vec<String>> {
    let mut all = files(&[("css/order.txt", "base.css\n"), ("css/base.css", "a{}\n")]);
    all.extend(files(named));
    serve(all, 5)
}

fn one<'s>(served: &'s [Served], name: &str) -> &'s Served {
    served.iter().find(|one| one.name == name).unwrap()
}

#[test]
fn a_name_carries_the_fingerprint_of_the_content() {
    let served = served(&[("img/logo.svg", "<svg/>"), ("OFL.txt", "x")]).unwrap();
    let sheet = one(&served, "app.css");
    // echo 'a{}' | sha256sum
    assert_eq!(
        sheet.digest,
        "bb4263d9ed62ec8064343107746123e98499b5e2ba5beab54aff959fcc77e372"
    );
    assert_eq!(sheet.path, format!("/assets/app-{}.css", &sheet.digest[..8]));
    let logo = one(&served, "img/logo.svg");
    assert_eq!(logo.path, format!("/assets/img/logo-{}.svg", &logo.digest[..8]));
    assert_eq!(logo.content_type, "image/svg+xml");
}

#[test]
fn a_picture_that_changes_changes_the_style_sheet() {
    let with = |picture| {
        let sheets = [
            ("css/order.txt", "a.css"),
            ("css/a.css", "a{b:url(../img/x.svg)}"),
            ("img/x.svg", picture),
        ];
        let served = serve(files(&sheets), 5).unwrap();
        (
            one(&served, "img/x.svg").path.clone(),
            one(&served, "app.css").path.clone(),
            served,
        )
    };
    let (before, sheet_before, served) = with("<svg/>");
    let (after, sheet_after, _) = with("<svg />");
    assert_ne!(before, after);
    assert_ne!(sheet_before, sheet_after);
    let sheet = String::from_utf8(one(&served, "app.css").identity.clone()).unwrap();
    assert_eq!(sheet, format!("a{{b:url(\"{before}\")}}\n"));
}

#[test]
fn scripts_import_each_other_by_fingerprint() {
    let served = served(&[("js/a.js", "import './b.js';"), ("js/b.js", "let x;")]).unwrap();
    let importing = String::from_utf8(one(&served, "js/a.js").identity.clone()).unwrap();
    assert_eq!(importing, format!("import '{}';", one(&served, "js/b.js").path));
}

#[test]
fn texts_are_compressed_where_that_helps() {
    let long = "<svg></svg>".repeat(100);
    let served = served(&[
        ("img/long.svg", &long),
        ("img/short.svg", "<svg/>"),
        ("img/a.png", &long),
    ])
    .unwrap();
    let packed = one(&served, "img/long.svg");
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed.gzip.as_deref().unwrap())
        .read_to_string(&mut text)
        .unwrap();
    assert_eq!(text, long);
    let mut bytes = Vec::new();
    brotli::BrotliDecompress(&mut packed.brotli.as_deref().unwrap(), &mut bytes).unwrap();
    assert_eq!(bytes, long.as_bytes());
    assert!(one(&served, "img/short.svg").gzip.is_none());
    assert!(one(&served, "img/a.png").brotli.is_none());
}

#[test]
fn the_table_has_a_constant_for_each_and_is_sorted_by_address() {
    let long = "x".repeat(100);
    let served = served(&[("js/ask-first.js", "let x;"), ("img/zoo.svg", &long)]).unwrap();
    let table = table(&served);
    assert!(
        table.contains("pub const JS_ASK_FIRST_JS: &str = \"/assets/js/ask-first-"),
        "{table}"
    );
    assert!(
        table.contains("pub const APP_CSS: &str = \"/assets/app-"),
        "{table}"
    );
    let (_, rows) = table.split_once("static ASSETS: [Asset; 3]").unwrap();
    let places = [
        "path: \"/assets/app-",
        "path: \"/assets/img/zoo-",
        "path: \"/assets/js/ask-first-",
    ]
    .map(|path| rows.find(path).unwrap());
    assert!(places.is_sorted());
    let zoo = &one(&served, "img/zoo.svg").path;
    assert!(rows.contains(&format!(
        "brotli: Some(include_bytes!(concat!(env!(\"OUT_DIR\"), \"{zoo}.br\")))"
    )));
    assert!(rows.contains("gzip: None"));
}

#[test]
fn every_refusal_names_the_file() {
    let cases: &[(&[(&str, &str)], &str)] = &[
        (
            &[("img/a.psd", "x")],
            "assets/img/a.psd: the build knows no media type for it",
        ),
        (
            &[("img/README", "x")],
            "assets/img/README: the build knows no media type for it",
        ),
        (
            &[("img/a b.svg", "x")],
            "assets/img/a b.svg: a name has only a–z, 0–9, - and _",
        ),
        (
            &[("css/x.scss", "x")],
            "assets/css/x.scss: only style sheets and order.txt belong in css",
        ),
        (
            &[("css/x.css", "x")],
            "assets/css/x.css: is not listed in assets/css/order.txt",
        ),
        (
            &[("img/a-b.svg", "x"), ("img/a_b.svg", "x")],
            "assets/img/a_b.svg: its constant IMG_A_B_SVG is also that of img/a-b.svg",
        ),
        (
            &[("js/a.js", "import './gone.js'")],
            "assets/js/a.js: imports js/gone.js, and there is no such script",
        ),
        (
            &[("js/a.js", "import './a.js'")],
            "assets/js/a.js: imports itself: js/a.js → js/a.js",
        ),
    ];
    for (files, expected) in cases {
        assert_eq!(served(files).unwrap_err(), [*expected]);
    }
    assert_eq!(
        serve(Vec::new(), 5).unwrap_err(),
        ["assets/css/order.txt: is missing"]
    );
    let broken = vec![File {
        name: "js/a.js".to_owned(),
        bytes: vec![0xff],
    }];
    assert_eq!(
        serve(broken, 5).unwrap_err(),
        ["assets/js/a.js: is not UTF-8", "assets/css/order.txt: is missing"]
    );
}

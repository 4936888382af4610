use std::collections::HashSet;

use domain::municipality::MunicipalityCodeError;

use super::*;

const MUNICIPALITIES: &str = "pid,pref,cid,city,citykana,lat,lng,url,phrase,lgcode";
const PREFECTURES: &str = "pid,pref,prefkana,url,lgcode,lat,lng";
const COMPACT: &str = "code\tkind\tname\tkana\tlat\tlng\tsite";

fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

fn code(digits: &str) -> MunicipalityCode {
    digits.parse().unwrap()
}

/// The only problem of a file with a good row on line 2 and the given row on line 3.
fn fault(row: &str) -> Fault {
    let good = "18,福井県,18201,福井市,ふくいし,36.06,136.22,https://www.city.fukui.lg.jp/,,182010";
    let mut problems = read(&[source("a.csv", &format!("{MUNICIPALITIES}\n{good}\n{row}\n"))]).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problem = problems.remove(0);
    assert_eq!((problem.file.as_str(), problem.line), ("a.csv", Some(3)));
    problem.what
}

#[test]
fn the_binary_holds_every_local_government_once() {
    let towns = builtin().unwrap();
    let tally = Tally::of(&towns);
    let expected = Tally {
        prefectures: 47,
        cities: 792,
        special_wards: 23,
        towns: 743,
        villages: 183,
    };
    assert_eq!(tally, expected);
    assert_eq!((tally.municipalities(), towns.len()), (1741, 1788));
    assert!(
        towns.windows(2).all(|pair| pair[0].code < pair[1].code),
        "ordered, none twice"
    );
    assert!(
        towns
            .iter()
            .all(|town| !town.code.is_fictional() && town.kind.fits(town.code))
    );
    assert!(
        towns
            .iter()
            .all(|town| town.latitude.is_some() && town.longitude.is_some() && town.site.is_some())
    );
    let wards: Vec<_> = towns
        .iter()
        .filter(|town| town.kind == MunicipalityKind::SpecialWard)
        .collect();
    assert_eq!(
        (wards[0].code.as_str(), wards[22].code.as_str()),
        ("131016", "131237")
    );
    assert!(
        tally
            .to_string()
            .starts_with("1788 local governments: 47 prefectures"),
        "{tally}"
    );
}

#[test]
fn a_government_has_all_that_was_read() {
    let towns = builtin().unwrap();
    let sabae = towns.iter().find(|town| town.name == "鯖江市").unwrap();
    assert_eq!((sabae.code.as_str(), sabae.kana.as_str()), ("182079", "さばえし"));
    assert_eq!(
        (sabae.kind, sabae.prefecture_name.as_str()),
        (MunicipalityKind::City, "福井県")
    );
    let fukui = towns.iter().find(|town| town.code.as_str() == "180009").unwrap();
    assert_eq!(
        (fukui.name.as_str(), fukui.prefecture_name.as_str()),
        ("福井県", "福井県")
    );
}

#[test]
fn no_two_governments_of_a_prefecture_fold_to_one_name() {
    let towns = builtin().unwrap();
    let names: HashSet<_> = towns
        .iter()
        .map(|town| (town.code.prefecture(), text::fold(&town.name)))
        .collect();
    assert_eq!(names.len(), towns.len());
}

#[test]
fn the_compact_table_is_what_would_be_written_again() {
    let towns = builtin().unwrap();
    let table = write_compact(&towns).unwrap();
    assert!(table == include_str!("../../../../data/municipalities.tsv"));
    assert_eq!(read(&[source("again.tsv", &table)]).unwrap(), towns);
}

#[test]
fn both_public_formats_are_read_together_and_wards_left_out() {
    let municipalities = format!(
        "\u{feff}{MUNICIPALITIES}\r\n\
         1,北海道,1100,札幌市,さっぽろし,43.06208877,141.3543886,https://www.city.sapporo.jp/,,011002\r\n\
         1,北海道,1101,札幌市 中央区,さっぽろし ちゅうおうく,43.05,141.34,https://www.city.sapporo.jp/chuo/,\"a,b\",011011\r\n\
         13,東京都,13102,中央区,ちゅうおうく,,,,,131024\r\n"
    );
    let prefectures = format!(
        "{PREFECTURES}\n1,北海道,ほっかいどう,https://www.pref.hokkaido.lg.jp/,10006,43.063968,141.347899"
    );
    let towns = read(&[source("a.csv", &municipalities), source("b.csv", &prefectures)]).unwrap();
    let codes: Vec<&str> = towns.iter().map(|town| town.code.as_str()).collect();
    assert_eq!(codes, ["010006", "011002", "131024"]);
    assert_eq!(towns[0].kind, MunicipalityKind::Prefecture);
    assert_eq!(towns[1].latitude, Some(43.062_088_77));
    assert_eq!(towns[2].kind, MunicipalityKind::SpecialWard);
    assert_eq!((towns[2].longitude, towns[2].site.as_deref()), (None, None));
}

#[test]
fn bad_codes_are_told_with_their_line() {
    use MunicipalityCodeError as Cause;
    for (typed, cause) in [
        (
            "182078",
            Cause::CheckDigit {
                expected: '9',
                actual: '8',
            },
        ),
        (
            "18207",
            Cause::Length {
                expected: 6,
                actual: 5,
            },
        ),
        (
            "",
            Cause::Length {
                expected: 6,
                actual: 0,
            },
        ),
        ("18２079", Cause::NotADigit('２')),
        ("482013", Cause::Prefecture(48)),
    ] {
        let found = fault(&format!("18,福井県,18207,鯖江市,さばえし,35.9,136.1,,,{typed}"));
        assert_eq!(
            found,
            Fault::Code {
                typed: typed.to_owned(),
                cause
            }
        );
    }
    let found = fault("18,福井県,18201,福井市,ふくいし,36.06,136.22,,,182010");
    assert_eq!(
        found,
        Fault::Repeated {
            code: code("182010"),
            file: "a.csv".to_owned(),
            line: 2
        }
    );
}

#[test]
fn bad_names_are_told_with_their_line() {
    let sapporo = "札幌市中央区".to_owned();
    for (fields, typed, expected) in [
        ("福井県,,,さばえし", "182079", Fault::NoName),
        ("福井県,,鯖江市,\u{3000}", "182079", Fault::NoKana),
        (
            "福井県,,鯖江市,サバエシ",
            "182079",
            Fault::NotHiragana("サバエシ".to_owned()),
        ),
        (
            "福井県,,鯖江組合,さばえくみあい",
            "182079",
            Fault::UnknownKind("鯖江組合".to_owned()),
        ),
        (
            "福井県,,鯖江 市,さばえ し",
            "182079",
            Fault::UnknownKind("鯖江 市".to_owned()),
        ),
        (
            "北海道,,札幌市中央区,く",
            "011011",
            Fault::CodeOfAnotherKind {
                name: sapporo,
                code: code("011011"),
            },
        ),
        (
            "石川県,,鯖江市,さばえし",
            "182079",
            Fault::OtherPrefecture {
                code: code("182079"),
                expected: "福井県".to_owned(),
                actual: "石川県".to_owned(),
            },
        ),
    ] {
        assert_eq!(
            fault(&format!(",{fields},35.9,136.1,,,{typed}")),
            expected,
            "{fields}"
        );
    }
}

#[test]
fn bad_places_and_sites_are_told_with_their_line() {
    for (latitude, longitude) in [
        ("北緯35", "136.1"),
        ("136.1", "35.9"),
        ("35.9", ""),
        ("", "136.1"),
        ("NaN", "136.1"),
        ("35.9", "inf"),
    ] {
        let found = fault(&format!(
            "18,福井県,18207,鯖江市,さばえし,{latitude},{longitude},,,182079"
        ));
        assert_eq!(
            found,
            Fault::Place {
                latitude: latitude.to_owned(),
                longitude: longitude.to_owned()
            }
        );
    }
    for site in [
        "www.city.sabae.lg.jp",
        "javascript:alert(1)",
        "https:///x",
        "https://a b",
    ] {
        let found = fault(&format!(
            "18,福井県,18207,鯖江市,さばえし,35.9,136.1,{site},,182079"
        ));
        assert_eq!(found, Fault::Site(site.to_owned()));
    }
    let found = fault("18,福井県,18207,鯖江市,さばえし,35.9,136.1,182079");
    assert_eq!(
        found,
        Fault::Fields {
            expected: 10,
            actual: 8
        }
    );
}

#[test]
fn every_problem_of_every_file_is_listed_in_order() {
    let first = format!(
        "{MUNICIPALITIES}\r\n\r\n18,福井県,,,,x,136.1,ftp://x,,182078\r\n18,福井県,,越前町,えちぜんちょう,,,,,184233\r\n\r\n18,福井県,,池田町,,,,,,183822\r\n"
    );
    let second = format!(
        "{COMPACT}\n184233\ttown\t越前町\tえちぜんちょう\t\t\t\n182079\tcounty\t鯖江市\tさばえし\t\t\t\n"
    );
    let problems = read(&[source("a.csv", &first), source("b.tsv", &second)]).unwrap_err();
    let places: Vec<_> = problems
        .iter()
        .map(|problem| (problem.file.as_str(), problem.line.unwrap()))
        .collect();
    let expected = [("a.csv", 3); 5]
        .into_iter()
        .chain([("a.csv", 6), ("b.tsv", 2), ("b.tsv", 3)]);
    assert_eq!(places, expected.collect::<Vec<_>>(), "{problems:#?}");
    assert_eq!(
        problems[6].to_string(),
        "b.tsv:2: 184233 was already on line 4 of a.csv"
    );
    assert_eq!(problems[7].what, Fault::UnknownKind("county".to_owned()));
}

#[test]
fn files_that_are_no_tables_are_refused_whole() {
    let sjis = b"pref,city,citykana,lat,lng,url,lgcode\n1,2\n\x95\x9f\x88\xe4".to_vec();
    for (bytes, line, what) in [
        (Vec::new(), Some(1), Fault::UnknownHeader),
        (b"code,name\n1,2\n".to_vec(), Some(1), Fault::UnknownHeader),
        (sjis, Some(3), Fault::NotUtf8),
        (format!("{COMPACT}\n").into_bytes(), None, Fault::NoRows),
    ] {
        let problems = read(&[Source {
            name: "x".to_owned(),
            bytes,
        }])
        .unwrap_err();
        assert_eq!(
            problems,
            [Problem {
                file: "x".to_owned(),
                line,
                what
            }]
        );
    }
    let problems = read_files(&[PathBuf::from("/nowhere/towns.csv")]).unwrap_err();
    assert!(
        matches!(
            problems[..],
            [Problem {
                line: None,
                what: Fault::Unreadable(_),
                ..
            }]
        ),
        "{problems:?}"
    );
}

#[test]
fn invented_towns_take_their_prefecture_from_its_row() {
    let town = "993417\ttown\t凪浦町\tなぎうらちょう\t\t\t\n";
    let alone = read(&[source("x.tsv", &format!("{COMPACT}\n{town}"))]).unwrap_err();
    assert_eq!(alone[0].what, Fault::NoPrefectureRow(code("993417")));
    let both = format!("{COMPACT}\n{town}990001\tprefecture\t架空県\tかくうけん\t\t\t\n");
    let towns = read(&[source("x.tsv", &both)]).unwrap();
    assert_eq!(
        (towns[1].name.as_str(), towns[1].prefecture_name.as_str()),
        ("凪浦町", "架空県")
    );
    let misspelt = format!("{COMPACT}\n180009\tprefecture\t福丼県\tふくいけん\t\t\t\n");
    assert!(matches!(
        read(&[source("x.tsv", &misspelt)]).unwrap_err()[0].what,
        Fault::OtherPrefecture { .. }
    ));
}

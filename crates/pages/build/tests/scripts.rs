use super::super::scripts::point_imports;

fn pointed(script: &str) -> String {
    point_imports("js/form.js", script, &mut |name| Ok(format!("<{name}>"))).unwrap()
}

#[test]
fn every_form_of_import_is_pointed_at_its_file() {
    assert_eq!(
        pointed("import { a } from \"./a.js\";\n"),
        "import { a } from \"<js/a.js>\";\n"
    );
    assert_eq!(
        pointed("import './a.js'; import \"./b.js\""),
        "import '<js/a.js>'; import \"<js/b.js>\""
    );
    assert_eq!(
        pointed("export * from '../lib/a.js'"),
        "export * from '<lib/a.js>'"
    );
    assert_eq!(
        pointed("await import( \"./a.js\" )"),
        "await import( \"<js/a.js>\" )"
    );
    assert_eq!(pointed("import{a}from\"./a.js\""), "import{a}from\"<js/a.js>\"");
}

#[test]
fn other_strings_stay() {
    for script in [
        "fetch(\"./a.js\")",
        "const from = \"x\"; Array.from('./a.js')",
        "import x from 'bare'",
        "reimport(\"./a.js\")",
        "const s = 'it\\'s';",
        "from \"./never closed",
        "",
    ] {
        assert_eq!(pointed(script), script);
    }
}

#[test]
fn an_import_from_outside_is_refused() {
    let found = point_imports("js/form.js", "import '../../x.js'", &mut |name| {
        Ok(name.to_owned())
    });
    assert_eq!(
        found.unwrap_err(),
        "assets/js/form.js: ../../x.js: leaves the folder of assets"
    );
}

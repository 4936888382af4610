//! The forms of a page, as a browser reads them: every form is sent things nobody should send.

use std::collections::BTreeSet;

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// `hidden`, `text`, `textarea`, `select`, `radio`, …
    pub kind: String,
    /// The value it has.
    pub value: String,
}

/// A form that is sent by POST.
#[derive(Clone, Debug)]
pub struct PostForm {
    /// Where it is sent.
    pub action: String,
    /// Its fields, the token left out.
    pub fields: Vec<Field>,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let rest = &tag[at..];
    Some(&rest[..rest.find('"')?])
}

/// The forms of a page that are sent by POST, each action once.
pub fn forms(body: &str) -> Vec<PostForm> {
    let mut seen = BTreeSet::new();
    let mut forms = Vec::new();
    for part in body.split("<form").skip(1) {
        let inside = part.split("</form>").next().unwrap_or_default();
        let head = inside.split('>').next().unwrap_or_default();
        let Some(action) = attribute(head, "action") else {
            continue;
        };
        if attribute(head, "method") != Some("post") || !seen.insert(action.to_owned()) {
            continue;
        }
        let mut fields = Vec::new();
        for tag in inside.split('<').skip(1) {
            let kind = tag.split([' ', '>']).next().unwrap_or_default();
            if !matches!(kind, "input" | "textarea" | "select" | "button") {
                continue;
            }
            let open = tag.split('>').next().unwrap_or_default();
            let Some(name) = attribute(open, "name").filter(|name| *name != "csrf") else {
                continue;
            };
            let kind = if kind == "input" {
                attribute(open, "type").unwrap_or("text")
            } else {
                kind
            };
            fields.push(Field {
                name: name.to_owned(),
                kind: kind.to_owned(),
                value: attribute(open, "value").unwrap_or_default().to_owned(),
            });
        }
        forms.push(PostForm {
            action: action.to_owned(),
            fields,
        });
    }
    forms
}

#[test]
fn forms_are_read_as_browsers_do() {
    let body = r#"<form method="post" action="/a" novalidate><input type="hidden" name="csrf" value="t">
        <input class="input" type="text" id="f-x" name="x" value="1"><textarea name="y">z</textarea></form>
        <form method="get" action="/b"><input name="q"></form>"#;
    let forms = forms(body);
    assert_eq!(forms.len(), 1);
    assert_eq!(forms[0].action, "/a");
    let fields: Vec<_> = forms[0]
        .fields
        .iter()
        .map(|one| (one.name.as_str(), one.kind.as_str()))
        .collect();
    assert_eq!(fields, [("x", "text"), ("y", "textarea")]);
}

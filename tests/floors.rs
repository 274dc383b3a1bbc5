//! The floors: a file uses its own and lower ones, and only the bindings know JavaScript. Reads the
//! source as text, so that it sees code for every target and feature.

// So that clippy takes the functions beside the tests for what they are.
#![cfg(test)]
#![expect(clippy::string_slice, reason = "positions come from searches in the same text")]

use std::path::{Path, PathBuf};

/// From the lowest to the highest; `error.rs` lies below all.
const FLOORS: [&str; 7] = ["error", "wire", "model", "protocol", "client", "sandbox", "bindings"];
const OF_JAVASCRIPT: [&str; 3] = ["js_sys", "web_sys", "wasm_bindgen"];

fn floor(name: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| *floor == name)
}

fn rust_files(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every file with its module path, such as `["wire", "xml"]`; the root has none.
fn files() -> Vec<(Vec<String>, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    rust_files(&source, &mut found);
    let module = |path: &Path| {
        let inside = path.strip_prefix(&source).unwrap().with_extension("");
        let mut parts: Vec<String> =
            inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        if parts.last().is_some_and(|last| last == "mod" || last == "lib") {
            parts.pop();
        }
        parts
    };
    found.iter().map(|path| (module(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// The code without comments and without the content of strings.
fn code(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut letters = source.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '/' if letters.peek() == Some(&'/') => {
                letters.by_ref().find(|letter| *letter == '\n');
                code.push('\n');
            }
            '"' => {
                while let Some(letter) = letters.next() {
                    match letter {
                        '\\' => drop(letters.next()),
                        '"' => break,
                        _ => {}
                    }
                }
                code.push_str("\"\"");
            }
            '\'' => {
                // A character, unless it is a lifetime.
                let ahead: Vec<char> = letters.clone().take(2).collect();
                match ahead.as_slice() {
                    ['\\', _] => {
                        letters.next();
                        letters.next();
                        letters.by_ref().find(|letter| *letter == '\'');
                    }
                    [_, '\''] => {
                        letters.next();
                        letters.next();
                    }
                    _ => {}
                }
            }
            letter => code.push(letter),
        }
    }
    code
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn leading_name(text: &str) -> &str {
    text.split(|letter| !is_of_name(letter)).next().unwrap_or_default()
}

/// The names that follow a path's `::`: one, or the first ones inside braces.
fn first_names(rest: &str) -> Vec<&str> {
    let rest = rest.trim_start();
    let Some(group) = rest.strip_prefix('{') else { return vec![leading_name(rest)] };
    let (mut depth, mut start, mut names) = (0_usize, 0, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(leading_name(group[start..at].trim_start()));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(leading_name(group[start..at].trim_start()));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

/// The modules of the crate's root that a file of this module path names.
fn used(module: &[String], code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` counts as well; `other_crate::` does not.
        if !code[..at].ends_with(is_of_name) {
            names.extend(first_names(&code[at + "crate::".len()..]).into_iter().map(str::to_owned));
        }
    }
    for (at, _) in code.match_indices("super::") {
        if code[..at].ends_with(is_of_name) || code[..at].ends_with("super::") {
            continue;
        }
        let (mut rest, mut ups) = (&code[at..], 0);
        while let Some(inside) = rest.strip_prefix("super::") {
            (rest, ups) = (inside, ups + 1);
        }
        if ups >= module.len() {
            names.extend(first_names(rest).into_iter().map(str::to_owned));
        }
    }
    names
}

fn faults(module: &[String], source: &str) -> Vec<String> {
    let code = code(source);
    let Some(home) = module.first() else { return Vec::new() };
    let Some(own) = floor(home) else {
        return vec![format!("{} stands on no floor", module.join("/"))];
    };
    let mut faults: Vec<String> = used(module, &code)
        .into_iter()
        .filter(|name| floor(name).is_some_and(|floor| floor > own))
        .map(|name| format!("{} uses {name}, which is above it", module.join("/")))
        .collect();
    if home != "bindings" {
        faults.extend(
            OF_JAVASCRIPT
                .iter()
                .filter(|name| code.contains(**name))
                .map(|name| format!("{} names {name}, which only bindings may", module.join("/"))),
        );
    }
    faults
}

#[test]
fn imports_point_down() {
    let files = files();
    assert!(files.len() > 20, "only {} files were read", files.len());
    let faults: Vec<String> =
        files.iter().flat_map(|(module, source)| faults(module, source)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_root_knows_no_javascript_either() {
    for (module, source) in files().iter().filter(|(module, _)| module.is_empty()) {
        assert!(module.is_empty());
        for name in OF_JAVASCRIPT {
            assert!(!code(source).contains(name), "lib.rs names {name}");
        }
    }
}

#[test]
fn what_points_up_is_found() {
    let faults_of = |path: &str, source: &str| {
        let module: Vec<String> = path.split('/').map(str::to_owned).collect();
        faults(&module, source).len()
    };
    for (path, source, count) in [
        ("wire/xml", "use crate::error::Error;", 0),
        ("wire/xml", "use crate::model::value::Value;", 1),
        (
            "wire/xml",
            "use crate::{\n    error::Error,\n    model::{value, schema},\n    client,\n};",
            2,
        ),
        ("wire/xml", "fn f() { crate::protocol::flat::f() }", 1),
        ("wire/xml", "use super::super::model::value;", 1),
        ("wire/xml", "use super::model;", 0),
        ("wire", "use super::model::value;", 1),
        (
            "wire/xml",
            "// use crate::model::value;\n/// crate::client\nconst A: &str = \"crate::model\";",
            0,
        ),
        ("wire/xml", "fn f<'a>(text: &'a str) -> char { '\"' } use crate::model::x;", 1),
        ("error", "use crate::wire::xml;", 1),
        (
            "protocol/flat",
            "use crate::model::schema::Kind; use crate::wire::xml; use super::slots;",
            0,
        ),
        ("protocol/flat", "use wasm_bindgen::JsValue; use js_sys::Array;", 2),
        ("sandbox/clock", "use crate::bindings::x;", 1),
        ("bindings/client", "use wasm_bindgen::JsValue; use crate::client::x;", 0),
        ("helpers/x", "", 1),
    ] {
        assert_eq!(faults_of(path, source), count, "{path}: {source}");
    }
}

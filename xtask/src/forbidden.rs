//! What must not be found in a published wasm file: the building machine's paths (they differ from
//! build to build and say who built), the table's documentation (it is for readers, in the
//! package's `operations`), and derived serde code for structs (it was measured to cost most).

use amazon_pay_wasm::model::operations::OPERATIONS;
use amazon_pay_wasm::model::schema::{Field, Kind};
use std::collections::BTreeSet;
use std::env;
use std::path::Path;

/// serde's derives write this into their messages; the core's hand-written impls do not.
const DERIVED: &str = "expected struct";
/// Where people's and machines' own folders begin. `/rustc/…` is not among them: it is what
/// rustup's std was built under, the same for everybody.
const FOLDERS: [&str; 8] =
    ["/home/", "/root/", "/Users/", "/usr/src/", "/usr/lib/", "/tmp/", ":\\Users\\", "/.cargo/"];

/// Every fault of these bytes, in words.
pub fn found_in(wasm: &[u8]) -> Vec<String> {
    let holds = |text: &str| wasm.windows(text.len()).any(|window| window == text.as_bytes());
    let mut faults = Vec::new();
    if holds(DERIVED) {
        faults.push(format!("holds `{DERIVED}`, a message of serde's derive"));
    }
    let folders = FOLDERS.iter().map(|folder| (*folder).to_owned()).chain(own_folders());
    faults.extend(
        folders.filter(|folder| holds(folder)).map(|folder| format!("holds the path `{folder}`")),
    );
    faults.extend(
        documentation()
            .into_iter()
            .filter(|text| holds(text))
            .map(|text| format!("holds documentation: `{text}`")),
    );
    faults
}

/// The folders that this very machine builds in, wherever they are.
fn own_folders() -> impl Iterator<Item = String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf);
    let named = ["HOME", "CARGO_HOME", "USERPROFILE"].into_iter().filter_map(env::var_os);
    let folders = named.map(Into::into).chain(root).map(|folder| folder.display().to_string());
    // A container's home may be `/`, which is in every file.
    folders.filter(|folder| folder.len() > 3)
}

/// The table's sentences. Short ones are left out: they may be words of the service as well.
fn documentation() -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    for operation in OPERATIONS {
        found.insert(operation.doc);
        gather(operation.request, &mut found);
        gather(operation.result, &mut found);
    }
    found.retain(|text| text.len() > 20);
    found
}

fn gather(fields: &'static [Field], found: &mut BTreeSet<&'static str>) {
    for field in fields {
        found.insert(field.doc);
        let kind = match field.kind {
            Kind::List(list) => list.item,
            kind => kind,
        };
        if let Kind::Record(shape) = kind {
            found.insert(shape.doc);
            gather(shape.fields, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{documentation, found_in};

    #[test]
    fn paths_and_derived_messages_are_found() {
        assert_eq!(found_in(b"\0asm rust/library/alloc/src/fmt.rs crates/serde"), [""; 0]);
        let faults = found_in(b"\0asm expected struct Price /home/someone/src/lib.rs");
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    #[test]
    fn the_documentation_of_every_field_is_looked_for() {
        let texts = documentation();
        assert!(texts.len() > 100, "only {} sentences", texts.len());
        let text = texts.last().unwrap();
        assert_eq!(found_in(text.as_bytes()).len(), 1);
    }
}

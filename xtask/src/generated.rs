//! The list of files that are made from the table. Some are committed, so that a reader and an
//! editor see them; the others are only in the package. How each is made is in its own file.

use crate::workspace::Workspace;
use crate::{codes, error_index, operations_data, readme, table, types};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;

/// A file's path and the function that says what is in it.
pub type Generated = (&'static str, fn() -> String);

/// A file's path, the name of a part of it, and the function that says what is in that part.
type Section = (&'static str, &'static str, fn() -> String);

/// Committed files, by their path in the repository. `cargo xtask types` writes them and
/// `cargo xtask check` fails when one is not as the table says.
pub const COMMITTED: &[Generated] = &[
    ("pkg-template/types/operations.d.ts", types::declarations),
    ("pkg-template/types/codes.d.ts", codes::declarations),
];

/// Parts of committed files, each between two comments of this name:
/// `<!-- operations -->` and `<!-- /operations -->`.
const SECTIONS: &[Section] = &[
    ("README.md", "operations", readme::operations_table),
    ("docs/errors.md", "fault-codes", error_index::faults),
    ("docs/errors.md", "state-reasons", error_index::reasons),
    ("docs/errors.md", "issue-codes", error_index::issues),
    ("docs/errors.md", "response-codes", error_index::answers),
    ("docs/errors.md", "notification-reasons", error_index::notifications),
    ("docs/errors.md", "finding-codes", error_index::findings),
    ("docs/errors.md", "advice-actions", error_index::actions),
    ("docs/errors.md", "sign-in-codes", error_index::sign_in),
];

/// Files that are only in the package, by their path in it.
pub const PACKAGED: &[Generated] = &[
    ("table.js", table::javascript),
    ("operations.js", operations_data::javascript),
    ("types/table.d.ts", operations_data::declarations),
];

/// `cargo xtask types`: writes what is not as the table says, and names it.
pub fn run(workspace: &Workspace) -> Result<()> {
    let stale = stale(workspace)?;
    for (path, content) in &stale {
        fs::write(workspace.path(path), content).with_context(|| format!("writing {path}"))?;
        println!("{path} written");
    }
    if stale.is_empty() {
        println!("all generated files are current");
    }
    Ok(())
}

/// The committed files that are not as the table says, and what should be in them.
pub fn stale(workspace: &Workspace) -> Result<Vec<(&'static str, String)>> {
    let mut stale = Vec::new();
    for (path, content) in COMMITTED {
        let content = content();
        if fs::read_to_string(workspace.path(path)).ok().as_ref() != Some(&content) {
            stale.push((*path, content));
        }
    }
    // Several parts may stand in one file, so each file is written once, with all of them.
    let mut files: BTreeMap<&str, (String, String)> = BTreeMap::new();
    for (path, name, content) in SECTIONS {
        if !files.contains_key(path) {
            let found = fs::read_to_string(workspace.path(path))
                .with_context(|| format!("reading {path}, which holds the section `{name}`"))?;
            files.insert(path, (found.clone(), found));
        }
        let Some((_, text)) = files.get_mut(path) else { continue };
        let Some(changed) = with_section(text, name, &content()) else {
            bail!("{path} lacks the comments `<!-- {name} -->` and `<!-- /{name} -->`");
        };
        *text = changed;
    }
    let changed = files.into_iter().filter(|(_, (found, text))| found != text);
    stale.extend(changed.map(|(path, (_, text))| (path, text)));
    Ok(stale)
}

/// The text with another section of this name; nothing when it has no such section.
fn with_section(text: &str, name: &str, section: &str) -> Option<String> {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}\n{section}\n{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::with_section;

    #[test]
    fn a_section_is_replaced_and_the_rest_is_left() {
        let text = "a\n<!-- x -->\nold\n<!-- /x -->\nb\n";
        let expected = "a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb\n";
        assert_eq!(with_section(text, "x", "new\n").as_deref(), Some(expected));
        assert_eq!(with_section(expected, "x", "new\n").as_deref(), Some(expected));
        assert_eq!(with_section(text, "y", "new"), None);
    }
}

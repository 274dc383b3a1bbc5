//! One change to wasm-bindgen's glue. The glue keeps views of the wasm's memory and makes a new
//! one only when the old one was detached, so a second instance (which `core.js` makes after a
//! trap) would be read and written through the memory of the first. We let `__wbg_set_wasm`
//! forget the views. It knows nothing else of the glue.

use anyhow::{Result, bail};

/// Changes when the change does, so that older glue is made anew.
pub const VERSION: &str = "1";
const SETTER: &str = "export function __wbg_set_wasm(val) {\n    wasm = val;\n";

/// The glue, so changed that an instance can be replaced by another.
pub fn replaceable(glue: &str) -> Result<String> {
    if glue.matches(SETTER).count() != 1 {
        bail!("wasm-bindgen's glue has changed: no `__wbg_set_wasm` as we know it; see glue.rs");
    }
    let forget: String = views(glue).map(|view| format!("    {view} = null;\n")).collect();
    Ok(glue.replace(SETTER, &format!("{SETTER}{forget}")))
}

/// The names of the variables that hold a view of the memory.
fn views(glue: &str) -> impl Iterator<Item = &str> {
    glue.lines()
        .filter_map(|line| line.strip_prefix("let ")?.strip_suffix(" = null;"))
        .filter(|name| name.starts_with("cached"))
}

#[cfg(test)]
mod tests {
    use super::{SETTER, replaceable};

    #[test]
    fn setting_another_instance_forgets_every_view() {
        let glue = format!(
            "let cachedUint8ArrayMemory0 = null;\nlet cachedDataViewMemory0 = null;\n\
             let cachedTextDecoder = new TextDecoder();\nlet wasm;\n{SETTER}}}\n"
        );
        let changed = replaceable(&glue).unwrap();
        let setter = changed.split_once(SETTER).unwrap().1;
        assert_eq!(
            setter,
            "    cachedUint8ArrayMemory0 = null;\n    cachedDataViewMemory0 = null;\n}\n"
        );
    }

    #[test]
    fn unknown_glue_is_refused() {
        assert!(replaceable("let wasm;").is_err());
    }
}

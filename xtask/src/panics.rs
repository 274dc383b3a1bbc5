//! Takes the panics' words out of the wasm. A panic ends in a trap there and its message is read by
//! nobody, but what puts it together is kilobytes of the client's code. It knows the names of the functions of
//! Rust's library that never return, and of those that put words together for them; whether there are
//! panics at all is not its business.

use walrus::{FunctionBuilder, FunctionKind, Module, ValType};

/// Changes when what is done here changes, so that what was built before is built again.
pub const VERSION: &str = "3";

/// Functions that do nothing but panic, by how their demangled names begin.
const BEGINNINGS: [&str; 8] = [
    "__rustc::rust_begin_unwind",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::panic_already_",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
];
/// The same by how they end, where what goes before is a type's or a module's name.
const ENDINGS: [&str; 8] = [
    "::assert_failed",
    "::index::slice_index_fail",
    "::len_mismatch_fail",
    "::result::unwrap_failed",
    "::slice_error_fail",
    "::slice_error_fail_rt",
    "::slice_index_fail",
    "::thread::local::panic_access_error",
];

/// What writes a value for programmers. Nothing that we show is written so (a test looks): only a
/// panic's message is.
const DEBUG: &str = "core::fmt::Debug>::fmt";

/// All that formats. The client does without (a test looks), so there only panics do.
const FORMATTING: [&str; 2] = ["core::fmt::", "alloc::fmt::"];

/// What becomes of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Instead {
    /// It traps.
    Trap,
    /// It writes nothing, and says that this went well.
    Nothing,
}

/// Makes each of them do the least, and says how many there were; `formats` says whether the module
/// formats anything else than panics.
pub fn silence(module: &mut Module, formats: bool) -> usize {
    let found: Vec<_> = module
        .funcs
        .iter_local()
        .filter_map(|(id, local)| {
            let instead = instead(module.funcs.get(id).name.as_deref()?, formats)?;
            Some((id, instead, local.ty(), local.args.clone()))
        })
        .collect();
    for (id, instead, ty, arguments) in &found {
        let (params, results) = module.types.params_results(*ty);
        let (params, results) = (params.to_vec(), results.to_vec());
        let mut function = FunctionBuilder::new(&mut module.types, &params, &results);
        match instead {
            Instead::Nothing if results == [ValType::I32] => function.func_body().i32_const(0),
            _ => function.func_body().unreachable(),
        };
        let function = function.local_func(arguments.clone());
        module.funcs.get_mut(*id).kind = FunctionKind::Local(function);
    }
    found.len()
}

fn instead(symbol: &str, formats: bool) -> Option<Instead> {
    let name = rustc_demangle::demangle(symbol).to_string();
    // Older symbols end in a hash, newer ones show one behind a crate's name.
    let hash = name.rfind("::h").filter(|at| name.len() - at == 19);
    let plain = hash.and_then(|at| name.get(..at)).unwrap_or(&name);
    let plain = without_crate_hashes(plain);
    if BEGINNINGS.iter().any(|beginning| plain.starts_with(beginning))
        || ENDINGS.iter().any(|ending| plain.ends_with(ending))
    {
        return Some(Instead::Trap);
    }
    let words = !formats && FORMATTING.iter().any(|module| plain.contains(module));
    (words || plain.ends_with(DEBUG)).then_some(Instead::Nothing)
}

/// `core[3e80c06a6aefcd70]::fmt` is `core::fmt`.
fn without_crate_hashes(name: &str) -> String {
    let mut plain = String::new();
    let mut rest = name;
    while let Some((before, behind)) = rest.split_once('[') {
        plain.push_str(before);
        match behind.split_once(']') {
            Some((hash, after))
                if hash.len() >= 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
            {
                rest = after;
            }
            _ => {
                plain.push('[');
                rest = behind;
            }
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::{Instead, instead};
    use std::fs;

    #[test]
    fn every_way_of_writing_a_name_is_read() {
        for symbol in [
            "_ZN4core9panicking9panic_fmt17h0123456789abcdefE",
            "core::panicking::panic_fmt::h0123456789abcdef",
            "_RNvNtCs5mHvbFnuKcK_4core9panicking18panic_bounds_check",
            "core[3e80c06a6aefcd70]::panicking::panic_bounds_check",
            "_RNvNtNtCs5mHvbFnuKcK_4core5slice5index16slice_index_fail",
        ] {
            assert_eq!(instead(symbol, true), Some(Instead::Trap), "{symbol}");
        }
        let debug = "<char as core[3e80c06a6aefcd70]::fmt::Debug>::fmt";
        assert_eq!(instead(debug, true), Some(Instead::Nothing));
        let number = "<u32 as core::fmt::Display>::fmt";
        assert_eq!(instead(number, true), None);
        assert_eq!(instead(number, false), Some(Instead::Nothing));
    }

    #[test]
    fn what_returns_or_shows_is_left_alone() {
        let returns = "_RNvNtNtCs9Q5ymRQ9SrX_3std9panicking11panic_count8increase";
        for symbol in [returns, "prepare", "a::[b]::c"] {
            assert_eq!(instead(symbol, false), None, "{symbol}");
        }
    }

    /// What is no part of the client's wasm.
    const NOT_CLIENT: [&str; 4] = [
        "sandbox/",
        "bindings/sandbox.rs",
        "protocol/request_reader.rs",
        "protocol/response_writer.rs",
    ];

    #[test]
    fn nothing_that_we_show_is_written_for_programmers_nor_the_client_formats() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
        for path in crate::workspace::files_under(&root, &[]).unwrap() {
            let source = fs::read_to_string(root.join(&path)).unwrap();
            let shipped = source.split("#[cfg(test)]").next().unwrap_or_default();
            let client = !NOT_CLIENT.iter().any(|part| path.starts_with(part));
            for line in shipped.lines().filter(|line| !line.trim_start().starts_with("//")) {
                assert!(!line.contains(":?}"), "src/{path}: {line}");
                let formats = ["format!", "write!", ".to_string()"];
                let formats = formats.iter().any(|word| line.contains(word));
                assert!(!(client && formats), "src/{path}: {line}");
            }
        }
    }
}

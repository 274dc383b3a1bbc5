//! Takes the panics' words out of the wasm. A panic ends in a trap there and its message is read by
//! nobody, but formatting it is a tenth of the client's code. It knows the names of the functions of
//! Rust's library that never return; whether there are panics at all is not its business.

use walrus::{FunctionBuilder, FunctionKind, Module};

/// Changes when what is done here changes, so that what was built before is built again.
pub const VERSION: &str = "1";

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

/// Makes each of them a bare trap, and says how many there were.
pub fn silence(module: &mut Module) -> usize {
    let found: Vec<_> = module
        .funcs
        .iter_local()
        .filter(|(id, _)| module.funcs.get(*id).name.as_deref().is_some_and(only_panics))
        .map(|(id, local)| (id, local.ty(), local.args.clone()))
        .collect();
    for (id, ty, arguments) in &found {
        let (params, results) = module.types.params_results(*ty);
        let (params, results) = (params.to_vec(), results.to_vec());
        let mut trap = FunctionBuilder::new(&mut module.types, &params, &results);
        trap.func_body().unreachable();
        module.funcs.get_mut(*id).kind = FunctionKind::Local(trap.local_func(arguments.clone()));
    }
    found.len()
}

fn only_panics(symbol: &str) -> bool {
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::only_panics;

    #[test]
    fn both_ways_of_mangling_are_read() {
        assert!(only_panics("_ZN4core9panicking9panic_fmt17h0123456789abcdefE"));
        assert!(only_panics("_RNvNtCs5mHvbFnuKcK_4core9panicking18panic_bounds_check"));
        assert!(only_panics("_RNvNtNtCs5mHvbFnuKcK_4core5slice5index16slice_index_fail"));
    }

    #[test]
    fn what_returns_is_left_alone() {
        assert!(!only_panics("_RNvNtNtCs9Q5ymRQ9SrX_3std9panicking11panic_count8increase"));
        assert!(!only_panics("prepare"));
    }
}

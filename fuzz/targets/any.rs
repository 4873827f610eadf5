//! One fuzzer for all properties: the environment variable DATELINE_FUZZ names the one to test, so that the program is linked once.

#![no_main]

use dateline_fuzz::{Property, property};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

fuzz_target!(|bytes: &[u8]| {
    static CHOSEN: OnceLock<Property> = OnceLock::new();
    let chosen = CHOSEN.get_or_init(|| {
        let name = std::env::var("DATELINE_FUZZ").unwrap_or_default();
        property(&name).unwrap_or_else(|| panic!("DATELINE_FUZZ names no property: {name:?}"))
    });
    chosen(bytes);
});

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| images_fuzz::targets::bare(input));

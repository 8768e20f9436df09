//! What is fuzzed. The image service's tests contain the same functions, and run every seed and finding through them.
#![forbid(unsafe_code)]

pub mod targets;

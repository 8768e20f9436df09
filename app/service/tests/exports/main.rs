//! Exports: the journey from the button to the file, what is in it, and everything that can go wrong on the way.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail anywhere"
)]

#[path = "../support/mod.rs"]
mod support;

mod contents;
mod faulty;
mod helpers;
mod interrupted;
mod journey;
mod slices;

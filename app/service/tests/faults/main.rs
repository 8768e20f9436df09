//! Whatever outside fails, at whichever call: nothing is lost, nothing is half done, and the same request works afterwards.
//!
//! `cases` lists every use case, `check` does to each everything that can happen, `broken` makes it happen.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail anywhere"
)]

#[path = "../support/mod.rs"]
mod support;

mod broken;
mod cases;
mod check;
mod complete;
mod fuse;
mod invariants;
mod picture;
mod stage;

//! Backups on real SQL: made slice by slice while rows change, interrupted at every call, rotated, restored into
//! a fresh database, and what becomes of them when theirs is lost.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

#[path = "../exports/faulty.rs"]
mod faulty;
#[path = "../support/mod.rs"]
mod support;

mod fill;
mod interrupted;
mod journey;
mod lost;
mod restored;
mod rotation;
mod tables;

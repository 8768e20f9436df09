//! Backups on real SQL: made slice by slice while rows change, interrupted at every call, rotated, and restored into a fresh database.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

#[path = "../exports/faulty.rs"]
mod faulty;
#[path = "../support/mod.rs"]
mod support;

mod fill;
mod interrupted;
mod journey;
mod restored;
mod rotation;
mod tables;

//! A site and its days, simulated: the real use cases over real SQL, with what Cloudflare would bill counted on the way.
//!
//! `make bench-plan` runs large ones, `tests/plan.rs` small ones. No page is rendered here: a page's HTML costs processor time, which
//! `make bench-cpu` measures, and nothing of any quota.
#![expect(dead_code, reason = "the benchmark and the tests each use a part of it")]

pub(crate) mod day;
pub(crate) mod fit;
pub(crate) mod mix;
pub(crate) mod pages;
pub(crate) mod platform;
pub(crate) mod site;
pub(crate) mod traffic;
pub(crate) mod uses;

//! The service over real HTTP: its own program on a free port, real files, and a stand-in for storage.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what the tests share stands outside of functions marked as tests"
)]

mod support;

mod apart;
mod bare;
mod camera;
mod colour;
mod copies;
mod damage;
mod deploy;
mod depth;
mod ending;
mod facts;
mod formats;
mod fuzz;
#[cfg(feature = "heic")]
mod heic;
mod hostile;
mod jpeg;
mod load;
mod marks;
mod memory;
mod orientation;
mod patience;
mod placeholders;
mod privacy;
mod reference;
mod renditions;
mod sandbox;
mod status;
mod storage;
mod tickets;

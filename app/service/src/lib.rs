//! What can be done in Heliograph: use cases over ports, and all SQL. It knows neither Leptos nor Cloudflare.
//!
//! Read [`World`] for what surrounds it, then one module a use case. Permission is asked of `domain::access`, never decided here.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod account;
mod ask;
pub mod audit;
pub mod auth;
pub mod backup;
pub mod census;
mod claim;
pub mod config;
pub mod confirm;
pub mod cron;
pub mod delete;
pub mod edit;
pub mod error;
pub mod export;
pub mod feed;
pub mod guard;
pub mod health;
pub mod invitations;
pub mod jobs;
pub mod kept;
pub mod late;
pub mod leave;
pub mod letters;
pub mod made;
pub mod meter;
mod metered;
mod order;
pub mod own;
mod paging;
pub mod passkeys;
mod password;
pub mod people;
pub mod photos;
pub mod popular;
pub mod ports;
pub mod presign;
pub mod privacy;
pub mod process;
mod profile;
pub mod read;
pub mod recovery;
mod renditions;
mod report;
pub mod sessions;
pub mod settings;
pub mod share;
pub mod site_settings;
pub mod sitemap;
pub mod sql;
pub mod statistics;
mod steps;
pub mod stored;
pub mod sweep;
pub mod tally;
pub mod token;
pub mod upload;
pub mod usage;
pub mod views;
mod withdraw;
pub mod world;

pub use error::{Error, Result};
pub use world::World;

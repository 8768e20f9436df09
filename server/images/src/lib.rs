//! The private image service: a signed ticket in, renditions stored, a report out.
//!
//! It owns nothing and knows no secrets of storage: a ticket carries presigned URLs for exactly one photo. The work on a
//! photo is the list of steps in [`pipeline`], one file each under [`steps`]; every limit stands in [`limits`].
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod addresses;
pub mod admission;
pub mod apart;
pub mod bare;
pub mod camera;
pub mod clock;
pub mod colour;
pub mod config;
pub mod encode;
pub mod estimate;
pub mod facts;
pub mod fault;
pub mod formats;
pub mod http;
pub mod job;
pub mod limits;
pub mod log;
pub mod machine;
pub mod memory;
pub mod metrics;
pub mod original;
pub mod origins;
pub mod piece;
pub mod pipeline;
pub mod pixels;
pub mod plan;
pub mod refusal;
pub mod service;
pub mod similarity;
pub mod status;
pub mod steps;
pub mod storage;
pub mod uploads;
pub mod watermark;
pub mod work;

#[cfg(test)]
#[path = "../tests/support/exif.rs"]
mod exif_writer;

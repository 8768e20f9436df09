//! What is true in Heliograph: ids, states, permissions, limits, and the messages that Worker and VPS exchange.
//!
//! Nothing here does I/O, reads a clock or makes an id: time, ids and keys are arguments. That is what lets the browser,
//! the Worker and the image service share it, and what lets every rule be tested by calling a function.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod access;
pub mod account;
pub mod backup;
pub mod bare;
pub mod breaker;
pub mod download;
pub mod id;
pub mod image_settings;
pub mod job;
pub mod leaving;
pub mod letter;
pub mod licence;
pub mod limits;
pub mod mark_picture;
pub mod media;
pub mod metadata;
pub mod passkey;
pub mod photo;
pub mod place;
pub mod placeholder;
pub mod plan;
pub mod preview;
pub mod reason;
pub mod recovery;
pub mod rendition;
pub mod seal;
pub mod session;
pub mod share;
pub mod site_settings;
pub mod storage;
pub mod tags;
pub mod text;
pub mod ticket;
pub mod time;
pub mod view;
pub mod views;
pub mod watermark;
pub mod zip;

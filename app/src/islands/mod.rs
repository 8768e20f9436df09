//! The parts that need scripts: each is HTML first, and comes alive in the browser.

mod account;
mod pending;
mod photo;
mod upload;
mod watch;

pub use {account::AccountForm, pending::Pending, upload::Uploader};

//! Finds the quality settings of `encode/quality.rs`: for each format and width the lowest at which the median score of
//! some photographs reaches the target. Not part of the service.
//!
//! `cargo run --release --package images --example calibrate -- PHOTO…` prints the table;
//! with `--efforts` before the photos, what libwebp's methods and rav1e's speeds cost and save at that quality.

mod efforts;
mod photo;
mod table;

use photo::Photo;
use std::{error::Error, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let efforts = arguments.first().is_some_and(|first| first.as_os_str() == "--efforts");
    if efforts {
        arguments.remove(0);
    }
    if arguments.is_empty() {
        return Err("name some photographs".into());
    }
    let photos = arguments
        .iter()
        .map(|path| Photo::read(path))
        .collect::<Result<Vec<_>, _>>()?;
    if efforts {
        efforts::print(&photos)
    } else {
        table::print(&photos)
    }
}

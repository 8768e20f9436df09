//! `make bench-images`: the image service and sharp, on the same photographs, to the same outputs at the same quality.
//!
//! Started by package dev, which builds the service and fetches the photographs. It judges nothing: what is over budget is
//! printed as such.
#![forbid(unsafe_code)]

mod options;
mod photographs;
mod print;
mod process;
mod quality;
mod score;
mod service;
mod sharp;
mod storage;
mod timing;

use options::Options;
use std::process::ExitCode;

/// Whatever goes wrong ends the measurement.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nbench-images: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let options = Options::read()?;
    let photographs = photographs::all(&options)?;
    print::what(&options, &photographs)?;
    let matched = quality::match_all(&options, &photographs)?;
    print::quality(&matched);
    let one = timing::measure(&options, &photographs, &matched, 1)?;
    print::times(&one, 1);
    let cores = std::thread::available_parallelism()?.get();
    if cores > 1 && !options.one_core {
        print::times(&timing::measure(&options, &photographs, &matched, 2)?, 2);
    }
    print::figures(&one);
    Ok(())
}

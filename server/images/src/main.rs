//! The program `images`: reads its configuration and serves until it is told to stop.

use images::{
    apart::child,
    config::{Config, help, unknown},
    service,
};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        None => {}
        Some(child::ARGUMENT) => return child::run(arguments),
        Some("--help" | "-h") => {
            println!("{}", help());
            return ExitCode::SUCCESS;
        }
        Some(other) => {
            eprintln!("images: unknown argument {other:?}; `images --help` lists what can be set");
            return ExitCode::from(2);
        }
    }
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let warnings: Vec<String> = unknown(names)
        .iter()
        .map(|name| {
            format!("images: {name} is set, but means nothing to this version: `images --help` lists what does")
        })
        .collect();
    let served = Config::read(|name| std::env::var(name).ok())
        .map_err(|error| error.to_string())
        .and_then(|config| service::serve(config, &warnings).map_err(|error| error.to_string()));
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("images: {message}");
            ExitCode::FAILURE
        }
    }
}

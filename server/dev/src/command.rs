//! Runs other programs to their end.

use crate::{
    clock::Stopwatch,
    fault::{Result, While},
};
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
    process::Command,
};

/// Lines of a failed program's output that are worth showing.
const LINES_SHOWN: usize = 80;

/// Runs a program that speaks to the terminal itself.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().while_doing(format_args!("starting {name}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{name} failed ({status})").into())
    }
}

/// Runs a program with its output in a log, and shows the log's end if it fails.
pub(crate) fn run_logged(command: &mut Command, log: &Path) -> Result<()> {
    let doing = || format!("writing {}", log.display());
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).while_doing(doing())?;
    }
    let file = File::create(log).while_doing(doing())?;
    command.stdout(file.try_clone().while_doing(doing())?).stderr(file);
    run(command).inspect_err(|_| {
        println!("failed");
        eprintln!("{}", last_lines(log, LINES_SHOWN));
    })
}

/// What a program prints; its complaints go to the terminal.
pub(crate) fn output_of(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .while_doing(format_args!("starting {name}"))?;
    if !output.status.success() {
        return Err(format!("{name} failed ({})", output.status).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The end of a log; nothing if there is none.
pub(crate) fn last_lines(log: &Path, count: usize) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    let skipped = lines.len().saturating_sub(count);
    lines.into_iter().skip(skipped).collect::<Vec<_>>().join("\n")
}

/// Does a step, and prints its name, then how it was done and how long it took.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<(T, &'static str)>) -> Result<T> {
    print!("  {name:<44} ");
    // only the look of the terminal depends on it
    let _ = io::stdout().flush();
    let watch = Stopwatch::start();
    let (value, how) = work()?;
    println!("{how:<10} {:>6.1} s", watch.elapsed().as_secs_f64());
    Ok(value)
}

//! Turns the files of a backup into SQL: `restore-sql FOLDER SHA256`, where the folder holds `manifest.json`, which has this
//! checksum, and the slices, called by their numbers.
//!
//! It looks at every byte before it writes `empty.sql` and `restore.sql` into the folder, and prints as JSON what to ask the database
//! before and after. `cargo dev restore` runs it, and runs the SQL.
#![forbid(unsafe_code)]

use service::backup::{Sql, sql};
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

const USAGE: &str = "usage: restore-sql FOLDER SHA256";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<String, String> {
    let [folder, sha256] = arguments else {
        return Err(USAGE.into());
    };
    let folder = Path::new(folder);
    let manifest = read(&folder.join("manifest.json"))?;
    let slice = |number: u32| fs::read_to_string(folder.join(number.to_string())).ok();
    let Sql {
        is_anybody,
        empty,
        rows,
        put_right,
        counts,
        expected,
    } = sql(&manifest, sha256, slice).map_err(|broken| broken.to_string())?;
    write(&folder.join("empty.sql"), &empty.join("\n"))?;
    write(&folder.join("restore.sql"), &[rows, put_right].concat().join("\n"))?;
    let asked = serde_json::json!({ "is_anybody": is_anybody, "counts": counts, "expected": expected });
    Ok(asked.to_string())
}

fn read(path: &PathBuf) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &PathBuf, text: &str) -> Result<(), String> {
    fs::write(path, format!("{text}\n")).map_err(|error| format!("{}: {error}", path.display()))
}

//! Puts a backup back: fetches its files, has package `service` look at every byte and turn them into SQL, and runs that on a
//! database that is migrated and holds nobody.
//!
//! Which backups there are, `backup/index.json` in the private bucket says: the database that knows it may be lost.

mod site;

use crate::{
    command::{output_of, step},
    fault::{Fault, Result, While},
    flags::Flags,
    place::Place,
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use site::Site;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// What is to be restored, from the command line.
struct Options {
    list: bool,
    backup: Option<String>,
    replace: bool,
}

/// Which backups there are.
#[derive(Deserialize)]
struct Index {
    backups: Vec<Backup>,
}

/// A backup, as the index names it.
#[derive(Deserialize)]
struct Backup {
    id: String,
    manifest: String,
    sha256: String,
    begun_at: String,
    ended_at: String,
    slices: u32,
    rows: u64,
}

/// What package `service` says to ask the database.
#[derive(Deserialize)]
struct Asked {
    is_anybody: String,
    counts: String,
    expected: BTreeMap<String, u64>,
}

/// Restores a backup, or says which there are.
pub(crate) fn restore(place: &Place, arguments: Vec<String>) -> Result<()> {
    let mut flags = Flags::new(arguments);
    let options = Options {
        list: flags.flag("--list"),
        backup: flags.values("--backup")?.pop(),
        replace: flags.flag("--replace"),
    };
    let folder = flags.values("--folder")?.pop().map(PathBuf::from);
    let state = flags.values("--state")?.pop().map(PathBuf::from);
    let deployed = flags.flag("--deployed");
    flags.end()?;
    let site = Site::find(place, deployed, state)?;
    let files = Files {
        site: &site,
        folder,
        here: place.at("target/restore"),
    };
    let index: Index = read(&files.fetch("backup/index.json")?)?;
    if options.list {
        return list(&index);
    }
    let chosen = choose(&index, options.backup.as_deref())?;
    println!("restoring the backup {} of {}", chosen.id, chosen.begun_at);
    let folder = step("fetch its files", || Ok((files.fetch_all(chosen)?, "fetched")))?;
    let asked = step("look at every byte of them", || {
        Ok((to_sql(place, &folder, &chosen.sha256)?, "whole"))
    })?;
    put_back(&site, &folder, &asked, options.replace)
}

fn list(index: &Index) -> Result<()> {
    if index.backups.is_empty() {
        println!("there is no backup");
    }
    for backup in &index.backups {
        println!(
            "{}  {} to {}  {} rows",
            backup.id, backup.begun_at, backup.ended_at, backup.rows
        );
    }
    Ok(())
}

/// The one of this id; without an id the newest, unless an earlier one holds more than twice as many rows: the newest may be of what
/// came after the loss.
fn choose<'a>(index: &'a Index, wanted: Option<&str>) -> Result<&'a Backup> {
    let none = || Fault::from("there is no such backup: `--list` says which there are");
    if let Some(wanted) = wanted {
        return index.backups.iter().find(|backup| backup.id == wanted).ok_or_else(none);
    }
    let newest = index.backups.first().ok_or_else(none)?;
    let larger = index
        .backups
        .iter()
        .find(|backup| backup.rows > newest.rows.saturating_mul(2));
    match larger {
        None => Ok(newest),
        Some(larger) => Err(format!(
            "the newest backup, of {}, holds {} rows, and that of {} holds {}: look at all with `--list`, and choose one with \
             `--backup`",
            newest.begun_at, newest.rows, larger.begun_at, larger.rows
        )
        .into()),
    }
}

/// Where a backup's files come from, and where they are put.
struct Files<'a> {
    site: &'a Site<'a>,
    folder: Option<PathBuf>,
    here: PathBuf,
}

impl Files<'_> {
    /// A file of the private bucket; gives where it is then.
    fn fetch(&self, name: &str) -> Result<PathBuf> {
        if let Some(folder) = &self.folder {
            return Ok(folder.join(name));
        }
        let file = self.here.join(name);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).while_doing(format_args!("making {}", folder.display()))?;
        }
        self.site.fetch(name, &file)?;
        Ok(file)
    }

    /// The manifest and the slices beside it; gives their folder.
    fn fetch_all(&self, backup: &Backup) -> Result<PathBuf> {
        let manifest = self.fetch(&backup.manifest)?;
        let beside = backup.manifest.trim_end_matches("manifest.json");
        for number in 1..=backup.slices {
            self.fetch(&format!("{beside}{number}"))?;
        }
        let folder = manifest.parent().ok_or("a manifest has no folder")?;
        Ok(folder.to_owned())
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let doing = || format!("reading {}", path.display());
    let text = fs::read_to_string(path).while_doing(doing())?;
    serde_json::from_str(&text).map_err(|error| format!("{error}, while {}", doing()).into())
}

/// Has the files looked at and turned into SQL, beside them.
fn to_sql(place: &Place, folder: &Path, sha256: &str) -> Result<Asked> {
    let mut restore = place.command("cargo");
    restore.args(["run", "--quiet", "--package=service", "--bin=restore-sql", "--"]);
    restore.arg(folder).arg(sha256);
    let printed = output_of(&mut restore)?;
    serde_json::from_str(&printed).map_err(|error| format!("restore-sql did not print what it should ({error})").into())
}

fn put_back(site: &Site<'_>, folder: &Path, asked: &Asked, replace: bool) -> Result<()> {
    let anybody = rows(&site.query(&asked.is_anybody)?)?.get("anybody").cloned();
    if anybody != Some(Value::from(0)) {
        if !replace {
            return Err("there is somebody in this database already: --replace empties it first".into());
        }
        step("empty the database", || {
            site.execute_file(&folder.join("empty.sql"))?;
            Ok(((), "empty"))
        })?;
    }
    step("put the rows back", || {
        site.execute_file(&folder.join("restore.sql"))?;
        Ok(((), "done"))
    })?;
    count(&rows(&site.query(&asked.counts)?)?, &asked.expected)?;
    println!(
        "What is less was deleted while the backup was made; a job that was missing was added. Everybody signs in anew."
    );
    println!("Files are where they were: what is missing by now, the audit finds within a month (/admin/jobs).");
    Ok(())
}

/// Tables of which not everything can have been deleted while the backup was made.
const NEVER_WITHOUT: [&str; 2] = ["users", "photos"];

/// Says how many rows of each table are there, and fails if one of those is empty that should not be.
fn count(there: &serde_json::Map<String, Value>, expected: &BTreeMap<String, u64>) -> Result<()> {
    let mut without = Vec::new();
    for (table, expected) in expected {
        let there = there.get(table).and_then(Value::as_u64).unwrap_or_default();
        println!("  {table}: {there} of {expected}");
        if there == 0 && *expected > 0 && NEVER_WITHOUT.contains(&table.as_str()) {
            without.push(format!("0 of {expected} {table}"));
        }
    }
    if without.is_empty() {
        return Ok(());
    }
    Err(format!(
        "this is not restored: {}. `--replace` empties the database, and begins anew",
        without.join(", ")
    )
    .into())
}

/// The one row of what wrangler prints of a query.
fn rows(printed: &Value) -> Result<serde_json::Map<String, Value>> {
    let row = printed.pointer("/0/results/0").and_then(Value::as_object).cloned();
    row.ok_or_else(|| "wrangler did not print the row that was asked for".into())
}

//! A made-up site of any size, written by SQL: people, photos in every state, and the people who make pages read the most.

use crate::support::{START, Sqlite, migrations};
use domain::{
    access::{Role, Viewer},
    id::{PhotoId, StorageToken, UserId},
    seal::sha256_hex,
};
use rusqlite::Connection;
use std::{fs, path::Path, sync::Arc};

/// The SQL, with `{photos}`, `{people}` and `{now}` to be filled in.
const SITE: &str = include_str!("site.sql");

/// Ids are written by the same rule here and in the SQL: what kind, and which.
fn id(kind: u64, number: u64) -> String {
    let part = |factor: u64| ((number * factor + kind * 7919) & 0xffff_ffff) as u32;
    let parts = [2_654_435_761, 2_246_822_519, 3_266_489_917, 668_265_263].map(part);
    parts.iter().map(|part| format!("{part:08x}")).collect()
}

/// The photo of this number, from 1 on, the newest last.
pub(crate) fn photo(number: u64) -> PhotoId {
    id(1, number).parse().unwrap()
}

/// Its storage token.
pub(crate) fn token(number: u64) -> StorageToken {
    id(2, number).parse().unwrap()
}

/// Somebody; the first few are somebody in particular.
pub(crate) fn person(number: u64) -> UserId {
    id(3, number).parse().unwrap()
}

/// Who has a twentieth of all photos, and as many sessions, tokens, share links and passkeys as one can have.
pub(crate) const PROLIFIC: u64 = 1;
/// Who has blocked those whose photos are the newest, and is blocked by them.
pub(crate) const BLOCKER: u64 = 2;
/// Who runs the site.
pub(crate) const ADMIN: u64 = 3;

/// Somebody's handle.
pub(crate) fn handle(number: u64) -> String {
    format!("person{number}")
}

/// Somebody as a viewer.
pub(crate) fn viewer(number: u64) -> Viewer {
    let role = if number == ADMIN { Role::Admin } else { Role::Member };
    Viewer::signed_in(person(number), role)
}

/// How many people a site of so many photos has.
pub(crate) const fn people(photos: u64) -> u64 {
    let people = photos / 20;
    if people < 50 { 50 } else { people }
}

/// A site in memory.
pub(crate) fn in_memory(photos: u64) -> Arc<Sqlite> {
    let db = Sqlite::migrated();
    fill(&db, photos);
    Arc::new(db)
}

/// A site in a file of this folder, which is kept as long as neither the schema nor what is written there changes.
pub(crate) fn in_file(folder: &Path, photos: u64) -> Arc<Sqlite> {
    let schema: String = migrations().into_iter().map(|(_, sql)| sql).collect();
    let version = sha256_hex(&format!("{schema}{SITE}{START}"));
    let file = folder.join(format!("{photos}-{}.sqlite", &version[..16]));
    if !file.exists() {
        // what is there is of another version
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).unwrap();
        let unfinished = file.with_extension("unfinished");
        let db = Sqlite::on(Connection::open(&unfinished).unwrap());
        db.execute("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -500000");
        db.migrate();
        fill(&db, photos);
        drop(db);
        fs::rename(unfinished, &file).unwrap();
    }
    let db = Sqlite::on(Connection::open(&file).unwrap());
    db.execute("pragma synchronous = off");
    Arc::new(db)
}

fn fill(db: &Sqlite, photos: u64) {
    let sql = SITE
        .replace("{photos}", &photos.to_string())
        .replace("{people}", &people(photos).to_string())
        .replace("{now}", &START.to_string());
    db.execute(&sql);
}

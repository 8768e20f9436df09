//! Restoring the deployed site's database, against the stand-ins of wrangler and of package `service`.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use std::{fs, process::Command};
use support::Bench;

const ID: &str = "0123456789abcdef0123456789abcdef";
const RESTORE: [&str; 2] = ["restore", "--deployed"];

fn object(bench: &Bench, name: &str, content: &str) {
    bench.write(&format!("account/objects/heliograph-private/backup/{name}"), content);
}

fn checksum(bench: &Bench, path: &str) -> String {
    let output = Command::new("sha256sum").arg(bench.at(path)).output().unwrap();
    String::from_utf8_lossy(&output.stdout)[..64].to_owned()
}

/// A deployed site with two backups, of which the newer has two slices.
fn deployed() -> Bench {
    let bench = Bench::new();
    bench.run_well(&["deploy", "--built"]);
    object(&bench, "new/manifest.json", "{}");
    object(&bench, "new/1", "first;\n");
    object(&bench, "new/2", "second;\n");
    let sha256 = checksum(&bench, "account/objects/heliograph-private/backup/new/manifest.json");
    let entry = |id: &str, folder: &str| {
        format!(
            "{{\"id\":\"{id}\",\"manifest\":\"backup/{folder}/manifest.json\",\"sha256\":\"{sha256}\",\
             \"begun_at\":\"2026-11-26T03:00:00Z\",\"ended_at\":\"2026-11-26T03:01:00Z\",\"slices\":2,\"rows\":5,\"bytes\":9}}"
        )
    };
    let old = "f".repeat(32);
    let index = format!(
        "{{\"format\":1,\"backups\":[{},{}]}}",
        entry(ID, "new"),
        entry(&old, "old")
    );
    object(&bench, "index.json", &index);
    bench.calls();
    bench
}

#[test]
fn the_newest_is_fetched_looked_at_and_put_back() {
    let bench = deployed();
    let said = bench.run_well(&RESTORE);
    assert!(
        said.contains("photos: 3 of 3") && said.contains("users: 2 of 2"),
        "{said}"
    );
    assert_eq!(bench.read("account/executed"), "first;\nsecond;\n");
    let listed = bench.run_well(&["restore", "--deployed", "--list"]);
    assert!(listed.contains(&format!("{ID}  2026-11-26T03:00:00Z")), "{listed}");
    // no call lists a bucket
    assert!(bench.calls().iter().all(|call| !call.contains("r2 object list")));
}

#[test]
fn a_database_that_holds_somebody_is_left_alone_unless_it_is_to_be_emptied() {
    let bench = deployed();
    bench.write("account/anybody", "1");
    let ended = bench.run(&RESTORE);
    assert!(!ended.well && ended.said.contains("--replace"), "{}", ended.said);
    assert_eq!(bench.read("account/executed"), "");
    bench.run_well(&["restore", "--deployed", "--replace"]);
    assert_eq!(bench.read("account/executed"), "delete everything;\nfirst;\nsecond;\n");
}

/// What came after the loss may have been backed up as well.
#[test]
fn the_newest_is_not_taken_where_an_earlier_one_holds_far_more() {
    let bench = deployed();
    let index = bench.read("account/objects/heliograph-private/backup/index.json");
    let (newest, earlier) = index.split_once("},{").unwrap();
    let with = |rows: &str| format!("{newest}}},{{{}", earlier.replace("\"rows\":5", rows));
    object(&bench, "index.json", &with("\"rows\":11"));
    let ended = bench.run(&RESTORE);
    assert!(
        !ended.well && ended.said.contains("holds 5 rows") && ended.said.contains("holds 11"),
        "{}",
        ended.said
    );
    assert_eq!(bench.read("account/executed"), "");
    bench.run_well(&["restore", "--deployed", "--backup", ID]);
    object(&bench, "index.json", &with("\"rows\":10"));
    bench.run_well(&RESTORE);
}

#[test]
fn that_nobody_or_no_photo_came_back_is_no_success() {
    for (counts, said) in [
        ("\"photos\": 3, \"users\": 0", "0 of 2 users"),
        ("\"photos\": 0, \"users\": 2", "0 of 3 photos"),
        ("\"users\": 2", "0 of 3 photos"),
    ] {
        let bench = deployed();
        bench.write("account/counts", counts);
        let ended = bench.run(&RESTORE);
        assert!(!ended.well && ended.said.contains(said), "{}", ended.said);
    }
    // some may have been deleted while the backup was made
    let bench = deployed();
    bench.write("account/counts", "\"photos\": 1, \"users\": 1");
    bench.run_well(&RESTORE);
}

/// Something that happens to what was backed up.
type Damage = fn(&Bench);

#[test]
fn what_is_damaged_missing_or_unknown_changes_nothing() {
    let cases: [(Damage, &str); 3] = [
        (
            |bench| object(bench, "new/manifest.json", "{ }"),
            "checksum does not match",
        ),
        (
            |bench| fs::remove_file(bench.at("account/objects/heliograph-private/backup/new/2")).unwrap(),
            "does not exist",
        ),
        (|bench| object(bench, "index.json", "{"), "index.json"),
    ];
    for (break_it, said) in cases {
        let bench = deployed();
        break_it(&bench);
        let ended = bench.run(&RESTORE);
        assert!(!ended.well, "{}", ended.said);
        assert!(ended.said.contains(said), "{}", ended.said);
        assert_eq!(bench.read("account/executed"), "");
    }
    let bench = deployed();
    let ended = bench.run(&["restore", "--deployed", "--backup", "other"]);
    assert!(!ended.well && ended.said.contains("no such backup"), "{}", ended.said);
    assert!(!bench.run(&["restore", "--deployed", "--bakcup", ID]).well);
}

#[test]
fn files_of_a_folder_are_as_good_as_the_bucket() {
    let bench = deployed();
    fs::rename(bench.at("account/objects/heliograph-private"), bench.at("copy")).unwrap();
    let folder = bench.at("copy");
    bench.run_well(&[
        "restore",
        "--deployed",
        "--backup",
        ID,
        "--folder",
        &folder.to_string_lossy(),
    ]);
    assert_eq!(bench.read("account/executed"), "first;\nsecond;\n");
}

#[test]
fn nothing_is_restored_where_nothing_is_deployed() {
    let bench = Bench::new();
    let ended = bench.run(&RESTORE);
    assert!(!ended.well && ended.said.contains("make deploy"), "{}", ended.said);
}

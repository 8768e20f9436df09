//! Every table is in a backup, or is left out for a reason.

use crate::support::{Test, run};
use service::backup::{COPIED, Key, LEFT_OUT};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_table_is_copied_or_left_out_for_a_reason() {
    run(async {
        let test = Test::new();
        let schema: BTreeSet<String> = test.tables().await.into_iter().collect();
        let copied = COPIED.iter().map(|copied| copied.table);
        let known: Vec<&str> = copied.chain(LEFT_OUT.iter().map(|(table, _)| *table)).collect();
        let once: BTreeSet<String> = known.iter().map(|table| (*table).to_owned()).collect();
        let missing: Vec<_> = schema.difference(&once).collect();
        assert!(
            missing.is_empty(),
            "these tables are in no backup: {missing:?}\n\
             Put each into COPIED in app/service/src/backup/tables.rs, before the tables that its rows name, or into LEFT_OUT with the reason."
        );
        let gone: Vec<_> = once.difference(&schema).collect();
        assert!(gone.is_empty(), "there are no such tables: {gone:?}");
        assert_eq!(known.len(), once.len(), "a table is there twice");
    });
}

#[derive(serde::Deserialize)]
struct ForeignKey {
    table: String,
    from: String,
}

/// What names rows of another table comes before it, and says so: else restoring would fail on rows whose parents are gone.
#[test]
fn parents_are_read_after_whatever_names_them() {
    run(async {
        let test = Test::new();
        let places: BTreeMap<&str, usize> = COPIED.iter().map(|copied| copied.table).zip(0..).collect();
        for copied in COPIED {
            let keys = format!(
                "select \"table\", \"from\" from pragma_foreign_key_list('{}')",
                copied.table
            );
            let keys: Vec<ForeignKey> = test.query(&keys).await;
            let schema: BTreeSet<(&str, &str)> = keys.iter().map(|key| (&*key.from, &*key.table)).collect();
            let told: BTreeSet<(&str, &str)> = copied.parents.iter().copied().collect();
            assert_eq!(told, schema, "{}", copied.table);
            for (_, parent) in copied.parents {
                assert!(places[parent] > places[copied.table], "{}", copied.table);
            }
        }
    });
}

/// A slice reads its own rows and no others.
#[test]
fn a_slice_is_read_by_its_key() {
    run(async {
        let test = Test::new();
        for copied in COPIED {
            let columns: Vec<&str> = service::stored::columns()
                .filter(|column| column.table == copied.table)
                .map(|column| column.name)
                .collect();
            let mut statement = service::sql::backups::slice(copied, &columns, Some("ab"), 100, 1000);
            statement.sql = format!("explain query plan {}", statement.sql);
            let plan = test.world.db.run(statement).await.unwrap();
            let plan = format!("{:?}", plan.rows);
            let key = match copied.key {
                Key::Rowid => "USING INTEGER PRIMARY KEY (rowid>?)",
                Key::Id(_) => "USING PRIMARY KEY (photo_id>?)",
                Key::Ids(..) => "USING PRIMARY KEY ((blocker_id,blocked_id)>(?,?))",
            };
            assert!(plan.contains(&format!("SEARCH {} {key}", copied.table)), "{plan}");
        }
    });
}

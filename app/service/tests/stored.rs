//! What `/privacy` tells is what the schema holds: every column, and none besides.

mod support;

use service::stored::{Group, columns, of_group};
use std::collections::BTreeSet;
use support::{Test, run};

#[derive(serde::Deserialize)]
struct Name {
    name: String,
}

async fn of_schema(test: &Test) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for table in test.tables().await {
        let names: Vec<Name> = test
            .query(&format!("select name from pragma_table_info('{table}')"))
            .await;
        all.extend(names.into_iter().map(|column| format!("{table}.{}", column.name)));
    }
    all
}

#[test]
fn every_column_is_explained_and_nothing_else() {
    run(async {
        let test = Test::new();
        let schema = of_schema(&test).await;
        let explained: Vec<String> = columns()
            .map(|column| format!("{}.{}", column.table, column.name))
            .collect();
        let once: BTreeSet<String> = explained.iter().cloned().collect();
        let missing: Vec<_> = schema.difference(&once).collect();
        assert!(
            missing.is_empty(),
            "nobody is told of these columns: {missing:?}\n\
             Say what each is for: put it into TABLES in app/service/src/stored/tables.rs, beside a Purpose that fits. If none \
             does, add one in app/service/src/stored/mod.rs, and its two texts (`…` and `…_why`) in app/src/catalogue/stored.rs; the compiler says \
             where. If it is kept for another time, or seen by others than the rest of its Group, it needs another Group."
        );
        let gone: Vec<_> = once.difference(&schema).collect();
        assert!(
            gone.is_empty(),
            "app/service/src/stored/tables.rs tells of columns that there are not: {gone:?}"
        );
        assert_eq!(explained.len(), once.len(), "a column is told of twice");
    });
}

#[test]
fn every_column_is_told_in_one_group() {
    let told: Vec<String> = Group::ALL
        .into_iter()
        .flat_map(of_group)
        .flat_map(|(_, columns)| columns)
        .collect();
    let all: Vec<String> = columns()
        .map(|column| format!("{}.{}", column.table, column.name))
        .collect();
    assert_eq!(
        told.iter().collect::<BTreeSet<_>>(),
        all.iter().collect::<BTreeSet<_>>()
    );
    assert_eq!(told.len(), all.len());
}

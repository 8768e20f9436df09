//! Rows are counted as D1 counts them: statements for which workerd's D1 was asked what it bills (1.20261117, `meta.rows_read` and
//! `meta.rows_written`), beside what is counted here.

mod support;

use service::ports::Statement;
use support::Sqlite;

/// Ten of `a`, each with three of `b`.
fn small() -> Sqlite {
    let db = Sqlite::migrated();
    db.execute(
        "create table a (id text primary key, n integer not null, m integer not null) strict; \
         create index a_by_n on a (n); \
         create table b (id integer primary key, a text not null references a (id) on delete cascade) strict; \
         create index b_of_a on b (a); \
         with recursive t (v) as (select 1 union all select v + 1 from t where v < 10) \
         insert into a select 'a' || v, v, 0 from t; \
         insert into b (a) select a.id from a, json_each('[1, 2, 3]');",
    );
    db
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
fn used(db: &Sqlite, sql: &str) -> (u64, u64) {
    let (sql, params) = (sql.to_owned(), vec![]);
    let (_, used) = db.batch_counting(&[Statement { sql, params }]).unwrap();
    (used.read, used.written)
}

#[test]
fn rows_are_counted_as_d1_counts_them() {
    let db = small();
    for (sql, d1, more) in [
        ("select * from a where id = 'a3'", (1, 0), 0),
        // the row behind the last one is looked at
        ("select * from a where n between 3 and 6", (5, 0), 0),
        ("insert into a values ('x', 1, 1)", (0, 3), 0),
        ("delete from a where id = 'x'", (1, 1), 2),
        ("update a set m = 1 where id = 'a1'", (1, 1), 0),
        ("update a set n = 1 where id = 'a2'", (1, 2), 0),
        // the end of the table, and in the second case of what was sorted
        ("select * from a", (10, 0), 1),
        ("select * from a order by m", (20, 0), 2),
        // nothing is found
        ("select * from a where id = 'zz'", (0, 0), 1),
        (
            "select * from a join b on b.a = a.id where a.id in (select value from json_each('[\"a3\", \"a4\"]'))",
            (14, 0),
            1,
        ),
        // what a window looks through is no table
        (
            "with l as (select id as place, m as line from a order by id limit 100), \
             s as (select *, row_number() over (order by place) as number, \
             sum(length(line)) over (order by place) as total from l) \
             select count(*) as n, (select count(*) from l) as seen \
             from (select * from s where total < 100 order by number)",
            (82, 0),
            8,
        ),
        // with what goes because of it
        ("delete from a where id = 'a1'", (12, 4), 0),
    ] {
        assert_eq!(used(&db, sql), (d1.0 + more, d1.1), "{sql}");
    }
}

//! What of the plan was used on each day.

use super::statement;
use crate::ports::{Statement, Value};
use domain::plan::{Counts, Period, Resource, Standing};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A day's row, column by column: they are called as the quotas are.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct UsageRow(BTreeMap<String, u64>);

impl UsageRow {
    fn column(&self, name: &str) -> u64 {
        self.0.get(name).copied().unwrap_or(0)
    }

    /// The day, counted from 1970-01-01.
    #[must_use]
    pub fn day(&self) -> i64 {
        i64::try_from(self.column("day")).unwrap_or(i64::MAX)
    }

    /// What was used on this day alone, and what was there.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts::of_each(|resource| self.column(resource.name()))
    }

    /// What is used since the quotas' periods began.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let of = |resource: Resource| match resource.period() {
            Period::Month => {
                let before = self.column(&format!("{}_before", resource.name()));
                before.saturating_add(self.column(resource.name()))
            }
            Period::Day | Period::Stock => self.column(resource.name()),
        };
        Standing {
            day: self.day(),
            used: Counts::of_each(of),
            writes: self.column("writes"),
        }
    }
}

/// Opens a day, unless it is open: it begins with what is there and with what its month, that began on this day, has used.
#[must_use]
pub fn open(day: i64, month: i64) -> Statement {
    let before = |column: &str| format!("coalesce((select sum({column}) from usage where day >= ?2 and day < ?1), 0)");
    let last =
        |column: &str| format!("coalesce((select {column} from usage where day < ?1 order by day desc limit 1), 0)");
    statement(
        format!(
            "insert into usage (day, class_a_before, class_b_before, database_bytes, stored_bytes) \
             select ?1, {}, {}, {}, {} where not exists (select 1 from usage where day = ?1)",
            before("class_a"),
            before("class_b"),
            last("database_bytes"),
            last("stored_bytes")
        ),
        [day.into(), month.into()],
    )
}

/// Writes down what was counted on a day that is open; gives its [`UsageRow`] as it is then.
#[must_use]
pub fn add(day: i64, counted: &Counts) -> Statement {
    let change = |(number, resource): (usize, Resource)| {
        let name = resource.name();
        match resource {
            // so large it is, not so much larger
            Resource::DatabaseBytes => format!("{name} = iif(?{number} > 0, ?{number}, {name})"),
            Resource::StoredBytes => format!("{name} = {name} + ?{number}, bytes_put = bytes_put + ?{number}"),
            _ => format!("{name} = {name} + ?{number}"),
        }
    };
    let changes: Vec<String> = (2..).zip(Resource::ALL).map(change).collect();
    let amount = |resource: Resource| Value::from(counted.of(resource));
    Statement {
        sql: format!(
            "update usage set writes = writes + 1, {} where day = ?1 returning *",
            changes.join(", ")
        ),
        params: [day.into()].into_iter().chain(Resource::ALL.map(amount)).collect(),
    }
}

/// A name that may be written to KV.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct KvWriteRow {
    /// Its number on this day, from 1.
    pub kv_writes: u64,
}

/// Takes one of the names that may be written to KV on a day that is open: a [`KvWriteRow`]; nothing if `most` are taken.
#[must_use]
pub fn take_kv_write(day: i64, most: u64) -> Statement {
    statement(
        "update usage set kv_writes = kv_writes + 1 where day = ?1 and kv_writes < ?2 returning kv_writes",
        [day.into(), most.into()],
    )
}

/// The last day that was written down until this one: its [`UsageRow`].
#[must_use]
pub fn last(day: i64) -> Statement {
    statement(
        "select * from usage where day <= ?1 order by day desc limit 1",
        [day.into()],
    )
}

/// Every [`UsageRow`] from this day on, the earliest first.
#[must_use]
pub fn since(day: i64) -> Statement {
    statement("select * from usage where day >= ?1 order by day", [day.into()])
}

/// Forgets days before this one.
#[must_use]
pub fn forget(before: i64) -> Statement {
    statement("delete from usage where day < ?1", [before.into()])
}

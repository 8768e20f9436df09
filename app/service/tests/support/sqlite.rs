//! D1's stand-in: SQLite in memory, with D1's ways where they matter.

use super::rows::{Used, used_by};
use async_trait::async_trait;
use rusqlite::{Connection, types::ValueRef};
use serde_json::{Map, json};
use service::ports::{Database, PortError, Rows, Statement, Value};
use std::{
    fs,
    path::PathBuf,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

pub struct Sqlite {
    connection: Mutex<Connection>,
    /// Of the next statement that contains this text, the answer is lost although it is carried out.
    pub lose_answer_to: Mutex<Option<&'static str>>,
    /// Whether it does not answer at all.
    pub away: Mutex<bool>,
    /// Just before the next statement that contains this text, somebody else runs this one.
    pub meanwhile: Mutex<Option<(&'static str, String)>>,
    /// How many statements it was asked.
    pub asked: AtomicUsize,
}

impl Sqlite {
    /// A database with every migration applied.
    pub fn migrated() -> Self {
        let database = Self::on(Connection::open_in_memory().unwrap());
        database.migrate();
        database
    }

    /// Applies every migration.
    pub fn migrate(&self) {
        let connection = self.connection.lock().unwrap();
        for (name, sql) in migrations() {
            connection
                .execute_batch(&sql)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }

    /// A database that is there.
    pub fn on(connection: Connection) -> Self {
        connection.pragma_update(None, "foreign_keys", "on").unwrap();
        connection.set_prepared_statement_cache_capacity(300);
        Self {
            connection: Mutex::new(connection),
            lose_answer_to: Mutex::default(),
            away: Mutex::default(),
            meanwhile: Mutex::default(),
            asked: AtomicUsize::default(),
        }
    }

    /// The values of every row of a query, as SQLite has them.
    pub fn values(&self, sql: &str) -> Vec<Vec<rusqlite::types::Value>> {
        let connection = self.connection.lock().unwrap();
        let mut prepared = connection.prepare(sql).unwrap();
        let columns = prepared.column_count();
        let row = |row: &rusqlite::Row<'_>| (0..columns).map(|index| row.get(index)).collect();
        prepared
            .query_map([], row)
            .unwrap()
            .map(rusqlite::Result::unwrap)
            .collect()
    }

    /// Statements that are none of the site's, one after the other.
    pub fn execute(&self, sql: &str) {
        let connection = self.connection.lock().unwrap();
        connection
            .execute_batch(sql)
            .unwrap_or_else(|error| panic!("{error}: {sql}"));
    }

    /// Its size in bytes, as D1 tells it with every query.
    pub fn bytes(&self) -> u64 {
        let connection = self.connection.lock().unwrap();
        let of = |name| {
            connection
                .pragma_query_value(None, name, |row| row.get::<_, u64>(0))
                .unwrap()
        };
        of("page_count") * of("page_size")
    }

    /// The same as [`Database::batch`], with what D1 says besides: how many rows were read and written.
    pub fn batch_counting(&self, statements: &[Statement]) -> Result<(Vec<Rows>, Used), PortError> {
        let mut used = Used::default();
        let rows = self.transaction(statements, &mut |connection, sql| {
            used += used_by(connection, sql);
        })?;
        Ok((rows, used))
    }

    /// All of these or none. After each, somebody may look what it took.
    fn transaction(
        &self,
        statements: &[Statement],
        look: &mut dyn FnMut(&Connection, &str),
    ) -> Result<Vec<Rows>, PortError> {
        self.asked.fetch_add(statements.len(), Ordering::Relaxed);
        let mut connection = self.connection.lock().unwrap();
        let transaction = connection.transaction().unwrap();
        let results: Result<Vec<Rows>, rusqlite::Error> = statements
            .iter()
            .map(|statement| execute(&transaction, statement, look))
            .collect();
        let results = results.map_err(|error| PortError::new("query SQLite", error))?;
        transaction.commit().unwrap();
        Ok(results)
    }
}

/// Every migration's name and text, in order.
pub fn migrations() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "sql"));
    paths.sort();
    paths
        .iter()
        .map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap()))
        .collect()
}

#[async_trait]
impl Database for Sqlite {
    async fn batch(&self, statements: Vec<Statement>) -> Result<Vec<Rows>, PortError> {
        if *self.away.lock().unwrap() {
            return Err(PortError::new("query SQLite", "D1_ERROR: it does not answer"));
        }
        let met = |(text, _): &mut (&str, String)| statements.iter().any(|statement| statement.sql.contains(*text));
        if let Some((_, sql)) = self.meanwhile.lock().unwrap().take_if(met) {
            self.execute(&sql);
        }
        let results = self.transaction(&statements, &mut |_, _| ())?;
        let mut lose = self.lose_answer_to.lock().unwrap();
        if lose.is_some_and(|text| statements.iter().any(|statement| statement.sql.contains(text))) {
            *lose = None;
            return Err(PortError::new("query SQLite", "the connection was lost"));
        }
        Ok(results)
    }
}

fn execute(
    connection: &Connection,
    statement: &Statement,
    look: &mut dyn FnMut(&Connection, &str),
) -> rusqlite::Result<Rows> {
    let mut kept;
    let mut once;
    // what is deleted because of it is a program of its own, whose steps are never counted anew
    let prepared: &mut rusqlite::Statement<'_> = if statement.sql.starts_with("delete") {
        once = connection.prepare(&statement.sql)?;
        &mut once
    } else {
        kept = connection.prepare_cached(&statement.sql)?;
        &mut kept
    };
    // as D1 does: numbers arrive as REAL
    let params = statement.params.iter().map(|value| match value {
        Value::Null => rusqlite::types::Value::Null,
        Value::Integer(number) => rusqlite::types::Value::Real(*number as f64),
        Value::Real(number) => rusqlite::types::Value::Real(*number),
        Value::Text(text) => rusqlite::types::Value::Text(text.clone()),
    });
    let names: Vec<String> = prepared.column_names().into_iter().map(str::to_owned).collect();
    let before = connection.total_changes();
    let mut found = prepared.query(rusqlite::params_from_iter(params))?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let mut object = Map::new();
        for (index, name) in names.iter().enumerate() {
            let value = match row.get_ref(index)? {
                ValueRef::Null => json!(null),
                ValueRef::Integer(number) => json!(number),
                ValueRef::Real(number) if number.fract() == 0.0 => json!(number as i64),
                ValueRef::Real(number) => json!(number),
                ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
                ValueRef::Blob(_) => panic!("no column holds bytes"),
            };
            object.insert(name.clone(), value);
        }
        rows.push(object.into());
    }
    drop(found);
    let changes = connection.total_changes() - before;
    look(connection, &statement.sql);
    Ok(Rows { rows, changes })
}

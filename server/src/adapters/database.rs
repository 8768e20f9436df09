//! D1.

use super::port;
use crate::meter;
use async_trait::async_trait;
use service::ports::{Database, PortError, Rows, Statement, Value};
use std::time::Duration;
use wasm_bindgen::JsValue;
use worker::{D1Database, D1PreparedStatement, D1Result, Delay, Env, send::SendFuture};

/// How often a locked database is asked again, and how long apart.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_millis(50);

/// The binding named `DB`.
pub(super) struct D1(pub(super) Env);

#[async_trait]
impl Database for D1 {
    async fn batch(&self, statements: Vec<Statement>) -> Result<Vec<Rows>, PortError> {
        SendFuture::new(async {
            let db = self.0.d1("DB").map_err(port("find D1"))?;
            let prepared: worker::Result<Vec<D1PreparedStatement>> = statements
                .into_iter()
                .map(|statement| bind(db.prepare(statement.sql), &statement.params))
                .collect();
            let results = patiently(&db, prepared.map_err(port("bind"))?).await;
            results.map_err(port("query D1"))?.iter().map(rows).collect()
        })
        .await
    }
}

/// All of these or none. Locally another program may be writing to the same file (`dev token`, `dev restore`), for which workerd does not
/// wait: nothing was done then, so that it can be asked again.
async fn patiently(db: &D1Database, statements: Vec<D1PreparedStatement>) -> worker::Result<Vec<D1Result>> {
    for _ in 0..TRIES {
        match db.batch(statements.clone()).await {
            Err(error) if error.to_string().contains("SQLITE_BUSY") => Delay::from(PAUSE).await,
            ended => return ended,
        }
    }
    db.batch(statements).await
}

fn bind(statement: D1PreparedStatement, params: &[Value]) -> worker::Result<D1PreparedStatement> {
    let values: Vec<JsValue> = params.iter().map(js_value).collect();
    statement.bind(&values)
}

fn js_value(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        // exact up to 2^53, which the port promises
        #[expect(clippy::cast_precision_loss, reason = "D1 takes JavaScript numbers")]
        Value::Integer(number) => JsValue::from_f64(*number as f64),
        Value::Real(number) => JsValue::from_f64(*number),
        Value::Text(text) => JsValue::from_str(text),
    }
}

fn rows(result: &D1Result) -> Result<Rows, PortError> {
    if let Some(error) = result.error() {
        return Err(PortError::new("query D1", error));
    }
    let rows = result.results::<serde_json::Value>().map_err(port("read rows"))?;
    let meta = result.meta().map_err(port("read a query's changes"))?;
    if let Some(meta) = &meta {
        meter::count_query(meta);
    }
    let changes = meta.and_then(|meta| meta.changes).unwrap_or(0);
    Ok(Rows {
        rows,
        changes: u64::try_from(changes).unwrap_or(0),
    })
}

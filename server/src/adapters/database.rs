//! D1.

use super::port;
use crate::meter;
use async_trait::async_trait;
use service::ports::{Database, PortError, Rows, Statement, Value};
use wasm_bindgen::JsValue;
use worker::{D1PreparedStatement, D1Result, Env, send::SendFuture};

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
            let results = db
                .batch(prepared.map_err(port("bind"))?)
                .await
                .map_err(port("query D1"))?;
            results.iter().map(rows).collect()
        })
        .await
    }
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

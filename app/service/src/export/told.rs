//! Rows as an export tells them: JSON that a person or a program understands without knowing the database.

use crate::ports::PortError;
use domain::time::Timestamp;
use serde_json::{Map, Value};

/// Columns that hold 0 or 1.
const YES_OR_NO: [&str; 9] = [
    "avif",
    "credit",
    "has_password",
    "hide_metadata",
    "marked",
    "may_download",
    "show_place",
    "smaller_original",
    "tiled",
];

/// Columns that hold JSON.
const JSON: [&str; 3] = ["camera", "colours", "tags"];

/// A row: times as text (RFC 3339), yes and no as such, and JSON as what it says. `taken_at` is text as it is: cameras know no
/// time zone.
pub(super) fn row(row: Value) -> Value {
    let Value::Object(columns) = row else { return row };
    let told = columns.into_iter().map(|(name, value)| {
        let value = column(&name, value);
        (name, value)
    });
    Value::Object(told.collect::<Map<_, _>>())
}

fn column(name: &str, value: Value) -> Value {
    match value {
        Value::Number(number) if name.ends_with("_at") => number
            .as_f64()
            // D1 gives numbers as JavaScript does
            .map_or(Value::Null, |millis| time(millis).into()),
        Value::Number(number) if YES_OR_NO.contains(&name) => (number.as_f64() == Some(1.0)).into(),
        Value::String(text) if JSON.contains(&name) => serde_json::from_str(&text).unwrap_or(Value::String(text)),
        value => value,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, far below 2^53")]
fn time(millis: f64) -> String {
    Timestamp::from_millis(millis as i64).rfc3339()
}

/// As the text of a file.
pub(super) fn text(value: &Value) -> Result<String, PortError> {
    let text = serde_json::to_string_pretty(value).map_err(|error| PortError::new("write an export", error))?;
    Ok(text + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_row_is_told_as_people_say_it() {
        let told = row(json!({
            "created_at": 1_714_588_200_000_i64, "used_at": null, "taken_at": "2024-05-01T18:30:00", "marked": 1, "avif": 0,
            "tags": "[\"sea\"]", "camera": null, "title": "[1]", "bytes": 7,
        }));
        let expected = json!({
            "created_at": "2024-05-01T18:30:00Z", "used_at": null, "taken_at": "2024-05-01T18:30:00", "marked": true,
            "avif": false, "tags": ["sea"], "camera": null, "title": "[1]", "bytes": 7,
        });
        assert_eq!(told, expected);
    }
}

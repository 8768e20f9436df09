//! All SQL of Heliograph. Functions give statements; rows come back as the types beside them.
//!
//! Nothing here decides who may see what: lists name the rows that an index holds, and `domain::access` has the last word.

pub mod image_settings;
pub mod invitations;
pub mod jobs;
pub mod leaving;
pub mod people;
pub mod photos;
pub mod sessions;
pub mod sitemap;
pub mod sweep;
pub mod tokens;
pub mod users;

use crate::ports::{Statement, Value};

/// A statement with its parameters.
fn statement<const N: usize>(sql: impl Into<String>, params: [Value; N]) -> Statement {
    Statement {
        sql: sql.into(),
        params: params.into(),
    }
}

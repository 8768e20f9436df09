//! Where a page of a list begins that is sorted by time, the newest first.

use crate::ports::Value;
use domain::time::Timestamp;
use std::{fmt::Display, str::FromStr};

/// Where a page begins: after this row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor<Id> {
    /// The time that the list is sorted by.
    pub at: Timestamp,
    /// What else it is sorted by, where times are equal.
    pub id: Id,
}

impl<Id: Display + FromStr> Cursor<Id> {
    /// As an address holds it.
    #[must_use]
    pub fn write(&self) -> String {
        format!("{}-{}", self.at.millis(), self.id)
    }

    /// Reads what [`Self::write`] writes; what cannot be read is the beginning of the list.
    #[must_use]
    pub fn read(text: Option<&str>) -> Option<Self> {
        let (time, id) = text?.split_once('-')?;
        Some(Self {
            at: Timestamp::from_millis(time.parse().ok()?),
            id: id.parse().ok()?,
        })
    }

    /// Time and id that the rows of the page come after.
    pub(super) fn after(cursor: Option<Self>) -> [Value; 2] {
        // without a cursor: after something newer than anything
        cursor.map_or([(1_i64 << 52).into(), "".into()], |cursor| {
            [cursor.at.into(), cursor.id.to_string().into()]
        })
    }
}

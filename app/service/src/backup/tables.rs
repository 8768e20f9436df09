//! Which tables are in a backup, in which order, and which are not.

/// What tells the rows of a table apart, in the order in which they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// SQLite's own number.
    Rowid,
    /// An id, of a table that has no such number.
    Id(&'static str),
    /// Two ids of the same length, of a table that has no such number.
    Ids(&'static str, &'static str),
}

/// A table that is in a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// Its name.
    pub table: &'static str,
    /// What its rows are read by.
    pub key: Key,
    /// Columns that name a row of another table, which is in the backup as well.
    pub parents: &'static [(&'static str, &'static str)],
}

const fn of(table: &'static str, parents: &'static [(&'static str, &'static str)]) -> Copied {
    Copied {
        table,
        key: Key::Rowid,
        parents,
    }
}

/// The tables, as they are read: what names rows of another table comes before it. So of whatever is read, what it names was there
/// then, and is read later if it still is; what is not, was deleted meanwhile, and so would have been what names it. They are
/// restored in the other order.
pub const COPIED: &[Copied] = &[
    of("share_links", &[("photo_id", "photos")]),
    of("jobs", &[("photo_id", "photos")]),
    Copied {
        key: Key::Id("photo_id"),
        ..of("photo_views", &[("photo_id", "photos")])
    },
    of("photos", &[("owner_id", "users")]),
    of("image_settings", &[("user_id", "users")]),
    of("mark_pictures", &[("user_id", "users")]),
    of("tokens", &[("user_id", "users")]),
    of("passkeys", &[("user_id", "users")]),
    of("recovery_codes", &[("user_id", "users")]),
    of("invitations", &[("made_by", "users")]),
    Copied {
        key: Key::Ids("blocker_id", "blocked_id"),
        ..of("blocks", &[("blocker_id", "users"), ("blocked_id", "users")])
    },
    // their files are removed after restoring, by the rows: what they were packed from may be another
    of("exports", &[("user_id", "users")]),
    of("site_settings", &[("changed_by", "users")]),
    of("versions", &[]),
    of("usage", &[]),
    of("statistics", &[]),
    // after what it says is counted already
    of("tally", &[]),
    of("users", &[]),
];

/// Tables that are in no backup, and why.
pub const LEFT_OUT: &[(&str, &str)] = &[
    (
        "sessions",
        "somebody who signed out after it was made would be signed in again: everybody signs in anew",
    ),
    ("answered_challenges", "they hold for minutes"),
    ("export_pages", "an export lasts a day, and is begun anew"),
    ("export_parts", "as export_pages"),
    (
        "dead_letters",
        "the queue they are of is another by then, and the jobs tell what waits",
    ),
    ("image_service", "whether it answers at this moment"),
    ("census", "it begins anew"),
    ("cron_runs", "what was done for a database that is gone"),
    ("latencies", "as cron_runs, and days of them are in statistics"),
    ("backups", "the index in storage says which there are"),
    ("backup_slices", "of backups that are being made"),
    ("audit", "it begins anew"),
    ("audit_findings", "as audit"),
];

/// Where a table is among those that are restored: parents come first.
pub(crate) fn by_name(table: &str) -> Option<&'static Copied> {
    COPIED.iter().find(|copied| copied.table == table)
}

/// The columns of a table, as [`crate::stored`] lists them.
pub(crate) fn columns(table: &str) -> Vec<&'static str> {
    crate::stored::columns()
        .filter(|column| column.table == table)
        .map(|column| column.name)
        .collect()
}

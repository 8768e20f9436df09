//! A site's settings, version by version.

use super::statement;
use crate::ports::{Statement, Value};
use domain::{
    access::{SignUpMode, may_sign_up},
    id::UserId,
    time::Timestamp,
};
use serde::Deserialize;

/// How many versions are kept.
pub const KEPT: u32 = 30;

/// A version.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SiteSettingsRow {
    /// Its number: 1 is the first.
    pub version: i64,
    /// When it was saved.
    pub changed_at: Timestamp,
    /// The handle of who saved it, if they still have an account.
    #[serde(default)]
    pub handle: Option<String>,
    /// The settings, as JSON.
    pub settings: String,
}

/// The newest [`SiteSettingsRow`], without who saved it.
#[must_use]
pub fn newest() -> Statement {
    statement(
        // the condition is no limit: it has SQLite seek the end rather than call this a scan
        "select version, changed_at, settings from site_settings where version > 0 order by version desc limit 1",
        [],
    )
}

/// One [`SiteSettingsRow`], without who saved it.
#[must_use]
pub fn of_version(version: i64) -> Statement {
    statement(
        "select version, changed_at, settings from site_settings where version = ?1",
        [version.into()],
    )
}

/// Every [`SiteSettingsRow`] that is kept, the newest first.
#[must_use]
pub fn history() -> Statement {
    statement(
        "select s.version, s.changed_at, u.handle, s.settings from site_settings s left join users u on u.id = s.changed_by \
         where s.version > 0 order by s.version desc limit ?1",
        [KEPT.into()],
    )
}

/// The version after this one, if this one is still the newest and the settings are others.
#[must_use]
pub fn insert(base: i64, settings: &str, user: UserId, now: Timestamp) -> Statement {
    statement(
        "insert into site_settings (version, changed_at, changed_by, settings) select ?1 + 1, ?2, ?3, ?4 \
         where ?1 = coalesce((select max(version) from site_settings), 0) \
         and ?4 is not (select settings from site_settings where version = ?1)",
        [base.into(), now.into(), user.to_string().into(), settings.into()],
    )
}

/// Forgets the versions that are no longer kept.
#[must_use]
pub fn forget() -> Statement {
    statement(
        "delete from site_settings where version <= (select max(version) from site_settings) - ?1",
        [KEPT.into()],
    )
}

/// Whether somebody may make an account as the settings are this moment, as a condition on rows: `?{first}` and the four
/// parameters after it are those that are given with it. What of the modes lets whom in, [`may_sign_up`] says.
pub(super) fn admits(
    first: usize,
    invitation: Option<&str>,
    configured: SignUpMode,
    now: Timestamp,
) -> (String, [Value; 5]) {
    let [mode, open, invited, hash, time] = [0, 1, 2, 3, 4].map(|place| first + place);
    let modes = |with: bool| {
        let admitting = SignUpMode::ALL.into_iter().filter(move |mode| may_sign_up(*mode, with));
        super::list(admitting.map(SignUpMode::as_str))
    };
    let condition = format!(
        "with set_up (mode) as (select coalesce((select json_extract(settings, '$.sign_up') from site_settings \
         order by version desc limit 1), ?{mode})) \
         select 1 from set_up where mode in (select value from json_each(?{open})) \
         or (mode in (select value from json_each(?{invited})) \
         and exists (select 1 from invitations where sha256 = ?{hash} and expires_at > ?{time}))"
    );
    let params = [
        configured.as_str().into(),
        modes(false),
        modes(true),
        invitation.into(),
        now.into(),
    ];
    (condition, params)
}

//! What sitemaps list. Days and people are found by hopping over an index, from one to the next, so that nothing is read of
//! the many photos in between (a "loose index scan").

use super::{
    photos::{LISTED, LISTED_OF_PERSON, renditions_in},
    statement,
    users::HIDDEN,
};
use crate::ports::Statement;
use domain::{
    access::{Blocks, Subject},
    id::{PhotoId, StorageToken, UserId},
    photo::{PhotoState, Visibility},
    storage::Bucket,
    time::{DAY_MILLIS, Timestamp},
};
use serde::Deserialize;

/// The most days, people, or photos of a day. Each day or person costs the reading of about two rows.
const AT_MOST: u32 = 1000;

/// A day, counted from 1970.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct DayRow {
    /// The number of days since 1970-01-01 (UTC).
    pub day: i64,
}

/// Somebody's handle.
#[derive(Debug, Clone, Deserialize)]
pub struct HandleRow {
    /// The handle.
    pub handle: String,
}

/// A photo that is ready, as far as a sitemap needs it.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct MappedRow {
    /// Id.
    pub id: PhotoId,
    /// Storage token.
    pub token: StorageToken,
    /// Owner.
    pub owner_id: UserId,
    /// Visibility.
    pub visibility: Visibility,
    /// State.
    pub state: PhotoState,
    /// The attempt whose renditions are shown.
    pub attempt: u32,
    /// 1 if the owner is suspended or leaving.
    pub hidden: u8,
    /// 1 if its renditions are in the private bucket although it is public.
    pub withdrawn: u8,
}

impl MappedRow {
    /// Where its renditions are.
    #[must_use]
    pub fn bucket(&self) -> Bucket {
        renditions_in(self.visibility, self.withdrawn)
    }

    /// What permission depends on.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject {
            owner: self.owner_id,
            visibility: self.visibility,
            state: self.state,
            showable: self.state == PhotoState::Ready,
            hidden: self.hidden == 1,
            // then it would be hidden
            leaving: false,
            // it is for nobody in particular
            blocks: Blocks::default(),
        }
    }
}

/// Days on which listed photos were uploaded, newest first.
#[must_use]
pub fn days() -> Statement {
    let newest = format!(
        "select p.created_at / {DAY_MILLIS} from photos p indexed by photos_listed where {LISTED} \
         and p.created_at < ?1 order by p.created_at desc, p.id desc limit 1"
    );
    let before = newest.replace("?1", &format!("days.day * {DAY_MILLIS}"));
    statement(
        format!(
            "with recursive days (day) as (select ({newest}) union all \
             select ({before}) from days where days.day is not null limit ?2) \
             select day from days where day is not null"
        ),
        [(1_i64 << 52).into(), AT_MOST.into()],
    )
}

/// The listed photos of a day that are ready, newest first.
#[must_use]
pub fn photos_of(day: Timestamp) -> Statement {
    statement(
        format!(
            "select p.id, p.token, p.owner_id, p.visibility, p.state, p.attempt, p.hidden, p.withdrawn \
             from photos p indexed by photos_listed where {LISTED} and p.state = 'ready' \
             and p.created_at >= ?1 and p.created_at < ?2 order by p.created_at desc, p.id desc limit ?3"
        ),
        [day.into(), day.plus_seconds(DAY_MILLIS / 1000).into(), AT_MOST.into()],
    )
}

/// People with listed photos, but for those who are suspended or leaving: each of them is one row that is read and not shown.
#[must_use]
pub fn people() -> Statement {
    let first = format!(
        "select p.owner_id from photos p indexed by photos_newest_of_person where {LISTED_OF_PERSON} \
         and p.owner_id > ?1 order by p.owner_id limit 1"
    );
    let next = first.replace("?1", "owners.id");
    statement(
        format!(
            "with recursive owners (id) as (select ({first}) union all \
             select ({next}) from owners where owners.id is not null limit ?2) \
             select u.handle from owners cross join users u on u.id = owners.id \
             where not {HIDDEN}"
        ),
        ["".into(), AT_MOST.into()],
    )
}

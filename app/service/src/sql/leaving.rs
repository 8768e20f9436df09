//! Leaving: asking for it, staying after all, and the end, in slices.

use super::{
    list,
    people::{self, NOT_THE_LAST_ADMIN},
    photos, statement,
};
use crate::ports::Statement;
use domain::{
    id::{StorageToken, UserId},
    leaving::asked_before,
    time::Timestamp,
};
use serde::Deserialize;

/// Somebody whose everything goes now.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Due {
    /// Who it is.
    pub id: UserId,
}

/// A picture of a mark in storage.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Picture {
    /// Its storage token.
    pub token: StorageToken,
}

/// Somebody asks for their account to be deleted: nobody meets them from now on, and they are signed out everywhere. Asked for
/// twice, the first time counts. Nothing happens if they are the last admin. The last one says what they are then
/// ([`people::Standing`]).
#[must_use]
pub fn ask(user: UserId, now: Timestamp) -> [Statement; 5] {
    [
        statement(
            format!("update users set leaving_at = ?2 where id = ?1 and leaving_at is null and {NOT_THE_LAST_ADMIN}"),
            [user.to_string().into(), now.into()],
        ),
        people::hide_photos(user),
        people::end_sessions(user),
        photos::home_changed(),
        people::standing(user),
    ]
}

/// They stay after all, if it is not too late.
#[must_use]
pub fn stay(user: UserId, now: Timestamp) -> [Statement; 3] {
    [
        statement(
            "update users set leaving_at = null where id = ?1 and leaving_at > ?2",
            [user.to_string().into(), asked_before(now).into()],
        ),
        people::hide_photos(user),
        photos::home_changed(),
    ]
}

/// Those who can no longer stay, so many at a time, beginning with who asked first.
#[must_use]
pub fn due(now: Timestamp, most: u32) -> Statement {
    statement(
        "select id from users where leaving_at is not null and leaving_at <= ?1 order by leaving_at limit ?2",
        [asked_before(now).into(), most.into()],
    )
}

/// Deletes so many of somebody's photos, as their owner would ([`photos::mark_deleted`]); the rest of the sweep removes them.
#[must_use]
pub fn delete_photos(user: UserId, now: Timestamp, most: u32) -> Statement {
    statement(
        "update photos set deleted_at = ?2 where deleted_at is null and id in \
         (select id from photos indexed by photos_own where owner_id = ?1 and deleted_at is null \
         order by created_at desc, id desc limit ?3)",
        [user.to_string().into(), now.into(), most.into()],
    )
}

/// Removes somebody's row, and with it every row that hangs on it, once nothing of their photos, marks and exports is left and
/// it is too late for them to stay.
#[must_use]
pub fn remove(user: UserId, now: Timestamp) -> Statement {
    statement(
        "delete from users as u where u.id = ?1 and u.leaving_at <= ?2 \
             and not exists (select 1 from photos indexed by photos_own where owner_id = ?1 and deleted_at is null) \
             and not exists (select 1 from photos indexed by photos_deleted where deleted_at is not null and owner_id = ?1) \
             and not exists (select 1 from mark_pictures where user_id = ?1) \
             and not exists (select 1 from exports indexed by exports_of_user where user_id = ?1)",
        [user.to_string().into(), asked_before(now).into()],
    )
}

/// Writes down that a picture of a mark is about to be stored.
#[must_use]
pub fn picture_comes(picture: StorageToken, user: UserId, now: Timestamp) -> Statement {
    statement(
        "insert into mark_pictures (token, user_id, stored_at) values (?1, ?2, ?3)",
        [picture.to_string().into(), user.to_string().into(), now.into()],
    )
}

/// Every picture of somebody's marks, so many at a time.
#[must_use]
pub fn pictures_of(user: UserId, most: u32) -> Statement {
    statement(
        "select token from mark_pictures where user_id = ?1 limit ?2",
        [user.to_string().into(), most.into()],
    )
}

/// Pictures that were stored before `before` and that no settings name, so many at a time.
#[must_use]
pub fn unused_pictures(before: Timestamp, most: u32) -> Statement {
    statement(
        "select m.token from mark_pictures m where m.stored_at <= ?1 and not exists \
         (select 1 from image_settings s where s.user_id = m.user_id and s.mark_token = m.token) limit ?2",
        [before.into(), most.into()],
    )
}

/// These pictures are gone from storage.
#[must_use]
pub fn pictures_gone(pictures: &[Picture]) -> Statement {
    statement(
        "delete from mark_pictures where token in (select value from json_each(?1))",
        [list(pictures.iter().map(|picture| picture.token))],
    )
}

//! People as others meet them: their standing, who is suspended, and who has blocked whom.

use super::{cursor::Cursor, photos::id_of, statement, users::HIDDEN};
use crate::ports::Statement;
use domain::{
    access::{Blocks, PersonSubject, Role, Viewer},
    id::UserId,
    time::Timestamp,
};
use serde::Deserialize;

/// The most people that one can block.
pub const MAX_BLOCKS: u32 = 1000;

/// A person, for a viewer.
#[derive(Debug, Clone, Deserialize)]
pub struct PersonRow {
    /// Id.
    pub id: UserId,
    /// Handle.
    pub handle: String,
    /// Display name.
    pub name: String,
    /// What they are on this site.
    pub role: Role,
    /// When they made their account.
    pub created_at: Timestamp,
    /// Since when they are suspended, if they are.
    pub suspended_at: Option<Timestamp>,
    /// When they asked for their account to be deleted, if they did.
    pub leaving_at: Option<Timestamp>,
    /// 1 if they have blocked the viewer.
    pub blocked_by_them: u8,
    /// 1 if the viewer has blocked them.
    pub blocked_by_viewer: u8,
}

impl PersonRow {
    /// What permission depends on.
    #[must_use]
    pub const fn subject(&self) -> PersonSubject {
        PersonSubject {
            id: self.id,
            role: self.role,
            suspended: self.suspended_at.is_some(),
            leaving: self.leaving_at.is_some(),
            blocks: Blocks {
                by_them: self.blocked_by_them > 0,
                by_viewer: self.blocked_by_viewer > 0,
            },
        }
    }
}

/// People; the parameter of this number is the viewer's id.
fn select(users: &str, viewer: u8) -> String {
    format!(
        "select u.id, u.handle, u.name, u.role, u.created_at, u.suspended_at, u.leaving_at, \
         exists (select 1 from blocks where blocker_id = u.id and blocked_id = ?{viewer}) as blocked_by_them, \
         exists (select 1 from blocks where blocker_id = ?{viewer} and blocked_id = u.id) as blocked_by_viewer \
         from {users}"
    )
}

/// The person with this normal handle.
#[must_use]
pub fn by_handle(handle: &str, viewer: Viewer) -> Statement {
    statement(
        format!("{} where u.handle = ?1", select("users u", 2)),
        [handle.into(), id_of(viewer)],
    )
}

/// The person with this normal e-mail.
#[must_use]
pub fn by_email(email: &str, viewer: Viewer) -> Statement {
    statement(
        format!("{} where u.email = ?1", select("users u", 2)),
        [email.into(), id_of(viewer)],
    )
}

/// Everybody, who came last first.
#[must_use]
pub fn newest(viewer: Viewer, cursor: Option<Cursor<UserId>>, limit: u32) -> Statement {
    let [time, id] = Cursor::after(cursor);
    let select = select("users u indexed by users_newest", 4);
    statement(
        format!("{select} where (u.created_at, u.id) < (?1, ?2) order by u.created_at desc, u.id desc limit ?3"),
        [time, id, limit.into(), id_of(viewer)],
    )
}

/// The site keeps an admin who is neither suspended nor leaving: what would take the last one changes nothing, also if two admins do it to
/// each other at once.
pub(super) const NOT_THE_LAST_ADMIN: &str = "(role <> 'admin' or suspended_at is not null or leaving_at is not null \
     or (select count(*) from users a indexed by users_admins \
     where a.role = 'admin' and a.suspended_at is null and a.leaving_at is null) > 1)";

/// Makes something else of somebody; nothing happens if they are that, or are the last admin.
#[must_use]
pub fn set_role(user: UserId, role: Role) -> Statement {
    statement(
        format!("update users set role = ?2 where id = ?1 and role <> ?2 and {NOT_THE_LAST_ADMIN}"),
        [user.to_string().into(), role.as_str().into()],
    )
}

/// Suspends somebody; nothing happens if they are, or are the last admin.
#[must_use]
pub fn suspend(user: UserId, now: Timestamp) -> Statement {
    statement(
        format!("update users set suspended_at = ?2 where id = ?1 and suspended_at is null and {NOT_THE_LAST_ADMIN}"),
        [user.to_string().into(), now.into()],
    )
}

/// Lets somebody who is suspended come in again.
#[must_use]
pub fn reinstate(user: UserId) -> Statement {
    statement(
        "update users set suspended_at = null where id = ?1 and suspended_at is not null",
        [user.to_string().into()],
    )
}

/// Signs somebody out everywhere, if they are suspended or leaving.
#[must_use]
pub fn end_sessions(user: UserId) -> Statement {
    statement(
        format!("delete from sessions where user_id = (select u.id from users u where u.id = ?1 and {HIDDEN})"),
        [user.to_string().into()],
    )
}

/// Hides all photos of somebody who is suspended or leaving, shows those of somebody who is not. What they upload meanwhile is
/// right from the beginning.
#[must_use]
pub fn hide_photos(user: UserId) -> Statement {
    let hidden = format!("(select {HIDDEN} from users u where u.id = ?1)");
    statement(
        format!(
            "update photos indexed by photos_own set hidden = {hidden} \
             where owner_id = ?1 and deleted_at is null and hidden <> {hidden}"
        ),
        [user.to_string().into()],
    )
}

/// What somebody is, and whether they are suspended.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Standing {
    /// What they are on this site.
    pub role: Role,
    /// Since when they are suspended, if they are.
    pub suspended_at: Option<Timestamp>,
    /// When they asked for their account to be deleted, if they did.
    pub leaving_at: Option<Timestamp>,
}

/// Of somebody, now.
#[must_use]
pub fn standing(user: UserId) -> Statement {
    statement(
        "select role, suspended_at, leaving_at from users where id = ?1",
        [user.to_string().into()],
    )
}

/// Makes something of whoever has this normal e-mail, and ends their sessions if they are something else. For `make token`.
#[must_use]
pub fn set_role_of_email(email: &str, role: Role) -> [Statement; 2] {
    let params = || [email.into(), role.as_str().into()];
    [
        statement(
            "delete from sessions where user_id = (select id from users where email = ?1 and role <> ?2)",
            params(),
        ),
        statement("update users set role = ?2 where email = ?1", params()),
    ]
}

/// Somebody blocks somebody else; nothing happens if they have, or have blocked [`MAX_BLOCKS`].
#[must_use]
pub fn block(blocker: UserId, blocked: UserId, now: Timestamp) -> Statement {
    statement(
        "insert or ignore into blocks (blocker_id, blocked_id, created_at) select ?1, ?2, ?3 \
         where (select count(*) from blocks where blocker_id = ?1) < ?4",
        [
            blocker.to_string().into(),
            blocked.to_string().into(),
            now.into(),
            MAX_BLOCKS.into(),
        ],
    )
}

/// Whether somebody has blocked somebody else: a row, or none.
#[must_use]
pub fn has_blocked(blocker: UserId, blocked: UserId) -> Statement {
    statement(
        "select 1 as yes from blocks where blocker_id = ?1 and blocked_id = ?2",
        [blocker.to_string().into(), blocked.to_string().into()],
    )
}

/// Takes a block back.
#[must_use]
pub fn unblock(blocker: UserId, handle: &str) -> Statement {
    statement(
        "delete from blocks where blocker_id = ?1 and blocked_id = (select id from users where handle = ?2)",
        [blocker.to_string().into(), handle.into()],
    )
}

/// Somebody who is blocked.
#[derive(Debug, Clone, Deserialize)]
pub struct BlockedRow {
    /// Their id.
    pub id: UserId,
    /// Their handle.
    pub handle: String,
    /// Their display name.
    pub name: String,
    /// Since when.
    pub created_at: Timestamp,
}

/// Whom somebody has blocked, the last one first.
#[must_use]
pub fn blocked_by(blocker: UserId, cursor: Option<Cursor<UserId>>, limit: u32) -> Statement {
    let [time, id] = Cursor::after(cursor);
    statement(
        "select b.blocked_id as id, u.handle, u.name, b.created_at from blocks b indexed by blocks_newest \
         cross join users u on u.id = b.blocked_id where b.blocker_id = ?4 and u.leaving_at is null and (b.created_at, b.blocked_id) < (?1, ?2) \
         order by b.created_at desc, b.blocked_id desc limit ?3",
        [time, id, limit.into(), blocker.to_string().into()],
    )
}

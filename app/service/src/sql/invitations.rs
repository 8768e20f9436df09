//! Invitations. One that is used or revoked is gone.

use super::statement;
use crate::ports::Statement;
use domain::{
    id::{InvitationId, UserId},
    time::Timestamp,
};
use serde::Deserialize;

/// The most invitations that can be open at once, of everybody together: each can be seen and revoked on one page.
pub const MAX_OPEN: u32 = 90;

/// An invitation as those see it who may make them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct InvitationRow {
    /// Id.
    pub id: InvitationId,
    /// The handle of who made it.
    pub handle: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// What a new row holds.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// Id.
    pub id: InvitationId,
    /// SHA-256 of the secret in its link, hexadecimal.
    pub sha256: String,
    /// Who makes it.
    pub made_by: UserId,
    /// Now.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A new invitation, unless [`MAX_OPEN`] are open.
#[must_use]
pub fn insert(invitation: NewInvitation) -> Statement {
    statement(
        "insert into invitations (id, sha256, made_by, created_at, expires_at) select ?1, ?2, ?3, ?4, ?5 \
         where (select count(*) from invitations where expires_at > ?4) < ?6",
        [
            invitation.id.to_string().into(),
            invitation.sha256.into(),
            invitation.made_by.to_string().into(),
            invitation.created_at.into(),
            invitation.expires_at.into(),
            MAX_OPEN.into(),
        ],
    )
}

/// Those that are open, the one that ends last first.
#[must_use]
pub fn open(now: Timestamp) -> Statement {
    statement(
        "select i.id, u.handle, i.created_at, i.expires_at from invitations i indexed by invitations_open \
         cross join users u on u.id = i.made_by where i.expires_at > ?1 order by i.expires_at desc, i.id desc limit ?2",
        [now.into(), MAX_OPEN.into()],
    )
}

/// The invitation with this secret's hash, if it is open: its `id`.
#[must_use]
pub fn by_hash(sha256: &str, now: Timestamp) -> Statement {
    statement(
        "select id from invitations where sha256 = ?1 and expires_at > ?2",
        [sha256.into(), now.into()],
    )
}

/// Uses an invitation up, once this user is there.
#[must_use]
pub fn use_up(sha256: &str, user: UserId) -> Statement {
    statement(
        "delete from invitations where sha256 = ?1 and exists (select 1 from users where id = ?2)",
        [sha256.into(), user.to_string().into()],
    )
}

/// Revokes one.
#[must_use]
pub fn delete(id: InvitationId) -> Statement {
    statement("delete from invitations where id = ?1", [id.to_string().into()])
}

/// Revokes all that somebody has made, if they may not make any more.
#[must_use]
pub fn delete_unless_staff(user: UserId) -> Statement {
    statement(
        "delete from invitations where made_by = \
         (select id from users where id = ?1 and (role = 'member' or suspended_at is not null))",
        [user.to_string().into()],
    )
}

/// Forgets those that have ended.
#[must_use]
pub fn sweep(now: Timestamp) -> Statement {
    statement("delete from invitations where expires_at <= ?1", [now.into()])
}

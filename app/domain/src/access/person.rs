//! Who may do what to a person.

use super::viewer::{Role, Scope, Viewer};
use crate::id::UserId;
use serde::{Deserialize, Serialize};

/// What somebody wants to do to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PersonAction {
    /// See their page.
    Meet,
    /// Block them. Taking that back is everybody's own business, and asks for nothing.
    Block,
    /// Suspend them, or take that back.
    Suspend,
    /// Make something else of them on this site.
    ChangeRole,
}

/// Who has blocked whom: somebody, and the viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Blocks {
    /// They have blocked the viewer.
    pub by_them: bool,
    /// The viewer has blocked them.
    pub by_viewer: bool,
}

impl Blocks {
    /// What of it counts for this viewer: nobody in particular has blocked nobody, and is blocked by nobody.
    pub(super) const fn of(self, viewer: Viewer) -> Self {
        match viewer {
            Viewer::User(_) => self,
            Viewer::Anonymous => Self {
                by_them: false,
                by_viewer: false,
            },
        }
    }
}

/// What permission depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonSubject {
    /// Who it is.
    pub id: UserId,
    /// What they are on this site.
    pub role: Role,
    /// Whether they are suspended.
    pub suspended: bool,
    /// Whether they are leaving: then nobody meets them.
    pub leaving: bool,
    /// Who has blocked whom.
    pub blocks: Blocks,
}

/// Whether this viewer may do this to this person. A refusal is answered like a person who does not exist.
#[must_use]
pub fn may_to_person(viewer: Viewer, action: PersonAction, person: PersonSubject) -> bool {
    if person.leaving {
        return false;
    }
    let oneself = viewer.user() == Some(person.id);
    let meets = viewer.with(Scope::Read) == Some(person.id) || !is_kept_from(viewer, person.suspended, person.blocks);
    match action {
        PersonAction::Meet => meets,
        PersonAction::Block => viewer.with(Scope::Manage).is_some() && !oneself && meets,
        PersonAction::Suspend => {
            let keeper = match person.role {
                Role::Member => Role::Moderator,
                Role::Moderator | Role::Admin => Role::Admin,
            };
            viewer.is_at_least(keeper, Scope::Manage) && !oneself
        }
        PersonAction::ChangeRole => viewer.is_at_least(Role::Admin, Scope::Manage) && !oneself,
    }
}

/// Whether what a person shows to everybody is not there for this viewer, because that person is suspended or has blocked them.
/// Whoever keeps order sees it all the same: otherwise both would be places to hide.
pub(super) fn is_kept_from(viewer: Viewer, suspended: bool, blocks: Blocks) -> bool {
    (suspended || blocks.of(viewer).by_them) && !viewer.is_at_least(Role::Moderator, Scope::Read)
}

/// Whether this viewer may look people up, and see who is suspended.
#[must_use]
pub fn may_oversee_people(viewer: Viewer) -> bool {
    viewer.is_at_least(Role::Moderator, Scope::Read)
}

/// Whether this viewer may make invitations, see who made which, and revoke them.
#[must_use]
pub fn may_invite(viewer: Viewer) -> bool {
    viewer.is_at_least(Role::Moderator, Scope::Manage)
}

/// Whether this viewer may see what of the plan is used, and what it would cost.
#[must_use]
pub fn may_see_usage(viewer: Viewer) -> bool {
    viewer.is_at_least(Role::Admin, Scope::Read)
}

/// Whether this viewer may see which work does not go on, whose it is and why, and how backups and the audit stand. That is about
/// the machines, so it is for those who run the site, not for those who keep order.
#[must_use]
pub fn may_see_jobs(viewer: Viewer) -> bool {
    viewer.is_at_least(Role::Admin, Scope::Read)
}

/// Whether this viewer may bring such work back, and forget messages about it.
#[must_use]
pub fn may_mend_jobs(viewer: Viewer) -> bool {
    viewer.is_at_least(Role::Admin, Scope::Manage)
}

/// Whether this viewer may see and change how the site is set up.
#[must_use]
pub fn may_set_up(viewer: Viewer) -> bool {
    viewer.is_at_least(Role::Admin, Scope::Manage)
}

/// Who can make an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignUpMode {
    /// Everybody.
    #[default]
    Open,
    /// Whoever has an invitation.
    Invitation,
    /// Nobody.
    Closed,
}

impl SignUpMode {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Invitation, Self::Closed];

    /// As in the configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invitation => "invitation",
            Self::Closed => "closed",
        }
    }

    /// From [`Self::as_str`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == text)
    }
}

/// Whether somebody may make an account, who has an invitation that is still good or has none.
#[must_use]
pub const fn may_sign_up(mode: SignUpMode, invited: bool) -> bool {
    match mode {
        SignUpMode::Open => true,
        SignUpMode::Invitation => invited,
        SignUpMode::Closed => false,
    }
}

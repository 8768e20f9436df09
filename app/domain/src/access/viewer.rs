//! Who is asking, what they are on this site, and what their token lets them do.

use crate::id::UserId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who is asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Somebody not signed in.
    Anonymous,
    /// A signed-in user, or whoever has a token of theirs.
    User(Member),
}

/// A signed-in user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Who it is.
    pub id: UserId,
    /// What they are on this site.
    pub role: Role,
    /// What they may do here and now.
    pub scopes: Scopes,
}

impl Viewer {
    /// A member who is signed in.
    #[must_use]
    pub const fn member(id: UserId) -> Self {
        Self::signed_in(id, Role::Member)
    }

    /// Somebody who is signed in, and so may do whatever their role lets them do.
    #[must_use]
    pub const fn signed_in(id: UserId, role: Role) -> Self {
        Self::User(Member {
            id,
            role,
            scopes: Scopes::ALL,
        })
    }

    /// Who it is, unless it is nobody in particular.
    #[must_use]
    pub const fn user(self) -> Option<UserId> {
        match self {
            Self::User(member) => Some(member.id),
            Self::Anonymous => None,
        }
    }

    /// Who it is, if what they came with has this scope.
    #[must_use]
    pub fn with(self, scope: Scope) -> Option<UserId> {
        match self {
            Self::User(member) if member.scopes.has(scope) => Some(member.id),
            _ => None,
        }
    }

    /// Whether it is somebody of this role, or of one that may do more, and what they came with has this scope.
    #[must_use]
    pub fn is_at_least(self, role: Role, scope: Scope) -> bool {
        match self {
            Self::User(member) => member.role >= role && member.scopes.has(scope),
            Self::Anonymous => false,
        }
    }

    /// The same person, as if they had signed in.
    #[must_use]
    pub const fn unscoped(self) -> Self {
        match self {
            Self::User(member) => Self::signed_in(member.id, member.role),
            Self::Anonymous => Self::Anonymous,
        }
    }
}

/// What somebody is on this site. Each may do what those before may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Everybody who has an account.
    #[default]
    Member,
    /// Keeps order: suspends and reinstates members.
    Moderator,
    /// Runs the site.
    Admin,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Member, Self::Moderator, Self::Admin];

    /// As in D1 and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Moderator => "moderator",
            Self::Admin => "admin",
        }
    }

    /// From [`Self::as_str`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// What an API token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// See what its owner may see.
    Read,
    /// Upload photos.
    Upload,
    /// Change and delete its owner's photos and settings.
    Manage,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Read, Self::Upload, Self::Manage];

    /// As in D1, in forms and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Upload => "upload",
            Self::Manage => "manage",
        }
    }
}

/// A set of scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "String")]
pub struct Scopes {
    read: bool,
    upload: bool,
    manage: bool,
}

impl Scopes {
    /// Everything.
    pub const ALL: Self = Self {
        read: true,
        upload: true,
        manage: true,
    };

    /// Those that a text names, with spaces between them; what it names besides is none.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let names = |scope: Scope| text.split(' ').any(|name| name == scope.as_str());
        Self {
            read: names(Scope::Read),
            upload: names(Scope::Upload),
            manage: names(Scope::Manage),
        }
    }

    /// Whether this one is among them.
    #[must_use]
    pub const fn has(self, scope: Scope) -> bool {
        match scope {
            Scope::Read => self.read,
            Scope::Upload => self.upload,
            Scope::Manage => self.manage,
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.into_iter().filter(move |scope| self.has(*scope))
    }
}

impl From<String> for Scopes {
    fn from(text: String) -> Self {
        Self::parse(&text)
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, scope) in self.iter().enumerate() {
            let space = if number == 0 { "" } else { " " };
            write!(f, "{space}{}", scope.as_str())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_read_back_as_written() {
        for text in ["", "read", "upload", "read manage", "read upload manage"] {
            assert_eq!(Scopes::parse(text).to_string(), text);
        }
        assert_eq!(Scopes::parse("manage  read admin").to_string(), "read manage");
        assert!(Scopes::parse("reads").is_empty());
    }

    #[test]
    fn roles_grow() {
        assert!(Role::Member < Role::Moderator && Role::Moderator < Role::Admin);
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        assert_eq!(Role::parse("owner"), None);
    }
}

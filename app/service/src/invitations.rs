//! Who can make an account: everybody, whoever has an invitation, or nobody. And the invitations.

use crate::{
    Error, Result, World,
    error::Conflict,
    ports::Statement,
    site_settings::{current, newest_of_database},
    sql::{
        self,
        invitations::{InvitationRow, NewInvitation},
        users::NewUser,
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    access::{SignUpMode, Viewer, may_invite, may_sign_up},
    id::InvitationId,
    seal::sha256_hex,
};

/// How many days an invitation is good for.
const DAYS: i64 = 14;

/// The length of the secret in a link: 32 bytes in base64url.
const SECRET_CHARACTERS: usize = 43;

/// Lets somebody fill in the form of a new account, or says why not, as the settings were up to two minutes ago. Making the
/// account asks the database.
///
/// # Errors
/// [`Error::SignUpClosed`], [`Error::InvitationNeeded`], or the database does not answer.
pub async fn welcome(world: &World, secret: Option<&str>) -> Result<()> {
    let mode = current(world).await.sign_up;
    if may_sign_up(mode, false) {
        return Ok(());
    }
    let hash = hash_of(secret).filter(|_| may_sign_up(mode, true));
    let Some(hash) = hash else {
        return Err(refusal(mode));
    };
    let found = world.db.run(sql::invitations::by_hash(&hash, world.now())).await?;
    if found.rows.is_empty() {
        Err(refusal(mode))
    } else {
        Ok(())
    }
}

/// The statements that make an account with its first session, and use the invitation up: all or nothing. The first one
/// changes no row if the site takes nobody this moment, or an invitation is needed and this is none that is open: see
/// [`not_admitted`].
pub(crate) fn admit(world: &World, user: NewUser, secret: Option<&str>, session: Statement) -> Vec<Statement> {
    let (id, hash) = (user.id, hash_of(secret));
    let user = sql::users::insert_if_admitted(user, hash.as_deref(), world.config.sign_up);
    let used = hash.map(|hash| sql::invitations::use_up(&hash, id));
    [user, session].into_iter().chain(used).collect()
}

/// Why nobody was admitted: the site takes nobody just now, or the invitation was none, or somebody else was faster with it.
pub(crate) async fn not_admitted(world: &World) -> Error {
    match newest_of_database(world).await {
        Ok(settings) => refusal(settings.sign_up),
        Err(error) => error,
    }
}

fn refusal(mode: SignUpMode) -> Error {
    if may_sign_up(mode, true) {
        Error::InvitationNeeded
    } else {
        Error::SignUpClosed
    }
}

/// What is stored of a secret; nothing for what cannot be one.
fn hash_of(secret: Option<&str>) -> Option<String> {
    let secret = secret.filter(|secret| is_secret(secret))?;
    Some(sha256_hex(secret))
}

/// Whether this could be an invitation's secret: 43 letters, digits, `-` or `_`.
#[must_use]
pub fn is_secret(text: &str) -> bool {
    text.len() == SECRET_CHARACTERS
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Makes an invitation, for one person, good for 14 days. Its secret is told only here.
///
/// # Errors
/// [`Error::NotFound`] for whoever may not; too many are open.
pub async fn create(world: &World, viewer: Viewer) -> Result<String> {
    let made_by = viewer.user().filter(|_| may_invite(viewer)).ok_or(Error::NotFound)?;
    let secret = URL_SAFE_NO_PAD.encode([world.random.bytes(), world.random.bytes()].concat());
    let now = world.now();
    let invitation = NewInvitation {
        id: InvitationId::new(world.uuid()),
        sha256: sha256_hex(&secret),
        made_by,
        created_at: now,
        expires_at: now.plus_days(DAYS),
    };
    if world.db.run(sql::invitations::insert(invitation)).await?.changes == 1 {
        Ok(secret)
    } else {
        Err(Conflict::TooManyInvitations.into())
    }
}

/// The open invitations, the one that ends last first; `None` for whoever may not know.
///
/// # Errors
/// If the database does not answer.
pub async fn list(world: &World, viewer: Viewer) -> Result<Option<Vec<InvitationRow>>> {
    if !may_invite(viewer) {
        return Ok(None);
    }
    Ok(Some(world.db.run(sql::invitations::open(world.now())).await?.all()?))
}

/// Revokes an invitation, whoever made it. One that is used or revoked already stays so.
///
/// # Errors
/// [`Error::NotFound`] for whoever may not, or the database does not answer.
pub async fn revoke(world: &World, viewer: Viewer, id: InvitationId) -> Result<()> {
    if !may_invite(viewer) {
        return Err(Error::NotFound);
    }
    world.db.run(sql::invitations::delete(id)).await?;
    Ok(())
}

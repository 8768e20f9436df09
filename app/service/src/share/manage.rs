//! Making, listing and revoking links. Only who may edit a photo may decide by links who sees it.

use crate::{
    Result, World,
    error::Conflict,
    password,
    read::row_for,
    sql::{
        self,
        share_links::{LinkRow, NewLink},
    },
};
use domain::{
    access::{Action, Viewer},
    id::{PhotoId, ShareLinkId},
    share::{DAYS, MAX_VIEWS, Secret, ShareError},
};

/// What somebody wants of a new link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// How many days it lasts: one of [`DAYS`].
    pub days: u32,
    /// How often it may be opened, if that is to be limited: 1 to [`MAX_VIEWS`].
    pub max_views: Option<u32>,
    /// Whether files are offered to be kept.
    pub may_download: bool,
    /// Whether camera and time are kept back.
    pub hide_metadata: bool,
    /// The stretched password ([`super::password_salt`]), hexadecimal, if there is to be one.
    pub stretched: Option<String>,
}

/// Makes a link. It is the only time that anybody sees it.
///
/// # Errors
/// Not the owner's, a choice that is not offered, a password that was not stretched, or too many links.
pub async fn create(world: &World, viewer: Viewer, photo: PhotoId, wanted: Wanted) -> Result<Secret> {
    row_for(world, viewer, Action::Edit, photo).await?;
    let secret = Secret::new(world.random.bytes());
    let link = new_link(world, photo, &secret, wanted)?;
    let inserted = world.db.run(sql::share_links::insert(link)).await?;
    if inserted.changes == 1 {
        Ok(secret)
    } else {
        Err(Conflict::TooManyLinks.into())
    }
}

fn new_link(world: &World, photo: PhotoId, secret: &Secret, wanted: Wanted) -> Result<NewLink> {
    if !DAYS.contains(&wanted.days) {
        return Err(ShareError::Days.into());
    }
    if wanted.max_views.is_some_and(|most| !(1..=MAX_VIEWS).contains(&most)) {
        return Err(ShareError::Views.into());
    }
    let now = world.now();
    Ok(NewLink {
        id: ShareLinkId::new(world.uuid()),
        sha256: secret.sha256(),
        photo,
        created_at: now,
        expires_at: now.plus_days(wanted.days.into()),
        password: wanted
            .stretched
            .map(|hex| password::to_store(world, &hex))
            .transpose()?,
        may_download: wanted.may_download,
        hide_metadata: wanted.hide_metadata,
        max_views: wanted.max_views,
    })
}

/// The links of a photo, the newest first, with what use was made of each.
///
/// # Errors
/// Not the owner's, or the database does not answer.
pub async fn list(world: &World, viewer: Viewer, photo: PhotoId) -> Result<Vec<LinkRow>> {
    row_for(world, viewer, Action::Edit, photo).await?;
    Ok(world.db.run(sql::share_links::of_photo(photo)).await?.all()?)
}

/// Revokes a link: from now on it opens nothing, and nothing that it opened stays open. One that is revoked already stays so.
///
/// # Errors
/// Not the owner's, or the database does not answer.
pub async fn revoke(world: &World, viewer: Viewer, photo: PhotoId, link: ShareLinkId) -> Result<()> {
    row_for(world, viewer, Action::Edit, photo).await?;
    world.db.run(sql::share_links::delete(link, photo)).await?;
    Ok(())
}

/// How many of these links still let somebody in.
#[must_use]
pub fn open_links(world: &World, links: &[LinkRow]) -> u32 {
    let now = world.now();
    let open = links.iter().filter(|link| link.grant().admits(now)).count();
    u32::try_from(open).unwrap_or(u32::MAX)
}

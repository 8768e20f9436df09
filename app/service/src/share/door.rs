//! What whoever has a link meets: a door, or the photo behind it.
//!
//! Opening a link is a view, and counts once: who was let in has a pass, which the link's page keeps in a cookie. A link that may
//! be opened only so often is opened by a button, never by asking for its address alone: programs that look at every link
//! somebody sends would use it up.

use super::{
    password_salt,
    shown::{SharedPhoto, shown},
};
use crate::{
    Error, Result, World, password,
    ports::Limited,
    read::Media,
    sql::{
        self,
        photos::PhotoRow,
        share_links::{By, LinkRow},
    },
};
use domain::{
    access::{Action, may_by_link},
    share::{Pass, Purpose, Secret, SharedFile},
    storage::{Bucket, StorageKey},
};

/// What somebody meets at a link's address.
#[derive(Debug, Clone, PartialEq)]
pub enum Visit {
    /// The photo.
    Photo(Box<SharedPhoto>),
    /// A door with a password, which is to be stretched with this salt (hexadecimal).
    Password {
        /// See [`password_salt`].
        salt: String,
    },
    /// A door with a button, because each opening counts.
    Button,
}

/// What somebody meets at a link's address, with the pass of its cookie if they have one. `None` if there is no such link, it
/// has ended or is used up, or its photo cannot be seen.
///
/// # Errors
/// If the database does not answer.
pub async fn visit(world: &World, secret: &Secret, pass: Option<&str>) -> Result<Option<Visit>> {
    let Some((link, photo)) = found(world, By::Secret(&secret.sha256())).await? else {
        return Ok(None);
    };
    let pass = pass.and_then(|text| Pass::open(&world.config.session_key, world.now(), Purpose::Page, text));
    if pass.is_some_and(|pass| pass.link == link.id) {
        return Ok(Some(Visit::Photo(Box::new(shown(world, &link, photo, None)))));
    }
    if !link.grant().admits(world.now()) {
        return Ok(None);
    }
    if link.is_protected() {
        let salt = password_salt(&world.config.site_name, photo.id);
        return Ok(Some(Visit::Password { salt }));
    }
    if link.max_views.is_some() {
        return Ok(Some(Visit::Button));
    }
    let Some(pass) = let_in(world, &link).await? else {
        return Ok(None);
    };
    Ok(Some(Visit::Photo(Box::new(shown(world, &link, photo, Some(pass))))))
}

/// Opens a link that has no password, and gives the pass for its cookie.
///
/// # Errors
/// [`Error::NotFound`] if there is no such link, it has ended or is used up, its photo cannot be seen, or it has a password.
pub async fn click(world: &World, secret: &Secret) -> Result<String> {
    let (link, _) = found(world, By::Secret(&secret.sha256()))
        .await?
        .filter(|(link, _)| !link.is_protected())
        .ok_or(Error::NotFound)?;
    let_in(world, &link).await?.ok_or(Error::NotFound)
}

/// Opens a link by its password, and gives the pass for its cookie. A wrong guess is no view.
///
/// # Errors
/// [`Error::WrongLinkPassword`], [`Error::TooOften`], or [`Error::NotFound`] as of [`click`].
pub async fn unlock(world: &World, ip: &str, secret: &Secret, stretched: &str) -> Result<String> {
    let sha256 = secret.sha256();
    world.allow(Limited::ShareLinkFromAddress, ip).await?;
    world.allow(Limited::ShareLink, &sha256).await?;
    let stretched = password::stretched(stretched)?;
    let (link, _) = found(world, By::Secret(&sha256)).await?.ok_or(Error::NotFound)?;
    let (salt, hash) =
        password::kept(link.password_salt.as_deref(), link.password_hash.as_deref()).ok_or(Error::NotFound)?;
    if !world.config.pepper.verify(&[&salt, &stretched], &hash) {
        return Err(Error::WrongLinkPassword);
    }
    let_in(world, &link).await?.ok_or(Error::NotFound)
}

/// Counts a view and gives a pass; `None` if the link has ended or is used up, for somebody who came a moment later.
async fn let_in(world: &World, link: &LinkRow) -> Result<Option<String>> {
    let now = world.now();
    let counted = world.db.run(sql::share_links::count_view(link.id, now)).await?;
    let pass = Pass::new(link.id, Purpose::Page, now);
    Ok((counted.changes == 1).then(|| pass.issue(&world.config.session_key)))
}

/// A link that has not ended, and its photo, if the link shows it. Both are read at the same moment.
async fn found(world: &World, by: By<'_>) -> Result<Option<(LinkRow, PhotoRow)>> {
    let statements = vec![sql::share_links::find(by), sql::share_links::photo_of(by)];
    let mut rows = world.db.batch(statements).await?.into_iter();
    let link: Option<LinkRow> = rows.next().unwrap_or_default().first()?;
    let photo: Option<PhotoRow> = rows.next().unwrap_or_default().first()?;
    let now = world.now();
    Ok(link
        .zip(photo)
        .filter(|(link, photo)| may_by_link(Action::View, photo.subject(), link.grant(), now)))
}

/// A file of a shared photo, by the name and the pass in its address; `None` if the pass is none, its link was revoked or has
/// ended, or does not let anybody have this file.
///
/// # Errors
/// If the database does not answer.
pub async fn media(world: &World, pass: &str, name: &str) -> Result<Option<Media>> {
    let now = world.now();
    let pass = Pass::open(&world.config.session_key, now, Purpose::Media, pass);
    let Some((pass, file)) = pass.zip(SharedFile::parse(name)) else {
        return Ok(None);
    };
    let Some((link, photo)) = found(world, By::Id(pass.link)).await? else {
        return Ok(None);
    };
    let action = match file {
        SharedFile::Original => Action::Original,
        SharedFile::Rendition(_) => Action::View,
    };
    let allowed = may_by_link(action, photo.subject(), link.grant(), now);
    Ok(allowed.then(|| stored(file, &photo)).flatten())
}

/// Where a file is. Nobody keeps it: the next who asks must have a link that still holds.
fn stored(file: SharedFile, photo: &PhotoRow) -> Option<Media> {
    let (bucket, key, media_type, save_as) = match file {
        // the name says nothing of the photo
        SharedFile::Original => {
            let name = format!("heliograph.{}", photo.media_type.extension());
            (Bucket::Private, photo.original(), photo.media_type, Some(name))
        }
        SharedFile::Rendition(slot) => {
            let key = StorageKey::Rendition(photo.token, photo.attempt?, slot);
            (photo.bucket(), key, slot.media_type, None)
        }
    };
    Some(Media {
        bucket,
        key,
        content_type: media_type.as_str(),
        cache_control: "private, no-store",
        open: false,
        listed: false,
        save_as,
    })
}

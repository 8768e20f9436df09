//! What members choose about their privacy, for all of their photos at once.

use crate::{Result, World, auth::require, sql};
use domain::{
    access::{Scope, Viewer},
    download::Offer,
};
use serde::Deserialize;

/// What somebody chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub struct Privacy {
    /// Whether whoever may see a photo of theirs may know where it was taken, unless they chose otherwise for that photo.
    #[serde(deserialize_with = "is_one")]
    pub show_place: bool,
    /// What whoever may see a photo of theirs may download, unless they chose otherwise for that photo.
    pub download: Offer,
}

fn is_one<'de, D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<bool, D::Error> {
    Ok(u8::deserialize(deserializer)? == 1)
}

/// Somebody's choices.
///
/// # Errors
/// Nobody signed in, or the database does not answer.
pub async fn read(world: &World, viewer: Viewer) -> Result<Privacy> {
    let user = require(viewer, Scope::Read)?;
    let chosen: Option<Privacy> = world.db.run(sql::photos::privacy(user)).await?.first()?;
    Ok(chosen.unwrap_or_default())
}

/// Keeps somebody's choices. They hold at once, for photos that are there too.
///
/// # Errors
/// Nobody signed in, or the database does not answer.
pub async fn save(world: &World, viewer: Viewer, privacy: Privacy) -> Result<()> {
    let user = require(viewer, Scope::Manage)?;
    let chosen = sql::photos::set_privacy(user, privacy.show_place, privacy.download);
    world.db.run(chosen).await?;
    Ok(())
}

//! What sitemaps list: days with public photos, the photos of a day, and people who show some. As anybody may see them.

use crate::{
    Result, World,
    read::file_url,
    sql::{
        self,
        sitemap::{DayRow, HandleRow, MappedRow},
    },
};
use domain::{
    access::{Action, Viewer, may},
    rendition::JPEG,
    storage::StorageKey,
    time::Timestamp,
};

/// A photo in a sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedPhoto {
    /// Its page: a path.
    pub page: String,
    /// Its JPEG: a path, or an absolute address.
    pub file: String,
}

/// The last thousand days (UTC) on which photos were uploaded that are public now, newest first.
///
/// # Errors
/// If the database does not answer.
pub async fn days(world: &World) -> Result<Vec<Timestamp>> {
    let rows: Vec<DayRow> = world.db.run(sql::sitemap::days()).await?.all()?;
    Ok(rows.into_iter().map(|row| Timestamp::of_day(row.day)).collect())
}

/// The newest thousand public photos that were uploaded on the day which begins then.
///
/// # Errors
/// If the database does not answer.
pub async fn photos_of(world: &World, day: Timestamp) -> Result<Vec<MappedPhoto>> {
    let rows: Vec<MappedRow> = world.db.run(sql::sitemap::photos_of(day)).await?.all()?;
    let listed = rows
        .into_iter()
        .filter(|row| may(Viewer::Anonymous, Action::List, row.subject()));
    Ok(listed
        .map(|row| MappedPhoto {
            page: format!("/photos/{}", row.id),
            file: file_url(
                &world.config,
                row.bucket(),
                StorageKey::Rendition(row.token, row.attempt, JPEG),
            ),
        })
        .collect())
}

/// The handles of a thousand people who show photos to everybody.
///
/// # Errors
/// If the database does not answer.
pub async fn people(world: &World) -> Result<Vec<String>> {
    let rows: Vec<HandleRow> = world.db.run(sql::sitemap::people()).await?.all()?;
    Ok(rows.into_iter().map(|row| row.handle).collect())
}

//! The hourly sweep: whatever stalled goes on, whatever was left over goes.

use crate::{
    Result, World,
    delete::remove_files,
    ports::Rows,
    presign::URL_SECONDS,
    process::clean,
    sql::{
        self,
        sweep::{Leftover, Stalled},
    },
};
use domain::id::PhotoId;

/// What a sweep did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Jobs rung for again.
    pub rung: usize,
    /// Uploads that never arrived.
    pub abandoned: usize,
    /// Deleted photos that are now gone for good.
    pub deleted: usize,
    /// Photos whose lost attempts were cleaned up.
    pub cleaned: usize,
}

/// Sweeps once. Every part is idempotent: it looks at rows as they are, and its changes check them again.
///
/// # Errors
/// The first thing outside that does not work; what is left waits for the next sweep.
pub async fn run(world: &World) -> Result<Swept> {
    let mut swept = Swept {
        rung: ring_stalled(world).await?,
        ..Swept::default()
    };
    let now = world.now();
    let expired = now.plus_seconds(-world.config.upload_expires_seconds);
    for upload in leftovers(world.db.run(sql::sweep::never_arrived(expired)).await?)? {
        remove_files(world, upload).await?;
        world.db.run(sql::photos::remove_arriving(upload.id)).await?;
        swept.abandoned += 1;
    }
    let silent = now.plus_seconds(-(i64::from(URL_SECONDS) + world.config.lease_seconds));
    for photo in leftovers(world.db.run(sql::sweep::deleted(silent)).await?)? {
        remove_files(world, photo).await?;
        world.db.run(sql::photos::remove(photo.id)).await?;
        swept.deleted += 1;
    }
    for photo in leftovers(world.db.run(sql::sweep::to_clean(now)).await?)? {
        clean(world, photo).await?;
        swept.cleaned += 1;
    }
    Ok(swept)
}

/// Jobs that wait too long, or whose consumer died, are queued and rung for.
async fn ring_stalled(world: &World) -> Result<usize> {
    let now = world.now();
    let late = now.plus_seconds(-world.config.sweep_after_seconds);
    let stalled: Vec<Stalled> = world.db.run(sql::sweep::stalled(now, late)).await?.all()?;
    let photos: Vec<PhotoId> = stalled.into_iter().map(|job| job.photo_id).collect();
    if photos.is_empty() {
        return Ok(0);
    }
    let statements = photos
        .iter()
        .flat_map(|photo| [sql::sweep::release(*photo, now), sql::photos::requeue(*photo)])
        .collect();
    world.db.batch(statements).await?;
    world.bell.ring(&photos).await?;
    Ok(photos.len())
}

fn leftovers(rows: Rows) -> Result<Vec<Leftover>> {
    Ok(rows.all()?)
}

//! The hourly sweep: whatever stalled goes on, whatever was left over goes.

use crate::{
    Result, World,
    delete::{Files, files_of},
    export, kept,
    leave::{remove_due, remove_unused_pictures},
    ports::Statement,
    process::{give_up, write_seconds},
    sql::{
        self,
        image_service::BreakerRow,
        sweep::{Leftover, Stalled},
    },
    withdraw,
};
use domain::{
    id::PhotoId,
    job::{AfterLoss, after_loss},
    time::Timestamp,
};
use serde::Serialize;

/// How many of what has ended one sweep forgets, of each kind.
const FORGOTTEN_AT_ONCE: u32 = 1000;

/// How many names in storage are gathered before they are removed and that is noted.
const NAMES_AT_ONCE: usize = 350;

/// After how many names a sweep removes no more photos of a kind: each name takes some of the processor's time.
const MOST_NAMES: usize = 700;

/// How long its owner still sees an ended share link, and what use was made of it, in seconds: 30 days.
const LINK_KEPT_SECONDS: i64 = 30 * 24 * 3600;

/// How long a message that the queue gave up on is remembered: 30 days, in seconds.
const LETTER_SECONDS: i64 = 30 * 24 * 3600;

/// What a sweep did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Swept {
    /// Jobs rung for again.
    pub rung: usize,
    /// Jobs that nobody ever finished, given up.
    pub given_up: usize,
    /// Uploads that never arrived, given up; a later sweep removes them like deleted photos.
    pub abandoned: u64,
    /// Deleted photos that are now gone for good.
    pub deleted: usize,
    /// Photos whose lost attempts were cleaned up.
    pub cleaned: usize,
    /// Sessions, challenges, invitations, share links and messages of the queue that had ended.
    pub forgotten: u64,
    /// Photos deleted of people who left; a later sweep removes them like all deleted photos.
    pub left_photos: u64,
    /// People who left and of whom nothing is left.
    pub left: u64,
    /// Pictures of marks that were not kept.
    pub pictures: usize,
    /// Exports rung for again.
    pub exports_rung: usize,
    /// Exports that had ended.
    pub exports_ended: usize,
    /// Photos rung for whose renditions are where they do not belong.
    pub misplaced: usize,
}

/// Sweeps once. Every part is idempotent: it looks at rows as they are, its changes check them again, and files are removed
/// only under names that nothing can be stored under any more.
///
/// # Errors
/// The first thing outside that does not work. Every part is tried all the same; what is left waits for the next sweep.
pub async fn run(world: &World) -> Result<Swept> {
    let now = world.now();
    let stalled = ring_stalled(world, now).await;
    let abandoned = give_up_arriving(world, now).await;
    let left = remove_due(world, now).await;
    let deleted = remove_deleted(world, now).await;
    let cleaned = clean(world, now).await;
    let pictures = remove_unused_pictures(world, now).await;
    let exports = export::sweep(world, now).await;
    let misplaced = withdraw::ring(world, None).await;
    let forget = vec![
        sql::sessions::sweep(now, FORGOTTEN_AT_ONCE),
        sql::passkeys::sweep(now, FORGOTTEN_AT_ONCE),
        sql::invitations::sweep(now),
        sql::share_links::sweep(now.plus_seconds(-LINK_KEPT_SECONDS), FORGOTTEN_AT_ONCE),
        sql::sweep::forget_letters(now.plus_seconds(-LETTER_SECONDS), FORGOTTEN_AT_ONCE),
    ];
    let forgotten = world.db.batch(forget).await;
    let (rung, given_up) = stalled?;
    let (left, exports) = (left?, exports?);
    Ok(Swept {
        rung,
        given_up,
        abandoned: abandoned?,
        deleted: deleted?,
        cleaned: cleaned?,
        forgotten: forgotten?.iter().map(|rows| rows.changes).sum(),
        left_photos: left.photos,
        left: left.people,
        pictures: pictures?,
        exports_rung: exports.rung,
        exports_ended: exports.ended,
        misplaced: misplaced?,
    })
}

/// Jobs that wait too long, or whose consumer died, are queued and rung for; those that were tried too often are given up.
async fn ring_stalled(world: &World, now: Timestamp) -> Result<(usize, usize)> {
    let late = now.plus_seconds(-world.config.sweep_after_seconds);
    let questions = vec![sql::sweep::stalled(now, late), sql::image_service::read()];
    let mut rows = world.db.batch(questions).await?.into_iter();
    let stalled: Vec<Stalled> = rows.next().unwrap_or_default().all()?;
    let breaker: Option<BreakerRow> = rows.next().unwrap_or_default().first()?;
    let exhausted = |job: &Stalled| after_loss(job.tries, &world.config.retry_delays) == AfterLoss::GiveUp;
    let (exhausted, to_ring): (Vec<Stalled>, Vec<Stalled>) = stalled.into_iter().partition(exhausted);
    let (exhausted, to_ring) = (photos_of(&exhausted), photos_of(&to_ring));
    if !exhausted.is_empty() {
        let statements = give_up(world, &exhausted, "nobody finished it");
        world.db.batch(statements.into()).await?;
        kept::changed(world).await;
    }
    // last: a queue that does not work keeps nothing else from being made good
    if !to_ring.is_empty() {
        let statements = vec![sql::sweep::release(&to_ring, now), sql::sweep::requeue(&to_ring)];
        world.db.batch(statements).await?;
        // while the image service does not answer, one is enough to find out that it does: then all are rung for
        let open = breaker.is_some_and(|row| row.breaker().is_open());
        let heard = to_ring.get(..1).filter(|_| open).unwrap_or(&to_ring);
        world.bell.ring(heard).await?;
    }
    Ok((to_ring.len(), exhausted.len()))
}

async fn give_up_arriving(world: &World, now: Timestamp) -> Result<u64> {
    let before = now.plus_seconds(-world.config.upload_expires_seconds);
    Ok(world.db.run(sql::sweep::give_up_arriving(before, now)).await?.changes)
}

async fn remove_deleted(world: &World, now: Timestamp) -> Result<usize> {
    let silent = now.plus_seconds(-write_seconds(world));
    let photos: Vec<Leftover> = world.db.run(sql::sweep::deleted(silent)).await?.all()?;
    remove_all(world, &photos, |gone| sql::sweep::remove(gone).into()).await
}

async fn clean(world: &World, now: Timestamp) -> Result<usize> {
    let photos: Vec<Leftover> = world.db.run(sql::sweep::to_clean(now)).await?.all()?;
    remove_all(world, &photos, |cleaned| vec![sql::sweep::cleaned(cleaned, now)]).await
}

/// Removes the files of these photos and notes it, some at a time: whatever goes wrong in between, what was noted is done.
async fn remove_all(world: &World, photos: &[Leftover], note: impl Fn(&[PhotoId]) -> Vec<Statement>) -> Result<usize> {
    let (mut files, mut of, mut names, mut removed) = (Files::default(), Vec::new(), 0, 0);
    for (photo, left) in photos.iter().zip((0..photos.len()).rev()) {
        files.add(files_of(world, photo).await?);
        of.push(photo.id);
        if files.number() < NAMES_AT_ONCE && left > 0 {
            continue;
        }
        names += files.number();
        std::mem::take(&mut files).remove(world).await?;
        world.db.batch(note(&of)).await?;
        removed += of.len();
        of.clear();
        if names >= MOST_NAMES {
            break;
        }
    }
    Ok(removed)
}

/// The photos that these jobs are for.
pub(crate) fn photos_of(jobs: &[Stalled]) -> Vec<PhotoId> {
    jobs.iter().map(|job| job.photo_id).collect()
}

//! What a queue message starts: claim, ticket, report, and the photo's next state (steps 5 to 9 of a photo's journey).

use crate::{
    Result, World,
    ask::{Lost, ask},
    backup,
    claim::{claim, not_claimed, ring_waiting},
    export, kept, order,
    ports::{PortError, Statement},
    presign::URL_SECONDS,
    settings,
    sql::{
        self,
        image_settings::SettingsRow,
        jobs::Claimed,
        photos::{Finished, PhotoRow},
    },
};
use domain::{
    access::Viewer,
    bare::Bare,
    breaker::Breaker,
    id::PhotoId,
    job::{AfterLoss, after_loss},
    plan::Resource,
    reason::Reason,
    storage::{Bucket, StorageKey},
    ticket::{Done, Report, Ticket},
    time::Timestamp,
};

/// What the queue is told about a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Done with it, well or badly.
    Ack,
    /// Deliver it again after this many seconds.
    RetryIn(u32),
}

/// Works on one photo. Never fails: whatever happens is in the job row, and what nobody finishes, the sweep rings for again.
///
/// Each step is idempotent:
/// 1. the claim is a compare-and-set, so of two messages or two consumers one goes on;
/// 2. the ticket names only places of this attempt, so a repeated or a late attempt overwrites nothing;
/// 3. the end is written only by the attempt that still holds the job.
pub async fn handle(world: &World, photo: PhotoId) -> (Answer, Option<PortError>) {
    match work(world, photo).await {
        Ok(answer) => (answer, None),
        // the database does not answer: the message is the only one who remembers
        Err(error) => (
            Answer::RetryIn(60),
            Some(PortError::new("work on a photo", format!("{error:?}"))),
        ),
    }
}

/// A claimed job: its photo, and what is asked of the image service.
struct Job {
    row: PhotoRow,
    ticket: Ticket,
    settings_at: Timestamp,
}

impl Job {
    async fn read(world: &World, photo: PhotoId, attempt: u32, now: Timestamp) -> Result<Option<Self>> {
        let statements = vec![
            sql::photos::by_id(photo, Viewer::Anonymous),
            sql::image_settings::for_photo(photo),
        ];
        let mut rows = world.db.batch(statements).await?.into_iter();
        let row: Option<PhotoRow> = rows.next().unwrap_or_default().first()?;
        let wanted: Option<SettingsRow> = rows.next().unwrap_or_default().first()?;
        let Some(row) = row else { return Ok(None) };
        let settings = settings::wanted(world, wanted.as_ref()).await;
        let picture = wanted.as_ref().and_then(SettingsRow::picture);
        Ok(Some(Self {
            ticket: order::ticket(world, &row, &settings, picture, attempt, now),
            settings_at: wanted.map_or(Timestamp::from_millis(0), |row| row.changed_at),
            row,
        }))
    }
}

async fn work(world: &World, photo: PhotoId) -> Result<Answer> {
    let (claimed, breaker) = claim(world, photo).await?;
    let Some(claimed) = claimed else {
        return not_claimed(world, photo, breaker).await;
    };
    let now = world.now();
    let Some(job) = Job::read(world, photo, claimed.attempt, now).await? else {
        return Ok(Answer::Ack); // deleted: nothing to do
    };
    let answer = match ask(world, &job.ticket, now).await {
        Ok(Report::Done(done)) => finish(world, &job, done).await?,
        Ok(Report::Failed { reason }) => {
            let alive = sql::image_service::answered();
            fail(world, photo, claimed.attempt, reason.as_str(), reason, alive).await?
        }
        Err(lost) => return lose(world, photo, claimed, breaker, &lost).await,
    };
    if breaker.is_open() {
        ring_waiting(world).await;
    }
    Ok(answer)
}

async fn finish(world: &World, job: &Job, mut done: Done) -> Result<Answer> {
    let row = &job.row;
    if !copy_arrived(world, row, &done).await {
        done.smaller_original = None;
    }
    let json = |error| PortError::new("write a photo's data", error);
    let finished = Finished {
        camera: serde_json::to_string(&done.camera).map_err(json)?,
        renditions: serde_json::to_string(&done.renditions).map_err(json)?,
        colours: serde_json::to_string(&done.colours).map_err(json)?,
        bare: bare(&done).map(serde_json::to_string).transpose().map_err(json)?,
        settings_at: job.settings_at,
        marked: job.ticket.wishes.watermark.is_some(),
        done: &done,
    };
    let now = world.now();
    count_files(world, &done, finished.marked);
    let leaves = done.attempt > 1 || job.ticket.wishes.smaller_original.is_some();
    let clean_after = leaves.then(|| no_more_writes(world, now));
    let results = world
        .db
        .batch(vec![
            sql::jobs::done(done.photo, done.attempt, now, clean_after),
            sql::photos::finish(finished),
            sql::photos::home_changed(),
            sql::image_service::answered(),
        ])
        .await?;
    kept::changed(world).await;
    if results.get(1).is_some_and(|row| row.changes == 0) {
        return lost_the_race(world, row, done.attempt).await;
    }
    // nothing points at it any more; if it stays, the sweep removes it
    let _ = world
        .blobs
        .delete(Bucket::Private, vec![StorageKey::Preview(row.token)])
        .await;
    Ok(Answer::Ack)
}

/// What the image service has used of R2 by its ticket: it read the original, and the picture of a mark if there is one (which is said
/// of a written one too), and wrote what it reports. What lost attempts have used is not known.
fn count_files(world: &World, done: &Done, marked: bool) {
    let files = done.renditions.len() + usize::from(done.smaller_original.is_some());
    let renditions = done.renditions.iter().map(|made| made.bytes);
    let bytes = renditions.chain(done.smaller_original.iter().map(|copy| copy.bytes));
    world
        .meter
        .count(Resource::ClassA, u64::try_from(files).unwrap_or(u64::MAX));
    world.meter.count(Resource::ClassB, 1 + u64::from(marked));
    world
        .meter
        .count(Resource::StoredBytes, bytes.fold(0, u64::saturating_add));
}

/// The original without its metadata, of what is stored from now on.
fn bare(done: &Done) -> Option<&Bare> {
    match &done.smaller_original {
        Some(copy) => copy.bare.as_ref(),
        None => done.bare.as_ref(),
    }
}

/// Whether the smaller copy that a report speaks of is stored, whole. On any doubt the original is kept as it is.
async fn copy_arrived(world: &World, row: &PhotoRow, done: &Done) -> bool {
    let Some(copy) = &done.smaller_original else {
        return false;
    };
    let key = StorageKey::SmallerOriginal(row.token, done.attempt);
    world.blobs.size(Bucket::Private, key).await == Ok(Some(copy.bytes))
}

/// The photo was deleted meanwhile, or a later attempt holds the job: what this one wrote is not wanted.
async fn lost_the_race(world: &World, row: &PhotoRow, attempt: u32) -> Result<Answer> {
    let written = StorageKey::of_attempt(row.token, attempt).into();
    world.blobs.delete(row.bucket(), written).await?;
    let copy = StorageKey::SmallerOriginal(row.token, attempt);
    world.blobs.delete(Bucket::Private, vec![copy]).await?;
    Ok(Answer::Ack)
}

async fn lose(world: &World, photo: PhotoId, claimed: Claimed, breaker: Breaker, lost: &Lost) -> Result<Answer> {
    let (now, attempt, error) = (world.now(), claimed.attempt, lost.error.to_string());
    let breaker = breaker.failed(now, &world.config.probe_delays);
    let known = if lost.alive {
        sql::image_service::answered()
    } else {
        sql::image_service::failed(breaker)
    };
    match after_loss(claimed.tries, &world.config.retry_delays) {
        AfterLoss::GiveUp => fail(world, photo, attempt, &error, Reason::NoAnswer, known).await,
        AfterLoss::RetryIn(seconds) => {
            let seconds = if lost.alive {
                seconds
            } else {
                breaker.wait(now, seconds)
            };
            let due = now.plus_seconds(seconds.into());
            let statements: Vec<Statement> = vec![
                sql::jobs::lost(photo, attempt, &error, due, now),
                sql::photos::requeue(photo),
                known,
            ];
            world.db.batch(statements).await?;
            Ok(Answer::RetryIn(seconds))
        }
    }
}

/// `known` says what is known of the image service from now on.
async fn fail(
    world: &World,
    photo: PhotoId,
    attempt: u32,
    error: &str,
    reason: Reason,
    known: Statement,
) -> Result<Answer> {
    let now = world.now();
    let statements = vec![
        sql::jobs::failed(photo, attempt, error, now, no_more_writes(world, now)),
        sql::photos::fail(photo, reason),
        sql::photos::home_changed(),
        known,
    ];
    world.db.batch(statements).await?;
    kept::changed(world).await;
    Ok(Answer::Ack)
}

/// When the last presigned URL of an attempt that is under way now has expired.
pub(crate) fn no_more_writes(world: &World, now: Timestamp) -> Timestamp {
    now.plus_seconds(write_seconds(world))
}

/// How long an attempt may write after it was claimed: its URLs are made within the lease, and then work for their time.
pub(crate) fn write_seconds(world: &World) -> i64 {
    i64::from(URL_SECONDS) + world.config.lease_seconds
}

/// Records a message that the queue gave up on. The job itself goes on with the next sweep, which rings for it again;
/// only one that was tried often enough is given up. Of an export or a backup nothing is recorded: its row says everything.
///
/// # Errors
/// If the database does not answer: then the queue should bring it again.
pub async fn bury(world: &World, body: &str) -> Result<()> {
    let text = body.trim_matches('"');
    if export::read_message(text).is_some() || backup::read_message(text).is_some() {
        return Ok(());
    }
    let id = world.uuid().simple().to_string();
    let photo = text.parse::<PhotoId>().ok();
    let mut statements = vec![sql::jobs::dead_letter(&id, body, photo, world.now())];
    if let Some(photo) = photo {
        statements.extend(give_up(world, &[photo], "the queue gave up"));
    }
    world.db.batch(statements).await?;
    kept::changed(world).await;
    Ok(())
}

/// Gives up those of these jobs that have no tries left and that nobody works on.
pub(crate) fn give_up(world: &World, photos: &[PhotoId], error: &str) -> [Statement; 3] {
    let now = world.now();
    let tries = u32::try_from(world.config.retry_delays.len() + 1).unwrap_or(u32::MAX);
    [
        sql::sweep::give_up(photos, tries, error, now, no_more_writes(world, now)),
        sql::sweep::fail(photos, Reason::Interrupted),
        sql::photos::home_changed(),
    ]
}

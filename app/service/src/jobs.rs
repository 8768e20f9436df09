//! Work that does not go on by itself, for those who run the site: what is stuck, what has failed and why, and messages that the
//! queue gave up on; and bringing it back, one or many at once.
//!
//! Of a photo they learn its id, its owner, its state and what went wrong, whatever its visibility: never its picture or title.

use crate::{
    Error, Result, World, kept,
    ports::Statement,
    sql::{
        self,
        cursor::Cursor,
        image_service::BreakerRow,
        sweep::Stalled,
        troubles::{Count, LetterRow, OfPhoto, TroubleRow},
    },
    sweep::photos_of,
};
use domain::{
    access::{Viewer, may_mend_jobs, may_see_jobs},
    id::PhotoId,
    time::Timestamp,
    view::Page,
};

/// How many of each list a page shows.
const SHOWN: u32 = 15;

/// How many are brought back at once: what one request can write and ring for.
pub const AT_ONCE: u32 = 100;

/// How many are counted at most of those that are left.
pub const COUNTED: u32 = 1000;

/// Which page of each list is asked for.
#[derive(Debug, Clone, Default)]
pub struct Cursors {
    /// Of what is stuck.
    pub stuck: Option<String>,
    /// Of what has failed.
    pub failed: Option<String>,
    /// Of messages.
    pub letters: Option<String>,
}

/// Work that does not go on by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Troubles {
    /// Jobs that nobody works on although they are due, the first of them first.
    pub stuck: Page<TroubleRow>,
    /// Jobs that have failed, the last of them first.
    pub failed: Page<TroubleRow>,
    /// Messages that the queue gave up on, the last one first.
    pub letters: Page<LetterRow>,
}

/// Lists what is in trouble; `None` for whoever may not know.
///
/// # Errors
/// If the database does not answer. A cursor that cannot be read begins at the beginning.
pub async fn list(world: &World, viewer: Viewer, cursors: &Cursors) -> Result<Option<Troubles>> {
    if !may_see_jobs(viewer) {
        return Ok(None);
    }
    let now = world.now();
    let statements = vec![
        sql::troubles::stuck(now, late(world, now), Cursor::read(cursors.stuck.as_deref()), SHOWN + 1),
        sql::troubles::failed(Cursor::read(cursors.failed.as_deref()), SHOWN + 1),
        sql::troubles::letters(Cursor::read(cursors.letters.as_deref()), SHOWN + 1),
    ];
    let mut rows = world.db.batch(statements).await?.into_iter();
    let stuck: Vec<TroubleRow> = rows.next().unwrap_or_default().all()?;
    let failed: Vec<TroubleRow> = rows.next().unwrap_or_default().all()?;
    let letters: Vec<LetterRow> = rows.next().unwrap_or_default().all()?;
    Ok(Some(Troubles {
        stuck: of_jobs(stuck, |row| row.due_at),
        failed: of_jobs(failed, |row| row.updated_at),
        letters: page(letters, |row| {
            let id = row.id.parse().ok()?;
            Some(
                Cursor::<PhotoId> {
                    at: row.received_at,
                    id,
                }
                .write(),
            )
        }),
    }))
}

/// A page of jobs, without those whose photo is deleted: the sweep removes them.
fn of_jobs(rows: Vec<TroubleRow>, at: impl Fn(&TroubleRow) -> Timestamp) -> Page<TroubleRow> {
    let cursor = |row: &TroubleRow| {
        let (at, id) = (at(row), row.place);
        Some(Cursor { at, id }.write())
    };
    let Page { mut items, next } = page(rows, cursor);
    items.retain(|row| row.gone == 0);
    Page { items, next }
}

/// A page of rows, of which there is one more if the list goes on.
fn page<Row>(mut rows: Vec<Row>, cursor: impl Fn(&Row) -> Option<String>) -> Page<Row> {
    let limit = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).and_then(cursor);
    Page { items: rows, next }
}

/// Jobs that are due since before this are late.
fn late(world: &World, now: Timestamp) -> Timestamp {
    now.plus_seconds(-world.config.sweep_after_seconds)
}

fn require(viewer: Viewer) -> Result<()> {
    may_mend_jobs(viewer).then_some(()).ok_or(Error::NotFound)
}

/// Brings one photo's job back, if it has failed or is stuck; one that is neither stays as it is.
///
/// # Errors
/// [`Error::NotFound`] for whoever may not; or the database does not answer.
pub async fn retry(world: &World, viewer: Viewer, photo: PhotoId) -> Result<()> {
    require(viewer)?;
    mend(world, &[photo], None).await
}

/// What is brought back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// What is stuck.
    Stuck,
    /// What has failed.
    Failed,
    /// What the queue gave up on.
    Letters,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Stuck, Self::Failed, Self::Letters];

    /// As in a form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stuck => "stuck",
            Self::Failed => "failed",
            Self::Letters => "letters",
        }
    }

    /// From [`Self::as_str`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.as_str() == text)
    }
}

/// What came of bringing many back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retried {
    /// How many.
    pub retried: usize,
    /// How many of the list are left; [`COUNTED`] and one if there are more.
    pub left: u32,
}

/// Brings back the [`AT_ONCE`] of a list that have waited longest. What fails again meanwhile is not among those that are left.
///
/// # Errors
/// As [`retry`].
pub async fn retry_all(world: &World, viewer: Viewer, list: List) -> Result<Retried> {
    require(viewer)?;
    let now = world.now();
    let retried = match list {
        List::Stuck => {
            let rows = world.db.run(sql::sweep::stalled(now, late(world, now))).await?;
            let photos = photos_of(&rows.all::<Stalled>()?);
            mend(world, &photos, None).await?;
            photos.len()
        }
        List::Failed => {
            let rows = world.db.run(sql::troubles::first_failed(now, AT_ONCE)).await?;
            let photos: Vec<PhotoId> = rows.all::<OfPhoto>()?.iter().map(|row| row.photo_id).collect();
            mend(world, &photos, None).await?;
            photos.len()
        }
        List::Letters => {
            let rows = world.db.run(sql::troubles::first_letters(AT_ONCE)).await?;
            answer(world, &rows.all::<LetterRow>()?).await?
        }
    };
    let left = match list {
        List::Stuck => sql::troubles::count_stuck(now, late(world, now), COUNTED + 1),
        List::Failed => sql::troubles::count_failed(now, COUNTED + 1),
        List::Letters => sql::troubles::count_letters(COUNTED + 1),
    };
    let left: Option<Count> = world.db.run(left).await?.first()?;
    Ok(Retried {
        retried,
        left: left.map_or(0, |count| count.n),
    })
}

/// Brings back the job that a message rang for, if it rang for one that has failed or is stuck, and forgets the message.
///
/// # Errors
/// As [`retry`].
pub async fn retry_letter(world: &World, viewer: Viewer, letter: &str) -> Result<()> {
    require(viewer)?;
    let letter: Vec<LetterRow> = world.db.run(sql::troubles::letter(letter)).await?.all()?;
    answer(world, &letter).await.map(|_| ())
}

/// Forgets a message that the queue gave up on. One that is forgotten stays so.
///
/// # Errors
/// As [`retry`].
pub async fn forget_letter(world: &World, viewer: Viewer, letter: &str) -> Result<()> {
    require(viewer)?;
    world
        .db
        .run(sql::troubles::forget_letters(&[letter.to_owned()]))
        .await?;
    Ok(())
}

/// Brings back what messages rang for, and forgets them; gives how many there are.
async fn answer(world: &World, letters: &[LetterRow]) -> Result<usize> {
    let photos: Vec<PhotoId> = letters.iter().filter_map(LetterRow::photo).collect();
    let ids: Vec<String> = letters.iter().map(|letter| letter.id.clone()).collect();
    mend(world, &photos, Some(sql::troubles::forget_letters(&ids))).await?;
    Ok(letters.len())
}

/// Brings back those of these jobs that have failed or are stuck, as their owners' retry and the sweep do: each row is looked at as
/// it is, so that whoever comes second changes nothing. What is not rung for, the sweep rings for.
async fn mend(world: &World, photos: &[PhotoId], besides: Option<Statement>) -> Result<()> {
    let now = world.now();
    let mut statements = vec![
        sql::troubles::retry(photos, now),
        sql::troubles::queue(photos),
        sql::troubles::take_up(photos, now, late(world, now)),
        sql::sweep::requeue(photos),
        sql::troubles::due(photos, now),
        sql::image_service::read(),
        sql::photos::home_changed(),
    ];
    statements.extend(besides);
    let mut rows = world.db.batch(statements).await?.into_iter().skip(4);
    let due: Vec<OfPhoto> = rows.next().unwrap_or_default().all()?;
    let breaker: Option<BreakerRow> = rows.next().unwrap_or_default().first()?;
    // with a preview they are listed again
    kept::changed(world).await;
    let due: Vec<PhotoId> = due.iter().map(|row| row.photo_id).collect();
    // while the image service does not answer, one is enough to find out that it does: then all are rung for
    let open = breaker.is_some_and(|row| row.breaker().is_open());
    let heard = due.get(..1).filter(|_| open).unwrap_or(&due);
    if !heard.is_empty() {
        let _ = world.bell.ring(heard).await;
    }
    Ok(())
}

//! The most popular photos: which they are, the cron finds out and puts into KV; who may see them, is asked when they are shown.

use crate::{
    Result, World,
    ports::Computed,
    read::{home, view},
    sql::{
        self,
        photos::PhotoRow,
        statistics::DayRow,
        views::{PopularRow, listed_of, most_popular},
    },
    usage::take_kv_write,
};
use domain::{
    access::{Action, Viewer, may},
    id::PhotoId,
    limits::PAGE_SIZE,
    plan::{degrade::KvWrite, standing::day_of},
    view::PhotoView,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Among how many photos the listed ones are looked for.
const LOOKED_AT: u32 = 100;

/// How far back a finished tally is looked for, in days.
const TALLY_DAYS: i64 = 30;

/// What a run came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Found {
    /// How many photos are popular.
    pub photos: usize,
    /// Whether that was written to KV (1): it was not what is there.
    pub written: u8,
}

/// Finds out what is popular and how much there is, and puts it into KV, if that holds something else and takes it.
///
/// # Errors
/// If the database or KV does not answer.
pub async fn run(world: &World) -> Result<Found> {
    let since = day_of(world.now()) - TALLY_DAYS;
    let statements = vec![most_popular(LOOKED_AT), sql::statistics::since(since)];
    let mut rows = world.db.batch(statements).await?.into_iter();
    let popular: Vec<PopularRow> = rows.next().unwrap_or_default().all()?;
    let days: Vec<DayRow> = rows.next().unwrap_or_default().all()?;
    let counts = last_counts(&days).map(|(_, counts)| counts).unwrap_or_default();
    let computed = Computed {
        popular: popular.iter().map(|row| row.id).take(page_size()).collect(),
        photos: counts.get("photos.public").copied(),
        people: counts.get("users.here").copied(),
    };
    let is_there = world.figures.read().await.ok().flatten().as_ref() == Some(&computed);
    let write = !is_there && take_kv_write(world, KvWrite::Page).await;
    if write {
        world.figures.write(&computed).await?;
    }
    Ok(Found {
        photos: computed.popular.len(),
        written: write.into(),
    })
}

/// What the last tally came to that ended on one of these days, and on which.
pub(crate) fn last_counts(days: &[DayRow]) -> Option<(i64, BTreeMap<String, u64>)> {
    let mut known = days.iter().rev();
    known.find_map(|row| Some((row.day, serde_json::from_str(row.counts.as_deref()?).ok()?)))
}

/// What the page of popular photos shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Popular {
    /// The photos.
    pub photos: Vec<PhotoView>,
    /// Whether they are the popular ones. If not, which ones are is not known just now, and these are the newest.
    pub known: bool,
    /// How many photos everybody may see, and how many people are here, if that is known.
    pub there_are: Option<(u64, u64)>,
}

/// The most popular photos that this viewer may meet in lists, as they are now; the newest if KV does not say which those are.
///
/// # Errors
/// If the database does not answer.
pub async fn page(world: &World, viewer: Viewer) -> Result<Popular> {
    let computed = world.figures.read().await.ok().flatten().unwrap_or_default();
    let photos = shown(world, viewer, &computed.popular).await?;
    let known = !photos.is_empty();
    Ok(Popular {
        photos: if known {
            photos
        } else {
            home(world, viewer, None).await?.items
        },
        known,
        there_are: computed.photos.zip(computed.people),
    })
}

/// Those of these photos that this viewer may meet, in the same order.
async fn shown(world: &World, viewer: Viewer, popular: &[PhotoId]) -> Result<Vec<PhotoView>> {
    let popular = popular.get(..page_size()).unwrap_or(popular);
    if popular.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<PhotoRow> = world.db.run(listed_of(popular, viewer)).await?.all()?;
    let mut rows: BTreeMap<PhotoId, PhotoRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let in_order = popular.iter().filter_map(|id| rows.remove(id));
    let listed = in_order.filter(|row| may(viewer, Action::List, row.subject()));
    Ok(listed.map(|row| view(&world.config, viewer, row)).collect())
}

fn page_size() -> usize {
    usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX)
}

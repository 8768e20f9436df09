//! Counts views of photos: in the isolate, and now and then in the database. Nothing of who looked is kept, not even in memory.
//!
//! How much of it is written down, `domain::views::sample` says; that it is never more is a rule of the database ([`sql::views::count`]).
//! What an isolate has not written when it is evicted is lost: at most the views of a minute.

use crate::{
    Result, World,
    site_settings::known_plan,
    sql::{
        self, is_refusal,
        views::{Batch, Written},
    },
};
use domain::{
    id::PhotoId,
    photo::Visibility,
    plan::{Level, Resource, standing::day_of},
    time::Timestamp,
    view::PhotoView,
    views::{decay::weight, is_machine, sample},
};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// After how many seconds an isolate writes down what it has counted.
const QUIET_SECONDS: i64 = 60;

/// The same once it counts no more photos apart.
const FULL_SECONDS: i64 = 5;

/// How many photos an isolate counts apart before it writes that down; those beyond are counted, and not told apart.
const MOST_PHOTOS: usize = 200;

/// Views by photo; under nothing, those of photos that are not told apart.
type Counted = BTreeMap<Option<PhotoId>, u64>;

/// What one isolate has counted. It lives as long as the isolate.
#[derive(Debug, Default)]
pub struct Views(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    counted: Counted,
    /// When it last wrote, or tried to.
    tried: Option<Timestamp>,
}

impl Views {
    fn state(&self) -> MutexGuard<'_, State> {
        // nothing that holds it can panic
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self, photo: Option<PhotoId>, views: u64) {
        let mut state = self.state();
        let room = state.counted.len() < MOST_PHOTOS;
        let photo = photo.filter(|_| room || state.counted.contains_key(&photo));
        let counted = state.counted.entry(photo).or_default();
        *counted = counted.saturating_add(views);
    }

    fn is_due(&self, now: Timestamp) -> bool {
        let state = self.state();
        let full = state.counted.len() >= MOST_PHOTOS;
        let seconds = if full { FULL_SECONDS } else { QUIET_SECONDS };
        let quiet = |tried: Timestamp| now < tried.plus_seconds(seconds);
        !state.counted.is_empty() && !state.tried.is_some_and(quiet)
    }

    /// What is to be written; it counts as written.
    fn take(&self, now: Timestamp) -> Counted {
        let mut state = self.state();
        state.tried = Some(now);
        std::mem::take(&mut state.counted)
    }
}

/// Somebody was shown a photo's page. Nothing is counted if it is their own, or if they are a machine by what it calls itself.
pub fn saw(world: &World, photo: &PhotoView, own: bool, user_agent: &str) {
    if own || is_machine(user_agent) {
        return;
    }
    // how often something is looked at that not everybody may find is nobody's business
    let told_apart = photo.visibility == Visibility::Public;
    world.views.count(told_apart.then_some(photo.id), 1);
}

/// Writes down what was counted, if it is time for that.
///
/// # Errors
/// If the database does not answer.
pub async fn settle(world: &World) -> Result<()> {
    if world.views.is_due(world.now()) {
        write(world).await?;
    }
    Ok(())
}

/// Writes down what was counted, whether it is time for that or not; gives how many rows that took at most. Not while rows run out
/// that others need more.
///
/// # Errors
/// As [`settle`]. What is then surely not written is kept for the next time; what may be is lost, rather than counted twice.
pub async fn write(world: &World) -> Result<u64> {
    let now = world.now();
    let scarce = world.meter.standing(now);
    let scarce = scarce.is_some_and(|known| known.level(&known_plan(world), Resource::RowsWritten) == Level::Reached);
    let counted = world.views.take(now);
    if scarce || counted.is_empty() {
        return Ok(0);
    }
    let written = world.db.run(sql::views::written(day_of(now))).await;
    let written: Option<Written> = match written.and_then(|rows| rows.first()) {
        Ok(written) => written,
        Err(error) => {
            counted
                .into_iter()
                .for_each(|(photo, views)| world.views.count(photo, views));
            return Err(error.into());
        }
    };
    let Some(batch) = batch(world, counted, written.map_or(0, |row| row.view_rows), now) else {
        return Ok(0);
    };
    match world.db.batch(sql::views::count(&batch)).await {
        Ok(_) => Ok(batch.rows()),
        // others were faster: the day's rows are used up
        Err(error) if is_refusal(&error.cause) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

/// What of it is written down, after so many rows; nothing if none of it is.
fn batch(world: &World, counted: Counted, written: u64, now: Timestamp) -> Option<Batch> {
    let budget = sample::budget(&world.config.plan);
    let random = world.random.bytes();
    let random = random
        .iter()
        .take(8)
        .fold(0, |number, byte| number << 8 | u64::from(*byte));
    let sampled = sample::sample(counted, sample::one_in(written, budget), random);
    let views = sampled.iter().fold(0_u64, |sum, (_, views)| sum.saturating_add(*views));
    (views > 0).then(|| Batch {
        day: day_of(now),
        views,
        of_photos: sampled
            .into_iter()
            .filter_map(|(photo, views)| Some((photo?, views)))
            .collect(),
        weight: weight(now),
        budget,
    })
}

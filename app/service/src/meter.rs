//! Counts what of the plan is used: in the isolate, and now and then in the database.
//!
//! Adapters count where they call a binding. After each event, [`settle`] asks `domain::plan::pace` whether to write that down.
//! What an isolate has not written when it is evicted is lost: at most what `pace` calls much. So what is known is a little
//! less than what was used, and the marks at which the site does without something leave room for that.

use crate::{
    Result, World,
    ports::{PortError, Rows, Statement},
    site_settings::plan,
    sql::usage::{self, UsageRow},
};
use domain::{
    plan::{
        Counts, Level, Plan, Resource, Standing,
        pace::{Due, QUIET_SECONDS, Unwritten, due},
        standing::{day_of, month_of},
    },
    time::Timestamp,
};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a message of the queue costs when it comes: reading it.
pub const MESSAGE_COMES: u64 = 1;
/// The same of one that was given up: it was also written to this queue, and deleted from the other.
pub const DEAD_MESSAGE_COMES: u64 = 3;
/// What it costs when it is done with: deleting it.
pub const MESSAGE_GOES: u64 = 1;

/// What one isolate has counted, and what it knows of all of them. It lives as long as the isolate.
#[derive(Debug, Default)]
pub struct Meter(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    counted: Counts,
    /// When it last wrote, or tried to.
    tried: Option<Timestamp>,
    /// When the database last did not answer.
    failed: Option<Timestamp>,
    /// What all isolates have written, and when this was heard.
    known: Option<(Timestamp, Standing)>,
    /// What is to be said in the log.
    warnings: Vec<Warning>,
}

impl Meter {
    /// So much more of this was used.
    pub fn count(&self, resource: Resource, amount: u64) {
        self.state().counted.add(resource, amount);
    }

    /// So large something is now.
    pub fn measure(&self, resource: Resource, amount: u64) {
        self.state().counted.set(resource, amount);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // nothing that holds it can panic
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is worth a line in the log since this was last asked: of all isolates together, once a day for each quota and mark.
    pub fn warnings(&self) -> Vec<Warning> {
        std::mem::take(&mut self.state().warnings)
    }

    /// The database has counted a write to KV, with this number on its day. Each number is one isolate's, so one learns that it has
    /// come to a mark.
    pub(crate) fn took_kv_write(&self, plan: &Plan, number: u64) {
        let resource = Resource::KvWrites;
        let level = |number| Level::of(number, plan.limit(resource), plan.marks());
        let (before, level) = (level(number.saturating_sub(1)), level(number));
        if level > before {
            self.state().warnings.push(Warning { resource, level });
        }
    }

    /// What was counted and is not written down.
    #[must_use]
    pub fn counted(&self) -> Counts {
        self.state().counted
    }

    fn due(&self, plan: &Plan, now: Timestamp) -> Due {
        let state = self.state();
        // a database that is away is not asked again with every request
        if state
            .failed
            .is_some_and(|failed| now < failed.plus_seconds(QUIET_SECONDS))
        {
            return Due::No;
        }
        let unwritten = Unwritten {
            counted: &state.counted,
            tried: state.tried,
            known: state.known.as_ref().map(|(_, known)| known),
        };
        due(plan, unwritten, now)
    }

    /// What is to be written; it counts as written, so that nobody else of this isolate writes it as well.
    fn take(&self, now: Timestamp) -> Counts {
        let mut state = self.state();
        state.tried = Some(now);
        std::mem::take(&mut state.counted)
    }

    /// It could not be written: it is counted still, with what came meanwhile.
    fn put_back(&self, counted: &Counts, now: Timestamp) {
        let mut state = self.state();
        let size = state.counted.of(Resource::DatabaseBytes);
        let newest = if size > 0 {
            size
        } else {
            counted.of(Resource::DatabaseBytes)
        };
        state.counted = state.counted.plus(counted);
        state.counted.set(Resource::DatabaseBytes, newest);
        state.failed = Some(now);
    }

    fn learn(&self, standing: Standing, now: Timestamp) {
        self.state().known = Some((now, standing));
    }

    /// What is used as far as this isolate knows, if it has heard of it within a minute and on this day.
    pub(crate) fn standing(&self, now: Timestamp) -> Option<Standing> {
        let state = self.state();
        let (heard, known) = state.known.as_ref()?;
        let fresh = now < heard.plus_seconds(QUIET_SECONDS) && known.day == day_of(now);
        fresh.then(|| known.with(&state.counted))
    }
}

/// A quota that has come to a mark with what was just written down or taken, or that stands above one when a day begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Warning {
    /// Which.
    pub resource: Resource,
    /// How far.
    pub level: Level,
}

/// Writes down what was counted, if it is time for that.
///
/// # Errors
/// If the database does not answer: what was counted is kept for the next time.
pub async fn settle(world: &World) -> Result<()> {
    // the marks do not matter here
    let (plan, now) = (&world.config.plan, world.now());
    let mut decided = world.meter.due(plan, now);
    if decided == Due::Look {
        look(world).await?;
        decided = world.meter.due(plan, now);
    }
    match decided {
        Due::Write => write(world).await,
        Due::No | Due::Look => Ok(()),
    }
}

/// Writes down what was counted, whether it is time for that or not.
///
/// # Errors
/// As [`settle`].
pub async fn write(world: &World) -> Result<()> {
    let now = world.now();
    let counted = world.meter.take(now);
    let statements = vec![open_today(now), usage::add(day_of(now), &counted)];
    let written = world.db.batch(statements).await;
    match written.and_then(|mut rows| read(rows.pop().unwrap_or_default())) {
        Ok(row) => {
            let row = row.ok_or_else(|| PortError::new("write down what was used", "no row"))?;
            let standing = row.standing();
            world.meter.learn(standing, now);
            let mut found = warnings(&plan(world).await, &standing, &counted);
            world.meter.state().warnings.append(&mut found);
            Ok(())
        }
        Err(error) => {
            // if only the answer was lost, it is counted twice: rather too much than too little
            world.meter.put_back(&counted, now);
            Err(error.into())
        }
    }
}

/// Of two isolates that write one after the other, exactly one comes from below a mark to above it. Writes to KV are told of when they
/// are taken ([`Meter::took_kv_write`]).
fn warnings(plan: &Plan, standing: &Standing, counted: &Counts) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for resource in Resource::ALL.into_iter().filter(|of| *of != Resource::KvWrites) {
        let (used, limit) = (standing.used.of(resource), plan.limit(resource));
        let before = Level::of(used.saturating_sub(counted.of(resource)), limit, plan.marks());
        let level = Level::of(used, limit, plan.marks());
        let first = standing.writes == 1;
        if level > Level::Calm && (first || (level > before && resource != Resource::DatabaseBytes)) {
            warnings.push(Warning { resource, level });
        }
    }
    warnings
}

/// What of the plan is used: at most a minute old, and so nearly always without asking anybody.
///
/// # Errors
/// If the database does not answer.
pub async fn standing(world: &World) -> Result<Standing> {
    match world.meter.standing(world.now()) {
        Some(standing) => Ok(standing),
        None => look(world).await,
    }
}

/// The same as it is written down this moment: one row read.
///
/// # Errors
/// As [`standing`].
pub async fn look(world: &World) -> Result<Standing> {
    let now = world.now();
    let found = world.db.run(usage::last(day_of(now))).await;
    let row = found
        .and_then(read)
        .inspect_err(|_| world.meter.state().failed = Some(now))?;
    let nothing = Standing {
        day: day_of(now),
        used: Counts::default(),
        writes: 0,
    };
    let standing = row.map_or(nothing, |row| row.standing().on(now));
    world.meter.learn(standing, now);
    Ok(standing.with(&world.meter.state().counted))
}

fn read(rows: Rows) -> std::result::Result<Option<UsageRow>, PortError> {
    rows.first()
}

/// Opens this day, for what changes its row in the same transaction.
pub(crate) fn open_today(now: Timestamp) -> Statement {
    usage::open(day_of(now), month_of(now))
}

//! What of the plan is used, for whoever runs the site; and what follows from it for everybody.

use crate::{
    Error, Result, World,
    meter::{look, open_today, standing, write},
    site_settings::{known_plan, plan},
    sql::usage::{self, KvWriteRow, UsageRow},
};
use domain::{
    access::{Viewer, may_see_usage},
    plan::{
        Counts, Level, Plan, Resource, Standing,
        bill::{self, Bill},
        degrade::{self, Keeping, KvWrite, Pause},
        forecast::{self, Forecast, by_month_end},
        quota::Period,
        standing::{day_of, month_of},
    },
    time::Timestamp,
};

/// How many days the picture shows.
pub const DAYS_SHOWN: i64 = 30;

/// What was used on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// When it began.
    pub begun: Timestamp,
    /// What was used on it alone, and what was there in the end.
    pub used: Counts,
}

/// What the page of use shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Now.
    pub now: Timestamp,
    /// The limits.
    pub plan: Plan,
    /// What is used, of each quota in its period.
    pub standing: Standing,
    /// The last 30 days, today the last; those of which nothing is known are empty.
    pub days: Vec<Day>,
    /// What was used this month, and what is there.
    pub month: Counts,
    /// Why no photo is taken, if none is.
    pub pause: Option<Pause>,
    /// What this month costs by now.
    pub bill: Bill,
    /// What it costs in the end if it goes on like this.
    pub bill_then: Bill,
}

impl Overview {
    /// What was used today, and what is there.
    #[must_use]
    pub fn today(&self) -> Counts {
        self.days.last().map(|day| day.used).unwrap_or_default()
    }

    /// What comes of a quota.
    #[must_use]
    pub fn forecast(&self, resource: Resource) -> Forecast {
        let (used, limit) = (self.standing.used.of(resource), self.plan.limit(resource));
        if resource.period() != Period::Stock {
            return forecast::of_flow(resource, limit, used, self.now);
        }
        let mut known = self.days.iter().map(|day| day.used.of(resource)).enumerate();
        let (place, before) = known.find(|(_, amount)| *amount > 0).unwrap_or((0, used));
        let days = self.days.len().saturating_sub(place + 1);
        forecast::of_stock(limit, before, u64::try_from(days).unwrap_or(0), used, self.now)
    }
}

/// What of the plan is used; `None` for whoever may not know. What this isolate has counted is written down first.
///
/// # Errors
/// If the database does not answer.
pub async fn overview(world: &World, viewer: Viewer) -> Result<Option<Overview>> {
    if !may_see_usage(viewer) {
        return Ok(None);
    }
    write(world).await?;
    let (now, plan) = (world.now(), plan(world).await);
    let first = (day_of(now) - DAYS_SHOWN + 1).min(month_of(now));
    let rows: Vec<UsageRow> = world.db.run(usage::since(first)).await?.all()?;
    let standing = look(world).await?;
    let month = month_counts(&rows, &standing, now);
    let bills = bills(&plan, &rows, &month, &standing, now);
    Ok(Some(Overview {
        days: days(&rows, now),
        pause: degrade::pause(&plan, &standing, 0),
        now,
        plan,
        standing,
        month,
        bill: bills.0,
        bill_then: bills.1,
    }))
}

fn days(rows: &[UsageRow], now: Timestamp) -> Vec<Day> {
    let day = |day: i64| Day {
        begun: Timestamp::of_day(day),
        used: rows
            .iter()
            .find(|row| row.day() == day)
            .map(UsageRow::counts)
            .unwrap_or_default(),
    };
    (day_of(now) - DAYS_SHOWN + 1..=day_of(now)).map(day).collect()
}

/// What was used on each day of the month.
fn of_month(rows: &[UsageRow], now: Timestamp) -> impl Iterator<Item = Counts> {
    let days = rows.iter().filter(move |row| row.day() >= month_of(now));
    days.map(UsageRow::counts)
}

/// Of what is done, all days of the month, and never less than is known to be done by now: this very look is not written down yet. Of
/// what is there, what is there now.
fn month_counts(rows: &[UsageRow], standing: &Standing, now: Timestamp) -> Counts {
    let written = of_month(rows, now).fold(Counts::default(), |sum, day| sum.plus(&day));
    Counts::of_each(|resource| {
        let known = standing.used.of(resource);
        match resource.period() {
            Period::Stock => known,
            Period::Day | Period::Month => written.of(resource).max(known),
        }
    })
}

/// What the month costs by now, and what it costs if it goes on like this. The paid plan is needed once a day of it went over what is
/// free on one, or will.
fn bills(plan: &Plan, rows: &[UsageRow], month: &Counts, standing: &Standing, now: Timestamp) -> (Bill, Bill) {
    let over = |resource: Resource, used: u64| used > plan.limit(resource) && resource.needs_paid_plan();
    let paid = of_month(rows, now).any(|day| Resource::ALL.into_iter().any(|of| over(of, day.of(of))));
    let ends = |resource: Resource| {
        let ending = forecast::of_flow(resource, plan.limit(resource), standing.used.of(resource), now);
        resource.needs_paid_plan() && matches!(ending, Forecast::EndsAt(_) | Forecast::Over)
    };
    let then = Counts::of_each(|resource| match resource.period() {
        Period::Stock => month.of(resource),
        Period::Day | Period::Month => by_month_end(month.of(resource), now),
    });
    let paid_then = paid || Resource::ALL.into_iter().any(ends);
    (bill::of_month(month, paid), bill::of_month(&then, paid_then))
}

/// The quotas that are nearly used up, for whoever runs the site; nothing for others. The fullest first.
///
/// # Errors
/// If the database does not answer.
pub async fn warnings(world: &World, viewer: Viewer) -> Result<Vec<(Resource, Level)>> {
    if !may_see_usage(viewer) {
        return Ok(Vec::new());
    }
    let (standing, plan) = (standing(world).await?, plan(world).await);
    let level = |resource| (resource, standing.level(&plan, resource));
    let mut found: Vec<_> = Resource::ALL
        .map(level)
        .into_iter()
        .filter(|(_, level)| *level > Level::Calm)
        .collect();
    found.sort_by_key(|(_, level)| std::cmp::Reverse(*level));
    Ok(found)
}

/// Why no photo is taken now, if none is. If that cannot be told, photos are taken: what they need will tell.
pub async fn pause(world: &World) -> Option<Pause> {
    let standing = standing(world).await.ok()?;
    degrade::pause(&plan(world).await, &standing, 0)
}

/// Lets something of so many bytes be stored, or says why not. It looks at what is written down this moment: files are large, and other
/// isolates may be taking some too.
///
/// # Errors
/// [`Error::UploadsPaused`], or the database does not answer.
pub(crate) async fn make_room(world: &World, bytes: u64) -> Result<()> {
    match degrade::pause(&plan(world).await, &look(world).await?, bytes) {
        None => Ok(()),
        Some(pause) => Err(Error::UploadsPaused {
            pause,
            seconds: seconds_of(pause, world.now()),
        }),
    }
}

/// How long a pause still takes; of what is full nobody knows.
fn seconds_of(pause: Pause, now: Timestamp) -> Option<u64> {
    let seconds = pause.ends_at(now)?.seconds() - now.seconds();
    Some(u64::try_from(seconds).unwrap_or(0).max(1))
}

/// Why no export begins now, and none that is under way goes on, if that is so. If it cannot be told, they do: what they need will tell.
pub async fn exports_pause(world: &World) -> Option<Pause> {
    let standing = standing(world).await.ok()?;
    degrade::export_pause(&plan(world).await, &standing)
}

/// Into how many bytes an export has to fit that begins now. It looks at what is written down this moment, as [`make_room`] does.
///
/// # Errors
/// [`Error::ExportsPaused`], or the database does not answer.
pub(crate) async fn room_for_export(world: &World) -> Result<u64> {
    let (standing, plan) = (look(world).await?, plan(world).await);
    match degrade::export_pause(&plan, &standing) {
        None => Ok(degrade::room(&plan, &standing)),
        Some(pause) => Err(exports_paused(world, pause)),
    }
}

/// What a member is told whose export does not begin.
pub(crate) fn exports_paused(world: &World, pause: Pause) -> Error {
    Error::ExportsPaused {
        pause,
        seconds: seconds_of(pause, world.now()),
    }
}

/// For how long pages for strangers are kept. If it cannot be told, as usual.
pub async fn keeping(world: &World) -> Keeping {
    match standing(world).await {
        Ok(standing) => degrade::keeping(&plan(world).await, &standing),
        Err(_) => degrade::USUAL,
    }
}

/// The same as far as this isolate knows it without asking; as usual if it does not.
#[must_use]
pub fn keeping_known(world: &World) -> Keeping {
    let standing = world.meter.standing(world.now());
    let plan = known_plan(world);
    standing.map_or(degrade::USUAL, |standing| degrade::keeping(&plan, &standing))
}

/// Whether something may still be written to KV today, as far as this isolate knows. If it cannot be told, it may not: all of it can be
/// done without.
pub(crate) async fn may_write_kv(world: &World, what: KvWrite) -> bool {
    match standing(world).await {
        Ok(standing) => degrade::may_write(&plan(world).await, &standing, what),
        Err(_) => false,
    }
}

/// Takes one of the day's writes to KV, or says that there is none left. A thousand are so few that isolates which do not know of each
/// other could exceed them; so each is counted before it is made, by the database, for all of them. That is a row written for each.
pub(crate) async fn take_kv_write(world: &World, what: KvWrite) -> bool {
    if !may_write_kv(world, what).await {
        return false;
    }
    let (now, plan) = (world.now(), plan(world).await);
    let take = usage::take_kv_write(day_of(now), degrade::most_writes(&plan, what));
    let rows = world.db.batch(vec![open_today(now), take]).await;
    let taken = rows.and_then(|mut rows| rows.pop().unwrap_or_default().first::<KvWriteRow>());
    let Ok(Some(taken)) = taken else {
        return false;
    };
    world.meter.took_kv_write(&plan, taken.kv_writes);
    true
}

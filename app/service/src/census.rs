//! How much is stored in R2: added up from the database, so many rows an hour.
//!
//! Between two censuses what is put there is added to the last one's result, and what is deleted is not taken off: so what is known
//! is rather too much than too little. On a site whose photos fit the free plan a census takes an hour or two.

use crate::{
    Result, World,
    meter::{self, open_today},
    sql::{
        census::{self, Census, Slice},
        usage,
    },
};
use domain::plan::standing::day_of;

/// How many rows one run looks at: less than a hundredth of what D1 reads in a day, run every hour.
pub const ROWS_AT_ONCE: u32 = 2000;

/// How many days of use are remembered: those of the last year can be compared with those of this one.
const DAYS_KEPT: i64 = 400;

/// Goes on with the census, and begins another one when it is at its end. Cut short anywhere, the next run goes on from where
/// this one began.
///
/// # Errors
/// If the database does not answer.
pub async fn run(world: &World) -> Result<()> {
    run_in_slices_of(world, ROWS_AT_ONCE).await
}

/// The same with so many rows at once.
///
/// # Errors
/// As [`run`].
pub async fn run_in_slices_of(world: &World, rows: u32) -> Result<()> {
    let now = world.now();
    // what this isolate has put into R2 is known first, so that a census that begins here does not count it twice
    meter::write(world).await?;
    world.db.run(usage::forget(day_of(now) - DAYS_KEPT)).await?;
    let mut census = state(world).await?;
    if census.part == 0 && census.place == 0 {
        world
            .db
            .batch(vec![open_today(now), census::begin(day_of(now))])
            .await?;
        census = state(world).await?;
    }
    let mut left = rows;
    while left > 0 {
        let Some(slice) = census::slice(census.part, census.place, left) else {
            let end = vec![
                open_today(now),
                census::finish(day_of(now), census),
                census::begin(day_of(now)),
            ];
            world.db.batch(end).await?;
            return Ok(());
        };
        let slice: Slice = world.db.run(slice).await?.one("add up what is stored")?;
        census = after(census, slice, left);
        left = left.saturating_sub(slice.rows);
    }
    world.db.run(census::note(census)).await?;
    Ok(())
}

/// A part that gave fewer rows than were asked for is at its end.
fn after(census: Census, slice: Slice, asked: u32) -> Census {
    let bytes = census.bytes.saturating_add(slice.bytes);
    if slice.rows < asked {
        Census {
            part: census.part + 1,
            place: 0,
            bytes,
            ..census
        }
    } else {
        Census {
            place: slice.place,
            bytes,
            ..census
        }
    }
}

async fn state(world: &World) -> Result<Census> {
    let rows = world.db.run(census::state()).await?;
    Ok(rows.one("read how far the census is")?)
}

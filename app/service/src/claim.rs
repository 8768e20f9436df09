//! Who works on a job: whoever claims it, and, while the image service does not answer, only the probe (`domain::breaker`).

use crate::{
    Result, World,
    process::Answer,
    sql::{
        self,
        image_service::BreakerRow,
        jobs::{Claimed, EARLY_MILLIS, JobRow},
        sweep::Stalled,
    },
    sweep::photos_of,
    withdraw,
};
use domain::{breaker::Breaker, id::PhotoId};

/// Claims a photo's job, and says what is known of the image service.
pub(crate) async fn claim(world: &World, photo: PhotoId) -> Result<(Option<Claimed>, Breaker)> {
    let now = world.now();
    let until = now.plus_seconds(world.config.lease_seconds);
    let statements = vec![
        sql::image_service::read(),
        sql::image_service::probe(photo, now, until),
        sql::jobs::claim(photo, now, until),
        sql::photos::start(photo),
    ];
    let mut rows = world.db.batch(statements).await?.into_iter();
    let breaker: BreakerRow = rows.next().unwrap_or_default().one("read the breaker")?;
    Ok((rows.nth(1).unwrap_or_default().first()?, breaker.breaker()))
}

/// A message for a job that waits comes again when it is due, and for one that somebody works on when their lease ends: if
/// they die, it is the message that remembers. A job that is over needs no message: then it is about where renditions belong.
/// Neither does one that could begin, or begin anew, if the image service answered: whoever finds that it does rings for all of them.
pub(crate) async fn not_claimed(world: &World, photo: PhotoId, breaker: Breaker) -> Result<Answer> {
    let Some(job) = world.db.run(sql::jobs::open(photo)).await?.first::<JobRow>()? else {
        withdraw::settle(world, photo).await?;
        return Ok(Answer::Ack);
    };
    let millis = job.due_at.millis().saturating_sub(world.now().millis());
    if breaker.is_open() && millis <= EARLY_MILLIS {
        return Ok(Answer::Ack);
    }
    Ok(Answer::RetryIn(u32::try_from(millis / 1000 + 1).unwrap_or(1)))
}

/// The image service answers again: rings for what waited. What this does not reach, the sweep does.
pub(crate) async fn ring_waiting(world: &World) {
    let now = world.now();
    let Ok(rows) = world.db.run(sql::sweep::stalled(now, now)).await else {
        return;
    };
    let photos = photos_of(&rows.all::<Stalled>().unwrap_or_default());
    if !photos.is_empty() {
        let _ = world.bell.ring(&photos).await;
    }
}

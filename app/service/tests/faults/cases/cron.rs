//! Runs of the cron, what it puts into KV, and the pages that show what it found.

use crate::{
    check::{Case, case},
    stage::{Act, Stage, act, done},
};
use domain::{access::Viewer, photo::Visibility, time::Timestamp};
use pollster::block_on;
use service::{cron, health, popular, statistics, views};

/// A photo that is popular.
fn looked_at(stage: &Stage) {
    let ada = stage.ada();
    let photo = stage.ready(ada, Visibility::Public);
    let photo = block_on(stage.test.photo(Viewer::Anonymous, photo)).unwrap();
    views::saw(&stage.test.world, &photo, false, "Firefox");
    block_on(views::write(&stage.test.world)).unwrap();
}

fn runs_at(minute: i64) -> Act {
    let scheduled_for = Timestamp::from_millis(minute * 60_000);
    act!(|world| done(Ok(cron::run(world, scheduled_for).await)))
}

pub(super) const CASES: &[Case] = &[
    // a task that fails is written down, and is no error; those of other times have cases of their own
    case("cron::run", "on the hour", |_| runs_at(0)).in_steps(),
    case(
        "cron::run",
        "at its twentieth minute, after somebody looked at a photo",
        |stage| {
            looked_at(stage);
            runs_at(20)
        },
    )
    .in_steps(),
    case("health::ask", "a site that works", |_| {
        act!(|world| done(Ok(health::ask(world).await)))
    })
    .without_database(),
    case("popular::run", "a photo that was looked at", |stage| {
        looked_at(stage);
        act!(|world| done(popular::run(world).await))
    })
    .in_steps(),
    case("popular::page", "a photo that is popular", |stage| {
        looked_at(stage);
        block_on(popular::run(&stage.test.world)).unwrap();
        stage.test.outside.pass_seconds(61);
        act!(|world| done(popular::page(world, Viewer::Anonymous).await))
    }),
    case("statistics::overview", "an admin", |stage| {
        let admin = stage.admin();
        act!(|world| done(statistics::overview(world, admin).await))
    }),
];

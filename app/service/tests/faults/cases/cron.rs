//! The cron as a whole, what it puts into KV, and the pages that show what it found.

use crate::{
    check::{Case, case},
    stage::{Stage, act, done},
};
use domain::{access::Viewer, photo::Visibility};
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

pub(super) const CASES: &[Case] = &[
    // a task that fails is written down, and is no error
    case("cron::run", "a photo that nobody rang for", |stage| {
        let ada = stage.ada();
        stage.queued(ada, Visibility::Public);
        stage.test.outside.pass_seconds(4 * 3600);
        act!(|world| done(Ok(cron::run(world).await)))
    })
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

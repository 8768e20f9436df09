//! The site's settings.

use crate::{
    check::{Case, case},
    stage::{Stage, act, done, told},
};
use domain::{access::Viewer, site_settings::SiteSettings};
use pollster::block_on;
use service::{
    kept,
    site_settings::{current, page, repair, restore, save},
};
use std::sync::atomic::Ordering;

fn named(stage: &Stage, name: &str) -> SiteSettings {
    SiteSettings {
        name: name.into(),
        ..stage.test.world.usual_settings()
    }
}

/// An admin who has changed the name twice.
fn changed(stage: &Stage) -> Viewer {
    let admin = stage.admin();
    for (base, name) in [(0, "One"), (1, "Two")] {
        block_on(save(&stage.test.world, admin, base, &named(stage, name))).unwrap();
    }
    admin
}

pub(super) const CASES: &[Case] = &[
    case("site_settings::current", "where nothing was ever saved", |_| {
        act!(|world| told(Ok(current(world).await)))
    })
    .without_database(),
    case("kept::release", "where nothing was ever saved", |_| {
        act!(|world| told(Ok(kept::release(world).await)))
    })
    .without_database(),
    case("site_settings::page", "by an admin", |stage| {
        let admin = changed(stage);
        act!(|world| told(page(world, admin).await))
    }),
    case("site_settings::save", "for the first time", |stage| {
        let (admin, settings) = (stage.admin(), named(stage, "One"));
        act!(|world| done(save(world, admin, 0, &settings).await))
    }),
    case("site_settings::save", "once more", |stage| {
        let (admin, settings) = (changed(stage), named(stage, "Three"));
        act!(|world| done(save(world, admin, 2, &settings).await))
    }),
    case("site_settings::restore", "what was", |stage| {
        let admin = changed(stage);
        act!(|world| done(restore(world, admin, 2, 1).await))
    }),
    case("site_settings::repair", "a copy that was never written", |stage| {
        stage.test.kv.settings_broken.store(true, Ordering::SeqCst);
        changed(stage);
        stage.test.kv.settings_broken.store(false, Ordering::SeqCst);
        act!(|world| done(repair(world).await))
    })
    .in_steps(),
];

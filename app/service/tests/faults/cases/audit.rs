//! The audit.

use crate::{
    check::{Case, case},
    stage::{Stage, act, done, told},
};
use domain::{access::Viewer, photo::Visibility};
use pollster::block_on;
use service::audit;

/// An admin, and a photo.
fn with_photo(stage: &Stage) -> Viewer {
    let ada = stage.ada();
    stage.ready(ada, Visibility::Public);
    stage.admin()
}

pub(super) const CASES: &[Case] = &[
    case("audit::run", "a photo", |stage| {
        with_photo(stage);
        act!(|world| done(audit::run(world).await))
    }),
    case("audit::found", "by an admin", |stage| {
        let root = with_photo(stage);
        block_on(audit::run(&stage.test.world)).unwrap();
        act!(|world| told(audit::found(world, root).await))
    }),
];

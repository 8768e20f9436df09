//! Leaving, and staying after all. The end is a case of the sweep.

use crate::{
    check::{Again, Case, case},
    stage::{Stage, act, done},
};
use domain::{photo::Visibility, session::Session};
use pollster::block_on;
use service::{Error, leave};

/// Ada, who is leaving, and has come back to look.
fn leaving(stage: &Stage) -> Session {
    let ada = stage.session("ada");
    stage.ready(ada.viewer(), Visibility::Public);
    block_on(leave::leave(&stage.test.world, &ada, "ada")).unwrap();
    block_on(stage.test.signed_in("ada"))
}

/// It is done, and they are signed out by it.
const SIGNED_OUT: Again = Again::Refused(|error| *error == Error::ConfirmFirst);

pub(super) const CASES: &[Case] = &[
    case("leave::leave", "with a photo", |stage| {
        let ada = stage.session("ada");
        stage.ready(ada.viewer(), Visibility::Public);
        act!(|world| done(leave::leave(world, &ada, "ada").await))
    })
    .soon()
    .again(SIGNED_OUT),
    case("leave::status", "of somebody who is leaving", |stage| {
        let ada = leaving(stage);
        act!(|world| done(leave::status(world, &ada).await))
    }),
    case("leave::stay", "after all", |stage| {
        let ada = leaving(stage);
        act!(|world| done(leave::stay(world, &ada).await))
    }),
];

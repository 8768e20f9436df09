//! Sessions: renewing and ending them, and requests that come with one.

use crate::{
    check::{Case, case},
    stage::{act, done, told},
};
use domain::photo::Visibility;
use pollster::block_on;
use service::{auth, photos, sessions};

pub(super) const CASES: &[Case] = &[
    case("sessions::renew", "one that holds", |stage| {
        let ada = stage.session("ada");
        act!(|world| done(sessions::renew(world, &ada).await))
    }),
    case("sessions::list", "of somebody", |stage| {
        let ada = stage.session("ada");
        act!(|world| told(sessions::list(world, ada.user).await))
    }),
    case("sessions::sign_out", "of two sessions", |stage| {
        let ada = stage.session("ada");
        block_on(stage.test.signed_in("ada"));
        act!(|world| done(sessions::sign_out(world, &ada).await))
    }),
    case("sessions::sign_out_of", "on another device", |stage| {
        let ada = stage.session("ada");
        let phone = block_on(stage.test.signed_in("ada"));
        act!(|world| done(sessions::sign_out_of(world, &ada, phone.id).await))
    }),
    case("sessions::sign_out_elsewhere", "of two sessions", |stage| {
        let ada = stage.session("ada");
        block_on(stage.test.signed_in("ada"));
        act!(|world| done(sessions::sign_out_elsewhere(world, &ada).await))
    }),
    case("auth::holds", "one that does", |stage| {
        let ada = stage.session("ada");
        act!(|world| told(auth::holds(world, &ada).await))
    })
    .without_database(),
    case("delete::delete", "in a request with a session", |stage| {
        let ada = stage.session("ada");
        let photo = stage.ready(ada.viewer(), Visibility::Public);
        act!(|world| {
            let (world, guard) = world.guarded(ada.clone());
            let outcome = photos::delete(&world, ada.viewer(), photo).await;
            assert!(!guard.is_gone(), "a fault signs nobody out");
            done(outcome)
        })
    })
    .again(super::edit::GONE),
];

//! What those who run the site do about work that does not go on.

use crate::{
    check::{Case, case},
    stage::{Stage, act, done, told},
};
use domain::{access::Viewer, id::PhotoId};
use pollster::block_on;
use serde::Deserialize;
use service::{
    jobs::{Cursors, List, forget_letter, list, retry, retry_all, retry_letter},
    process,
};

/// An admin, and a photo that has failed.
fn with_failed(stage: &Stage) -> (Viewer, PhotoId) {
    let ada = stage.ada();
    let photo = stage.failed(ada);
    stage.test.outside.rung.lock().unwrap().clear();
    (stage.admin(), photo)
}

/// The same, and the message about it that the queue gave up on.
fn with_letter(stage: &Stage) -> (Viewer, String) {
    #[derive(Deserialize)]
    struct Letter {
        id: String,
    }
    let (root, photo) = with_failed(stage);
    block_on(process::bury(&stage.test.world, &photo.to_string())).unwrap();
    let letters: Vec<Letter> = block_on(stage.test.query("select id from dead_letters"));
    (root, letters[0].id.clone())
}

pub(super) const CASES: &[Case] = &[
    case("jobs::list", "a photo that has failed", |stage| {
        let (root, _) = with_failed(stage);
        act!(|world| told(list(world, root, &Cursors::default()).await))
    }),
    case("jobs::retry", "a photo that has failed", |stage| {
        let (root, photo) = with_failed(stage);
        act!(|world| done(retry(world, root, photo).await))
    }),
    case("jobs::retry_all", "what has failed", |stage| {
        let (root, _) = with_failed(stage);
        act!(|world| done(retry_all(world, root, List::Failed).await))
    }),
    case("jobs::retry_letter", "about a photo that has failed", |stage| {
        let (root, letter) = with_letter(stage);
        act!(|world| done(retry_letter(world, root, &letter).await))
    }),
    case("jobs::forget_letter", "about a photo that has failed", |stage| {
        let (root, letter) = with_letter(stage);
        act!(|world| done(forget_letter(world, root, &letter).await))
    }),
];

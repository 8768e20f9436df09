//! What the queue starts.

use crate::{
    check::{Case, case},
    stage::{Stage, act, done},
};
use domain::{id::PhotoId, photo::Visibility, reason::Reason};
use pollster::block_on;
use service::{Error, Result, World, process, upload::AnnouncedPreview};

/// A message is delivered. What is not done, the message or the sweep brings again.
async fn deliver(world: &World, photo: PhotoId) -> Result<String> {
    let (_, error) = process::handle(world, photo).await;
    error.map_or(Ok("delivered".into()), |error| Err(Error::Port(error)))
}

fn with_preview(stage: &Stage) -> PhotoId {
    let ada = stage.ada();
    let photo = stage.queued(ada, Visibility::Public);
    let announced = AnnouncedPreview {
        media_type: "image/webp".into(),
        bytes: Some(7),
        photo_size: Some((40, 30)),
    };
    let body = stage.body(b"preview");
    let (world, body) = (&stage.test.world, &body);
    block_on(service::upload::receive_preview(world, ada, photo, announced, body)).unwrap();
    photo
}

pub(super) const CASES: &[Case] = &[
    case("process::handle", "a photo with a preview", |stage| {
        let photo = with_preview(stage);
        act!(|world| deliver(world, photo).await)
    })
    .in_steps(),
    // one of which a smaller copy is kept ends otherwise after a fault: on any doubt the original stays (tests/settings.rs)
    case("process::handle", "one that the image service refuses", |stage| {
        let ada = stage.ada();
        let photo = stage.queued(ada, Visibility::Public);
        stage.test.outside.images_refuse(Reason::TooLarge);
        act!(|world| deliver(world, photo).await)
    })
    .in_steps(),
    case("process::handle", "the last try of one that is lost", |stage| {
        let ada = stage.ada();
        let photo = stage.queued(ada, Visibility::Public);
        stage.test.outside.images_away();
        act!(|world| deliver(world, photo).await)
    })
    .with(&[("RETRY_DELAYS", "0")])
    .in_steps(),
    case("process::bury", "a message", |stage| {
        let ada = stage.ada();
        let photo = stage.queued(ada, Visibility::Public);
        act!(|world| done(process::bury(world, &photo.to_string()).await))
    })
    .again(crate::check::Again::Another("dead_letters")),
];

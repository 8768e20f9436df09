//! Files on their way in.

use crate::{
    check::{Case, case},
    stage::{act, done},
    support::announce,
};
use domain::photo::Visibility;
use service::upload::{Announced, AnnouncedPreview, receive, receive_preview};

fn preview() -> AnnouncedPreview {
    AnnouncedPreview {
        media_type: "image/webp".into(),
        bytes: Some(7),
        photo_size: Some((40, 30)),
    }
}

pub(super) const CASES: &[Case] = &[
    case("upload::receive", "with its hash", |stage| {
        let ada = stage.ada();
        let body = stage.body(b"a photo");
        act!(|world| done(receive(world, ada, announce(b"a photo"), &body).await))
    }),
    case("upload::receive", "without its hash", |stage| {
        let ada = stage.ada();
        let body = stage.body(b"a photo");
        act!(|world| {
            let announced = Announced {
                sha256: None,
                ..announce(b"a photo")
            };
            done(receive(world, ada, announced, &body).await)
        })
    }),
    case("upload::receive", "what is there already", |stage| {
        let ada = stage.ada();
        stage.ready(ada, Visibility::Public);
        let body = stage.body(b"a photo");
        act!(|world| done(receive(world, ada, announce(b"a photo"), &body).await))
    }),
    case("upload::receive_preview", "while the photo waits", |stage| {
        let ada = stage.ada();
        let photo = stage.queued(ada, Visibility::Public);
        let body = stage.body(b"preview");
        act!(|world| done(receive_preview(world, ada, photo, preview(), &body).await))
    }),
    case("upload::receive_preview", "when the photo is ready", |stage| {
        let ada = stage.ada();
        let photo = stage.ready(ada, Visibility::Public);
        let body = stage.body(b"preview");
        act!(|world| done(receive_preview(world, ada, photo, preview(), &body).await))
    }),
];

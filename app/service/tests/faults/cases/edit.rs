//! What owners do to a photo that is there.

use crate::{
    check::{Again, Case, case},
    stage::{Stage, act, done, told},
};
use domain::{access::Viewer, download::Offer, id::PhotoId, photo::Visibility};
use pollster::block_on;
use service::{
    Error,
    error::Conflict,
    photos::{Change, delete, edit, retry},
    privacy::{self, Privacy},
};

/// It is deleted: then there is nothing to delete.
pub(super) const GONE: Again = Again::Refused(|error| *error == Error::NotFound);

fn to(visibility: Visibility) -> Change {
    Change {
        visibility: Some(visibility),
        title: Some("Another title".into()),
        ..Change::default()
    }
}

/// Ada, who wants her name on what is public, and a photo of hers.
fn marked(stage: &Stage, visibility: Visibility) -> (Viewer, PhotoId) {
    let ada = stage.ada();
    block_on(stage.test.wants(ada, &[("mark", "text"), ("mark_text", "Ada")]));
    let photo = stage.ready(ada, visibility);
    (ada, photo)
}

pub(super) const CASES: &[Case] = &[
    case("edit::edit", "a title", |stage| {
        let ada = stage.ada();
        let photo = stage.ready(ada, Visibility::Public);
        act!(|world| told(
            edit(world, ada, photo, to(Visibility::Public))
                .await
                .map(|photo| photo.title)
        ))
    }),
    case("edit::edit", "from public to private", |stage| {
        let ada = stage.ada();
        let photo = stage.ready(ada, Visibility::Public);
        act!(|world| done(edit(world, ada, photo, to(Visibility::Private)).await))
    }),
    case("edit::edit", "from private to public", |stage| {
        let ada = stage.ada();
        let photo = stage.ready(ada, Visibility::Private);
        act!(|world| done(edit(world, ada, photo, to(Visibility::Public)).await))
    }),
    case(
        "edit::edit",
        "from unlisted to public, with a mark from then on",
        |stage| {
            let (ada, photo) = marked(stage, Visibility::Unlisted);
            act!(|world| done(edit(world, ada, photo, to(Visibility::Public)).await))
        },
    ),
    case(
        "edit::edit",
        "from public to unlisted, without a mark from then on",
        |stage| {
            let (ada, photo) = marked(stage, Visibility::Public);
            act!(|world| done(edit(world, ada, photo, to(Visibility::Unlisted)).await))
        },
    ),
    case("edit::edit", "from public to private, while it waits", |stage| {
        let ada = stage.ada();
        let photo = stage.queued(ada, Visibility::Public);
        act!(|world| done(edit(world, ada, photo, to(Visibility::Private)).await))
    }),
    case("photos::retry", "one that has failed", |stage| {
        let ada = stage.ada();
        let photo = stage.failed(ada);
        act!(|world| done(retry(world, ada, photo).await))
    })
    .again(Again::Refused(|error| *error == Error::Conflict(Conflict::NotWaiting))),
    case("delete::delete", "a public one", |stage| {
        let ada = stage.ada();
        let photo = stage.ready(ada, Visibility::Public);
        act!(|world| done(delete(world, ada, photo).await))
    })
    .again(GONE),
    case("delete::delete", "one that waits", |stage| {
        let ada = stage.ada();
        let photo = stage.queued(ada, Visibility::Private);
        act!(|world| done(delete(world, ada, photo).await))
    })
    .again(GONE),
    case("privacy::read", "by their owner", |stage| {
        let ada = stage.ada();
        act!(|world| told(privacy::read(world, ada).await))
    }),
    case("privacy::save", "places are shown", |stage| {
        let ada = stage.ada();
        let wanted = Privacy {
            show_place: true,
            download: Offer::Bare,
        };
        act!(|world| done(privacy::save(world, ada, wanted).await))
    }),
];

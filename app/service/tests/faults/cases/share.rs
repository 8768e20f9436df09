//! Share links. A view whose answer is lost was a view: counting it twice would let a link be opened too rarely, and not counting
//! it, too often.

use crate::{
    check::{Again, Case, case},
    stage::{PASSWORD, Stage, act, done, told},
};
use domain::{
    access::Viewer,
    id::PhotoId,
    photo::Visibility,
    share::{Pass, Purpose, Secret},
};
use pollster::block_on;
use service::{Error, share};

const IP: &str = "192.0.2.1";

fn wanted() -> share::Wanted {
    share::Wanted {
        days: 30,
        max_views: None,
        may_download: true,
        hide_metadata: true,
        stretched: None,
    }
}

fn shared(stage: &Stage, wanted: share::Wanted) -> (Viewer, PhotoId, Secret) {
    let ada = stage.ada();
    let photo = stage.ready(ada, Visibility::Private);
    let secret = block_on(share::create(&stage.test.world, ada, photo, wanted)).unwrap();
    (ada, photo, secret)
}

pub(super) const CASES: &[Case] = &[
    case("share::create", "a link", |stage| {
        let ada = stage.ada();
        let photo = stage.ready(ada, Visibility::Private);
        act!(|world| done(share::create(world, ada, photo, wanted()).await))
    })
    .again(Again::Another("share_links")),
    case("share::list", "by its photo's owner", |stage| {
        let (ada, photo, _) = shared(stage, wanted());
        act!(|world| told(share::list(world, ada, photo).await))
    }),
    case("share::revoke", "a link", |stage| {
        let (ada, photo, _) = shared(stage, wanted());
        let link = block_on(share::list(&stage.test.world, ada, photo)).unwrap()[0].id;
        act!(|world| done(share::revoke(world, ada, photo, link).await))
    }),
    case("share::visit", "a link", |stage| {
        let (_, _, secret) = shared(stage, wanted());
        act!(|world| done(share::visit(world, &secret, None).await))
    }),
    case("share::click", "a link that opens once", |stage| {
        let once = share::Wanted {
            max_views: Some(1),
            ..wanted()
        };
        let (_, _, secret) = shared(stage, once);
        act!(|world| done(share::click(world, &secret).await))
    })
    .again(Again::Refused(|error| *error == Error::NotFound)),
    case("share::unlock", "a link with a password", |stage| {
        let protected = share::Wanted {
            stretched: Some(PASSWORD.into()),
            ..wanted()
        };
        let (_, _, secret) = shared(stage, protected);
        act!(|world| done(share::unlock(world, IP, &secret, PASSWORD).await))
    }),
    case("share::media", "a rendition", |stage| {
        let (ada, photo, _) = shared(stage, wanted());
        let link = block_on(share::list(&stage.test.world, ada, photo)).unwrap()[0].id;
        act!(|world| {
            let pass = Pass::new(link, Purpose::Media, world.now()).issue(&world.config.session_key);
            told(share::media(world, &pass, "w320.webp").await)
        })
    }),
];

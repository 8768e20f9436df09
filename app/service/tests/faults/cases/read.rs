//! What is shown. It changes nothing, and what is kept elsewhere is shown without the database.

use crate::{
    check::{Case, case},
    stage::{Stage, act, told},
};
use domain::{
    access::Viewer,
    id::PhotoId,
    photo::Visibility,
    time::{DAY_MILLIS, Timestamp},
};
use pollster::block_on;
use service::{
    feed,
    kept::{self, Found, Kept},
    own,
    ports::KeptPage,
    read, sitemap,
};

const HOME: Kept = Kept::Home("en");
const TEXT: &str = "<p>photos</p>";

fn with_photo(stage: &Stage) -> PhotoId {
    let ada = stage.ada();
    stage.ready(ada, Visibility::Public)
}

/// The address of a file of a photo that is public, after `/media/`.
fn file(stage: &Stage) -> String {
    let photo = with_photo(stage);
    let photo = block_on(stage.test.photo(Viewer::Anonymous, photo)).unwrap();
    photo.renditions[0].url.strip_prefix("/media/").unwrap().to_owned()
}

fn page(stage: &Stage) -> KeptPage {
    KeptPage {
        release: "1.0".into(),
        version: block_on(kept::home_version(&stage.test.world)).unwrap(),
        nonce: "nonce".into(),
        text: TEXT.into(),
    }
}

/// A site whose home page is kept, also in KV by now.
fn with_kept_page(stage: &Stage) {
    with_photo(stage);
    block_on(kept::keep(&stage.test.world, HOME, &page(stage))).unwrap();
    stage.test.outside.pass_seconds(crate::support::DELAY_SECONDS);
}

/// The page that is kept, or none: a cache that does not work is empty.
fn kept_page(found: Option<Found>) -> service::Result<String> {
    assert!(found.is_none_or(|found| found.page.text == TEXT));
    Ok("the page, or none".into())
}

pub(super) const CASES: &[Case] = &[
    case("read::home", "of everybody", |stage| {
        with_photo(stage);
        act!(|world| told(read::home(world, Viewer::Anonymous, None).await))
    }),
    case("read::list", "of everybody", |stage| {
        with_photo(stage);
        act!(|world| told(read::list(world, Viewer::Anonymous, None, 10).await))
    }),
    case("read::photo", "a public one", |stage| {
        let photo = with_photo(stage);
        act!(|world| told(read::photo(world, Viewer::Anonymous, photo).await))
    }),
    case("read::media", "of a public photo", |stage| {
        let file = file(stage);
        act!(|world| {
            let media = read::media(world, Viewer::Anonymous, &file).await;
            told(media.map(|media| media.map(|media| (media.bucket, media.key, media.content_type))))
        })
    })
    .without_database(),
    case("own::photo", "by its owner", |stage| {
        let ada = stage.ada();
        let photo = stage.ready(ada, Visibility::Private);
        act!(|world| told(own::photo(world, ada, photo).await))
    }),
    case("profile::person", "with a photo", |stage| {
        with_photo(stage);
        act!(|world| told(read::person(world, Viewer::Anonymous, "ada", None).await))
    }),
    case("profile::person_list", "with a photo", |stage| {
        with_photo(stage);
        act!(|world| told(read::person_list(world, Viewer::Anonymous, "ada", None, 10).await))
    }),
    case("feed::of_site", "with a photo", |stage| {
        with_photo(stage);
        act!(|world| told(feed::of_site(world).await))
    }),
    case("feed::of_person", "with a photo", |stage| {
        with_photo(stage);
        act!(|world| told(feed::of_person(world, "ada").await))
    }),
    case("sitemap::days", "with a photo", |stage| {
        with_photo(stage);
        act!(|world| told(sitemap::days(world).await))
    }),
    case("sitemap::photos_of", "a day", |stage| {
        with_photo(stage);
        let day = Timestamp::of_day(crate::support::START / DAY_MILLIS);
        act!(|world| told(sitemap::photos_of(world, day).await))
    }),
    case("sitemap::people", "with a photo", |stage| {
        with_photo(stage);
        act!(|world| told(sitemap::people(world).await))
    }),
    case("late::thumbnails", "of a site that is well", |_| {
        act!(|world| told(service::late::thumbnails(world).await))
    }),
    case("kept::home_version", "of a site with a photo", |stage| {
        with_photo(stage);
        act!(|world| told(kept::home_version(world).await))
    }),
    case("kept::find", "in this location", |stage| {
        with_kept_page(stage);
        act!(|world| kept_page(kept::find(world, HOME).await))
    })
    .soon()
    .without_database(),
    case("kept::find", "in KV", |stage| {
        with_kept_page(stage);
        stage.test.kv.forget_near();
        act!(|world| kept_page(kept::find(world, HOME).await))
    })
    .soon()
    .without_database(),
    case("kept::renew", "the newest", |stage| {
        with_photo(stage);
        let page = page(stage);
        act!(|world| told(kept::renew(world, HOME, &page).await))
    })
    // as below
    .in_steps()
    .soon(),
    case("kept::keep", "the newest", |stage| {
        with_photo(stage);
        let page = page(stage);
        act!(|world| told(kept::keep(world, HOME, &page).await))
    })
    // it is asked for behind an answer that is given already
    .in_steps()
    .soon(),
];

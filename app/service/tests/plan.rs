//! The simulated day (`make bench-plan`), small: it fits the free plan, and what it counts is what one counts by hand.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail anywhere"
)]

#[path = "../benches/plan/simulation/mod.rs"]
mod simulation;
mod support;

use domain::plan::{Plan, Resource};
use service::kept::Kept;
use simulation::{
    day, fit,
    mix::Mix,
    pages,
    platform::Platform,
    site,
    uses::{Here, POLLS},
};

/// A thousandth of the day that must fit, on a few isolates that live all day.
const SMALL: Mix = Mix {
    views: 200,
    signed_in: 20,
    members: 4,
    uploads: 5,
    edits: 0,
    feeds: 5,
    sitemaps: 1,
    locations: 2,
    isolates: 1,
    lives: 1_000_000,
    photos: 200,
    ..Mix::BUDGET
};

#[test]
fn a_small_day_fits_and_the_site_knows_what_it_used() {
    let used = day::simulate(SMALL);
    assert_eq!(fit::over(&Plan::default(), &used.total), []);
    assert_eq!(used.refused, 0);
    for resource in [
        Resource::Requests,
        Resource::KvReads,
        Resource::KvWrites,
        Resource::KvDeletes,
        Resource::ClassA,
        Resource::QueueOperations,
    ] {
        // besides, it knows of the four who joined before the day began, for whom the settings were read
        let before = match resource {
            Resource::Requests => SMALL.members,
            Resource::KvReads => 1,
            _ => 0,
        };
        assert_eq!(
            used.known.of(resource),
            used.total.of(resource) + before,
            "{resource:?}"
        );
    }
    // page views, signing in and out, and what belongs to an upload: its page, file, preview, message and the browser's questions
    let uploads = SMALL.uploads * (4 + u64::from(POLLS));
    let others = SMALL.views + SMALL.signed_in + 2 * SMALL.members + SMALL.feeds + SMALL.sitemaps;
    // cron rings for photos that the made-up site has left waiting, each message one request more
    let cron = used.by_kind[&simulation::traffic::Kind::Cron].1.of(Resource::Requests);
    assert_eq!(used.total.of(Resource::Requests), uploads + others + cron);
}

#[test]
fn the_most_of_a_day_is_found() {
    let used = day::simulate(SMALL);
    let parts = fit::guess(&Plan::default(), SMALL, &used);
    // requests end it, were it not for what is written: either way it is some hundred times as large
    assert!(parts > 50 * simulation::mix::PARTS, "{parts}");
    assert_eq!(fit::guess(&Plan::parse("requests=1").unwrap(), SMALL, &used), 0);
}

#[test]
fn an_upload_a_sign_out_and_kept_pages_cost_what_one_counts_by_hand() {
    let platform = Platform::new(site::in_memory(100), &[]);
    let location = platform.location();
    let world = platform.isolate(&location);
    let here = Here {
        platform: &platform,
        world: &world,
    };
    let cost = |work: &mut dyn FnMut()| {
        let before = platform.billed();
        work();
        let after = platform.billed();
        let of = move |resource| after.of(resource) - before.of(resource);
        [
            Resource::Requests,
            Resource::KvReads,
            Resource::KvWrites,
            Resource::ClassA,
            Resource::ClassB,
            Resource::QueueOperations,
        ]
        .map(of)
    };
    let mut member = here.join(1);
    // the original, the preview and five renditions; the image service reads the original
    let of_upload = [4 + u64::from(POLLS), 3 + u64::from(POLLS), 0, 7, 1, 3];
    assert_eq!(
        cost(&mut || assert!(here.upload(&mut member, 1, 4_000_000).is_some())),
        of_upload
    );
    // KV is asked for the page, which is then written there; for the next visitor the location has it
    assert_eq!(cost(&mut || here.home("en")), [1, 1, 1, 0, 0, 0]);
    assert_eq!(cost(&mut || here.home("en")), [1, 0, 0, 0, 0, 0]);
    let elsewhere = platform.isolate(&platform.location());
    let there = Here {
        platform: &platform,
        world: &elsewhere,
    };
    assert_eq!(
        cost(&mut || there.home("en")),
        [1, 2, 0, 0, 0, 0],
        "the settings, which this isolate does not know yet, and the page: it is written once in five minutes for all"
    );
    // feeds are kept alike
    assert_eq!(cost(&mut || here.feed(Kept::AtomFeed("en"))), [1, 1, 1, 0, 0, 0]);
    assert_eq!(cost(&mut || here.feed(Kept::AtomFeed("en"))), [1, 0, 0, 0, 0, 0]);
    assert_eq!(cost(&mut || here.feed(Kept::JsonFeed("en"))), [1, 1, 1, 0, 0, 0]);
    assert_eq!(cost(&mut || there.feed(Kept::AtomFeed("en"))), [1, 1, 0, 0, 0, 0]);
    // every page asks for the settings, which an isolate asks KV for once a minute
    platform.outside.pass_seconds(60);
    assert_eq!(cost(&mut || here.photo(2)), [1, 1, 0, 0, 0, 0]);
    assert_eq!(cost(&mut || here.person(2)), [1, 0, 0, 0, 0, 0]);
    assert_eq!(cost(&mut || here.home_signed_in(&mut member)), [1, 1, 0, 0, 0, 0]);
    assert_eq!(cost(&mut || here.file(2)), [1, 0, 0, 0, 1, 0]);
    assert_eq!(cost(&mut || here.sign_out(&mut member)), [1, 1, 1, 0, 0, 0]);
    let written = platform.billed().of(Resource::StoredBytes);
    assert_eq!(written, 4_000_000 + 120_000 + 1_255_000);
}

#[test]
fn kv_is_never_written_more_than_it_may_be_however_many_isolates_there_are() {
    let mix = Mix {
        members: 1_500,
        locations: 50,
        isolates: 10,
        ..Mix::extreme(5_000)
    };
    let used = day::simulate(mix);
    let written = used.total.of(Resource::KvWrites);
    assert!((900..1_000).contains(&written), "{written}");
}

#[test]
fn no_page_of_a_large_site_scans_or_reads_much() {
    let db = site::in_memory(3_000);
    for reading in pages::read_all(&db, 3_000) {
        assert!(
            !reading.is_page || reading.rows <= 200,
            "{}: {}",
            reading.page,
            reading.rows
        );
        assert_eq!(reading.scans, [""; 0], "{}", reading.page);
    }
}

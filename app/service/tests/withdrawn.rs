//! Renditions of public photos of somebody who is suspended or leaving leave the public bucket, and come back with their owner.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail anywhere")]

mod support;

use domain::{
    access::{Role, Viewer},
    id::PhotoId,
    photo::Visibility,
    storage::{Bucket, StorageKey},
    view::PhotoView,
};
use service::{
    account::sign_in,
    leave::{leave, stay},
    people::{reinstate, suspend},
    process, read,
    read::Media,
    sessions::Client,
    sweep,
};
use std::mem::take;
use support::{Test, run};

/// A photo of this visibility whose renditions are in storage.
async fn stored(test: &Test, owner: Viewer, bytes: &[u8], visibility: Visibility) -> PhotoView {
    let photo = test.ready(owner, bytes, visibility).await;
    for rendition in &photo.renditions {
        let key = StorageKey::parse(name(&rendition.url)).unwrap();
        test.outside.write(Bucket::of_renditions(visibility), key);
    }
    take(&mut *test.outside.rung.lock().unwrap());
    photo
}

/// The part of an address that names a file.
fn name(url: &str) -> &str {
    let start = url.find("/r/").unwrap();
    &url[start + 1..]
}

/// Delivers every message that was rung for; gives how many.
async fn deliver(test: &Test) -> usize {
    let rung: Vec<PhotoId> = take(&mut *test.outside.rung.lock().unwrap());
    for photo in &rung {
        let (_, error) = process::handle(&test.world, *photo).await;
        assert_eq!(error, None);
    }
    rung.len()
}

/// How many renditions are in the public bucket and in the private one.
fn places(test: &Test) -> (usize, usize) {
    let renditions = |bucket| {
        let names = test.outside.names(bucket);
        names.iter().filter(|name| name.starts_with("r/")).count()
    };
    (renditions(Bucket::Public), renditions(Bucket::Private))
}

/// The first rendition that this viewer is shown of a photo, as it is fetched.
async fn fetched(test: &Test, viewer: Viewer, photo: PhotoId) -> Option<Media> {
    let photo = test.photo(viewer, photo).await?;
    let media = read::media(&test.world, viewer, name(&photo.renditions[0].url))
        .await
        .unwrap()?;
    let there = test.outside.names(media.bucket).contains(&media.key.name());
    there.then_some(media)
}

#[test]
fn of_whoever_is_suspended_nothing_stays_in_the_public_bucket() {
    run(async {
        let test = Test::new();
        let (ada, boss) = (test.user("ada").await, test.staff("boss", Role::Admin).await);
        let photo = stored(&test, ada, b"one", Visibility::Public).await;
        stored(&test, ada, b"two", Visibility::Unlisted).await;
        let others = stored(&test, boss, b"three", Visibility::Public).await;
        assert_eq!(places(&test), (10, 5));

        suspend(&test.world, boss, "ada").await.unwrap();
        assert_eq!(fetched(&test, Viewer::Anonymous, photo.id).await, None);
        assert_eq!(deliver(&test).await, 1, "the public one");
        assert_eq!(places(&test), (5, 10));
        let seen = fetched(&test, boss, photo.id).await.unwrap();
        assert_eq!(seen.bucket, Bucket::Private, "those who keep order still see it");
        assert_eq!(fetched(&test, Viewer::Anonymous, photo.id).await, None);
        assert!(fetched(&test, Viewer::Anonymous, others.id).await.is_some());

        reinstate(&test.world, boss, "ada").await.unwrap();
        let seen = fetched(&test, Viewer::Anonymous, photo.id).await.unwrap();
        assert_eq!(seen.bucket, Bucket::Private, "shown at once, from where it is");
        assert_eq!(deliver(&test).await, 1);
        assert_eq!(places(&test), (10, 5));
        let seen = fetched(&test, Viewer::Anonymous, photo.id).await.unwrap();
        assert_eq!(seen.bucket, Bucket::Public);
        assert_eq!(sweep::run(&test.world).await.unwrap().misplaced, 0);
    });
}

#[test]
fn of_whoever_leaves_neither_and_all_is_back_if_they_stay() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let photo = stored(&test, ada.viewer(), b"one", Visibility::Public).await;
        leave(&test.world, &ada, "ada").await.unwrap();
        deliver(&test).await;
        assert_eq!(places(&test), (0, 5));
        let (client, stretched) = (Client { ip: "ip", device: "" }, "ab".repeat(32));
        let back = sign_in(&test.world, client, "ada@example.org", &stretched).await;
        stay(&test.world, &back.unwrap().session).await.unwrap();
        deliver(&test).await;
        assert_eq!(places(&test), (5, 0));
        assert!(fetched(&test, Viewer::Anonymous, photo.id).await.is_some());
    });
}

/// A domain of its own serves the public bucket: it must not be named for what is not there.
#[test]
fn the_domain_of_public_files_is_named_only_for_what_is_there() {
    run(async {
        let origin = "https://media.example.org";
        let test = Test::with(&[("MEDIA_ORIGIN", origin)]);
        let (ada, boss) = (test.user("ada").await, test.staff("boss", Role::Admin).await);
        let photo = stored(&test, ada, b"one", Visibility::Public).await;
        let url = async || {
            test.photo(Viewer::Anonymous, photo.id).await.unwrap().renditions[0]
                .url
                .clone()
        };
        assert!(url().await.starts_with(origin));
        suspend(&test.world, boss, "ada").await.unwrap();
        deliver(&test).await;
        reinstate(&test.world, boss, "ada").await.unwrap();
        assert!(url().await.starts_with("/media/r/"), "until it is back");
        let mapped = service::sitemap::photos_of(
            &test.world,
            domain::time::Timestamp::of_day(support::START / domain::time::DAY_MILLIS),
        );
        assert!(mapped.await.unwrap()[0].file.starts_with("/media/r/"));
        deliver(&test).await;
        assert!(url().await.starts_with(origin));
    });
}

#[test]
fn a_message_may_come_twice_and_too_late_and_what_breaks_off_goes_on() {
    run(async {
        let test = Test::new();
        let (ada, boss) = (test.user("ada").await, test.staff("boss", Role::Admin).await);
        let photo = stored(&test, ada, b"one", Visibility::Public).await;
        suspend(&test.world, boss, "ada").await.unwrap();
        reinstate(&test.world, boss, "ada").await.unwrap();
        assert_eq!(deliver(&test).await, 1, "nothing to come back");
        assert_eq!(places(&test), (5, 0), "too late: they are back");

        suspend(&test.world, boss, "ada").await.unwrap();
        take(&mut *test.outside.rung.lock().unwrap());
        assert_eq!(
            sweep::run(&test.world).await.unwrap().misplaced,
            1,
            "a lost message is rung for again"
        );
        test.outside.storage_works_for(0);
        deliver(&test).await;
        test.outside.storage_works();
        assert_eq!(places(&test), (5, 5), "what could not be removed");
        process::handle(&test.world, photo.id).await;
        process::handle(&test.world, photo.id).await;
        test.outside.pass_seconds(24 * 3600);
        sweep::run(&test.world).await.unwrap();
        assert_eq!(places(&test), (0, 5), "the sweep removes");
        assert!(fetched(&test, boss, photo.id).await.is_some());
    });
}

/// New renditions that are being made are on their way to the public bucket: they are moved once they are there.
#[test]
fn what_is_being_made_again_moves_afterwards() {
    run(async {
        let test = Test::new();
        let (ada, boss) = (test.user("ada").await, test.staff("boss", Role::Admin).await);
        let photo = stored(&test, ada, b"one", Visibility::Public).await;
        test.query::<()>("update jobs set state = 'running', due_at = 9000000000000000")
            .await;
        suspend(&test.world, boss, "ada").await.unwrap();
        deliver(&test).await;
        assert_eq!(places(&test), (5, 0));
        test.query::<()>("update jobs set state = 'done'").await;
        assert_eq!(sweep::run(&test.world).await.unwrap().misplaced, 1);
        deliver(&test).await;
        assert_eq!(places(&test), (0, 5));
        assert!(fetched(&test, boss, photo.id).await.is_some());
    });
}

#[test]
fn a_great_many_photos_go_in_slices() {
    run(async {
        let test = Test::new();
        let (ada, boss) = (test.user("ada").await, test.staff("boss", Role::Admin).await);
        for number in 0..101_u32 {
            stored(&test, ada, &number.to_be_bytes(), Visibility::Public).await;
        }
        suspend(&test.world, boss, "ada").await.unwrap();
        assert_eq!(deliver(&test).await, 100);
        assert_eq!(sweep::run(&test.world).await.unwrap().misplaced, 1);
        assert_eq!(deliver(&test).await, 1);
        assert_eq!(places(&test), (0, 505));
    });
}

/// Whoever has just come back may change a photo before it is moved back.
#[test]
fn a_photo_that_is_still_withdrawn_can_be_edited() {
    run(async {
        let test = Test::new();
        let (ada, boss) = (test.user("ada").await, test.staff("boss", Role::Admin).await);
        let photo = stored(&test, ada, b"one", Visibility::Public).await;
        suspend(&test.world, boss, "ada").await.unwrap();
        deliver(&test).await;
        reinstate(&test.world, boss, "ada").await.unwrap();
        let change = |visibility| service::photos::Change {
            title: Some("Back".into()),
            visibility,
            ..Default::default()
        };
        for visibility in [None, Some(Visibility::Private), Some(Visibility::Public)] {
            service::photos::edit(&test.world, ada, photo.id, change(visibility))
                .await
                .unwrap();
            assert!(fetched(&test, ada, photo.id).await.is_some(), "{visibility:?}");
        }
        assert_eq!(places(&test), (5, 0));
        deliver(&test).await;
        assert_eq!(places(&test), (5, 0));
    });
}

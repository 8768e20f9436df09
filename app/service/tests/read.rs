//! Lists, paging, media and edits, as different viewers meet them.

mod support;

use domain::{
    access::Viewer,
    photo::Visibility,
    storage::{Bucket, StorageKey},
    view::PhotoView,
};
use service::{
    photos::{Change, delete, edit},
    read::{home, list, media, person},
};
use std::sync::atomic::Ordering;
use support::{Test, run};

fn titled(title: &str) -> Change {
    Change {
        title: Some(title.into()),
        ..Change::default()
    }
}

fn seen_by(visibility: Visibility) -> Change {
    Change {
        visibility: Some(visibility),
        ..Change::default()
    }
}

/// Every way to reach a photo, by every kind of viewer, in every visibility.
#[test]
fn no_door_is_open_that_another_keeps_shut() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        let table = [
            (Visibility::Public, true, true),
            (Visibility::Unlisted, true, false),
            (Visibility::Private, false, false),
        ];
        for (number, (visibility, seen, listed)) in table.into_iter().enumerate() {
            let photo = test.ready(ada, &[u8::try_from(number).unwrap()], visibility).await;
            let rendition = photo.renditions[0].url.strip_prefix("/media/").unwrap().to_owned();
            let original = photo
                .original
                .clone()
                .unwrap()
                .strip_prefix("/media/")
                .unwrap()
                .to_owned();
            for (viewer, seen, listed, owner) in [
                (ada, true, true, true),
                (bob, seen, listed, false),
                (Viewer::Anonymous, seen, listed, false),
            ] {
                let shown = test.photo(viewer, photo.id).await;
                assert_eq!(shown.is_some(), seen, "{visibility:?} page {viewer:?}");
                assert_eq!(
                    shown.and_then(|photo| photo.original).is_some(),
                    owner,
                    "{visibility:?} {viewer:?}"
                );
                let file = media(&test.world, viewer, &rendition).await.unwrap();
                assert_eq!(file.is_some(), seen, "{visibility:?} rendition {viewer:?}");
                let file = media(&test.world, viewer, &original).await.unwrap();
                assert_eq!(file.is_some(), owner, "{visibility:?} original {viewer:?}");
                let person = person(&test.world, viewer, "ada", None).await.unwrap().unwrap().1;
                let in_person = person.items.iter().any(|item| item.id == photo.id);
                assert_eq!(in_person, listed, "{visibility:?} person {viewer:?}");
                let newest = home(&test.world, viewer, None).await.unwrap();
                let in_home = newest.items.iter().any(|item| item.id == photo.id);
                assert_eq!(
                    in_home,
                    visibility == Visibility::Public,
                    "{visibility:?} home {viewer:?}"
                );
            }
        }
    });
}

#[test]
fn pages_follow_each_other_without_gap_or_repeat() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let mut uploaded = Vec::new();
        for number in 0..7 {
            // two of the same moment each: the id decides
            test.outside.pass_seconds(number % 2);
            uploaded.push(
                test.ready(ada, &[u8::try_from(number).unwrap()], Visibility::Public)
                    .await
                    .id,
            );
        }
        let mut seen = Vec::new();
        let mut cursor = None;
        loop {
            let page = list(&test.world, Viewer::Anonymous, cursor.as_deref(), 2)
                .await
                .unwrap();
            seen.extend(page.items.iter().map(|photo| photo.id));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 7);
        uploaded.sort();
        let mut sorted = seen.clone();
        sorted.sort();
        assert_eq!(sorted, uploaded);
        let nonsense = list(&test.world, Viewer::Anonymous, Some("nonsense"), 2).await.unwrap();
        assert_eq!(nonsense.items[0].id, seen[0]);
    });
}

/// Where the first rendition of a photo is.
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail anywhere")]
fn name_of(photo: &PhotoView) -> String {
    photo.renditions[0].url.strip_prefix("/media/").unwrap().to_owned()
}

#[test]
fn hiding_a_photo_gives_its_files_other_names_and_shuts_the_old_ones() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let public = test.ready(ada, b"photo", Visibility::Public).await;
        let old = name_of(&public);
        test.outside.write(Bucket::Public, StorageKey::parse(&old).unwrap());
        let hidden = edit(&test.world, ada, public.id, seen_by(Visibility::Private))
            .await
            .unwrap();
        let new = name_of(&hidden);
        assert!(test.outside.names(Bucket::Public).is_empty());
        assert!(test.outside.names(Bucket::Private).contains(&new));
        assert!(media(&test.world, ada, &old).await.unwrap().is_none());
        assert!(media(&test.world, Viewer::Anonymous, &new).await.unwrap().is_none());
        let own = media(&test.world, ada, &new).await.unwrap().unwrap();
        assert!(own.cache_control.starts_with("private"));
        let shown = edit(
            &test.world,
            ada,
            public.id,
            Change {
                visibility: Some(Visibility::Public),
                ..titled("Dawn")
            },
        )
        .await
        .unwrap();
        let newest = name_of(&shown);
        let served = media(&test.world, Viewer::Anonymous, &newest).await.unwrap().unwrap();
        assert_eq!(served.cache_control, "public, max-age=31536000, immutable");
        assert_eq!(test.outside.names(Bucket::Public), [newest]);
    });
}

#[test]
fn what_an_unfinished_change_leaves_in_the_public_bucket_is_swept_away() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"photo", Visibility::Public).await;
        let old = StorageKey::parse(&name_of(&photo)).unwrap();
        test.outside.write(Bucket::Public, old);
        // storage deletes nothing just now
        test.outside.storage_broken.store(true, Ordering::SeqCst);
        let hidden = edit(&test.world, ada, photo.id, seen_by(Visibility::Private))
            .await
            .unwrap();
        assert_eq!(test.outside.names(Bucket::Public), [old.name()]);
        test.outside.storage_broken.store(false, Ordering::SeqCst);
        // a change that dies after it has copied
        *test.db.lose_answer_to.lock().unwrap() = Some("set title");
        edit(&test.world, ada, photo.id, seen_by(Visibility::Public))
            .await
            .unwrap_err();
        test.outside.pass_seconds(3600);
        assert_eq!(service::sweep::run(&test.world).await.unwrap().cleaned, 1);
        let now = test.photo(ada, photo.id).await.unwrap();
        assert_eq!(
            test.outside.names(Bucket::Public),
            [name_of(&now)],
            "only what is shown"
        );
        assert!(!test.outside.names(Bucket::Private).contains(&name_of(&hidden)));
    });
}

#[test]
fn a_photo_is_not_moved_while_it_is_processed() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        let (world, id) = (test.world.clone(), photo.id);
        test.outside.images_answer(move |ticket| {
            let moved = pollster::block_on(edit(&world, ada, id, seen_by(Visibility::Private)));
            assert_eq!(moved.unwrap_err().status(), 409);
            let titled = pollster::block_on(edit(&world, ada, id, titled("Dawn")));
            assert_eq!(titled.unwrap().title, "Dawn");
            Ok((200, serde_json::to_string(&support::report(ticket)).unwrap()))
        });
        service::process::handle(&test.world, photo.id).await;
        assert_eq!(test.photo(ada, photo.id).await.unwrap().title, "Dawn");
    });
}

#[test]
fn only_its_owner_changes_or_deletes_a_photo() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        let photo = test.ready(ada, b"photo", Visibility::Public).await;
        for viewer in [bob, Viewer::Anonymous] {
            assert_eq!(
                edit(&test.world, viewer, photo.id, titled("x"))
                    .await
                    .unwrap_err()
                    .status(),
                404
            );
            assert_eq!(delete(&test.world, viewer, photo.id).await.unwrap_err().status(), 404);
            assert_eq!(
                service::photos::retry(&test.world, viewer, photo.id)
                    .await
                    .unwrap_err()
                    .status(),
                404
            );
        }
        delete(&test.world, ada, photo.id).await.unwrap();
        assert_eq!(delete(&test.world, ada, photo.id).await.unwrap_err().status(), 404);
        assert!(test.outside.files.lock().unwrap().is_empty());
    });
}

//! Reports: what of them is kept, who is told, and that a report which cannot be true is not believed.

mod support;

use domain::{
    access::Viewer,
    photo::{PhotoState, Place, Visibility},
    storage::{Bucket, StorageKey},
    ticket::{Done, Report, SmallerOriginal, Ticket},
};
use service::{
    own::{self, Saved},
    process::{Answer, handle},
    sweep,
};
use support::{Test, report, run, token_of};

/// Coordinates that nothing else contains.
const PLACE: Place = Place {
    latitude: 47.123_456_5,
    longitude: -8.765_432_5,
    altitude: Some(1234.5),
};

/// What the image service reports, but for this change.
#[expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]
fn changed(ticket: &Ticket, change: impl Fn(&mut Done)) -> String {
    let Report::Done(mut done) = report(ticket) else {
        panic!("the usual report is done")
    };
    change(&mut done);
    serde_json::to_string(&Report::Done(done)).unwrap()
}

fn answers(test: &Test, change: impl Fn(&mut Done) + Send + Sync + 'static) {
    test.outside
        .images_answer(move |ticket| Ok((200, changed(ticket, &change))));
}

async fn work(test: &Test, photo: domain::id::PhotoId) -> Answer {
    let (answer, error) = handle(&test.world, photo).await;
    assert_eq!(error, None);
    answer
}

#[test]
fn colours_are_shown_and_the_hash_is_kept() {
    run(async {
        #[derive(serde::Deserialize)]
        struct Kept {
            perceptual_hash: String,
        }
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"photo", Visibility::Public).await;
        assert_eq!(photo.colours, ["#c04030"]);
        let kept: Vec<Kept> = test.query("select perceptual_hash from photos").await;
        assert_eq!(kept[0].perceptual_hash, "00ff00ff00ff00ff");
    });
}

/// A photo whose first try is the first failure: after several in a row, others wait.
async fn first_try(test: &Test, owner: Viewer, bytes: &str) -> domain::view::PhotoView {
    test.query::<()>("update image_service set failures = 0").await;
    test.upload(owner, bytes.as_bytes()).await
}

#[test]
fn a_report_that_cannot_be_true_is_a_lost_try() {
    type Change = fn(&mut Done);
    let lies: [(&str, Change); 20] = [
        ("a colour", |done| done.colours = vec!["red".into()]),
        ("a short colour", |done| done.colours = vec!["#abc".into()]),
        ("a style", |done| done.colours = vec!["#abcdef;x:url(/)".into()]),
        ("capitals", |done| done.colours = vec!["#ABCDEF".into()]),
        ("many colours", |done| done.colours = vec!["#abcdef".into(); 6]),
        ("a hash", |done| done.perceptual_hash = Some("00ff".into())),
        ("a hash of other letters", |done| {
            done.perceptual_hash = Some("00ff00ff00ff00fg".into());
        }),
        ("a place too far north", |done| {
            done.place = Some(Place {
                latitude: 90.001,
                ..PLACE
            });
        }),
        ("a place too far west", |done| {
            done.place = Some(Place {
                longitude: -180.1,
                ..PLACE
            });
        }),
        ("a place beyond the air", |done| {
            done.place = Some(Place {
                altitude: Some(1e9),
                ..PLACE
            });
        }),
        ("no renditions", |done| done.renditions.clear()),
        ("a rendition not asked for", |done| {
            done.renditions[0].slot = "a320".into()
        }),
        ("a rendition of no slot", |done| done.renditions[0].slot = "w99".into()),
        ("a rendition twice", |done| {
            done.renditions[0] = done.renditions[1].clone()
        }),
        ("a rendition too wide", |done| done.renditions[0].width = 321),
        ("an empty rendition", |done| done.renditions[0].bytes = 0),
        ("another format", |done| {
            done.renditions[0].media_type = done.renditions[4].media_type
        }),
        ("no width", |done| done.width = 0),
        ("a height beyond any", |done| done.height = 30_001),
        ("a copy not asked for", |done| done.smaller_original = Some(copy(1, 4))),
    ];
    run(async move {
        let test = Test::new();
        let ada = test.user("ada").await;
        for (what, lie) in lies {
            let photo = first_try(&test, ada, what).await;
            answers(&test, lie);
            assert_eq!(work(&test, photo.id).await, Answer::RetryIn(10), "{what}");
            assert_eq!(
                test.photo(ada, photo.id).await.unwrap().state,
                PhotoState::Queued,
                "{what}"
            );
        }
    });
}

#[test]
fn a_place_that_is_no_number_is_a_lost_try() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        for (number, nonsense) in ["null", "NaN", "1e999", "\"47\""].into_iter().enumerate() {
            let photo = test.upload(ada, &[number as u8]).await;
            test.outside.images_answer(move |ticket| {
                let told = changed(ticket, |done| done.place = Some(PLACE));
                Ok((200, told.replace(&PLACE.latitude.to_string(), nonsense)))
            });
            assert_eq!(work(&test, photo.id).await, Answer::RetryIn(10), "{nonsense}");
        }
    });
}

#[test]
fn only_the_owner_is_told_the_place() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        let photo = test.upload(ada, b"photo").await;
        answers(&test, |done| done.place = Some(PLACE));
        work(&test, photo.id).await;
        let (_, told) = own::photo(&test.world, ada, photo.id).await.unwrap().unwrap();
        assert_eq!(told.place, Some(PLACE));
        let own = told.own.unwrap();
        assert_eq!((own.saved, own.share_links), (None, 0));
        for stranger in [bob, Viewer::Anonymous] {
            let (_, told) = own::photo(&test.world, stranger, photo.id).await.unwrap().unwrap();
            assert_eq!((told.place, told.own), (None, None));
        }
        // and what is shown of a photo does not contain it, to the owner neither
        for viewer in [ada, bob, Viewer::Anonymous] {
            let shown = test.photo(viewer, photo.id).await.unwrap();
            let lists = service::read::home(&test.world, viewer, None).await.unwrap();
            for json in [
                serde_json::to_string(&shown).unwrap(),
                serde_json::to_string(&lists).unwrap(),
            ] {
                assert!(
                    !json.contains("47.12") && !json.contains("8.765") && !json.contains("1234"),
                    "{json}"
                );
                assert!(!json.contains("latitude") && !json.contains("place\""), "{json}");
            }
        }
    });
}

/// A copy of this many bytes, of an original that has `saved` more.
fn copy(bytes: u64, saved: u64) -> SmallerOriginal {
    SmallerOriginal {
        bytes,
        sha256: "ab".repeat(32),
        saved,
        bare: None,
        crc32: None,
    }
}

/// Somebody who wants smaller originals, and their photo of ten bytes.
async fn thrifty(test: &Test) -> (Viewer, domain::view::PhotoView) {
    let ada = test.user("ada").await;
    test.wants(ada, &[("original", "smaller")]).await;
    (ada, test.upload(ada, b"ten bytes!").await)
}

/// The image service stores a copy of four bytes, and says so.
fn images_shrink(test: &Test) {
    let outside = test.outside.clone();
    test.outside.images_answer(move |ticket| {
        assert!(ticket.wishes.smaller_original.is_some());
        let key = StorageKey::SmallerOriginal(token_of(ticket), ticket.attempt);
        outside.write_bytes(Bucket::Private, key, b"four");
        Ok((200, changed(ticket, |done| done.smaller_original = Some(copy(4, 6)))))
    });
}

#[test]
fn a_smaller_original_takes_the_place_of_what_was_uploaded() {
    run(async {
        let test = Test::new();
        let (ada, photo) = thrifty(&test).await;
        images_shrink(&test);
        assert_eq!(work(&test, photo.id).await, Answer::Ack);
        let token = token_of(&test.outside.tickets.lock().unwrap()[0]);
        let (uploaded, smaller) = (StorageKey::Original(token), StorageKey::SmallerOriginal(token, 1));
        // both are there until no attempt can write any more
        assert_eq!(test.outside.names(Bucket::Private), [uploaded.name(), smaller.name()]);
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().cleaned, 1);
        assert_eq!(test.outside.names(Bucket::Private), [smaller.name()]);
        // its address stays what it was, and the owner is told what was saved
        let shown = test.photo(ada, photo.id).await.unwrap();
        let path = shown.original.unwrap();
        let media = service::read::media(&test.world, ada, path.trim_start_matches("/media/"))
            .await
            .unwrap();
        assert_eq!(media.unwrap().key, smaller);
        let (_, told) = own::photo(&test.world, ada, photo.id).await.unwrap().unwrap();
        assert_eq!(told.own.unwrap().saved, Some(Saved { bytes: 6, of: 10 }));
        // under its own name nobody gets it
        assert_eq!(
            service::read::media(&test.world, ada, &smaller.name()).await.unwrap(),
            None
        );
        // the same bytes are still known
        let (announced, file) = (support::announce(b"ten bytes!"), test.file(b"ten bytes!"));
        let again = service::upload::receive(&test.world, ada, announced, &file).await;
        assert!(matches!(again, Ok(service::upload::Uploaded::Known(_))));
        // and nothing of it stays when it is deleted
        service::photos::delete(&test.world, ada, photo.id).await.unwrap();
        assert!(test.outside.files.lock().unwrap().is_empty());
    });
}

#[test]
fn the_next_attempt_works_on_the_smaller_original_and_shrinks_it_no_further() {
    run(async {
        let test = Test::new();
        let (ada, photo) = thrifty(&test).await;
        images_shrink(&test);
        work(&test, photo.id).await;
        test.wants(ada, &[("original", "smaller"), ("avif", "on")]).await;
        assert_eq!(service::settings::apply(&test.world, ada).await.unwrap(), 1);
        test.outside.images_work();
        assert_eq!(work(&test, photo.id).await, Answer::Ack);
        let ticket = test.outside.tickets.lock().unwrap()[1].clone();
        assert!(ticket.original.url.contains("/s/"), "{}", ticket.original.url);
        assert_eq!(
            (ticket.original.bytes, ticket.original.sha256.as_str()),
            (4, &*"ab".repeat(32))
        );
        assert_eq!(ticket.wishes.smaller_original, None);
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().cleaned, 1);
        let token = token_of(&ticket);
        assert_eq!(
            test.outside.names(Bucket::Private),
            [StorageKey::SmallerOriginal(token, 1).name()],
            "the copy of the first attempt outlives it"
        );
    });
}

#[test]
fn on_any_doubt_the_uploaded_original_stays() {
    run(async {
        for stored in [None, Some(&b"three"[..3])] {
            let test = Test::new();
            let (ada, photo) = thrifty(&test).await;
            let outside = test.outside.clone();
            // it says that there is a copy, and there is none, or another one
            test.outside.images_answer(move |ticket| {
                if let Some(bytes) = stored {
                    let key = StorageKey::SmallerOriginal(token_of(ticket), ticket.attempt);
                    outside.write_bytes(Bucket::Private, key, bytes);
                }
                Ok((200, changed(ticket, |done| done.smaller_original = Some(copy(4, 6)))))
            });
            assert_eq!(work(&test, photo.id).await, Answer::Ack);
            test.outside.pass_seconds(3600);
            sweep::run(&test.world).await.unwrap();
            let token = token_of(&test.outside.tickets.lock().unwrap()[0]);
            assert_eq!(
                test.outside.names(Bucket::Private),
                [StorageKey::Original(token).name()]
            );
            let (_, told) = own::photo(&test.world, ada, photo.id).await.unwrap().unwrap();
            assert_eq!(told.own.unwrap().saved, None);
        }
        // it was there, and is gone when the original is to be removed
        let test = Test::new();
        let (_, photo) = thrifty(&test).await;
        images_shrink(&test);
        work(&test, photo.id).await;
        let token = token_of(&test.outside.tickets.lock().unwrap()[0]);
        let copy = (false, StorageKey::SmallerOriginal(token, 1).name());
        assert!(test.outside.files.lock().unwrap().remove(&copy).is_some());
        test.outside.pass_seconds(3600);
        sweep::run(&test.world).await.unwrap();
        assert_eq!(
            test.outside.names(Bucket::Private),
            [StorageKey::Original(token).name()]
        );
    });
}

#[test]
fn a_copy_that_saves_nothing_or_lies_is_not_believed() {
    run(async {
        let lies = [
            copy(10, 0),
            copy(4, 5),
            copy(0, 10),
            SmallerOriginal {
                sha256: "x".into(),
                ..copy(4, 6)
            },
        ];
        for lie in lies {
            let test = Test::new();
            let (_, photo) = thrifty(&test).await;
            let told = lie.clone();
            answers(&test, move |done| done.smaller_original = Some(told.clone()));
            assert_eq!(work(&test, photo.id).await, Answer::RetryIn(10), "{lie:?}");
        }
    });
}

#[test]
fn what_a_smaller_original_does_not_know_any_more_stays_known() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        answers(&test, |done| done.place = Some(PLACE));
        work(&test, photo.id).await;
        test.wants(ada, &[("avif", "on")]).await;
        assert_eq!(service::settings::apply(&test.world, ada).await.unwrap(), 1);
        answers(&test, |done| {
            done.place = None;
            done.taken_at = None;
            done.camera = Default::default();
        });
        assert_eq!(work(&test, photo.id).await, Answer::Ack);
        let shown = test.photo(ada, photo.id).await.unwrap();
        assert_eq!(shown.taken_at.as_deref(), Some("2024-05-01T18:30:00"));
        assert_eq!(shown.camera.unwrap().make.as_deref(), Some("Leica"));
        let (_, told) = own::photo(&test.world, ada, photo.id).await.unwrap().unwrap();
        assert_eq!(told.place, Some(PLACE));
    });
}

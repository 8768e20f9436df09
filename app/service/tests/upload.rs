//! Uploads: what is taken, what is refused, and that nothing is left behind or lost.

mod support;

use domain::{access::Viewer, photo::PhotoState, storage::Bucket};
use service::{
    Error,
    ports::Limited,
    upload::{Announced, AnnouncedPreview, Uploaded, receive, receive_preview},
};
use std::sync::atomic::Ordering;
use support::{File, Test, announce, run};

#[test]
fn an_upload_is_stored_queued_and_rung_for() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let announced = Announced {
            title: " Dawn\n".into(),
            ..announce(b"photo")
        };
        let Ok(Uploaded::New(photo)) = receive(&test.world, ada, announced, &test.file(b"photo")).await else {
            panic!("not taken");
        };
        assert_eq!((photo.state, photo.title.as_str()), (PhotoState::Queued, "Dawn"));
        assert_eq!(*test.outside.rung.lock().unwrap(), [photo.id]);
        assert_eq!(test.outside.names(Bucket::Private).len(), 1);
        assert_eq!((test.count("photos").await, test.count("jobs").await), (1, 1));
    });
}

#[test]
fn what_is_refused_leaves_neither_row_nor_object() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let good = announce(b"photo");
        type Change = fn(&mut Announced);
        let cases: [(Change, u16); 5] = [
            (|it| it.bytes = Some(50 * 1024 * 1024 + 1), 413),
            (|it| it.bytes = None, 411),
            (|it| it.bytes = Some(0), 400),
            (|it| it.media_type = "image/svg+xml".into(), 415),
            (|it| it.sha256 = Some([0; 32]), 422),
        ];
        for (change, status) in cases {
            let mut announced = good.clone();
            change(&mut announced);
            let received = receive(&test.world, ada, announced, &test.file(b"photo")).await;
            assert_eq!(received.unwrap_err().status(), status);
        }
        let interrupted = File::interrupted(test.outside.clone(), b"photo");
        assert_eq!(
            receive(&test.world, ada, good.clone(), &interrupted).await.unwrap_err(),
            Error::Interrupted
        );
        let nobody = receive(&test.world, Viewer::Anonymous, good.clone(), &test.file(b"photo")).await;
        assert_eq!(nobody.unwrap_err(), Error::SignInFirst);
        test.outside.refused.lock().unwrap().insert(Limited::Upload);
        assert_eq!(
            receive(&test.world, ada, good, &test.file(b"photo")).await.unwrap_err(),
            Error::TooOften
        );
        assert!(test.outside.names(Bucket::Private).is_empty());
        assert_eq!((test.count("photos").await, test.count("jobs").await), (0, 0));
    });
}

#[test]
fn the_same_bytes_are_one_photo_for_their_owner() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        let first = test.upload(ada, b"photo").await;
        for sha256 in [announce(b"photo").sha256, None] {
            let announced = Announced {
                sha256,
                ..announce(b"photo")
            };
            let again = receive(&test.world, ada, announced, &test.file(b"photo"))
                .await
                .unwrap();
            assert_eq!(again, Uploaded::Known(first.clone()));
        }
        assert_ne!(test.upload(bob, b"photo").await.id, first.id);
        assert_eq!(test.count("photos").await, 2);
        assert_eq!(test.outside.names(Bucket::Private).len(), 2);
        service::photos::delete(&test.world, ada, first.id).await.unwrap();
        assert_ne!(test.upload(ada, b"photo").await.id, first.id);
    });
}

#[test]
fn a_silent_queue_loses_nothing() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        test.outside.bell_broken.store(true, Ordering::SeqCst);
        let photo = test.upload(ada, b"photo").await;
        assert_eq!(photo.state, PhotoState::Queued);
        test.outside.bell_broken.store(false, Ordering::SeqCst);
        test.outside.pass_seconds(test.world.config.sweep_after_seconds);
        assert_eq!(service::sweep::run(&test.world).await.unwrap().rung, 1);
        assert_eq!(*test.outside.rung.lock().unwrap(), [photo.id]);
    });
}

fn webp(bytes: u64) -> AnnouncedPreview {
    AnnouncedPreview {
        media_type: "image/webp".into(),
        bytes: Some(bytes),
        photo_size: Some((4000, 3000)),
    }
}

#[test]
fn a_preview_is_shown_until_there_are_renditions() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        assert!(test.photo(Viewer::Anonymous, photo.id).await.is_none());
        receive_preview(&test.world, ada, photo.id, webp(7), &test.file(b"preview"))
            .await
            .unwrap();
        let shown = test.photo(Viewer::Anonymous, photo.id).await.unwrap();
        assert_eq!(
            (shown.width, shown.height, shown.preview.is_some()),
            (Some(4000), Some(3000), true)
        );
        assert_eq!(
            service::read::home(&test.world, Viewer::Anonymous, None)
                .await
                .unwrap()
                .items
                .len(),
            1
        );
        test.outside.images_work();
        service::process::handle(&test.world, photo.id).await;
        let ready = test.photo(Viewer::Anonymous, photo.id).await.unwrap();
        assert!(ready.preview.is_none() && ready.renditions.len() == 5);
        assert_eq!(
            test.outside.names(Bucket::Private).len(),
            1,
            "the preview is gone, the original is there"
        );
        // a late preview is not wanted any more
        receive_preview(&test.world, ada, photo.id, webp(7), &test.file(b"preview"))
            .await
            .unwrap();
        assert_eq!(test.outside.names(Bucket::Private).len(), 1);
    });
}

#[test]
fn a_preview_is_small_and_its_owners() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        let photo = test.upload(ada, b"photo").await;
        let png = AnnouncedPreview {
            media_type: "image/png".into(),
            ..webp(7)
        };
        for (viewer, announced, status) in [(bob, webp(7), 404), (ada, webp(300_001), 400), (ada, png, 400)] {
            let error = receive_preview(&test.world, viewer, photo.id, announced, &test.file(b"preview")).await;
            assert_eq!(error.unwrap_err().status(), status);
        }
        assert_eq!(test.outside.names(Bucket::Private).len(), 1);
    });
}

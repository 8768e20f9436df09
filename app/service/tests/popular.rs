//! The most popular photos: in which order, who is shown them, and what there is if KV does not say which they are.

mod support;

use domain::{
    access::{Role, Viewer},
    limits::PAGE_SIZE,
    photo::Visibility,
    view::PhotoView,
};
use service::{
    people::{self, suspend},
    photos::{Change, delete, edit},
    popular::{self, page},
    views::{saw, write},
};
use std::sync::atomic::Ordering;
use support::{Test, run};

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn look(test: &Test, photo: &PhotoView, times: u32) {
    for _ in 0..times {
        saw(&test.world, photo, false, "Firefox");
    }
    write(&test.world).await.unwrap();
}

/// Three public photos of ada's, the third looked at most.
async fn three(test: &Test, ada: Viewer) -> Vec<PhotoView> {
    let mut photos = Vec::new();
    for (number, times) in [(1, 2), (2, 1), (3, 5)] {
        let photo = test.ready(ada, &[number], Visibility::Public).await;
        look(test, &photo, times).await;
        photos.push(photo);
    }
    photos
}

/// The cron runs, and KV has had its minute.
#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn compute(test: &Test) -> popular::Found {
    let found = popular::run(&test.world).await.unwrap();
    test.outside.pass_seconds(61);
    found
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn shown(test: &Test, viewer: Viewer) -> (bool, Vec<PhotoView>) {
    let page = page(&test.world, viewer).await.unwrap();
    (page.known, page.photos)
}

#[expect(clippy::indexing_slicing, reason = "a test may fail anywhere")]
fn ids(photos: &[PhotoView], of: &[usize]) -> Vec<String> {
    of.iter().map(|place| photos[*place].id.to_string()).collect()
}

async fn order(test: &Test, viewer: Viewer) -> Vec<String> {
    let (known, photos) = shown(test, viewer).await;
    assert!(known, "the popular ones are known");
    photos.iter().map(|photo| photo.id.to_string()).collect()
}

#[test]
fn what_is_looked_at_most_comes_first_and_what_is_forgotten_goes_down() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photos = three(&test, ada).await;
        compute(&test).await;
        assert_eq!(order(&test, Viewer::Anonymous).await, ids(&photos, &[2, 0, 1]));
        // three weeks later five views count for less than one
        test.outside.pass_seconds(21 * 86_400);
        look(&test, &photos[1], 1).await;
        compute(&test).await;
        assert_eq!(order(&test, Viewer::Anonymous).await, ids(&photos, &[1, 2, 0]));
    });
}

#[test]
fn kv_is_written_only_when_something_changed() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photos = three(&test, ada).await;
        assert_eq!(compute(&test).await.written, 1);
        for _ in 0..5 {
            assert_eq!(compute(&test).await, popular::Found { photos: 3, written: 0 });
        }
        look(&test, &photos[0], 10).await;
        assert_eq!(compute(&test).await.written, 1);
        assert_eq!(test.kv.figures_written(), 2);
    });
}

#[test]
fn what_is_not_public_any_more_is_not_shown_although_kv_still_names_it() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photos = three(&test, ada).await;
        compute(&test).await;
        let change = Change {
            visibility: Some(Visibility::Private),
            ..Change::default()
        };
        edit(&test.world, ada, photos[2].id, change).await.unwrap();
        for viewer in [Viewer::Anonymous, ada] {
            assert_eq!(order(&test, viewer).await, ids(&photos, &[0, 1]), "{viewer:?}");
        }
        delete(&test.world, ada, photos[0].id).await.unwrap();
        assert_eq!(order(&test, Viewer::Anonymous).await, ids(&photos, &[1]));
        compute(&test).await;
        assert_eq!(order(&test, Viewer::Anonymous).await, ids(&photos, &[1]), "nor named");
    });
}

#[test]
fn photos_of_the_suspended_and_of_the_blocked_are_not_shown() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        let photos = three(&test, ada).await;
        let of_bob = test.ready(bob, b"bob's", Visibility::Public).await;
        look(&test, &of_bob, 1).await;
        compute(&test).await;
        people::block(&test.world, bob, "ada").await.unwrap();
        let by_bob = order(&test, bob).await;
        assert_eq!(by_bob, [of_bob.id.to_string()], "nothing of somebody he has blocked");
        assert_eq!(order(&test, ada).await, ids(&photos, &[2, 0, 1]), "nor she of his");
        assert_eq!(order(&test, Viewer::Anonymous).await.len(), 4);
        let admin = test.staff("boss", Role::Admin).await;
        suspend(&test.world, admin, "ada").await.unwrap();
        assert_eq!(order(&test, Viewer::Anonymous).await, [of_bob.id.to_string()]);
    });
}

#[test]
fn if_nobody_knows_what_is_popular_the_newest_are_shown() {
    run(async {
        let test = Test::new();
        assert_eq!(shown(&test, Viewer::Anonymous).await, (false, vec![]), "an empty site");
        let ada = test.user("ada").await;
        let photos = three(&test, ada).await;
        let newest = |(known, shown): (bool, Vec<PhotoView>)| {
            assert!(!known);
            assert_eq!(shown.len(), photos.len());
        };
        newest(shown(&test, Viewer::Anonymous).await);
        compute(&test).await;
        test.kv.figures_broken.store(true, Ordering::SeqCst);
        newest(shown(&test, Viewer::Anonymous).await);
        popular::run(&test.world).await.unwrap_err();
        test.kv.figures_broken.store(false, Ordering::SeqCst);
        assert_eq!(order(&test, Viewer::Anonymous).await, ids(&photos, &[2, 0, 1]));
    });
}

#[test]
fn there_is_one_page_of_them() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        for number in 0..u8::try_from(PAGE_SIZE).unwrap() + 5 {
            let photo = test.ready(ada, &[number, 1], Visibility::Public).await;
            saw(&test.world, &photo, false, "Firefox");
        }
        write(&test.world).await.unwrap();
        compute(&test).await;
        assert_eq!(
            order(&test, Viewer::Anonymous).await.len(),
            usize::try_from(PAGE_SIZE).unwrap()
        );
    });
}

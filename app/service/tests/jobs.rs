//! What does not go on by itself, for those who run the site: told whole but for what is private, and brought back, once.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use domain::{
    access::{Role, Scopes, Viewer},
    id::PhotoId,
    photo::{PhotoState, Visibility},
    reason::Reason,
};
use service::{
    Error,
    jobs::{AT_ONCE, COUNTED, Cursors, List, Retried, Troubles, forget_letter, list, retry, retry_all, retry_letter},
    process::{bury, handle},
    sweep,
};
use support::{Test, owner_id, run};

async fn shown(test: &Test, admin: Viewer) -> Troubles {
    list(&test.world, admin, &Cursors::default()).await.unwrap().unwrap()
}

/// A photo of ada's that has failed.
async fn failed(test: &Test, ada: Viewer, bytes: &[u8], visibility: Visibility) -> PhotoId {
    let photo = test.upload_as(ada, bytes, visibility).await.id;
    test.outside.images_refuse(Reason::Damaged);
    handle(&test.world, photo).await;
    photo
}

fn rung(test: &Test) -> Vec<PhotoId> {
    std::mem::take(&mut *test.outside.rung.lock().unwrap())
}

#[test]
fn nobody_but_admins_sees_or_mends_anything() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = failed(&test, ada, b"a", Visibility::Private).await;
        bury(&test.world, "no id").await.unwrap();
        let letter: Vec<serde_json::Value> = test.query("select id from dead_letters").await;
        let letter = letter[0]["id"].as_str().unwrap().to_owned();
        let root = test.staff("chief", Role::Admin).await;
        let reading = Viewer::User(domain::access::Member {
            id: owner_id(root),
            role: Role::Admin,
            scopes: Scopes::parse("read"),
        });
        let moderator = test.staff("mod", Role::Moderator).await;
        for viewer in [Viewer::Anonymous, ada, moderator, reading] {
            let world = &test.world;
            let seen = list(world, viewer, &Cursors::default()).await.unwrap();
            assert_eq!(seen.is_some(), viewer == reading, "{viewer:?}");
            assert_eq!(retry(world, viewer, photo).await, Err(Error::NotFound));
            for of in List::ALL {
                assert_eq!(retry_all(world, viewer, of).await, Err(Error::NotFound));
            }
            assert_eq!(retry_letter(world, viewer, &letter).await, Err(Error::NotFound));
            assert_eq!(forget_letter(world, viewer, &letter).await, Err(Error::NotFound));
        }
        let troubles = shown(&test, root).await;
        assert_eq!((troubles.failed.items.len(), troubles.letters.items.len()), (1, 1));
    });
}

#[test]
fn what_has_failed_is_told_with_its_cause_and_comes_back_once() {
    run(async {
        let test = Test::new();
        let (ada, root) = (test.user("ada").await, test.staff("chief", Role::Admin).await);
        let photo = failed(&test, ada, b"a", Visibility::Private).await;
        let troubles = shown(&test, root).await;
        let [row] = &troubles.failed.items[..] else {
            panic!("{troubles:?}")
        };
        assert_eq!((row.photo_id, row.handle.as_deref()), (photo, Some("ada")));
        assert_eq!((row.photo, row.reason), (PhotoState::Failed, Some(Reason::Damaged)));
        assert_eq!((row.last_error.as_deref(), row.tries), (Some("damaged"), 1));
        rung(&test);

        for _ in 0..2 {
            retry(&test.world, root, photo).await.unwrap();
        }
        assert!(shown(&test, root).await.failed.items.is_empty());
        let jobs: Vec<serde_json::Value> = test
            .query("select j.state, j.tries, p.state as photo, p.reason from jobs j join photos p on p.id = j.photo_id")
            .await;
        assert_eq!(
            jobs,
            [serde_json::json!({"state": "queued", "tries": 0, "photo": "queued", "reason": null})]
        );
        test.outside.images_work();
        for photo in rung(&test) {
            handle(&test.world, photo).await;
        }
        assert_eq!(test.photo(ada, photo).await.unwrap().state, PhotoState::Ready);
        // and of one that is ready nothing becomes of it
        retry(&test.world, root, photo).await.unwrap();
        assert_eq!(test.photo(ada, photo).await.unwrap().state, PhotoState::Ready);
        assert_eq!(rung(&test), []);
        retry(&test.world, root, PhotoId::new(test.world.uuid())).await.unwrap();
    });
}

/// Renditions that could not be made anew leave the photo as it is: that is told too, and can be tried again.
#[test]
fn a_ready_photo_whose_job_has_failed_is_tried_again() {
    run(async {
        let test = Test::new();
        let (ada, root) = (test.user("ada").await, test.staff("chief", Role::Admin).await);
        let photo = test.ready(ada, b"a", Visibility::Public).await.id;
        test.wants(ada, &[("mark", "text"), ("mark_text", "Ada")]).await;
        service::settings::apply(&test.world, ada).await.unwrap();
        test.outside.images_refuse(Reason::TooSlow);
        handle(&test.world, photo).await;
        let troubles = shown(&test, root).await;
        assert_eq!(troubles.failed.items[0].photo, PhotoState::Ready);
        retry(&test.world, root, photo).await.unwrap();
        assert_eq!(test.photo(ada, photo).await.unwrap().state, PhotoState::Ready);
        test.outside.images_work();
        handle(&test.world, photo).await;
        assert!(shown(&test, root).await.failed.items.is_empty());
        assert_eq!(test.count("jobs where state = 'done'").await, 1);
    });
}

#[test]
fn what_nobody_works_on_is_stuck_until_it_is_taken_up() {
    run(async {
        let test = Test::new();
        let (ada, root) = (test.user("ada").await, test.staff("chief", Role::Admin).await);
        let waiting = test.upload(ada, b"waiting").await.id;
        let dead = test.upload(ada, b"dead").await.id;
        let late = test.world.config.sweep_after_seconds + 1;
        assert!(shown(&test, root).await.stuck.items.is_empty());
        // its consumer dies
        let claim = service::sql::jobs::claim(dead, test.world.now(), test.world.now().plus_seconds(10));
        test.world.db.run(claim).await.unwrap();
        test.outside.pass_seconds(late);
        let stuck = shown(&test, root).await.stuck.items;
        let found: Vec<(PhotoId, &str)> = stuck.iter().map(|row| (row.photo_id, &*row.job)).collect();
        assert_eq!(found, [(waiting, "queued"), (dead, "running")]);
        rung(&test);
        let both = Retried { retried: 2, left: 0 };
        assert_eq!(retry_all(&test.world, root, List::Stuck).await.unwrap(), both);
        assert!(shown(&test, root).await.stuck.items.is_empty());
        assert_eq!(rung(&test).len(), 2);
        let none = Retried { retried: 0, left: 0 };
        assert_eq!(retry_all(&test.world, root, List::Stuck).await.unwrap(), none);
        assert_eq!(rung(&test), []);
        test.outside.images_work();
        for photo in [waiting, dead] {
            handle(&test.world, photo).await;
            assert_eq!(test.photo(ada, photo).await.unwrap().state, PhotoState::Ready);
        }
    });
}

/// A job that somebody works on, or that waits for its time, is not taken from them.
#[test]
fn what_goes_on_is_left_alone() {
    run(async {
        let test = Test::new();
        let (ada, root) = (test.user("ada").await, test.staff("chief", Role::Admin).await);
        let worked_on = test.upload(ada, b"a").await.id;
        let claim = service::sql::jobs::claim(worked_on, test.world.now(), test.world.now().plus_seconds(180));
        test.world.db.run(claim).await.unwrap();
        let waits = test.upload(ada, b"b").await.id;
        test.outside.images_away();
        handle(&test.world, waits).await;
        rung(&test);
        let rows = "select photo_id, state, attempt, tries, due_at from jobs order by photo_id";
        let before: Vec<serde_json::Value> = test.query(rows).await;
        for photo in [worked_on, waits] {
            retry(&test.world, root, photo).await.unwrap();
        }
        assert_eq!(test.query::<serde_json::Value>(rows).await, before);
        assert_eq!(rung(&test), []);
    });
}

#[test]
fn many_come_back_slice_by_slice_and_those_that_fail_again_come_last() {
    run(async {
        let test = Test::new();
        let (ada, root) = (test.user("ada").await, test.staff("chief", Role::Admin).await);
        for number in 0..130_u8 {
            failed(&test, ada, &[number], Visibility::Unlisted).await;
            test.outside.pass_seconds(1);
        }
        let first = retry_all(&test.world, root, List::Failed).await.unwrap();
        assert_eq!((first.retried, first.left), (AT_ONCE as usize, 30));
        // all of them fail again
        for photo in rung(&test) {
            handle(&test.world, photo).await;
        }
        test.outside.pass_seconds(1);
        let oldest: Vec<serde_json::Value> = test
            .query("select photo_id from jobs where state = 'failed' order by updated_at limit 30")
            .await;
        rung(&test);
        let second = retry_all(&test.world, root, List::Failed).await.unwrap();
        assert_eq!((second.retried, second.left), (AT_ONCE as usize, 30));
        let again: Vec<String> = rung(&test).iter().map(PhotoId::to_string).collect();
        for row in oldest {
            assert!(again.contains(&row["photo_id"].as_str().unwrap().to_owned()));
        }
        assert!(first.left <= COUNTED);
    });
}

#[test]
fn pages_follow_each_other_and_miss_nothing() {
    run(async {
        let test = Test::new();
        let (ada, root) = (test.user("ada").await, test.staff("chief", Role::Admin).await);
        for number in 0..40_u8 {
            let photo = failed(&test, ada, &[number], Visibility::Private).await;
            bury(&test.world, &format!("\"{photo}\"")).await.unwrap();
            test.upload(ada, &[number, number]).await;
            // several at the same moment
            test.outside.pass_seconds(i64::from(number % 3 == 0));
        }
        test.outside.pass_seconds(1000);
        let (mut cursors, mut seen) = (Cursors::default(), [vec![], vec![], vec![]]);
        loop {
            let troubles = list(&test.world, root, &cursors).await.unwrap().unwrap();
            seen[0].extend(troubles.stuck.items.iter().map(|row| row.photo_id.to_string()));
            seen[1].extend(troubles.failed.items.iter().map(|row| row.photo_id.to_string()));
            seen[2].extend(troubles.letters.items.iter().map(|row| row.id.clone()));
            cursors = Cursors {
                stuck: troubles.stuck.next,
                failed: troubles.failed.next,
                letters: troubles.letters.next,
            };
            if cursors.stuck.is_none() {
                break;
            }
        }
        for list in &mut seen {
            assert_eq!(list.len(), 40);
            list.sort();
            list.dedup();
            assert_eq!(list.len(), 40, "something came twice");
        }
    });
}

#[test]
fn a_dead_letter_brings_its_photo_back_or_is_forgotten() {
    run(async {
        let test = Test::new();
        let (ada, root) = (test.user("ada").await, test.staff("chief", Role::Admin).await);
        let photo = failed(&test, ada, b"a", Visibility::Public).await;
        bury(&test.world, &photo.to_string()).await.unwrap();
        bury(&test.world, "nonsense").await.unwrap();
        rung(&test);
        let letters = shown(&test, root).await.letters.items;
        let of_photo = letters.iter().find(|letter| letter.photo() == Some(photo)).unwrap();
        let other = letters.iter().find(|letter| letter.photo().is_none()).unwrap();
        for _ in 0..2 {
            retry_letter(&test.world, root, &of_photo.id).await.unwrap();
        }
        assert_eq!(rung(&test), [photo]);
        assert_eq!(test.photo(ada, photo).await.unwrap().state, PhotoState::Queued);
        for _ in 0..2 {
            forget_letter(&test.world, root, &other.id).await.unwrap();
        }
        assert_eq!(test.count("dead_letters").await, 0);

        bury(&test.world, &photo.to_string()).await.unwrap();
        let all = Retried { retried: 1, left: 0 };
        assert_eq!(retry_all(&test.world, root, List::Letters).await.unwrap(), all);
        assert_eq!(test.count("dead_letters").await, 0);
    });
}

/// The queue does not take what is rung: the sweep rings later.
#[test]
fn a_queue_that_does_not_work_loses_nothing() {
    run(async {
        let test = Test::new();
        let (ada, root) = (test.user("ada").await, test.staff("chief", Role::Admin).await);
        let photo = failed(&test, ada, b"a", Visibility::Public).await;
        rung(&test);
        test.outside
            .bell_broken
            .store(true, std::sync::atomic::Ordering::SeqCst);
        retry(&test.world, root, photo).await.unwrap();
        test.outside
            .bell_broken
            .store(false, std::sync::atomic::Ordering::SeqCst);
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().rung, 1);
        assert_eq!(rung(&test), [photo]);
    });
}

/// Of whoever is leaving nobody meets anything: their work goes on, and their name is not told.
#[test]
fn who_is_leaving_is_not_named_and_what_is_deleted_is_not_listed() {
    run(async {
        let test = Test::new();
        let (ada, root) = (
            test.signed_up("ada").await.session,
            test.staff("chief", Role::Admin).await,
        );
        let gone = failed(&test, ada.viewer(), b"a", Visibility::Public).await;
        let stays = failed(&test, ada.viewer(), b"b", Visibility::Public).await;
        service::photos::delete(&test.world, ada.viewer(), gone).await.unwrap();
        service::leave::leave(&test.world, &ada, "ada").await.unwrap();
        let failed = shown(&test, root).await.failed.items;
        let told: Vec<(PhotoId, Option<&str>)> =
            failed.iter().map(|row| (row.photo_id, row.handle.as_deref())).collect();
        assert_eq!(told, [(stays, None)]);
        // what is deleted stays so
        retry(&test.world, root, gone).await.unwrap();
        assert_eq!(test.count("jobs where state = 'queued'").await, 0);
    });
}

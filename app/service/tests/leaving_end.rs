//! The end of an account: two weeks after it was asked for, nothing of that person is anywhere, and of others everything is.

mod support;

use domain::{
    access::{Role, Scopes, Viewer},
    id::{ExportId, PhotoId, UserId},
    image_settings::{ImageSettings, MarkKind},
    leaving::DAYS_TO_STAY,
    photo::Visibility,
    reason::Reason,
    rendition::SLOTS,
    session::Session,
    site_settings::SiteSettings,
    storage::{Bucket, StorageKey},
    view::PhotoView,
};
use service::{
    export,
    leave::leave,
    passkeys,
    process::{bury, handle},
    recovery,
    settings::{NewPicture, save},
    share, sweep,
    token::{self, Wanted},
    upload::{AnnouncedPreview, receive_preview},
};
use std::collections::BTreeMap;
use support::{Algorithm, Authenticator, Test, png, report, run, token_of};

const HERE: &str = "http://localhost:1";

/// Tables that say nothing of anybody.
const ABOUT_NOBODY: [&str; 12] = [
    "answered_challenges",
    "audit",
    "backups",
    "backup_slices",
    "census",
    "cron_runs",
    "image_service",
    "latencies",
    "statistics",
    "tally",
    "usage",
    "versions",
];

type Contents = BTreeMap<String, Vec<String>>;

/// Every row of every table, and every name in both buckets.
async fn contents(test: &Test) -> Contents {
    let mut all = Contents::new();
    for table in test.tables().await {
        if ABOUT_NOBODY.contains(&table.as_str()) {
            continue;
        }
        // what she changed as an admin stays, and does not say that it was her
        let hers = if table == "site_settings" {
            " where changed_by is not null"
        } else {
            ""
        };
        let rows: Vec<serde_json::Value> = test.query(&format!("select * from {table}{hers}")).await;
        let mut rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
        rows.sort();
        all.insert(table, rows);
    }
    for bucket in [Bucket::Private, Bucket::Public] {
        all.insert(format!("{bucket:?} bucket"), test.outside.names(bucket));
    }
    all
}

/// As the image service does: it writes what its ticket asks for, and then reports.
fn images_write(test: &Test, bucket: Bucket) {
    let outside = test.outside.clone();
    test.outside.images_answer(move |ticket| {
        for slot in SLOTS {
            outside.write(bucket, StorageKey::Rendition(token_of(ticket), ticket.attempt, slot));
        }
        let copy = StorageKey::SmallerOriginal(token_of(ticket), ticket.attempt);
        outside.write_bytes(Bucket::Private, copy, b"copy");
        Ok((200, serde_json::to_string(&report(ticket)).unwrap_or_default()))
    });
}

async fn ready(test: &Test, viewer: Viewer, bytes: &[u8], visibility: Visibility) -> PhotoView {
    let photo = test.upload_as(viewer, bytes, visibility).await;
    images_write(test, Bucket::of_renditions(visibility));
    handle(&test.world, photo.id).await;
    photo
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn picture(test: &Test, viewer: Viewer, width: u32) {
    let settings = ImageSettings {
        mark: MarkKind::Picture,
        ..ImageSettings::default()
    };
    let (bytes, file) = (png(width, 1), test.file(&png(width, 1)));
    let picture = NewPicture { bytes, body: &file };
    save(&test.world, viewer, settings, Some(picture)).await.unwrap();
}

/// Somebody of whom there is something in every table and everywhere in storage. Whoever adds a table that says something of
/// people adds a row of it here.
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail anywhere")]
async fn everything_of(test: &Test, handle: &str) -> (Session, Vec<PhotoId>) {
    let session = test.signed_up(handle).await.session;
    let viewer = session.viewer();
    let bytes = |what: &str| format!("{handle} {what}").into_bytes();
    let wanted = Wanted {
        name: "program".into(),
        scopes: Scopes::ALL,
        days: None,
    };
    token::create(&test.world, &session, wanted).await.unwrap();
    recovery::make_codes(&test.world, &session).await.unwrap();
    let asked = passkeys::for_adding(&test.world, &session, HERE).await.unwrap();
    let answer = Authenticator::new(Algorithm::Es256).create(&asked);
    passkeys::add(&test.world, &session, HERE, "Key", &answer)
        .await
        .unwrap();
    picture(test, viewer, 1).await;
    service::people::block(&test.world, viewer, "eve").await.unwrap();

    let mut photos = Vec::new();
    for (what, visibility) in [
        ("public", Visibility::Public),
        ("unlisted", Visibility::Unlisted),
        ("private", Visibility::Private),
    ] {
        photos.push(ready(test, viewer, &bytes(what), visibility).await.id);
    }
    looked_at(test, viewer, photos[0]).await;
    let link = share::Wanted {
        days: 30,
        max_views: None,
        may_download: false,
        hide_metadata: true,
        stretched: None,
    };
    share::create(&test.world, viewer, photos[0], link).await.unwrap();
    let failed = test.upload(viewer, &bytes("failed")).await.id;
    test.outside.images_refuse(Reason::Damaged);
    handle_it(test, failed).await;
    let waiting = test.upload(viewer, &bytes("waiting")).await.id;
    let preview = AnnouncedPreview {
        media_type: "image/webp".into(),
        bytes: Some(1),
        photo_size: None,
    };
    receive_preview(&test.world, viewer, waiting, preview, &test.file(b"p"))
        .await
        .unwrap();
    test.outside.images_away();
    handle_it(test, waiting).await;
    bury(&test.world, &waiting.to_string()).await.unwrap();
    bury(&test.world, &format!("\"{failed}\"")).await.unwrap();
    photos.extend([failed, waiting]);
    found_missing(test, failed).await;
    export::begin(&test.world, &session).await.unwrap();
    while let Some((export, step)) = next_ring(test) {
        assert_eq!(export::handle(&test.world, export, step).await.1, None);
    }
    (session, photos)
}

/// Somebody looks at a photo, and that is counted.
#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn looked_at(test: &Test, owner: Viewer, photo: PhotoId) {
    let photo = test.photo(owner, photo).await.unwrap();
    service::views::saw(&test.world, &photo, false, "Firefox");
    service::views::write(&test.world).await.unwrap();
}

/// The audit misses the original of a photo.
#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn found_missing(test: &Test, photo: PhotoId) {
    let finding =
        format!("insert into audit_findings (photo_id, object, noticed_at) values ('{photo}', 'original', 0)");
    test.sql(&finding).await.unwrap();
}

fn next_ring(test: &Test) -> Option<(ExportId, u32)> {
    test.outside.rung_exports.lock().ok()?.pop_front()
}

async fn handle_it(test: &Test, photo: PhotoId) {
    assert_eq!(handle(&test.world, photo).await.1, None);
}

/// Sweeps once an hour, for a day.
async fn sweep_for_a_day(test: &Test) {
    for _ in 0..24 {
        test.outside.pass_seconds(3600);
        // what does not work now, the next one does
        let _ = sweep::run(&test.world).await;
    }
}

/// As [`everything_of`], and what others have to do with her.
#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn ada_with_everything(test: &Test) -> Session {
    let (ada, _) = everything_of(test, "ada").await;
    let bob = test
        .query::<Id>("select id from users where handle = 'bob'")
        .await
        .remove(0)
        .id;
    service::people::block(&test.world, Viewer::member(bob), "ada")
        .await
        .unwrap();
    let moderator = Viewer::signed_in(ada.user, Role::Moderator);
    service::invitations::create(&test.world, moderator).await.unwrap();
    let admin = Viewer::signed_in(ada.user, Role::Admin);
    let settings = SiteSettings {
        name: "Ada's".into(),
        ..test.world.usual_settings()
    };
    service::site_settings::save(&test.world, admin, 0, &settings)
        .await
        .unwrap();
    ada
}

#[derive(serde::Deserialize)]
struct Id {
    id: UserId,
}

/// Bob, once nothing of his changes any more by itself; and what there is then.
async fn bob_alone(test: &Test) -> Contents {
    test.user("eve").await;
    let (_, photos) = everything_of(test, "bob").await;
    images_write(test, Bucket::Public);
    for photo in photos {
        handle_it(test, photo).await;
    }
    // his export ends within the first one
    sweep_for_a_day(test).await;
    sweep_for_a_day(test).await;
    contents(test).await
}

fn assert_same(now: &Contents, before: &Contents) {
    for (what, rows) in now {
        assert_eq!(Some(rows), before.get(what), "{what}");
    }
}

#[test]
fn nothing_is_left_of_who_leaves_and_nothing_is_missing_of_others() {
    run(async {
        let test = Test::new();
        let before = bob_alone(&test).await;
        let ada = ada_with_everything(&test).await;
        let with_ada = contents(&test).await;
        for (what, rows) in &with_ada {
            assert!(
                rows.len() > before.get(what).map_or(0, Vec::len),
                "nothing of hers is in {what}: add something in `everything_of` or `ada_with_everything`, or the test says nothing of it"
            );
        }
        leave(&test.world, &ada, "ada").await.unwrap();
        // a day before the end, all of it is there, but for her sessions, and what ends in any case
        test.outside.pass_seconds((DAYS_TO_STAY - 2) * 86_400);
        sweep_for_a_day(&test).await;
        let still = contents(&test).await;
        assert_eq!(still["photos"].len(), with_ada["photos"].len());
        assert_eq!(still["users"].len(), 3);

        test.outside.pass_seconds(86_400);
        sweep_for_a_day(&test).await;
        assert_same(&contents(&test).await, &before);
        // handle and e-mail are free again
        test.signed_up("ada").await;
    });
}

#[test]
fn storage_and_database_may_fail_at_any_point() {
    run(async {
        let test = Test::new();
        let before = bob_alone(&test).await;
        let ada = ada_with_everything(&test).await;
        leave(&test.world, &ada, "ada").await.unwrap();
        test.outside.pass_seconds(DAYS_TO_STAY * 86_400);
        test.outside.storage_works_for(0);
        sweep_for_a_day(&test).await;
        assert_eq!(test.count("users").await, 3, "there are files of hers left");
        assert!(!contents(&test).await["mark_pictures"].is_empty());
        // it works again, now and then, for some calls
        for calls in 1..40 {
            test.outside.storage_works_for(calls % 3 + 1);
            *test.db.lose_answer_to.lock().unwrap() = match calls {
                5 => Some("set deleted_at"),
                9 | 12 => Some("delete from photos"),
                14 => Some("delete from mark_pictures"),
                16..=39 => Some("delete from users"),
                _ => None,
            };
            test.outside.pass_seconds(3600);
            let _ = sweep::run(&test.world).await;
        }
        test.outside.storage_works();
        *test.db.lose_answer_to.lock().unwrap() = None;
        sweep_for_a_day(&test).await;
        assert_same(&contents(&test).await, &before);
    });
}

#[test]
fn more_photos_than_one_sweep_removes_go_slice_by_slice() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        for number in 0..250_u32 {
            test.upload(ada.viewer(), &number.to_be_bytes()).await;
        }
        leave(&test.world, &ada, "ada").await.unwrap();
        test.outside.pass_seconds(DAYS_TO_STAY * 86_400);
        let mut left = Vec::new();
        for _ in 0..8 {
            let swept = sweep::run(&test.world).await.unwrap();
            left.push((swept.left_photos, swept.deleted, swept.left));
            test.outside.pass_seconds(3600);
        }
        assert_eq!(
            left,
            [
                (100, 0, 0),
                (100, 100, 0),
                (50, 100, 0),
                (0, 50, 0),
                (0, 0, 1),
                (0, 0, 0),
                (0, 0, 0),
                (0, 0, 0)
            ]
        );
        assert_eq!((test.count("photos").await, test.count("users").await), (0, 0));
        assert!(test.outside.names(Bucket::Private).is_empty());
    });
}

/// A photo that is being processed when its owner asks: it becomes ready, and stays hidden.
#[test]
fn a_photo_that_becomes_ready_meanwhile_stays_hidden() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let photo = test.upload(ada.viewer(), b"photo").await;
        let (world, session) = (test.world.clone(), ada.clone());
        test.outside.images_answer(move |ticket| {
            pollster::block_on(leave(&world, &session, "ada")).unwrap();
            Ok((200, serde_json::to_string(&report(ticket)).unwrap()))
        });
        handle_it(&test, photo.id).await;
        let rows: Vec<serde_json::Value> = test.query("select state, hidden from photos").await;
        assert_eq!(rows, [serde_json::json!({"state": "ready", "hidden": 1})]);
        assert!(test.photo(Viewer::Anonymous, photo.id).await.is_none());
        let home = service::read::home(&test.world, Viewer::Anonymous, None).await.unwrap();
        assert!(home.items.is_empty());
    });
}

/// The image service answers when everything is gone already, and writes its files just before.
#[test]
fn a_late_report_leaves_nothing_behind() {
    run(async {
        let test = Test::new();
        let before = contents(&test).await;
        let ada = test.signed_up("ada").await.session;
        let photo = test.upload(ada.viewer(), b"photo").await;
        leave(&test.world, &ada, "ada").await.unwrap();
        let (world, outside) = (test.world.clone(), test.outside.clone());
        test.outside.images_answer(move |ticket| {
            outside.pass_seconds(DAYS_TO_STAY * 86_400);
            for _ in 0..4 {
                pollster::block_on(sweep::run(&world)).unwrap();
                outside.pass_seconds(3600);
            }
            for slot in SLOTS {
                outside.write(
                    Bucket::Public,
                    StorageKey::Rendition(token_of(ticket), ticket.attempt, slot),
                );
            }
            let copy = StorageKey::SmallerOriginal(token_of(ticket), ticket.attempt);
            outside.write_bytes(Bucket::Private, copy, b"copy");
            Ok((200, serde_json::to_string(&report(ticket)).unwrap()))
        });
        handle_it(&test, photo.id).await;
        assert_eq!(test.outside.tickets.lock().unwrap().len(), 1);
        assert_same(&contents(&test).await, &before);
        // nor does a message that comes later still
        handle_it(&test, photo.id).await;
        bury(&test.world, &photo.id.to_string()).await.unwrap();
        assert_same(&contents(&test).await, &before);
    });
}

/// Of two pictures that are chosen at once one is kept; and one that could not be removed is not forgotten.
#[test]
fn pictures_of_marks_that_are_not_kept_go() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        picture(&test, ada, 1).await;
        test.outside.storage_works_for(0);
        picture(&test, ada, 2).await;
        // stored, and then never saved
        *test.db.lose_answer_to.lock().unwrap() = Some("insert into image_settings");
        let settings = ImageSettings::default();
        let (bytes, file) = (png(3, 1), test.file(&png(3, 1)));
        let lost = save(&test.world, ada, settings, Some(NewPicture { bytes, body: &file })).await;
        assert!(lost.is_err());
        test.outside.storage_works();
        assert_eq!(test.outside.names(Bucket::Private).len(), 3);
        assert_eq!(
            sweep::run(&test.world).await.unwrap().pictures,
            0,
            "one may be on its way"
        );
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().pictures, 2);
        let kept: Vec<serde_json::Value> = test
            .query("select 'm/' || mark_token as name from image_settings")
            .await;
        let names = test.outside.names(Bucket::Private);
        assert_eq!(serde_json::json!(names), serde_json::json!([kept[0]["name"]]));
        assert_eq!(test.count("mark_pictures").await, 1);
    });
}

#[test]
fn what_the_queue_gave_up_on_is_forgotten_after_a_month() {
    run(async {
        let test = Test::new();
        bury(&test.world, "nonsense").await.unwrap();
        test.outside.pass_seconds(30 * 86_400 - 1);
        sweep::run(&test.world).await.unwrap();
        assert_eq!(test.count("dead_letters").await, 1);
        test.outside.pass_seconds(1);
        sweep::run(&test.world).await.unwrap();
        assert_eq!(test.count("dead_letters").await, 0);
    });
}

//! The meter and what follows from it, in real SQL: counts of several isolates, of several days, and a plan that is nearly used up.

mod support;

use async_trait::async_trait;
use domain::{
    access::{Role, Viewer},
    plan::{Counts, Level, Plan, Resource, degrade::Pause, forecast::Forecast, standing::day_of},
    time::Timestamp,
};
use service::{
    Error, World, export,
    kept::{self, Kept},
    meter::{Meter, Warning, settle, standing, write},
    ports::{Database, KeptPage, PageCache, PortError, Revocations, Rows, Statement},
    sessions,
    upload::{Uploaded, receive},
    usage::{DAYS_SHOWN, exports_pause, overview, warnings},
};
use std::sync::Arc;
use support::{START, Test, announce, run};

/// Another isolate of the same site.
fn isolate(test: &Test) -> World {
    World {
        meter: Arc::new(Meter::default()),
        ..test.world.clone()
    }
}

/// A database that does not answer.
struct Away;

#[async_trait]
impl Database for Away {
    async fn batch(&self, _: Vec<Statement>) -> Result<Vec<Rows>, PortError> {
        Err(PortError::new("query D1", "the connection was lost"))
    }
}

/// What is written down of a day, of this resource alone.
async fn written(test: &Test, resource: Resource, days_later: i64) -> u64 {
    #[derive(serde::Deserialize)]
    struct Row {
        n: u64,
    }
    let day = day_of(Timestamp::from_millis(START)) + days_later;
    let sql = format!("select {} as n from usage where day = {day}", resource.name());
    test.query::<Row>(&sql).await.first().map_or(0, |row| row.n)
}

fn seconds_until_midnight() -> i64 {
    86_400 - START / 1000 % 86_400
}

#[test]
fn counts_of_two_isolates_add_up() {
    run(async {
        let test = Test::new();
        let (one, other) = (isolate(&test), isolate(&test));
        for (resource, amount) in (10..).zip(Resource::ALL).map(|(amount, resource)| (resource, amount)) {
            one.meter.count(resource, amount);
            other.meter.count(resource, 100);
        }
        write(&one).await.unwrap();
        write(&other).await.unwrap();
        for (resource, amount) in (10..).zip(Resource::ALL).map(|(amount, resource)| (resource, amount)) {
            let expected = match resource {
                Resource::DatabaseBytes => 100, // the newest size
                _ => amount + 100,
            };
            assert_eq!(written(&test, resource, 0).await, expected, "{resource:?}");
        }
        // nothing is counted twice
        write(&one).await.unwrap();
        assert_eq!(written(&test, Resource::Requests, 0).await, 110);
        assert_eq!(standing(&one).await.unwrap().writes, 3);
    });
}

#[test]
fn an_isolate_writes_its_first_request_and_then_waits() {
    run(async {
        let test = Test::new();
        let request = || test.world.meter.count(Resource::Requests, 1);
        request();
        settle(&test.world).await.unwrap();
        assert_eq!(written(&test, Resource::Requests, 0).await, 1);
        for _ in 0..50 {
            request();
            settle(&test.world).await.unwrap();
        }
        assert_eq!(written(&test, Resource::Requests, 0).await, 1, "within a minute");
        test.outside.pass_seconds(60);
        request();
        settle(&test.world).await.unwrap();
        assert_eq!(written(&test, Resource::Requests, 0).await, 52);
        test.world.meter.count(Resource::QueueOperations, 100);
        settle(&test.world).await.unwrap();
        assert_eq!(
            written(&test, Resource::QueueOperations, 0).await,
            100,
            "much is written at once"
        );
    });
}

#[test]
fn what_could_not_be_written_is_written_later() {
    run(async {
        let test = Test::new();
        test.world.meter.count(Resource::Requests, 3);
        *test.db.lose_answer_to.lock().unwrap() = Some("update usage");
        assert!(write(&test.world).await.is_err());
        write(&test.world).await.unwrap();
        // it had been carried out: rather too much than too little
        assert_eq!(written(&test, Resource::Requests, 0).await, 6);
    });
}

#[test]
fn a_new_day_begins_at_midnight_and_a_new_month_with_its_first() {
    run(async {
        let test = Test::new();
        let count = |resources: &[(Resource, u64)]| {
            resources
                .iter()
                .for_each(|(resource, amount)| test.world.meter.count(*resource, *amount));
        };
        count(&[
            (Resource::KvWrites, 5),
            (Resource::ClassA, 7),
            (Resource::StoredBytes, 1000),
        ]);
        write(&test.world).await.unwrap();

        test.outside.pass_seconds(seconds_until_midnight());
        count(&[
            (Resource::KvWrites, 1),
            (Resource::ClassA, 1),
            (Resource::StoredBytes, 1),
        ]);
        // an isolate that knows of nothing yet: today is empty, and the month is not
        let used = standing(&isolate(&test)).await.unwrap().used;
        let of = |used: &Counts| [Resource::KvWrites, Resource::ClassA, Resource::StoredBytes].map(|of| used.of(of));
        assert_eq!(of(&used), [0, 7, 1000]);
        write(&test.world).await.unwrap();
        assert_eq!(of(&standing(&test.world).await.unwrap().used), [1, 8, 1001]);
        assert_eq!(written(&test, Resource::ClassA, 1).await, 1, "of the day alone");
        assert_eq!(written(&test, Resource::ClassA, 0).await, 7);

        // November 2023 ends 16 days after the second day
        test.outside.pass_seconds(16 * 86_400);
        count(&[(Resource::ClassA, 2)]);
        write(&test.world).await.unwrap();
        assert_eq!(of(&standing(&test.world).await.unwrap().used), [0, 2, 1001]);
    });
}

#[test]
fn what_is_known_is_asked_for_once_a_minute() {
    run(async {
        let test = Test::new();
        let (one, other) = (isolate(&test), isolate(&test));
        assert_eq!(standing(&one).await.unwrap().used.of(Resource::KvReads), 0);
        other.meter.count(Resource::KvReads, 9);
        write(&other).await.unwrap();
        one.meter.count(Resource::KvReads, 1);
        assert_eq!(
            standing(&one).await.unwrap().used.of(Resource::KvReads),
            1,
            "its own counts it knows"
        );
        test.outside.pass_seconds(60);
        assert_eq!(standing(&one).await.unwrap().used.of(Resource::KvReads), 10);
    });
}

#[test]
fn of_all_isolates_one_warns_once_for_each_mark() {
    run(async {
        let test = Test::with(&[("PLAN", "queue_operations=100")]);
        let (one, other) = (isolate(&test), isolate(&test));
        let count = async |world: &World, amount| {
            world.meter.count(Resource::QueueOperations, amount);
            write(world).await.unwrap();
            world.meter.warnings()
        };
        let warning = |level| {
            vec![Warning {
                resource: Resource::QueueOperations,
                level,
            }]
        };
        assert_eq!(count(&one, 79).await, []);
        assert_eq!(count(&other, 1).await, warning(Level::Warned));
        assert_eq!(count(&one, 14).await, []);
        assert_eq!(count(&one, 1).await, warning(Level::Reached));
        assert_eq!(count(&other, 9).await, []);
        // what is there stays there: it is said again each day
        let test = Test::with(&[("PLAN", "stored_bytes=100")]);
        test.world.meter.count(Resource::StoredBytes, 85);
        for (warned, seconds) in [(1, 0), (0, 86_400), (1, 0)] {
            write(&test.world).await.unwrap();
            assert_eq!(test.world.meter.warnings().len(), warned);
            test.outside.pass_seconds(seconds);
        }
    });
}

/// They are counted by the database, and not in the isolate.
#[test]
fn of_those_who_write_to_kv_one_warns_for_each_mark() {
    run(async {
        let test = Test::with(&[("PLAN", "kv_writes=10")]);
        let isolates = [isolate(&test), isolate(&test)];
        let mut told = Vec::new();
        for number in 1..=12 {
            let session = test.signed_up(&format!("ada{number}")).await.session;
            let world = &isolates[number % 2];
            sessions::sign_out(world, &session).await.unwrap();
            // another count of theirs says nothing of it again
            world.meter.count(Resource::Requests, 1);
            write(world).await.unwrap();
            told.extend(world.meter.warnings().into_iter().map(|warning| (number, warning)));
        }
        let warning = |level| Warning {
            resource: Resource::KvWrites,
            level,
        };
        assert_eq!(told, [(8, warning(Level::Warned)), (10, warning(Level::Reached))]);
        // the next day begins at none
        test.outside.pass_seconds(seconds_until_midnight());
        let session = test.signed_up("bob").await.session;
        sessions::sign_out(&test.world, &session).await.unwrap();
        assert_eq!(test.world.meter.warnings(), []);
        assert_eq!(written(&test, Resource::KvWrites, 1).await, 1);
    });
}

#[test]
fn a_database_that_is_away_is_asked_once_a_minute_and_nothing_is_lost() {
    run(async {
        let test = Test::new();
        let broken = World {
            db: Arc::new(Away),
            ..test.world.clone()
        };
        broken.meter.measure(Resource::DatabaseBytes, 400);
        for request in 0..30 {
            broken.meter.count(Resource::Requests, 1000);
            // the first one is told, the others do not ask
            assert_eq!(settle(&broken).await.is_err(), request % 10 == 0, "{request}");
            test.outside.pass_seconds(6);
        }
        write(&test.world).await.unwrap();
        assert_eq!(written(&test, Resource::Requests, 0).await, 30_000);
        assert_eq!(
            written(&test, Resource::DatabaseBytes, 0).await,
            400,
            "a size is not added up"
        );
    });
}

async fn send(test: &Test, viewer: Viewer, bytes: &[u8]) -> Result<Uploaded, Error> {
    receive(&test.world, viewer, announce(bytes), &test.file(bytes)).await
}

#[test]
fn uploads_pause_with_a_reason_and_nothing_else_does() {
    run(async {
        for (plan, resource, pause, status) in [
            ("rows_written=1000", Resource::RowsWritten, Pause::Today, 503),
            ("queue_operations=1000", Resource::QueueOperations, Pause::Today, 503),
            ("class_a=1000", Resource::ClassA, Pause::ThisMonth, 503),
            ("database_bytes=1000", Resource::DatabaseBytes, Pause::Full, 507),
            ("stored_bytes=1000", Resource::StoredBytes, Pause::Full, 507),
        ] {
            let test = Test::with(&[("PLAN", plan)]);
            let ada = test.user("ada").await;
            let there = test.ready(ada, b"there", domain::photo::Visibility::Public).await;
            let rows = test.count("photos").await;
            test.world.meter.count(resource, 950);
            let refused = send(&test, ada, b"new").await.unwrap_err();
            let Error::UploadsPaused { pause: said, seconds } = refused.clone() else {
                panic!("{plan}: {refused:?}")
            };
            assert_eq!((said, refused.status()), (pause, status), "{plan}");
            assert_eq!(seconds.is_some(), pause != Pause::Full, "{plan}");
            if pause == Pause::Today {
                assert_eq!(refused.retry_after(), u64::try_from(seconds_until_midnight()).ok());
            }
            assert_eq!(test.count("photos").await, rows, "nothing is left of it");
            // what is there is there, and the same bytes again are no new photo
            assert!(!test.doors(ada, &there).await.is_empty());
            assert!(
                matches!(send(&test, ada, b"there").await, Ok(Uploaded::Known(_))),
                "{plan}"
            );
        }
    });
}

#[test]
fn exports_pause_with_a_reason_and_that_is_known_before() {
    run(async {
        for (plan, resource, pause, status) in [
            ("rows_read=1000", Resource::RowsRead, Pause::Today, 503),
            ("rows_written=1000", Resource::RowsWritten, Pause::Today, 503),
            ("queue_operations=1000", Resource::QueueOperations, Pause::Today, 503),
            ("class_a=1000", Resource::ClassA, Pause::ThisMonth, 503),
            ("class_b=1000", Resource::ClassB, Pause::ThisMonth, 503),
            ("database_bytes=1000", Resource::DatabaseBytes, Pause::Full, 507),
            ("stored_bytes=1000", Resource::StoredBytes, Pause::Full, 507),
        ] {
            let test = Test::with(&[("PLAN", plan)]);
            let ada = test.signed_up("ada").await.session;
            test.world.meter.count(resource, 949);
            assert_eq!(exports_pause(&test.world).await, None, "{plan}");
            test.world.meter.measure(resource, 950);
            assert_eq!(exports_pause(&test.world).await, Some(pause), "{plan}");
            let refused = export::begin(&test.world, &ada).await.unwrap_err();
            let Error::ExportsPaused { pause: said, seconds } = refused.clone() else {
                panic!("{plan}: {refused:?}")
            };
            assert_eq!((said, refused.status()), (pause, status), "{plan}");
            assert_eq!(
                (seconds.is_some(), refused.retry_after()),
                (pause != Pause::Full, seconds)
            );
            if pause == Pause::Today {
                assert_eq!(seconds, u64::try_from(seconds_until_midnight()).ok());
            }
            assert_eq!(test.count("exports").await, 0, "{plan}");
        }
    });
}

#[test]
fn a_pause_ends_with_its_day() {
    run(async {
        let test = Test::with(&[("PLAN", "queue_operations=10")]);
        let ada = test.user("ada").await;
        test.world.meter.count(Resource::QueueOperations, 10);
        write(&test.world).await.unwrap();
        assert!(send(&test, ada, b"new").await.is_err());
        test.outside.pass_seconds(seconds_until_midnight());
        assert!(matches!(send(&test, ada, b"new").await, Ok(Uploaded::New(_))));
    });
}

#[test]
fn two_isolates_know_of_each_others_files() {
    run(async {
        let test = Test::with(&[("PLAN", "stored_bytes=1000000")]);
        let ada = test.user("ada").await;
        let other = isolate(&test);
        standing(&test.world).await.unwrap();
        other.meter.count(Resource::StoredBytes, 950_000);
        write(&other).await.unwrap();
        // this one has looked within a minute, and looks again for an upload all the same
        assert_eq!(send(&test, ada, b"new").await.unwrap_err().status(), 507);
    });
}

#[test]
fn what_the_image_service_stores_is_counted_by_its_report() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        test.ready(ada, b"photo", domain::photo::Visibility::Public).await;
        let used = standing(&test.world).await.unwrap().used;
        assert_eq!(
            [Resource::ClassA, Resource::ClassB, Resource::StoredBytes].map(|of| used.of(of)),
            [5, 1, 50]
        );
    });
}

#[test]
fn kv_takes_pages_and_sign_outs_until_it_is_nearly_used_up() {
    run(async {
        let test = Test::with(&[("PLAN", "kv_writes=100")]);
        test.kv.is_late_by(0);
        let keep = async |text: &str| {
            test.outside.pass_seconds(301);
            let page = KeptPage {
                release: String::new(),
                version: kept::home_version(&test.world).await.unwrap(),
                nonce: String::new(),
                text: text.into(),
            };
            kept::keep(&test.world, Kept::Home("en"), &page).await.unwrap();
            test.kv.far("home/en").await.unwrap().unwrap().text
        };
        assert_eq!(keep("first").await, "first");
        test.world.meter.count(Resource::KvWrites, 95);
        assert_eq!(keep("second").await, "first");
        let on_list = async |handle: &str| {
            let session = test.signed_up(handle).await.session;
            sessions::sign_out(&test.world, &session).await.unwrap();
            let told = test.kv.is_revoked(session.id).await.unwrap();
            (
                told,
                test.query::<serde_json::Value>("select * from sessions").await.len(),
            )
        };
        assert_eq!(on_list("ada").await, (true, 0));
        test.world.meter.count(Resource::KvWrites, 3);
        assert_eq!(on_list("bob").await, (false, 0), "the row is gone all the same");
    });
}

#[test]
fn isolates_that_do_not_know_of_each_other_do_not_write_to_kv_too_often() {
    run(async {
        let test = Test::with(&[("PLAN", "kv_writes=10")]);
        let mut signed_in = Vec::new();
        for number in 0..15 {
            let session = test.signed_up(&format!("ada{number}")).await.session;
            signed_in.push((isolate(&test), session));
        }
        // each has just heard that nothing is used
        for (world, _) in &signed_in {
            standing(world).await.unwrap();
        }
        for (world, session) in &signed_in {
            sessions::sign_out(world, session).await.unwrap();
        }
        // 98 of a hundred, of ten
        assert_eq!(written(&test, Resource::KvWrites, 0).await, 10);
        assert_eq!(test.kv.written.load(std::sync::atomic::Ordering::SeqCst), 10);
        assert_eq!(test.count("sessions").await, 0, "they are signed out all the same");
    });
}

#[test]
fn only_admins_learn_what_is_used() {
    run(async {
        let test = Test::with(&[("PLAN", "requests=1")]);
        test.world.meter.count(Resource::Requests, 1);
        let admin = test.staff("ruth", Role::Admin).await;
        let moderator = test.staff("mod", Role::Moderator).await;
        let member = test.user("ada").await;
        for viewer in [Viewer::Anonymous, member, moderator] {
            assert_eq!(overview(&test.world, viewer).await.unwrap(), None);
            assert_eq!(warnings(&test.world, viewer).await.unwrap(), []);
        }
        assert_eq!(
            warnings(&test.world, admin).await.unwrap(),
            [(Resource::Requests, Level::Reached)]
        );
        let shown = overview(&test.world, admin).await.unwrap().unwrap();
        assert_eq!(shown.plan, Plan::parse("requests=1").unwrap());
        assert_eq!(shown.forecast(Resource::Requests), Forecast::Over);
    });
}

#[test]
fn the_overview_has_thirty_days_a_month_and_a_bill() {
    run(async {
        let test = Test::new();
        let admin = test.staff("ruth", Role::Admin).await;
        // 2023-11-14 22:13 UTC, and three days later
        test.world.meter.count(Resource::Requests, 120_000);
        test.world.meter.count(Resource::StoredBytes, 1_000_000_000);
        test.world.meter.count(Resource::ClassA, 4);
        write(&test.world).await.unwrap();
        test.outside.pass_seconds(3 * 86_400);
        test.world.meter.count(Resource::ClassA, 3);
        test.world.meter.count(Resource::KvWrites, 600);
        test.world.meter.count(Resource::StoredBytes, 3_000_000_000);
        let shown = overview(&test.world, admin).await.unwrap().unwrap();

        assert_eq!(shown.days.len(), usize::try_from(DAYS_SHOWN).unwrap());
        let used = |place: usize, of| shown.days[place].used.of(of);
        assert_eq!(
            [29, 28, 26].map(|place| used(place, Resource::Requests)),
            [0, 0, 120_000]
        );
        assert_eq!(used(29, Resource::StoredBytes), 4_000_000_000);
        let today_and_month = |of| (shown.today().of(of), shown.month.of(of));
        assert_eq!(today_and_month(Resource::Requests), (0, 120_000));
        assert_eq!(today_and_month(Resource::ClassA), (3, 7));
        assert_eq!(
            shown.month.of(Resource::StoredBytes),
            4_000_000_000,
            "what is there, once"
        );
        // 600 of 1,000 at 22:13 are enough for the day; a GB a day is not for long
        assert!(matches!(shown.forecast(Resource::KvWrites), Forecast::Lasts(600..700)));
        assert_eq!(
            shown.forecast(Resource::StoredBytes),
            Forecast::EndsAt(shown.now.plus_days(6))
        );
        // a day went over its requests: that needs the paid plan, which includes ten million
        assert_eq!(shown.bill.total(), 5_000_000);
        assert_eq!(shown.bill_then.total(), 5_000_000);
    });
}

#[test]
fn a_wrong_setting_is_named() {
    use service::config::Config;
    let error = Config::read(&|name| match name {
        "PLAN" => Some("kv_write=1".into()),
        "SITE_ORIGIN" | "IMAGES_URL" | "S3_ENDPOINT" => Some("http://localhost:1".into()),
        "SESSION_KEY" | "PEPPER" | "TICKET_KEY" => Some("k".repeat(32)),
        "SIGN_UP" | "MEDIA_ORIGIN" | "RETRY_DELAYS" | "PROBE_DELAYS" | "RELOAD_PORT" | "EXPORT_MAX_BYTES" => None,
        name if name.starts_with("MAIL") => None,
        name if name.ends_with("_SECONDS") => None,
        _ => Some("x".into()),
    });
    let said = error.unwrap_err().to_string();
    assert!(
        said.starts_with("the variable PLAN names \"kv_write\", and the quotas are requests"),
        "{said}"
    );
}

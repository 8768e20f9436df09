//! The cron: its tasks, its record, runs that fail or are missed, and the page that shows all of it.

mod support;

use domain::{
    access::{Role, Viewer},
    photo::Visibility,
    plan::standing::day_of,
    time::Timestamp,
};
use service::{
    cron::{self, Outcome, Ran, Run, SECONDS_APART},
    statistics::{DAYS_SHOWN, Day, Overview, overview},
    tally::{self, run_in_slices_of},
};
use std::{collections::BTreeMap, sync::atomic::Ordering};
use support::{Test, run};

const HOUR: i64 = 3600;

async fn admin(test: &Test) -> Viewer {
    test.staff("boss", Role::Admin).await
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn told(test: &Test, admin: Viewer) -> Overview {
    overview(&test.world, admin).await.unwrap().unwrap()
}

/// The next full hour and its runs, until it is over.
async fn hour(test: &Test) -> Vec<Run> {
    test.outside
        .pass_seconds((-test.world.now().seconds()).rem_euclid(HOUR));
    let mut runs = Vec::new();
    for _ in 0..HOUR / SECONDS_APART {
        runs.push(cron::run(&test.world, test.world.now()).await);
        test.outside.pass_seconds(SECONDS_APART);
    }
    runs
}

fn tasks(runs: &[Run]) -> impl Iterator<Item = &Ran> {
    runs.iter().flat_map(|run| &run.tasks)
}

fn failed(runs: &[Run]) -> Vec<&str> {
    let failed = tasks(runs).filter(|ran| matches!(ran.outcome, Outcome::Failed(_)));
    failed.map(|ran| ran.task.as_str()).collect()
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
fn outcome<'a>(runs: &'a [Run], task: &str) -> &'a Outcome {
    &tasks(runs).find(|ran| ran.task == task).unwrap().outcome
}

fn figures<'a>(runs: &'a [Run], task: &str) -> BTreeMap<&'a str, u64> {
    outcome(runs, task).figures().into_iter().collect()
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
fn today(overview: &Overview) -> &Day {
    overview.days.last().unwrap()
}

#[test]
fn a_run_is_written_down_with_what_each_task_did() {
    run(async {
        let test = Test::new();
        let boss = admin(&test).await;
        let ada = test.user("ada").await;
        test.upload(ada, b"a photo").await;
        let uploaded = test.world.now();
        test.outside.pass_seconds(4 * HOUR);
        let mut runs = hour(&test).await;
        assert_eq!(failed(&runs), Vec::<&str>::new());
        assert!(runs.iter().all(|run| run.not_noted.is_none()));
        assert_eq!(figures(&runs, "sweep"), BTreeMap::from([("rung", 1)]));
        assert_eq!(figures(&runs, "tally")["uploads"], 1);
        let shown = told(&test, boss).await;
        runs.reverse();
        assert_eq!(shown.runs, runs);
        let since = test.world.now().seconds() - uploaded.seconds();
        assert_eq!(shown.waiting_seconds, Some(since));
        // both on the day before: the test begins at 22:13
        let came = shown.days.iter().rev().nth(1).unwrap();
        assert_eq!((came.uploads, came.sign_ups), (1, 2));
        assert_eq!(today(&shown).latencies["d1"].answered, 1);
        assert_eq!(shown.counts.unwrap().1["photos.queued"], 1);
    });
}

#[test]
fn every_hour_does_everything() {
    run(async {
        let test = Test::new();
        let runs = hour(&test).await;
        let mut all: Vec<&str> = tasks(&runs).map(|ran| ran.task.as_str()).collect();
        let number = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!((number, all.len()), (12, 10), "the sweep and the audit twice");
        assert!(runs.iter().all(|run| !run.tasks.is_empty()));
        assert!(include_str!("../../../wrangler.toml").contains("crons = [\"*/10 * * * *\"]"));
        assert_eq!(SECONDS_APART, 10 * 60);
    });
}

/// A site with as much to do as one hour takes on, and more.
#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn busy(test: &Test) {
    for number in 0..30 {
        let person = test.user(&format!("person{number}")).await;
        for photo in 0..4_u8 {
            test.ready(person, &[number, photo], Visibility::Public).await;
        }
        test.upload(person, &[number, 100]).await;
    }
    test.outside.pass_seconds(24 * HOUR);
    for sql in [
        // everybody has left
        "update users set leaving_at = 1",
        "insert into mark_pictures (token, user_id, stored_at) select lower(hex(randomblob(16))), id, 1 from users",
        // some photos are deleted, and some have lost attempts
        "update photos set deleted_at = 1 where id in (select photo_id from jobs where state = 'done' limit 40)",
        "update jobs set attempt = attempt + 3, clean_after = 1 where state = 'done'",
        // nobody finished those that were tried too often
        "update jobs set tries = 100 where rowid % 2 = 0 and state = 'queued'",
    ] {
        test.sql(sql).await.unwrap();
    }
}

#[test]
fn no_run_asks_the_database_more_often_than_the_plan_allows() {
    run(async {
        let test = Test::new();
        busy(&test).await;
        for _ in 0..4 {
            for number in 0..HOUR / SECONDS_APART {
                test.db.asked.store(0, Ordering::SeqCst);
                let run = cron::run(&test.world, Timestamp::from_millis(number * SECONDS_APART * 1000)).await;
                assert_eq!(failed(std::slice::from_ref(&run)), Vec::<&str>::new());
                let asked = test.db.asked.load(Ordering::SeqCst);
                // of D1's free plan: developers.cloudflare.com/d1/platform/limits, "queries per Worker invocation"
                assert!(asked <= 50, "{asked} statements: {run:?}");
            }
            test.outside.pass_seconds(HOUR);
        }
    });
}

#[test]
fn one_task_that_fails_stops_no_other() {
    run(async {
        let test = Test::new();
        let boss = admin(&test).await;
        let ada = test.user("ada").await;
        test.upload(ada, b"a photo").await;
        test.outside.pass_seconds(4 * HOUR);
        test.outside.bell_broken.store(true, Ordering::SeqCst);
        test.kv.figures_broken.store(true, Ordering::SeqCst);
        let runs = hour(&test).await;
        assert_eq!(failed(&runs), ["sweep", "popular", "sweep"]);
        let shown = told(&test, boss).await;
        let uploads: u64 = shown.days.iter().map(|day| day.uploads).sum();
        assert_eq!(uploads, 1, "those after it ran");
        assert_eq!(today(&shown).latencies["kv"].silent, 1);
        let why = "ring the queue: Queue is overloaded".to_owned();
        assert_eq!(outcome(&shown.runs, "sweep"), &Outcome::Failed(why));
    });
}

#[test]
fn without_a_database_a_run_ends_and_says_that_it_is_not_written_down() {
    run(async {
        let test = Test::new();
        *test.db.away.lock().unwrap() = true;
        let runs = hour(&test).await;
        assert!(runs.iter().all(|run| run.not_noted.is_some()));
        assert_eq!(
            failed(&runs).len(),
            tasks(&runs).count() - 1,
            "but for the views, of which there are none"
        );
        *test.db.away.lock().unwrap() = false;
        assert_eq!(failed(&hour(&test).await), Vec::<&str>::new());
    });
}

/// What a site looks like after so many hours, in each of which the cron ran or did not.
#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn after_hours(runs: impl Fn(i64) -> bool) -> (Vec<Day>, BTreeMap<String, u64>, Vec<usize>) {
    let test = Test::new();
    let boss = admin(&test).await;
    let ada = test.user("ada").await;
    let mut photos = Vec::new();
    for number in 0..60 {
        if number % 20 == 0 {
            let bytes = format!("photo {number}");
            let photo = test.ready(ada, bytes.as_bytes(), Visibility::Public).await;
            service::views::saw(&test.world, &photo, false, "Firefox");
            service::views::settle(&test.world).await.unwrap();
            photos.push(photo.id);
        }
        if runs(number) {
            hour(&test).await;
        } else {
            test.outside.pass_seconds(HOUR);
        }
    }
    let shown = told(&test, boss).await;
    let popular = service::popular::page(&test.world, Viewer::Anonymous).await.unwrap();
    let days = shown.days.into_iter().map(|day| Day {
        // how often they were asked depends on it, and what is stored was counted on another day
        latencies: BTreeMap::new(),
        stored: 0,
        ..day
    });
    (
        days.collect(),
        shown.counts.unwrap().1,
        // ids are random, and runs take some of what is
        popular
            .photos
            .iter()
            .filter_map(|popular| photos.iter().position(|id| *id == popular.id))
            .collect(),
    )
}

#[test]
fn missed_runs_do_no_harm() {
    run(async {
        let every_hour = after_hours(|_| true).await;
        assert_eq!(every_hour.0.iter().map(|day| day.uploads).sum::<u64>(), 3);
        assert_eq!(every_hour.1["photos.public"], 3);
        assert_eq!(every_hour.2.len(), 3);
        assert_eq!(every_hour, after_hours(|hour| hour % 7 == 3).await);
        assert_eq!(every_hour, after_hours(|hour| hour >= 58).await, "the last two alone");
    });
}

#[test]
fn two_runs_at_once_count_nothing_twice() {
    run(async {
        let test = Test::new();
        let boss = admin(&test).await;
        let ada = test.user("ada").await;
        test.upload(ada, b"a photo").await;
        // just before the first one counts what it has found, another one has
        let sql = "update tally set uploads_to = 1; insert into statistics (day, uploads) values (0, 1)";
        *test.db.meanwhile.lock().unwrap() = Some(("insert into statistics (day, uploads)", sql.to_owned()));
        assert_eq!(tally::run(&test.world).await.unwrap().uploads, 0);
        assert_eq!(today(&told(&test, boss).await).uploads, 0);
    });
}

#[test]
fn a_tally_goes_on_where_it_was() {
    run(async {
        let test = Test::new();
        let boss = admin(&test).await;
        let ada = test.user("ada").await;
        for (number, visibility) in (0..).zip([Visibility::Public, Visibility::Private, Visibility::Public]) {
            test.ready(ada, &[number], visibility).await;
        }
        let gone = test.upload(ada, b"gone").await;
        service::photos::delete(&test.world, ada, gone.id).await.unwrap();
        for _ in 0..12 {
            run_in_slices_of(&test.world, 1).await.unwrap();
        }
        let shown = told(&test, boss).await;
        let expected = [
            ("jobs.done", 3),
            ("jobs.queued", 1),
            ("photos.deleted", 1),
            ("photos.public", 2),
            ("photos.ready", 1),
            ("users.here", 2),
        ];
        let expected = expected.map(|(kind, n)| (kind.to_owned(), n));
        assert_eq!(shown.counts.unwrap().1, BTreeMap::from(expected));
        assert_eq!(shown.days.last().unwrap().uploads, 4, "each once");
    });
}

#[test]
fn a_row_that_takes_the_place_of_one_that_was_counted_is_counted() {
    run(async {
        let test = Test::new();
        let boss = admin(&test).await;
        let ada = test.user("ada").await;
        test.upload(ada, b"one").await;
        tally::run(&test.world).await.unwrap();
        test.sql("delete from photos").await.unwrap();
        tally::run(&test.world).await.unwrap();
        test.upload(ada, b"two").await;
        tally::run(&test.world).await.unwrap();
        assert_eq!(today(&told(&test, boss).await).uploads, 2);
    });
}

#[test]
fn an_image_service_that_is_away_is_silent_and_no_failure() {
    run(async {
        let test = Test::new();
        let boss = admin(&test).await;
        test.outside.images_silent.store(true, Ordering::SeqCst);
        let asks = || async { cron::run(&test.world, Timestamp::from_millis(0)).await };
        assert_eq!(failed(&[asks().await]), Vec::<&str>::new());
        test.outside.images_silent.store(false, Ordering::SeqCst);
        test.outside.pass_seconds(1);
        asks().await;
        let day = day_of(test.world.now());
        test.sql(&format!("insert into latencies values ({day} * 86400000, 3, 5, 7, 40)"))
            .await
            .unwrap();
        test.outside.pass_seconds(1);
        asks().await;
        let shown = told(&test, boss).await;
        let images = today(&shown).latencies["images"];
        assert_eq!(
            (images.answered, images.silent, images.mean, images.most),
            (3, 1, 13, 40)
        );
    });
}

#[test]
fn what_is_old_is_forgotten() {
    run(async {
        let test = Test::new();
        hour(&test).await;
        test.outside.pass_seconds(31 * 24 * HOUR);
        hour(&test).await;
        assert_eq!((test.count("cron_runs").await, test.count("latencies").await), (6, 1));
        assert_eq!(test.count("statistics").await, 2);
        test.outside.pass_seconds(401 * 24 * HOUR);
        hour(&test).await;
        assert_eq!(test.count("statistics").await, 1);
    });
}

#[test]
fn only_admins_are_told() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let moderator = test.staff("mod", Role::Moderator).await;
        for viewer in [Viewer::Anonymous, ada, moderator] {
            assert_eq!(overview(&test.world, viewer).await.unwrap(), None);
        }
        let boss = admin(&test).await;
        assert_eq!(told(&test, boss).await.days.len(), usize::try_from(DAYS_SHOWN).unwrap());
    });
}

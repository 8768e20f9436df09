//! Views of photos: what is counted, what that costs at most, and what is forgotten with the photo.

mod support;

use domain::{
    access::Viewer,
    id::PhotoId,
    photo::Visibility,
    plan::{Plan, standing::day_of},
    time::Timestamp,
    view::PhotoView,
    views::sample::budget,
};
use service::{
    World,
    views::{Views, saw, settle, write},
};
use std::sync::Arc;
use support::{START, Test, run};

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Day {
    views: u64,
    view_rows: u64,
}

async fn day(test: &Test) -> Day {
    let sql = format!(
        "select coalesce(sum(views), 0) as views, coalesce(sum(view_rows), 0) as view_rows from statistics where day >= {}",
        day_of(Timestamp::from_millis(START))
    );
    test.query(&sql).await.remove(0)
}

/// How often each photo was looked at, as far as it was counted.
async fn of_photos(test: &Test) -> Vec<u64> {
    #[derive(serde::Deserialize)]
    struct Row {
        views: u64,
    }
    let rows: Vec<Row> = test.query("select views from photo_views order by views").await;
    rows.into_iter().map(|row| row.views).collect()
}

/// Another isolate of the same site.
fn isolate(test: &Test) -> World {
    World {
        views: Arc::new(Views::default()),
        ..test.world.clone()
    }
}

/// Photos that are there as far as the database knows.
#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn many(test: &Test, number: u32) -> Vec<PhotoView> {
    let ada = test.user("ada").await;
    let photo = test.ready(ada, b"a photo", Visibility::Public).await;
    let owner = support::owner_id(ada);
    let sql = format!(
        "with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < {number}) \
         insert into photos (id, token, owner_id, state, visibility, media_type, bytes, created_at, attempt, renditions) \
         select printf('%032x', n), printf('%032x', n), '{owner}', 'ready', 'public', 'image/jpeg', 1, {START} + n, 1, '[]' \
         from numbers"
    );
    test.sql(&sql).await.unwrap();
    let id = |number: u32| format!("{number:032x}").parse::<PhotoId>().unwrap();
    let with_id = |number| PhotoView {
        id: id(number),
        ..photo.clone()
    };
    (1..=number).map(with_id).collect()
}

#[test]
fn views_of_strangers_are_counted_and_of_owners_and_machines_are_not() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"a photo", Visibility::Public).await;
        saw(&test.world, &photo, true, BROWSER);
        saw(&test.world, &photo, false, "Googlebot/2.1");
        saw(&test.world, &photo, false, "");
        assert_eq!(write(&test.world).await.unwrap(), 0);
        for _ in 0..3 {
            saw(&test.world, &photo, false, BROWSER);
        }
        assert_eq!(
            write(&test.world).await.unwrap(),
            3,
            "the day, the photo, and its index"
        );
        assert_eq!(day(&test).await, Day { views: 3, view_rows: 3 });
        assert_eq!(of_photos(&test).await, [3]);
        assert_eq!(write(&test.world).await.unwrap(), 0, "nothing is counted twice");
    });
}

#[test]
fn of_photos_that_not_everybody_finds_nothing_is_told_apart() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let unlisted = test.ready(ada, b"a photo", Visibility::Unlisted).await;
        saw(&test.world, &unlisted, false, BROWSER);
        write(&test.world).await.unwrap();
        assert_eq!(day(&test).await, Day { views: 1, view_rows: 1 });
        // one that was public when it was looked at, and is not when that is written down
        let public = PhotoView {
            visibility: Visibility::Public,
            ..unlisted
        };
        saw(&test.world, &public, false, BROWSER);
        write(&test.world).await.unwrap();
        assert_eq!(of_photos(&test).await, Vec::<u64>::new());
        assert_eq!(day(&test).await.views, 2);
    });
}

#[test]
fn an_isolate_writes_once_a_minute_and_two_add_up() {
    run(async {
        let test = Test::new();
        let photos = many(&test, 2).await;
        let other = isolate(&test);
        saw(&test.world, &photos[0], false, BROWSER);
        settle(&test.world).await.unwrap();
        saw(&test.world, &photos[0], false, BROWSER);
        settle(&test.world).await.unwrap();
        assert_eq!(day(&test).await.views, 1, "within a minute");
        saw(&other, &photos[0], false, BROWSER);
        saw(&other, &photos[1], false, BROWSER);
        settle(&other).await.unwrap();
        test.outside.pass_seconds(60);
        settle(&test.world).await.unwrap();
        assert_eq!(day(&test).await.views, 4);
        assert_eq!(of_photos(&test).await, [1, 3]);
    });
}

#[test]
fn a_million_views_in_one_isolate_are_few_rows_and_none_is_lost() {
    run(async {
        let test = Test::new();
        let photos = many(&test, 3).await;
        for number in 0..1_000_000 {
            saw(&test.world, &photos[number % 3], false, BROWSER);
        }
        assert_eq!(write(&test.world).await.unwrap(), 7);
        assert_eq!(
            day(&test).await,
            Day {
                views: 1_000_000,
                view_rows: 7
            }
        );
    });
}

/// Whatever the traffic and however many isolates: the budget holds, and what is counted is about what there was.
#[test]
fn no_traffic_writes_more_than_the_budget() {
    run(async {
        let most = budget(&Plan::default());
        for (isolates, photos, views) in [(1, 500, 40_000_u64), (300, 2000, 30_000), (20_000, 50, 20_000)] {
            let test = Test::new();
            let seen = many(&test, photos).await;
            let worlds: Vec<World> = (0..isolates).map(|_| isolate(&test)).collect();
            for number in 0..views {
                // a walk that meets every photo, and isolates in another order
                let photo = usize::try_from(number * 7919 % u64::from(photos)).unwrap();
                let world = &worlds[usize::try_from(number % isolates).unwrap()];
                saw(world, &seen[photo], false, BROWSER);
                settle(world).await.unwrap();
                if number % 100 == 0 {
                    test.outside.pass_seconds(30);
                }
            }
            for world in &worlds {
                write(world).await.unwrap();
            }
            let counted = day(&test).await;
            let named = format!("{isolates} isolates, {photos} photos: {counted:?}");
            assert!(counted.view_rows <= most * 2, "{named}: two days at most");
            let days: Vec<Day> = test.query("select views, view_rows from statistics").await;
            assert!(days.iter().all(|day| day.view_rows <= most), "{named}: {days:?}");
            assert!(counted.views.abs_diff(views) < views / 4, "{named} of {views}");
        }
    });
}

#[test]
fn a_day_that_is_used_up_takes_no_more_rows() {
    run(async {
        let test = Test::with(&[("PLAN", "rows_written=100")]);
        let photos = many(&test, 20).await;
        for photo in &photos {
            let world = isolate(&test);
            saw(&world, photo, false, BROWSER);
            write(&world).await.unwrap();
        }
        assert!(day(&test).await.view_rows <= 5);
        test.outside.pass_seconds(86_400);
        saw(&test.world, &photos[0], false, BROWSER);
        assert_eq!(write(&test.world).await.unwrap(), 3, "another day");
    });
}

#[test]
fn what_cannot_be_written_is_kept_and_what_may_be_is_not_counted_twice() {
    run(async {
        let test = Test::new();
        let photos = many(&test, 1).await;
        saw(&test.world, &photos[0], false, BROWSER);
        *test.db.away.lock().unwrap() = true;
        write(&test.world).await.unwrap_err();
        *test.db.away.lock().unwrap() = false;
        *test.db.lose_answer_to.lock().unwrap() = Some("insert into photo_views");
        write(&test.world).await.unwrap_err();
        write(&test.world).await.unwrap();
        assert_eq!(day(&test).await.views, 1);
    });
}

#[test]
fn views_go_with_their_photo() {
    run(async {
        let test = Test::new();
        let photos = many(&test, 2).await;
        for photo in &photos {
            saw(&test.world, photo, false, BROWSER);
        }
        write(&test.world).await.unwrap();
        test.sql(&format!("delete from photos where id = '{}'", photos[0].id))
            .await
            .unwrap();
        assert_eq!(test.count("photo_views").await, 1);
        assert!(test.photo(Viewer::Anonymous, photos[1].id).await.is_some());
    });
}

//! The schema: every migration applies, and lists read through their indexes.

mod support;

use domain::{
    access::{Role, Viewer},
    id::{PhotoId, ShareLinkId, UserId},
};
use service::{
    ports::Statement,
    sql::{self, exports::ExportRow, share_links::By},
};
use support::{Test, run};

#[derive(serde::Deserialize)]
struct Plan {
    detail: String,
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn plan(test: &Test, statement: Statement) -> String {
    let explained = Statement {
        sql: format!("explain query plan {}", statement.sql),
        ..statement
    };
    let rows: Vec<Plan> = test.world.db.run(explained).await.unwrap().all().unwrap();
    rows.into_iter().map(|row| row.detail).collect::<Vec<_>>().join("; ")
}

async fn assert_reads_through(test: &Test, statement: Statement, index: &str) {
    let plan = plan(test, statement).await;
    assert!(plan.contains(&format!("INDEX {index}")), "{index}: {plan}");
    assert!(
        !plan.contains("SCAN p;")
            && !plan.contains("SCAN photos")
            && !plan.contains("SCAN blocks")
            && !plan.contains("TEMP B-TREE"),
        "{index}: {plan}"
    );
}

#[test]
fn lists_read_only_what_they_show() {
    run(async {
        let test = Test::new();
        let user = UserId::new(test.world.uuid());
        let viewer = Viewer::member(user);
        for (statement, index) in [
            (sql::photos::newest(viewer, None, 31), "photos_listed"),
            (sql::photos::newest(Viewer::Anonymous, None, 31), "photos_listed"),
            (
                sql::photos::newest_of(viewer, user, None, 31),
                "photos_newest_of_person",
            ),
            (sql::photos::own(user, None, 31), "photos_own"),
            (sql::people::newest(viewer, None, 31), "users_newest"),
            (sql::people::blocked_by(user, None, 31), "blocks_newest"),
            (sql::people::set_role(user, Role::Member), "users_admins"),
            (sql::people::hide_photos(user), "photos_own"),
            (sql::invitations::open(test.world.now()), "invitations_open"),
            (sql::invitations::sweep(test.world.now()), "invitations_open"),
            (sql::invitations::delete_unless_staff(user), "invitations_of_maker"),
            (
                sql::sweep::give_up_arriving(test.world.now(), test.world.now()),
                "photos_arriving",
            ),
            (sql::sweep::deleted(test.world.now()), "photos_deleted"),
            (sql::sweep::stalled(test.world.now(), test.world.now()), "jobs_open"),
            (sql::sweep::to_clean(test.world.now()), "jobs_to_clean"),
            (sql::image_settings::earlier(user), "photos_by_settings"),
            (
                sql::troubles::stuck(test.world.now(), test.world.now(), None, 16),
                "jobs_open",
            ),
            (sql::troubles::failed(None, 16), "jobs_failed"),
            (sql::troubles::letters(None, 16), "dead_letters_newest"),
            (sql::troubles::first_letters(100), "dead_letters_newest"),
            (sql::troubles::first_failed(test.world.now(), 100), "jobs_failed"),
            (sql::troubles::count_failed(test.world.now(), 1001), "jobs_failed"),
            (
                sql::troubles::count_stuck(test.world.now(), test.world.now(), 1001),
                "jobs_open",
            ),
            (sql::audit::findings(20), "audit_findings_newest"),
            (sql::sweep::forget_letters(test.world.now(), 100), "dead_letters_newest"),
            (sql::photos::misplaced(None), "photos_misplaced"),
            (sql::photos::misplaced(Some(user)), "photos_misplaced"),
        ] {
            assert_reads_through(&test, statement, index).await;
        }
    });
}

#[test]
fn what_is_found_by_a_link_or_swept_is_found_through_an_index() {
    run(async {
        let test = Test::new();
        let user = UserId::new(test.world.uuid());
        let link = ShareLinkId::new(test.world.uuid());
        for (statement, index) in [
            (
                sql::share_links::of_photo(PhotoId::new(test.world.uuid())),
                "share_links_of_photo",
            ),
            (sql::share_links::sweep(test.world.now(), 1), "share_links_by_expiry"),
            (
                sql::share_links::find(By::Secret("x")),
                "sqlite_autoindex_share_links_2",
            ),
            (
                sql::share_links::photo_of(By::Secret("x")),
                "sqlite_autoindex_share_links_2",
            ),
            (
                sql::share_links::photo_of(By::Id(link)),
                "sqlite_autoindex_share_links_1",
            ),
            (
                sql::share_links::count_view(link, test.world.now()),
                "sqlite_autoindex_share_links_1",
            ),
            (sql::exports::of_user(user), "exports_one"),
            (sql::exports::stalled_exports(test.world.now()), "exports_open"),
            (sql::exports::silent(test.world.now()), "exports_by_end"),
            (
                sql::exports::expire(test.world.now(), test.world.now()),
                "exports_by_end",
            ),
            (
                sql::exports::give_up(test.world.now(), test.world.now()),
                "exports_by_end",
            ),
            (sql::leaving::delete_photos(user, test.world.now(), 100), "photos_own"),
            (sql::leaving::due(test.world.now(), 20), "users_leaving"),
            (
                sql::letters::ask_reset("x", test.world.now()),
                "sqlite_autoindex_users_2",
            ),
            (sql::leaving::pictures_of(user, 100), "mark_pictures_of_user"),
            (
                sql::leaving::unused_pictures(test.world.now(), 100),
                "mark_pictures_by_age",
            ),
        ] {
            assert_reads_through(&test, statement, index).await;
        }
    });
}

/// What a step of an export reads is a few pages, or a few photos, wherever it is.
#[test]
fn a_step_of_an_export_reads_only_what_it_packs() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        service::export::begin(&test.world, &ada).await.unwrap();
        let row: Vec<ExportRow> = test.query("select * from exports").await;
        let [row] = &row[..] else { panic!("one export") };
        for (statement, index) in [
            (sql::exports::photos(row, 50), "photos_own"),
            (sql::exports::unsummed(row), "export_pages_unsummed"),
            (
                sql::exports::pages_of_files(row, 0, 1, 8),
                "sqlite_autoindex_export_pages_1",
            ),
            (
                sql::exports::pages_of_directory(row, 0, 1, 8),
                "sqlite_autoindex_export_pages_1",
            ),
        ] {
            assert_reads_through(&test, statement, index).await;
        }
    });
}

#[test]
fn the_meter_reads_a_row_and_the_census_its_slice() {
    run(async {
        let test = Test::new();
        let counted = domain::plan::Counts::default();
        let last = plan(&test, sql::usage::last(20_000)).await;
        let add = plan(&test, sql::usage::add(20_000, &counted)).await;
        for plan in [&last, &add] {
            assert!(plan.contains("USING INTEGER PRIMARY KEY"), "{plan}");
        }
        for statement in [
            sql::usage::open(20_000, 19_990),
            sql::usage::take_kv_write(20_000, 950),
            sql::usage::since(19_990),
            sql::usage::forget(19_000),
            sql::census::finish(20_000, census()),
            sql::census::begin(20_000),
            sql::census::state(),
        ] {
            let plan = plan(&test, statement).await;
            assert!(!plan.contains("SCAN usage") && !plan.contains("SCAN census"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
        let mut parts = 0;
        while let Some(slice) = sql::census::slice(parts, 7, 2000) {
            let plan = plan(&test, slice).await;
            assert!(plan.contains("USING INTEGER PRIMARY KEY (rowid>?)"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
            parts += 1;
        }
        assert_eq!(parts, 4);
    });
}

#[test]
fn the_cron_reads_its_slices_and_pages_of_statistics_their_days() {
    run(async {
        let test = Test::new();
        let (now, photo) = (test.world.now(), PhotoId::new(test.world.uuid()));
        assert_reads_through(&test, sql::jobs::longest_waiting(now), "jobs_open").await;
        let most = plan(&test, sql::views::most_popular(100)).await;
        assert!(
            most.contains("SCAN photo_views USING") && most.contains("INDEX photo_views_by_score"),
            "{most}"
        );
        assert!(
            most.contains("SEARCH p USING INDEX sqlite_autoindex_photos_1"),
            "{most}"
        );
        let listed = plan(&test, sql::views::listed_of(&[photo], Viewer::Anonymous)).await;
        assert!(
            listed.contains("SEARCH p USING INDEX sqlite_autoindex_photos_1"),
            "{listed}"
        );
        assert!(!listed.contains("SCAN p") && !listed.contains("SCAN u"), "{listed}");
        for statement in [
            sql::statistics::since(20_000),
            sql::statistics::forget(20_000),
            sql::views::written(20_000),
            sql::cron::last(24),
            sql::cron::forget(now),
            sql::cron::latencies_of(20_000),
            sql::cron::forget_latencies(now),
        ] {
            let plan = plan(&test, statement).await;
            assert!(
                plan.contains("USING INTEGER PRIMARY KEY") || plan.starts_with("SCAN cron_runs"),
                "{plan}"
            );
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
        let mut parts = 0;
        while let Some(slice) = sql::statistics::slice(parts, 7, 1000) {
            let plan = plan(&test, slice).await;
            assert!(plan.contains("USING INTEGER PRIMARY KEY (rowid>?)"), "{plan}");
            parts += 1;
        }
        assert_eq!(parts, 3);
        for new in sql::statistics::New::ALL {
            let plan = plan(&test, sql::statistics::new_rows(new, 1000)).await;
            assert!(plan.contains("SEARCH t USING INTEGER PRIMARY KEY (rowid>?)"), "{plan}");
        }
    });
}

fn census() -> sql::census::Census {
    sql::census::Census {
        part: 0,
        place: 0,
        bytes: 1,
        begun_day: 20_000,
        begun_put: 0,
    }
}

#[test]
fn the_schema_refuses_what_cannot_be() {
    run(async {
        let test = Test::new();
        let user = support::owner_id(test.user("ada").await);
        for (what, columns, values) in [
            ("a state that does not exist", "state", "'lost'"),
            ("a failed photo without a reason", "state", "'failed'"),
            ("a ready photo without renditions", "state", "'ready'"),
            ("a size that is text", "bytes", "'big'"),
        ] {
            let (state, bytes) = if columns == "state" {
                (values, "1")
            } else {
                ("'queued'", values)
            };
            let sql = format!(
                "insert into photos (id, token, owner_id, state, visibility, media_type, bytes, created_at) \
                 values ('x', 'x', '{user}', {state}, 'public', 'image/jpeg', {bytes}, 0)"
            );
            assert!(test.sql(&sql).await.is_err(), "{what} was taken");
        }
    });
}

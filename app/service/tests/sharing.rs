//! What feeds and sitemaps hold: what anybody may see, found without reading everything.

mod support;

use domain::{
    access::Viewer,
    photo::Visibility,
    time::{DAY_MILLIS, Timestamp},
};
use service::{feed, ports::Statement, sitemap, sql};
use support::{START, Test, run};

/// A photo of each visibility, each ready.
#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn some(test: &Test, viewer: Viewer, name: &str) -> [String; 3] {
    let mut pages = Vec::new();
    for visibility in [Visibility::Public, Visibility::Unlisted, Visibility::Private] {
        let bytes = format!("{name} {visibility:?}");
        pages.push(test.ready(viewer, bytes.as_bytes(), visibility).await.url);
    }
    pages.try_into().unwrap()
}

#[test]
fn feeds_hold_what_is_public_and_ready() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        let [first, ..] = some(&test, ada, "ada").await;
        test.outside.pass_seconds(1);
        let [second, ..] = some(&test, bob, "bob").await;
        test.outside.images_away();
        test.upload(ada, b"waiting").await;
        let pages = |photos: Vec<domain::view::PhotoView>| -> Vec<String> {
            assert!(
                photos.iter().all(|photo| photo.original.is_none()),
                "as anybody sees it"
            );
            photos.into_iter().map(|photo| photo.url).collect()
        };
        assert_eq!(
            pages(feed::of_site(&test.world).await.unwrap()),
            [second, first.clone()]
        );
        let (person, photos) = feed::of_person(&test.world, "ada").await.unwrap().unwrap();
        assert_eq!((person.handle.as_str(), pages(photos)), ("ada", vec![first]));
        assert!(feed::of_person(&test.world, "nobody").await.unwrap().is_none());
    });
}

#[test]
fn a_sitemap_has_a_day_for_each_day_with_public_photos() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let today = Timestamp::of_day(START / DAY_MILLIS);
        assert!(sitemap::days(&test.world).await.unwrap().is_empty());
        let [old, ..] = some(&test, ada, "old").await;
        test.ready(ada, b"old too", Visibility::Public).await;
        test.outside.pass_seconds(86_400);
        test.ready(ada, b"hidden", Visibility::Unlisted).await;
        test.outside.pass_seconds(86_400);
        some(&test, ada, "new").await;
        let later = today.plus_seconds(2 * 86_400);
        assert_eq!(sitemap::days(&test.world).await.unwrap(), [later, today]);
        let photos = sitemap::photos_of(&test.world, today).await.unwrap();
        assert_eq!(photos.len(), 2);
        assert!(photos.iter().any(|photo| photo.page == old));
        assert!(photos.iter().all(|photo| photo.file.ends_with("/jpeg.jpg")));
        let between = today.plus_seconds(86_400);
        assert!(sitemap::photos_of(&test.world, between).await.unwrap().is_empty());
    });
}

#[test]
fn a_sitemap_names_people_who_show_something() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        test.user("silent").await;
        assert!(sitemap::people(&test.world).await.unwrap().is_empty());
        some(&test, ada, "ada").await;
        test.ready(ada, b"another", Visibility::Public).await;
        test.ready(bob, b"hidden", Visibility::Private).await;
        assert_eq!(sitemap::people(&test.world).await.unwrap(), ["ada"]);
    });
}

#[test]
fn files_of_public_photos_are_where_the_site_serves_them() {
    run(async {
        let test = Test::with(&[("MEDIA_ORIGIN", "https://media.example")]);
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"photo", Visibility::Public).await;
        let day = Timestamp::of_day(START / DAY_MILLIS);
        let mapped = sitemap::photos_of(&test.world, day).await.unwrap().remove(0);
        assert!(mapped.file.starts_with("https://media.example/r/"));
        assert!(photo.renditions.iter().any(|file| file.url == mapped.file));
    });
}

#[test]
fn days_and_people_are_found_by_hopping_over_an_index() {
    #[derive(serde::Deserialize)]
    struct Step {
        detail: String,
    }
    run(async {
        let test = Test::new();
        for (statement, index) in [
            (sql::sitemap::days(), "photos_listed"),
            (sql::sitemap::people(), "photos_newest_of_person"),
            (sql::sitemap::photos_of(test.world.now()), "photos_listed"),
        ] {
            let explained = Statement {
                sql: format!("explain query plan {}", statement.sql),
                ..statement
            };
            let steps: Vec<Step> = test.world.db.run(explained).await.unwrap().all().unwrap();
            let photos = steps
                .iter()
                .filter(|step| step.detail.split_whitespace().nth(1) == Some("p"));
            for step in photos {
                assert!(step.detail.starts_with("SEARCH p USING"), "{}", step.detail);
                assert!(step.detail.contains(&format!("INDEX {index} (")), "{}", step.detail);
            }
            assert!(!steps.iter().any(|step| step.detail.contains("TEMP B-TREE")), "{index}");
        }
    });
}

//! How long and how often a link lets somebody in.

use super::*;

#[test]
fn a_link_ends_for_whoever_is_in_as_well() {
    run(async {
        let it = Shared::new().await;
        let secret = it.link(Wanted { days: 1, ..wanted() }).await;
        it.test.outside.pass_seconds(DAY - 1);
        let shared = it.open(&secret).await;
        let file = &shared.photo.renditions[0].url;
        assert!(it.may_fetch(file).await);
        it.test.outside.pass_seconds(1);
        assert_eq!(it.visit(&secret, shared.pass.as_deref()).await, None);
        assert!(!it.may_fetch(file).await);
        assert_eq!(share::click(&it.test.world, &secret).await, Err(Error::NotFound));
        // its owner still sees what use was made of it, for a while
        assert_eq!(it.views().await, [1]);
        it.test.outside.pass_seconds(30 * DAY - 1);
        service::sweep::run(&it.test.world).await.unwrap();
        assert_eq!(it.test.count("share_links").await, 1);
        it.test.outside.pass_seconds(1);
        service::sweep::run(&it.test.world).await.unwrap();
        assert_eq!(it.test.count("share_links").await, 0);
    });
}

#[test]
fn a_pass_ends_and_coming_back_before_is_no_further_view() {
    run(async {
        let it = Shared::new().await;
        let secret = it.link(wanted()).await;
        let first = it.open(&secret).await;
        let pass = first.pass.as_deref();
        it.test.outside.pass_seconds(3599);
        for _ in 0..3 {
            let Some(Visit::Photo(again)) = it.visit(&secret, pass).await else {
                panic!("they were let in")
            };
            assert_eq!(again.pass, None, "the old one still holds");
            assert!(it.may_fetch(&again.photo.renditions[0].url).await);
        }
        assert_eq!(it.views().await, [1]);
        it.test.outside.pass_seconds(1);
        assert!(!it.may_fetch(&first.photo.renditions[0].url).await);
        let Some(Visit::Photo(later)) = it.visit(&secret, pass).await else {
            panic!("the link still holds")
        };
        assert!(later.pass.is_some());
        assert_eq!(it.views().await, [2]);
    });
}

#[test]
fn views_are_limited_and_only_a_button_uses_them() {
    run(async {
        let it = Shared::new().await;
        let secret = it
            .link(Wanted {
                max_views: Some(2),
                ..wanted()
            })
            .await;
        for _ in 0..5 {
            // as programs do that look at every link somebody sends
            assert_eq!(it.visit(&secret, None).await, Some(Visit::Button));
        }
        assert_eq!(it.views().await, [0]);
        let pass = share::click(&it.test.world, &secret).await.unwrap();
        share::click(&it.test.world, &secret).await.unwrap();
        assert_eq!(share::click(&it.test.world, &secret).await, Err(Error::NotFound));
        assert_eq!(it.visit(&secret, None).await, None, "used up");
        let Some(Visit::Photo(shared)) = it.visit(&secret, Some(&pass)).await else {
            panic!("who is in stays in")
        };
        assert!(it.may_fetch(&shared.photo.renditions[0].url).await);
        assert_eq!(it.views().await, [2]);
    });
}

#[test]
fn of_two_at_once_that_want_the_last_view_one_gets_it() {
    run(async {
        let it = Shared::new().await;
        it.link(Wanted {
            max_views: Some(1),
            ..wanted()
        })
        .await;
        let link = share::list(&it.test.world, it.ada, it.photo.id).await.unwrap()[0].id;
        // both have read that there is one left
        let count = || service::sql::share_links::count_view(link, it.test.world.now());
        let results = it.test.world.db.batch(vec![count(), count(), count()]).await.unwrap();
        assert_eq!(results.iter().map(|rows| rows.changes).collect::<Vec<_>>(), [1, 0, 0]);
        assert_eq!(it.views().await, [1]);
    });
}

#[test]
fn a_photo_that_is_not_there_is_not_there_by_a_link_either() {
    run(async {
        let it = Shared::new().await;
        let secret = it.link(wanted()).await;
        let shared = it.open(&secret).await;
        let file = &shared.photo.renditions[0].url;
        // one that is not ready yet
        let waiting = it.test.upload(it.ada, b"waiting").await;
        let early = share::create(&it.test.world, it.ada, waiting.id, wanted())
            .await
            .unwrap();
        assert_eq!(it.visit(&early, None).await, None);
        assert_eq!(
            it.test.count("share_links where views > 0").await,
            1,
            "no view was counted"
        );

        delete(&it.test.world, it.ada, it.photo.id).await.unwrap();
        assert_eq!(it.visit(&secret, shared.pass.as_deref()).await, None);
        assert!(!it.may_fetch(file).await);
    });
}

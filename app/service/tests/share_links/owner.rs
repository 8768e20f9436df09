//! What owners do with links: make, list and revoke them.

use super::*;

#[test]
fn only_the_owner_makes_links_and_only_such_as_are_offered() {
    run(async {
        let it = Shared::seen_by(Visibility::Public).await;
        let eve = it.test.user("eve").await;
        for stranger in [eve, Viewer::Anonymous] {
            let refused = share::create(&it.test.world, stranger, it.photo.id, wanted()).await;
            assert_eq!(refused.unwrap_err(), Error::NotFound);
        }
        let nowhere = PhotoId::new(it.test.world.uuid());
        let refused = share::create(&it.test.world, it.ada, nowhere, wanted()).await;
        assert_eq!(refused.unwrap_err(), Error::NotFound);
        let days = |days| Wanted { days, ..wanted() };
        let views = |most| Wanted {
            max_views: Some(most),
            ..wanted()
        };
        for (bad, reason) in [
            (days(0), ShareError::Days),
            (days(366), ShareError::Days),
            (days(36_500), ShareError::Days),
            (views(0), ShareError::Views),
            (views(10_001), ShareError::Views),
        ] {
            let refused = share::create(&it.test.world, it.ada, it.photo.id, bad).await;
            assert_eq!(refused.unwrap_err(), Error::from(reason));
        }
        let typed = Wanted {
            stretched: Some("a password as it was typed".into()),
            ..wanted()
        };
        assert!(matches!(
            share::create(&it.test.world, it.ada, it.photo.id, typed).await,
            Err(Error::Invalid(_))
        ));
        assert_eq!(it.test.count("share_links").await, 0);
        for _ in 0..20 {
            it.link(wanted()).await;
        }
        let refused = share::create(&it.test.world, it.ada, it.photo.id, wanted()).await;
        assert_eq!(refused.unwrap_err(), Error::from(Conflict::TooManyLinks));
    });
}

#[test]
fn a_link_is_stored_such_that_nobody_can_open_it() {
    run(async {
        let it = Shared::new().await;
        let stretched = password();
        let secret = it
            .link(Wanted {
                stretched: stretched.clone(),
                ..wanted()
            })
            .await;
        let rows = it.test.query::<serde_json::Value>("select * from share_links").await;
        let stored = serde_json::to_string(&rows).unwrap();
        assert!(!stored.contains(&secret.to_string()) && !stored.contains(&stretched.unwrap()));
        // the same password on another link is not the same in the database
        it.link(Wanted {
            stretched: password(),
            ..wanted()
        })
        .await;
        #[derive(serde::Deserialize, PartialEq, Debug)]
        struct Hash {
            password_hash: String,
        }
        let hashes = it.test.query::<Hash>("select password_hash from share_links").await;
        assert_ne!(hashes[0], hashes[1]);
    });
}

#[test]
fn a_revoked_link_opens_nothing_and_what_it_opened_is_shut() {
    run(async {
        let it = Shared::new().await;
        let eve = it.test.user("eve").await;
        let (secret, other) = (it.link(wanted()).await, it.link(wanted()).await);
        let shared = it.open(&secret).await;
        let file = shared.photo.renditions[0].url.clone();
        let kept = it.open(&other).await.photo.renditions[0].url.clone();
        let links = share::list(&it.test.world, it.ada, it.photo.id).await.unwrap();
        let used = links.iter().find(|link| link.views == 1).unwrap();

        for stranger in [eve, Viewer::Anonymous] {
            let refused = share::revoke(&it.test.world, stranger, it.photo.id, used.id).await;
            assert_eq!(refused, Err(Error::NotFound));
            assert_eq!(
                share::list(&it.test.world, stranger, it.photo.id).await.unwrap_err(),
                Error::NotFound
            );
        }
        // nor by way of a photo of their own
        let own = it.test.ready(eve, b"eve's", Visibility::Public).await;
        share::revoke(&it.test.world, eve, own.id, used.id).await.unwrap();
        assert!(it.may_fetch(&file).await);

        for link in &links {
            share::revoke(&it.test.world, it.ada, it.photo.id, link.id)
                .await
                .unwrap();
        }
        assert_eq!(it.visit(&secret, None).await, None);
        assert_eq!(it.visit(&secret, shared.pass.as_deref()).await, None);
        assert!(!it.may_fetch(&file).await && !it.may_fetch(&kept).await);
        assert_eq!(it.unlock(&secret, &"5e".repeat(32)).await, Err(Error::NotFound));
        // once more is no error
        share::revoke(&it.test.world, it.ada, it.photo.id, links[0].id)
            .await
            .unwrap();
    });
}

#[test]
fn a_photo_whose_visibility_changes_keeps_its_links_and_their_addresses() {
    run(async {
        let it = Shared::new().await;
        for rendition in &it.photo.renditions {
            let name = rendition.url.strip_prefix("/media/").unwrap();
            it.test.outside.write(Bucket::Private, StorageKey::parse(name).unwrap());
        }
        let file = it.open(&it.link(wanted()).await).await.photo.renditions[0].url.clone();
        for visibility in [Visibility::Public, Visibility::Unlisted, Visibility::Private] {
            let change = Change {
                visibility: Some(visibility),
                ..Change::default()
            };
            edit(&it.test.world, it.ada, it.photo.id, change).await.unwrap();
            let given = it.file(&file).await.unwrap();
            assert_eq!(given.bucket, Bucket::of_renditions(visibility));
            let stored = it.test.outside.names(given.bucket);
            assert!(stored.contains(&given.key.name()), "{visibility:?}");
        }
        let told = service::own::photo(&it.test.world, it.ada, it.photo.id).await.unwrap();
        let (_, details) = told.unwrap();
        assert_eq!(
            details.own.unwrap().share_links,
            1,
            "its owner is told that it is not quite private"
        );
    });
}

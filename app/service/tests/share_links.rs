//! Share links: what each lets whoever has it see, how long and how often, and that nothing is left open behind it.

mod support;

use domain::{
    access::Viewer,
    id::PhotoId,
    photo::Visibility,
    share::{Pass, Purpose, Secret, ShareError},
    storage::{Bucket, StorageKey},
    view::PhotoView,
};
use service::{
    Error, Result,
    error::Conflict,
    photos::{Change, delete, edit},
    ports::Limited,
    share::{self, SharedPhoto, Visit, Wanted},
};
use support::{Test, run};

const DAY: i64 = 86_400;

fn wanted() -> Wanted {
    Wanted {
        days: 30,
        max_views: None,
        may_download: false,
        hide_metadata: true,
        stretched: None,
    }
}

fn password() -> Option<String> {
    Some("5e".repeat(32))
}

/// A private photo of Ada's, ready.
struct Shared {
    test: Test,
    ada: Viewer,
    photo: PhotoView,
}

impl Shared {
    async fn new() -> Self {
        Self::seen_by(Visibility::Private).await
    }

    async fn seen_by(visibility: Visibility) -> Self {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"one", visibility).await;
        Self { test, ada, photo }
    }

    async fn link(&self, wanted: Wanted) -> Secret {
        share::create(&self.test.world, self.ada, self.photo.id, wanted)
            .await
            .unwrap()
    }

    async fn visit(&self, secret: &Secret, pass: Option<&str>) -> Option<Visit> {
        share::visit(&self.test.world, secret, pass).await.unwrap()
    }

    /// The photo behind an open link.
    async fn open(&self, secret: &Secret) -> SharedPhoto {
        let visit = self.visit(secret, None).await;
        let Some(Visit::Photo(shared)) = visit else {
            panic!("no photo: {visit:?}")
        };
        *shared
    }

    async fn may_fetch(&self, address: &str) -> bool {
        self.file(address).await.is_some()
    }

    async fn file(&self, address: &str) -> Option<service::read::Media> {
        let (name, pass) = address
            .strip_prefix("/media/shared/")
            .unwrap()
            .split_once("?share=")
            .unwrap();
        share::media(&self.test.world, pass, name).await.unwrap()
    }

    async fn unlock(&self, secret: &Secret, stretched: &str) -> Result<String> {
        share::unlock(&self.test.world, "192.0.2.9", secret, stretched).await
    }

    async fn views(&self) -> Vec<u32> {
        let links = share::list(&self.test.world, self.ada, self.photo.id).await.unwrap();
        links.iter().map(|link| link.views).collect()
    }
}

#[test]
fn a_link_shows_a_photo_whatever_its_visibility_and_nothing_that_outlasts_it() {
    run(async {
        for visibility in Visibility::ALL {
            let it = Shared::seen_by(visibility).await;
            let secret = it.link(wanted()).await;
            let shared = it.open(&secret).await;
            assert_eq!(shared.photo.title, it.photo.title);
            assert_eq!(shared.photo.renditions.len(), it.photo.renditions.len());
            for rendition in &shared.photo.renditions {
                let file = it.file(&rendition.url).await.unwrap();
                assert_eq!(file.cache_control, "private, no-store");
                assert!(!file.open && !file.listed);
                assert_eq!(file.bucket, Bucket::of_renditions(visibility));
            }
            // where the photo is unlisted, its id or its place in storage would open it for ever
            let token = it.photo.renditions[0].url.split('/').nth(3).unwrap().to_owned();
            let said = format!("{shared:?}");
            assert!(
                !said.contains(&it.photo.id.to_string()) && !said.contains(&token),
                "{said}"
            );
            assert!(!said.contains(&secret.to_string()));
        }
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
fn what_camera_and_clock_said_is_kept_back_unless_the_owner_tells_it() {
    run(async {
        let it = Shared::new().await;
        let hiding = it.open(&it.link(wanted()).await).await.photo;
        assert_eq!((hiding.camera, hiding.taken_at), (None, None));
        let telling = Wanted {
            hide_metadata: false,
            ..wanted()
        };
        let told = it.open(&it.link(telling).await).await.photo;
        assert_eq!(told.camera, it.photo.camera);
        assert_eq!(told.taken_at, it.photo.taken_at);
        assert!(told.camera.is_some() && told.taken_at.is_some());
    });
}

#[test]
fn the_original_goes_only_with_a_link_that_keeps_nothing_back() {
    run(async {
        let it = Shared::new().await;
        for (may_download, hide_metadata, given) in [
            (false, false, false),
            (false, true, false),
            (true, true, false),
            (true, false, true),
        ] {
            let secret = it
                .link(Wanted {
                    may_download,
                    hide_metadata,
                    ..wanted()
                })
                .await;
            let shared = it.open(&secret).await;
            assert_eq!(shared.may_download, may_download);
            assert_eq!(shared.photo.original.is_some(), given);
            // also for whoever writes the address themselves
            let rendition = &shared.photo.renditions[0].url;
            let pass = rendition.split_once("?share=").unwrap().1;
            let original = it.file(&format!("/media/shared/original?share={pass}")).await;
            assert_eq!(original.is_some(), given, "{may_download} {hide_metadata}");
            if let Some(file) = original {
                assert_eq!(file.save_as.as_deref(), Some("heliograph.jpg"), "no id in its name");
                assert_eq!(
                    (file.bucket, file.cache_control),
                    (Bucket::Private, "private, no-store")
                );
            }
        }
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
        assert_eq!(service::sweep::run(&it.test.world).await.unwrap().share_links, 0);
        it.test.outside.pass_seconds(1);
        assert_eq!(service::sweep::run(&it.test.world).await.unwrap().share_links, 1);
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
fn a_password_is_asked_for_and_guesses_are_no_views() {
    run(async {
        let it = Shared::new().await;
        let secret = it
            .link(Wanted {
                stretched: password(),
                max_views: Some(1),
                ..wanted()
            })
            .await;
        let salt = share::password_salt("test", it.photo.id);
        let door = it.visit(&secret, None).await;
        assert_eq!(door, Some(Visit::Password { salt: salt.clone() }));
        assert!(salt.len() == 32 && !salt.contains(&it.photo.id.to_string()));
        assert_eq!(share::click(&it.test.world, &secret).await, Err(Error::NotFound));
        for wrong in ["00".repeat(32), "5f".repeat(32)] {
            assert_eq!(it.unlock(&secret, &wrong).await, Err(Error::WrongLinkPassword));
        }
        for odd in ["", "5e", "zz", &"5e".repeat(33)] {
            assert!(matches!(it.unlock(&secret, odd).await, Err(Error::Invalid(_))), "{odd}");
        }
        assert_eq!(it.views().await, [0]);
        let pass = it.unlock(&secret, &"5e".repeat(32)).await.unwrap();
        assert!(matches!(it.visit(&secret, Some(&pass)).await, Some(Visit::Photo(_))));
        assert_eq!(
            it.unlock(&secret, &"5e".repeat(32)).await,
            Err(Error::NotFound),
            "used up"
        );
    });
}

#[test]
fn guesses_are_limited_by_link_and_by_address() {
    run(async {
        let it = Shared::new().await;
        let secret = it
            .link(Wanted {
                stretched: password(),
                ..wanted()
            })
            .await;
        for limit in [Limited::ShareLink, Limited::ShareLinkFromAddress] {
            it.test.outside.refused.lock().unwrap().insert(limit);
            let refused = it.unlock(&secret, &"5e".repeat(32)).await.unwrap_err();
            assert_eq!(refused, Error::TooOften);
            assert_eq!((refused.status(), refused.retry_after()), (429, Some("60")));
            it.test.outside.refused.lock().unwrap().clear();
        }
        assert!(it.unlock(&secret, &"5e".repeat(32)).await.is_ok());
    });
}

#[test]
fn a_pass_opens_its_own_link_and_nothing_else() {
    run(async {
        let it = Shared::new().await;
        let guarded = it
            .link(Wanted {
                stretched: password(),
                ..wanted()
            })
            .await;
        let another = it.test.ready(it.ada, b"another", Visibility::Private).await;
        let open = share::create(&it.test.world, it.ada, another.id, wanted())
            .await
            .unwrap();
        let Some(Visit::Photo(shared)) = it.visit(&open, None).await else {
            panic!("an open link")
        };
        let pass = shared.pass.clone().unwrap();
        let media_pass = shared.photo.renditions[0]
            .url
            .split_once("?share=")
            .unwrap()
            .1
            .to_owned();
        // with another link's pass, or with that of a file, there is still a door
        for foreign in [pass.as_str(), media_pass.as_str(), "", "s1.page..", &"x".repeat(5000)] {
            let visit = it.visit(&guarded, Some(foreign)).await;
            assert!(matches!(visit, Some(Visit::Password { .. })), "{foreign}");
        }
        // the page's pass opens no file
        assert!(!it.may_fetch(&format!("/media/shared/w320.webp?share={pass}")).await);
        // a file of another photo has no address under this pass: it is the link's own that is given
        let given = it.file(&shared.photo.renditions[0].url).await.unwrap();
        let token = another.renditions[0].url.split('/').nth(3).unwrap();
        assert_eq!(given.key.token().to_string(), token);
        for name in [
            format!("r/{token}/1/w320.webp"),
            "../w320.webp".into(),
            "w320.jpg".into(),
            "original".into(),
            String::new(),
        ] {
            assert!(
                !it.may_fetch(&format!("/media/shared/{name}?share={media_pass}")).await,
                "{name}"
            );
        }
        // and it does not open the photo's other doors
        let plain = another.renditions[0].url.strip_prefix("/media/").unwrap();
        let file = service::read::media(&it.test.world, Viewer::Anonymous, plain)
            .await
            .unwrap();
        assert_eq!(file, None);
    });
}

#[test]
fn a_pass_that_somebody_made_themselves_is_none() {
    run(async {
        let it = Shared::new().await;
        let secret = it.link(wanted()).await;
        it.open(&secret).await;
        let link = share::list(&it.test.world, it.ada, it.photo.id).await.unwrap()[0].id;
        for purpose in [Purpose::Page, Purpose::Media] {
            let pass = Pass::new(link, purpose, it.test.world.now());
            let forged = pass.issue(&support::key("x"));
            assert!(!it.may_fetch(&format!("/media/shared/w320.webp?share={forged}")).await);
            it.visit(&secret, Some(&forged)).await;
        }
        assert_eq!(it.views().await, [3], "each was somebody new");
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
        let own = service::own::details(&it.test.world, it.ada, it.photo.id)
            .await
            .unwrap();
        assert_eq!(
            own.unwrap().share_links,
            1,
            "its owner is told that it is not quite private"
        );
    });
}

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

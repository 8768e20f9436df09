//! Passwords and passes: each opens its own link, and nothing else.

use super::*;

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
            assert_eq!((refused.status(), refused.retry_after()), (429, Some(60)));
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
        assert_eq!(given.key.token().unwrap().to_string(), token);
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

//! API tokens: what each is for, until when, and that nobody else can touch it.

mod support;

use domain::{
    access::{Scopes, Viewer},
    photo::Visibility,
    session::Session,
    time::Timestamp,
};
use service::{
    Error, auth,
    error::{Conflict, Invalid},
    photos::Change,
    read,
    token::{self, Wanted},
    upload::{Uploaded, receive},
};
use support::{Test, announce, run};

fn wanted(scopes: &str, days: Option<u32>) -> Wanted {
    Wanted {
        name: " A script ".into(),
        scopes: Scopes::parse(scopes),
        days,
    }
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn holder_of(test: &Test, ada: &Session, scopes: &str) -> Viewer {
    let secret = token::create(&test.world, ada, wanted(scopes, None)).await.unwrap();
    auth::bearer(&test.world, &secret).await.unwrap()
}

#[test]
fn a_token_does_what_it_is_for_and_says_so_where_it_is_not() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let photo = test.ready(ada.viewer(), b"one", Visibility::Private).await;
        let change = || Change {
            title: Some("New".into()),
            ..Change::default()
        };
        for (scopes, sees, uploads, manages) in [
            ("read", true, false, false),
            ("upload", false, true, false),
            ("manage", false, false, true),
            ("read upload manage", true, true, true),
        ] {
            let holder = holder_of(&test, &ada, scopes).await;
            let seen = read::photo(&test.world, holder, photo.id).await.unwrap();
            assert_eq!(seen.is_some(), sees, "{scopes} sees");
            let bytes = scopes.as_bytes();
            let sent = receive(&test.world, holder, announce(bytes), &test.file(bytes)).await;
            match sent {
                Ok(Uploaded::New(_)) => assert!(uploads, "{scopes} uploads"),
                other => assert_eq!((other.err(), uploads), (Some(Error::OutOfScope), false)),
            }
            let changed = service::photos::edit(&test.world, holder, photo.id, change())
                .await
                .err();
            assert_eq!(changed, (!manages).then_some(Error::OutOfScope), "{scopes} manages");
        }
        // somebody else's photo is not there, whatever the token is for
        let eve = test.signed_up("eve").await.session;
        let holder = holder_of(&test, &eve, "read").await;
        let refused = service::photos::edit(&test.world, holder, photo.id, change()).await;
        assert_eq!(refused.unwrap_err(), Error::NotFound);
    });
}

#[test]
fn a_token_ends_when_it_was_said_to_or_is_revoked() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let eve = test.signed_up("eve").await.session;
        let secret = token::create(&test.world, &ada, wanted("read", Some(7))).await.unwrap();
        test.outside.pass_seconds(7 * 86_400 - 1);
        assert_eq!(auth::bearer(&test.world, &secret).await.unwrap().user(), Some(ada.user));
        test.outside.pass_seconds(1);
        assert_eq!(auth::bearer(&test.world, &secret).await, Err(Error::SignInFirst));

        let unconfirmed = token::create(&test.world, &ada, wanted("read", None)).await;
        assert_eq!(unconfirmed.unwrap_err(), Error::ConfirmFirst);
        let ada = test.signed_in("ada").await;
        let secret = token::create(&test.world, &ada, wanted("read", None)).await.unwrap();
        let id = token::list(&test.world, ada.user).await.unwrap()[0].id;
        token::revoke(&test.world, eve.user, id).await.unwrap();
        assert!(auth::bearer(&test.world, &secret).await.is_ok());
        token::revoke(&test.world, ada.user, id).await.unwrap();
        assert_eq!(auth::bearer(&test.world, &secret).await, Err(Error::SignInFirst));
    });
}

#[test]
fn tokens_are_listed_without_what_would_let_anybody_in() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let secret = token::create(&test.world, &ada, wanted("upload read", Some(30)))
            .await
            .unwrap();
        let used = || async { token::list(&test.world, ada.user).await.unwrap()[0].used_at };
        assert_eq!(used().await, None);
        for (seconds, at) in [(60, 60), (3599, 60), (1, 3660)] {
            test.outside.pass_seconds(seconds);
            auth::bearer(&test.world, &secret).await.unwrap();
            let begun = Timestamp::from_millis(support::START);
            assert_eq!(used().await, Some(begun.plus_seconds(at)));
        }
        let listed = token::list(&test.world, ada.user).await.unwrap();
        assert_eq!(listed[0].name, "A script");
        assert_eq!(listed[0].scopes.to_string(), "read upload");
        assert!(
            test.query::<serde_json::Value>("select * from tokens")
                .await
                .iter()
                .all(|row| {
                    let row = row.to_string();
                    !row.contains(&secret) && !row.contains(&secret[3..])
                })
        );
    });
}

#[test]
fn what_cannot_be_a_token_is_refused_with_the_reason() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let nameless = Wanted {
            name: " ".into(),
            ..wanted("read", None)
        };
        for (bad, reason) in [
            (nameless, Invalid::TokenName),
            (wanted("everything", None), Invalid::NoScope),
            (wanted("read", Some(36_500)), Invalid::TokenDays),
        ] {
            let refused = token::create(&test.world, &ada, bad).await;
            assert_eq!(refused.unwrap_err(), Error::from(reason));
        }
        for _ in 0..50 {
            token::create(&test.world, &ada, wanted("read", None)).await.unwrap();
        }
        let refused = token::create(&test.world, &ada, wanted("read", None)).await;
        assert_eq!(refused.unwrap_err(), Error::from(Conflict::TooManyTokens));
    });
}

//! Signing up, in and out, and API tokens.

mod support;

use domain::access::Viewer;
use service::{
    Error,
    account::{SignUp, sign_in, sign_up},
    auth,
    error::Conflict,
    ports::Limited,
    sessions::Client,
    token,
};
use support::{START, Test, run};
use uuid::Uuid;

const CLIENT: Client<'static> = Client {
    ip: "ip",
    device: "A browser",
};

fn form(email: &str, handle: &str) -> SignUp {
    SignUp {
        email: email.into(),
        name: "Ada".into(),
        handle: handle.into(),
        stretched: "ab".repeat(32),
        invitation: None,
    }
}

#[test]
fn who_signed_up_can_sign_in_with_the_same_password_only() {
    run(async {
        let test = Test::new();
        let up = sign_up(&test.world, CLIENT, form("Ada@Example.org", "Ada"))
            .await
            .unwrap();
        assert_eq!(up.session.handle, "ada");
        let back = sign_in(&test.world, CLIENT, " ada@example.ORG", &"ab".repeat(32))
            .await
            .unwrap();
        assert_eq!(back.session.user, up.session.user);
        assert_ne!(back.session.id, up.session.id);
        let wrong = sign_in(&test.world, CLIENT, "ada@example.org", &"ac".repeat(32))
            .await
            .unwrap_err();
        let unknown = sign_in(&test.world, CLIENT, "eve@example.org", &"ab".repeat(32))
            .await
            .unwrap_err();
        assert_eq!(wrong, Error::WrongPassword);
        assert_eq!(unknown, wrong);
    });
}

#[test]
fn the_database_holds_nothing_that_signs_in() {
    run(async {
        let test = Test::new();
        test.user("ada").await;
        #[derive(serde::Deserialize)]
        struct Row {
            password_hash: String,
        }
        let row = &test.query::<Row>("select password_hash from users").await[0];
        assert_ne!(row.password_hash, "ab".repeat(32));
        let stolen = sign_in(&test.world, CLIENT, "ada@example.org", &row.password_hash).await;
        assert_eq!(stolen.unwrap_err(), Error::WrongPassword);
    });
}

#[test]
fn taken_handles_and_addresses_are_named() {
    run(async {
        let test = Test::new();
        test.user("ada").await;
        let handle = sign_up(&test.world, CLIENT, form("new@example.org", "ada"))
            .await
            .unwrap_err();
        assert!(matches!(&handle, Error::Conflict(Conflict::HandleTaken)), "{handle:?}");
        let email = sign_up(&test.world, CLIENT, form("ada@example.org", "new"))
            .await
            .unwrap_err();
        assert!(matches!(&email, Error::Conflict(Conflict::EmailTaken)), "{email:?}");
        assert_eq!(test.count("users").await, 1);
    });
}

#[test]
fn a_form_that_cannot_be_taken_changes_nothing() {
    run(async {
        let test = Test::new();
        let short = SignUp {
            stretched: "ab".into(),
            ..form("a@example.org", "ada")
        };
        for bad in [
            form("nobody", "ada"),
            form("a@example.org", "x"),
            form("a@example.org", "admin"),
            short,
        ] {
            assert_eq!(sign_up(&test.world, CLIENT, bad).await.unwrap_err().status(), 400);
        }
        assert_eq!(test.count("users").await, 0);
    });
}

#[test]
fn too_many_attempts_are_refused_before_any_look_up() {
    run(async {
        let test = Test::new();
        test.outside
            .refused
            .lock()
            .unwrap()
            .extend([Limited::SignIn, Limited::SignUp]);
        let refused = sign_in(&test.world, CLIENT, "ada@example.org", &"ab".repeat(32))
            .await
            .unwrap_err();
        assert_eq!(refused, Error::TooOften);
        assert_eq!(
            sign_up(&test.world, CLIENT, form("a@example.org", "ada"))
                .await
                .unwrap_err(),
            Error::TooOften
        );
    });
}

#[test]
fn a_token_belongs_to_the_user_of_its_address() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        for (email, known) in [("ada@example.org", Some(ada)), ("new@example.org", None)] {
            let (secret, statements) =
                token::issue(email, None, Uuid::from_u128(9), [7; 32], test.world.now(), None).unwrap();
            // twice: making a token again is harmless, but not with the same secret
            test.world.db.batch(statements.clone()).await.unwrap();
            assert!(test.world.db.batch(statements).await.is_err());
            let viewer = auth::bearer(&test.world, &secret).await.unwrap();
            assert!(known.is_none_or(|known| known == viewer));
            assert_ne!(viewer, Viewer::Anonymous);
            test.query::<serde_json::Value>("delete from tokens").await;
        }
        assert_eq!(
            auth::bearer(&test.world, "hg_wrong").await.unwrap_err(),
            Error::SignInFirst
        );
        assert_eq!(test.world.now().millis(), START);
        assert_eq!(test.count("users").await, 2);
    });
}

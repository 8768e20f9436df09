//! Changing passwords, and getting back in by recovery codes.

mod support;

use domain::session::Session;
use service::{
    Error,
    account::sign_in,
    confirm::{self, CONFIRMED_SECONDS},
    ports::Limited,
    recovery, sessions,
    sessions::Client,
};
use support::{Test, run};

const CLIENT: Client<'static> = Client {
    ip: "192.0.2.9",
    device: "A browser",
};
const EMAIL: &str = "ada@example.org";

fn old() -> String {
    "ab".repeat(32)
}

fn new() -> String {
    "cd".repeat(32)
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn elsewhere(test: &Test) -> Session {
    sign_in(&test.world, CLIENT, EMAIL, &old()).await.unwrap().session
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn holds(test: &Test, session: &Session) -> bool {
    sessions::renew(&test.world, session).await.unwrap().is_some()
}

#[test]
fn a_new_password_replaces_the_old_one_and_ends_other_sessions() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let phone = elsewhere(&test).await;
        recovery::set_password(&test.world, &ada, &new()).await.unwrap();
        assert!(holds(&test, &ada).await && !holds(&test, &phone).await);
        let refused = sign_in(&test.world, CLIENT, EMAIL, &old()).await;
        assert_eq!(refused.unwrap_err(), Error::WrongPassword);
        sign_in(&test.world, CLIENT, EMAIL, &new()).await.unwrap();
    });
}

#[test]
fn a_session_that_was_left_open_changes_nothing_until_it_is_confirmed() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        test.outside.pass_seconds(CONFIRMED_SECONDS);
        assert_eq!(
            recovery::set_password(&test.world, &ada, &new()).await,
            Err(Error::ConfirmFirst)
        );
        assert_eq!(recovery::make_codes(&test.world, &ada).await, Err(Error::ConfirmFirst));
        let wrong = confirm::by_password(&test.world, CLIENT, &ada, &new()).await;
        assert_eq!(wrong, Err(Error::WrongPassword));
        assert_eq!(confirm::require(&test.world, &ada).await, Err(Error::ConfirmFirst));
        confirm::by_password(&test.world, CLIENT, &ada, &old()).await.unwrap();
        recovery::set_password(&test.world, &ada, &new()).await.unwrap();

        test.outside.refused.lock().unwrap().insert(Limited::SignIn);
        let again = confirm::by_password(&test.world, CLIENT, &ada, &new()).await;
        assert_eq!(again, Err(Error::TooOften));
    });
}

#[test]
fn each_of_eight_codes_lets_its_owner_in_once() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        test.signed_up("eve").await;
        let codes = recovery::make_codes(&test.world, &ada).await.unwrap();
        assert_eq!(codes.len(), 8);
        let stored = test.query::<serde_json::Value>("select * from recovery_codes").await;
        assert!(stored.iter().all(|row| !row.to_string().contains(&codes[0])));

        for (email, code) in [
            (EMAIL, "0000-0000-0000-0000"),
            (EMAIL, "nonsense"),
            ("eve@example.org", codes[0].as_str()),
            ("nobody@example.org", codes[0].as_str()),
        ] {
            let refused = recovery::recover(&test.world, CLIENT, email, code, &new()).await;
            assert_eq!(refused.unwrap_err(), Error::WrongCode, "{email} {code}");
        }
        assert!(holds(&test, &ada).await);

        let typed = codes[0].to_lowercase().replace('-', " ");
        let back = recovery::recover(&test.world, CLIENT, EMAIL, &typed, &new())
            .await
            .unwrap();
        assert_eq!((back.session.user, back.session.handle.as_str()), (ada.user, "ada"));
        assert!(holds(&test, &back.session).await && !holds(&test, &ada).await);
        sign_in(&test.world, CLIENT, EMAIL, &new()).await.unwrap();
        let twice = recovery::recover(&test.world, CLIENT, EMAIL, &codes[0], &old()).await;
        assert_eq!(twice.unwrap_err(), Error::WrongCode);
        assert_eq!(recovery::account(&test.world, ada.user).await.unwrap().codes, 7);

        recovery::make_codes(&test.world, &back.session).await.unwrap();
        let replaced = recovery::recover(&test.world, CLIENT, EMAIL, &codes[1], &old()).await;
        assert_eq!(replaced.unwrap_err(), Error::WrongCode);
        assert_eq!(recovery::account(&test.world, ada.user).await.unwrap().codes, 8);
    });
}

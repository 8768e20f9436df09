//! Passkeys: three algorithms, every flow, and answers as they must not be.

mod support;

use domain::{
    id::UserId,
    passkey::{CHALLENGE_SECONDS, Refusal},
    session::Session,
};
use service::{
    Error, Result,
    account::Profile,
    confirm::{self, CONFIRMED_SECONDS},
    error::{Conflict, Invalid},
    passkeys::{self, Answer},
    recovery,
    sessions::{self, Client, SignedIn},
};
use support::{Algorithm, Authenticator, Test, run};

const HERE: &str = "http://localhost:1";
const CLIENT: Client<'static> = Client {
    ip: "192.0.2.1",
    device: "A browser",
};

fn profile(handle: &str) -> Profile {
    Profile {
        email: format!("{handle}@example.org"),
        name: handle.to_uppercase(),
        handle: handle.into(),
    }
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn sign_up(test: &Test, handle: &str, with: &Authenticator) -> Result<SignedIn> {
    let (options, user) = passkeys::for_signing_up(&test.world, HERE, profile(handle)).unwrap();
    passkeys::sign_up(
        &test.world,
        CLIENT,
        HERE,
        profile(handle),
        user,
        None,
        &with.create(&options),
    )
    .await
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
fn options(test: &Test) -> serde_json::Value {
    passkeys::for_signing_in(&test.world, HERE).unwrap()
}

async fn sign_in(test: &Test, answer: &Answer) -> Result<SignedIn> {
    passkeys::sign_in(&test.world, CLIENT, HERE, answer).await
}

async fn add(test: &Test, session: &Session, with: &Authenticator) -> Result<()> {
    let options = passkeys::for_adding(&test.world, session, HERE).await?;
    passkeys::add(&test.world, session, HERE, "A key", &with.create(&options)).await
}

#[test]
fn somebody_signs_up_and_in_with_keys_of_each_algorithm_and_nothing_typed() {
    run(async {
        let test = Test::new();
        for (handle, algorithm) in [
            ("ada", Algorithm::Es256),
            ("eve", Algorithm::EdDsa),
            ("ben", Algorithm::Rs256),
        ] {
            let mut key = Authenticator::new(algorithm);
            let up = sign_up(&test, handle, &key).await.unwrap().session;
            assert_eq!(up.handle, handle);
            let back = sign_in(&test, &key.get(&options(&test), &up.user.to_string()))
                .await
                .unwrap()
                .session;
            assert_eq!((back.user, back.handle.as_str()), (up.user, handle));
            assert_ne!(back.id, up.id);
            assert_eq!(sessions::list(&test.world, up.user).await.unwrap().len(), 2);
            let listed = passkeys::list(&test.world, up.user).await.unwrap();
            assert_eq!(listed[0].used_at, Some(test.world.now()));
        }
    });
}

#[test]
fn bad_answers_sign_nobody_in() {
    run(async {
        let test = Test::new();
        let mut key = Authenticator::new(Algorithm::Es256);
        let ada = sign_up(&test, "ada", &key).await.unwrap().session;
        let eve = sign_up(&test, "eve", &Authenticator::new(Algorithm::Es256))
            .await
            .unwrap()
            .session;
        let user = ada.user.to_string();
        let refused = async |answer: Answer, why: Refusal| {
            assert_eq!(sign_in(&test, &answer).await.unwrap_err(), Error::Passkey(why), "{why}");
        };

        key.counter = 5;
        let good = options(&test);
        sign_in(&test, &key.get(&good, &user)).await.unwrap();
        // the same challenge once more, signed anew
        refused(key.get(&good, &user), Refusal::Replayed).await;

        key.counter = 6;
        refused(key.get_with(&options(&test), &user, |_| {}), Refusal::CounterWentBack).await;
        key.counter = 5;
        refused(key.get_with(&options(&test), &user, |_| {}), Refusal::CounterWentBack).await;
        key.counter = 10;

        let spoil = |signature: &mut Vec<u8>| *signature.last_mut().unwrap() ^= 1;
        refused(key.get_with(&options(&test), &user, spoil), Refusal::WrongSignature).await;
        let empty = |signature: &mut Vec<u8>| signature.clear();
        refused(key.get_with(&options(&test), &user, empty), Refusal::WrongSignature).await;
        let mut stranger = Authenticator::new(Algorithm::Es256);
        (stranger.id, stranger.counter) = (key.id.clone(), 20);
        refused(
            stranger.get_with(&options(&test), &user, |_| {}),
            Refusal::WrongSignature,
        )
        .await;
        refused(key.get(&options(&test), &eve.user.to_string()), Refusal::Unknown).await;
        refused(
            Authenticator::new(Algorithm::Es256).get(&options(&test), &user),
            Refusal::Unknown,
        )
        .await;

        // a challenge that was for something else, made up, or is too old
        let other = passkeys::for_confirming(&test.world, &ada, HERE).await.unwrap();
        refused(key.get(&other, &user), Refusal::WrongChallenge).await;
        let mut made_up = options(&test);
        made_up["challenge"] = "AAAA".into();
        refused(key.get(&made_up, &user), Refusal::WrongChallenge).await;
        let old = options(&test);
        test.outside.pass_seconds(CHALLENGE_SECONDS);
        refused(key.get(&old, &user), Refusal::WrongChallenge).await;

        assert_eq!(sessions::list(&test.world, ada.user).await.unwrap().len(), 2);
        sign_in(&test, &key.get(&options(&test), &user)).await.unwrap();
    });
}

#[test]
fn answers_given_elsewhere_or_by_nobody_in_particular_sign_nobody_in() {
    run(async {
        let test = Test::new();
        let mut key = Authenticator::new(Algorithm::Es256);
        let user = sign_up(&test, "ada", &key).await.unwrap().session.user.to_string();
        for (change, why) in [
            (
                (|key: &mut Authenticator| key.origin = "https://evil.example".into()) as fn(&mut Authenticator),
                Refusal::WrongOrigin,
            ),
            (|key| key.origin = "http://localhost:2".into(), Refusal::WrongOrigin),
            (|key| key.site = "evil.example".into(), Refusal::WrongRelyingParty),
            (|key| key.flags = 0b001, Refusal::NotVerified),
            (|key| key.flags = 0b100, Refusal::NotPresent),
        ] {
            let (origin, site, flags) = (key.origin.clone(), key.site.clone(), key.flags);
            change(&mut key);
            let refused = sign_in(&test, &key.get(&options(&test), &user)).await;
            assert_eq!(refused.unwrap_err(), Error::Passkey(why), "{why}");
            (key.origin, key.site, key.flags) = (origin, site, flags);
        }
        sign_in(&test, &key.get(&options(&test), &user)).await.unwrap();
    });
}

#[test]
fn answers_in_another_form_are_refused() {
    for text in [
        "",
        "{}",
        "[1]",
        r#"{"id":"","response":{"clientDataJSON":""}}"#,
        r#"{"id":"a","response":{"clientDataJSON":""}}"#,
        r#"{"id":"YWJj=","response":{"clientDataJSON":""}}"#,
        &format!(r#"{{"id":"{}","response":{{"clientDataJSON":""}}}}"#, "A".repeat(2000)),
    ] {
        let refused = Answer::read(text).unwrap_err();
        assert_eq!(refused, Error::Passkey(Refusal::Malformed), "{text}");
    }
    let long = format!(
        r#"{{"id":"YWJj","response":{{"clientDataJSON":"{}"}}}}"#,
        "A".repeat(100_000)
    );
    assert!(Answer::read(&long).is_err());
}

#[test]
fn a_passkey_cannot_be_made_twice_nor_for_another_account() {
    run(async {
        let test = Test::new();
        let key = Authenticator::new(Algorithm::Es256);
        sign_up(&test, "ada", &key).await.unwrap();
        assert_eq!(
            sign_up(&test, "eve", &key).await.unwrap_err(),
            Error::from(Conflict::PasskeyKnown)
        );
        let taken = sign_up(&test, "ada", &Authenticator::new(Algorithm::Es256)).await;
        assert!(matches!(taken, Err(Error::Conflict(_))));
        // nothing is left of either
        assert_eq!((test.count("users").await, test.count("passkeys").await), (1, 1));

        let (options, _) = passkeys::for_signing_up(&test.world, HERE, profile("ben")).unwrap();
        let other = UserId::new(test.world.uuid());
        let answer = Authenticator::new(Algorithm::Es256).create(&options);
        let refused = passkeys::sign_up(&test.world, CLIENT, HERE, profile("ben"), other, None, &answer).await;
        assert_eq!(refused.unwrap_err(), Error::Passkey(Refusal::WrongChallenge));
    });
}

#[test]
fn adding_and_removing_need_proof_and_end_other_sessions() {
    run(async {
        let test = Test::new();
        let mut first = Authenticator::new(Algorithm::Es256);
        let ada = sign_up(&test, "ada", &first).await.unwrap().session;
        let user = ada.user.to_string();
        let phone = sign_in(&test, &first.get(&options(&test), &user))
            .await
            .unwrap()
            .session;
        let second = Authenticator::new(Algorithm::EdDsa);

        test.outside.pass_seconds(CONFIRMED_SECONDS);
        assert_eq!(add(&test, &ada, &second).await, Err(Error::ConfirmFirst));
        let asked = passkeys::for_confirming(&test.world, &ada, HERE).await.unwrap();
        passkeys::confirm(&test.world, CLIENT, &ada, HERE, &first.get(&asked, &user))
            .await
            .unwrap();
        add(&test, &ada, &second).await.unwrap();
        assert!(sessions::renew(&test.world, &phone).await.unwrap().is_none());
        assert!(sessions::renew(&test.world, &ada).await.unwrap().is_some());

        let listed = passkeys::list(&test.world, ada.user).await.unwrap();
        assert_eq!(listed.len(), 2);
        passkeys::rename(&test.world, ada.user, &listed[0].id, " Blue key ")
            .await
            .unwrap();
        let nameless = passkeys::rename(&test.world, ada.user, &listed[0].id, " ").await;
        assert_eq!(nameless, Err(Invalid::PasskeyName.into()));
        let eve = sign_up(&test, "eve", &Authenticator::new(Algorithm::Es256))
            .await
            .unwrap()
            .session;
        assert_eq!(
            passkeys::rename(&test.world, eve.user, &listed[0].id, "Mine").await,
            Err(Error::NotFound)
        );
        assert_eq!(
            passkeys::remove(&test.world, &eve, &listed[0].id).await,
            Err(Error::NotFound)
        );

        passkeys::remove(&test.world, &ada, &listed[0].id).await.unwrap();
        let last = passkeys::remove(&test.world, &ada, &listed[1].id).await;
        assert_eq!(last, Err(Conflict::LastWayIn.into()));
        recovery::set_password(&test.world, &ada, &"ab".repeat(32))
            .await
            .unwrap();
        passkeys::remove(&test.world, &ada, &listed[1].id).await.unwrap();
        assert_eq!(passkeys::list(&test.world, ada.user).await.unwrap(), []);
    });
}

#[test]
fn only_ones_own_passkey_confirms() {
    run(async {
        let test = Test::new();
        let (ada_key, mut eve_key) = (
            Authenticator::new(Algorithm::Es256),
            Authenticator::new(Algorithm::Es256),
        );
        let ada = sign_up(&test, "ada", &ada_key).await.unwrap().session;
        let eve = sign_up(&test, "eve", &eve_key).await.unwrap().session;
        test.outside.pass_seconds(CONFIRMED_SECONDS);
        let asked = passkeys::for_confirming(&test.world, &ada, HERE).await.unwrap();
        let answer = eve_key.get(&asked, &eve.user.to_string());
        let refused = passkeys::confirm(&test.world, CLIENT, &ada, HERE, &answer).await;
        assert_eq!(refused, Err(Error::Passkey(Refusal::Unknown)));
        assert_eq!(confirm::require(&test.world, &ada).await, Err(Error::ConfirmFirst));
    });
}

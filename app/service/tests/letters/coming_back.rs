//! Getting back in by a letter.

use super::*;
use domain::{leaving::DAYS_TO_STAY, letter::PAUSE_SECONDS};
use service::{
    Error,
    account::sign_in,
    letters::password_changed,
    ports::Limited,
    recovery, sessions,
    token::{self, Wanted},
};
use std::sync::atomic::Ordering;
use support::run;

const ADA: &str = "ada@example.org";

async fn set(test: &Test, link: &str) -> Result<sessions::SignedIn> {
    reset::set(&test.world, CLIENT, link, &new()).await
}

async fn holds(test: &Test, session: &Session) -> bool {
    sessions::renew(&test.world, session).await.unwrap().is_some()
}

/// Neither shows whose it is nor sets a password.
async fn assert_dead(test: &Test, link: &str, why: &str) {
    assert_eq!(reset::look(&test.world, link).await, Err(Error::DeadLink), "{why}");
    assert_eq!(set(test, link).await.err(), Some(Error::DeadLink), "{why}");
}

#[test]
fn a_letter_leads_to_a_new_password_and_ends_every_session() {
    run(async {
        let test = with_mail();
        let ada = verified(&test, "ada").await;
        let wanted = Wanted {
            name: "program".into(),
            scopes: domain::access::Scopes::ALL,
            days: None,
        };
        let token = token::create(&test.world, &ada, wanted).await.unwrap();
        let link = asked(&test, " Ada@Example.org ").await;
        assert_eq!(reset::look(&test.world, &link).await.unwrap(), ADA);
        assert!(holds(&test, &ada).await, "looking changes nothing");

        let back = set(&test, &link).await.unwrap().session;
        assert_eq!((back.user, back.handle.as_str()), (ada.user, "ada"));
        assert!(holds(&test, &back).await && !holds(&test, &ada).await);
        let refused = sign_in(&test.world, CLIENT, ADA, &old()).await.err();
        assert_eq!(refused, Some(Error::WrongPassword));
        sign_in(&test.world, CLIENT, ADA, &new()).await.unwrap();
        // as with a recovery code: programs are revoked by their owner
        service::auth::bearer(&test.world, &token).await.unwrap();
        assert_dead(&test, &link, "used").await;

        password_changed(&test.world, ada.user, write()).unwrap().await.unwrap();
        let told = letters(&test);
        assert_eq!((told[0].to.as_str(), told[0].subject.as_str()), (ADA, "changed"));
        assert_eq!(told[0].text, "http://localhost:1/forgot");
    });
}

#[test]
fn an_hour_or_a_newer_letter_or_a_new_password_ends_a_link() {
    run(async {
        let test = with_mail();
        let ada = verified(&test, "ada").await;
        let first = asked(&test, ADA).await;
        test.outside.pass_seconds(PAUSE_SECONDS);
        let second = asked(&test, ADA).await;
        assert_dead(&test, &first, "there is a newer one").await;
        assert!(reset::look(&test.world, &second).await.is_ok());
        test.outside.pass_seconds(3600);
        assert_dead(&test, &second, "it is too old").await;

        let third = asked(&test, ADA).await;
        let ada = sign_in(&test.world, CLIENT, &format!("{}@example.org", ada.handle), &old())
            .await
            .unwrap();
        recovery::set_password(&test.world, &ada.session, &new()).await.unwrap();
        assert_dead(&test, &third, "the password was changed").await;

        test.outside.pass_seconds(PAUSE_SECONDS);
        let fourth = asked(&test, ADA).await;
        let codes = recovery::make_codes(&test.world, &ada.session).await.unwrap();
        recovery::recover(&test.world, CLIENT, ADA, &codes[0], &old())
            .await
            .unwrap();
        assert_dead(&test, &fourth, "they came back by a recovery code").await;
    });
}

#[test]
fn no_other_link_holds() {
    run(async {
        let test = with_mail();
        let ada = verified(&test, "ada").await;
        let bob = test.signed_up("bob").await.session;
        let to_verify = welcomed(&test, &bob).await;
        let link = asked(&test, ADA).await;
        for (bad, why) in [
            ("", "nothing"),
            ("nonsense", "no link"),
            (to_verify.as_str(), "another purpose"),
            (&another_seal(&link), "another seal"),
            (&forged(Purpose::Reset, &ada, &test), "another key"),
            (&forged(Purpose::Reset, &bob, &test), "another account"),
        ] {
            assert_dead(&test, bad, why).await;
        }
        assert!(set(&test, &link).await.is_ok());
    });
}

#[test]
fn two_at_once_with_one_link_are_one() {
    run(async {
        let test = with_mail();
        verified(&test, "ada").await;
        let link = asked(&test, ADA).await;
        // the second has looked before the first has changed anything
        *test.db.meanwhile.lock().unwrap() = Some((
            "password_salt is ?",
            "update users set password_salt = 'other' where handle = 'ada'".into(),
        ));
        assert_eq!(set(&test, &link).await.err(), Some(Error::DeadLink));
        sign_in(&test.world, CLIENT, ADA, &new()).await.unwrap_err();
    });
}

#[test]
fn the_answer_is_the_same_for_whoever_is_asked_about() {
    run(async {
        let test = with_mail();
        verified(&test, "ada").await;
        test.signed_up("bob").await;
        for (email, why) in [
            ("nobody@example.org", "there is no such account"),
            ("bob@example.org", "nobody has shown that it is bob's"),
        ] {
            ask(&test, email).await.unwrap();
            assert_eq!(letters(&test), [], "{why}");
        }
        asked(&test, ADA).await;
        ask(&test, ADA).await.unwrap();
        assert_eq!(letters(&test), [], "she was sent one just now");

        let no_email = ask(&test, "no address").await.unwrap_err();
        assert_eq!(no_email.status(), 400);
        for limit in [Limited::Letter, Limited::LetterFromAddress] {
            *test.outside.refused.lock().unwrap() = [limit].into();
            for email in [ADA, "nobody@example.org"] {
                assert_eq!(ask(&test, email).await, Err(Error::TooOften), "{limit:?} {email}");
            }
        }
        *test.outside.refused.lock().unwrap() = [Limited::SignInFromAddress].into();
        assert_eq!(set(&test, "x").await.err(), Some(Error::TooOften));
    });
}

#[test]
fn whoever_is_suspended_or_gone_does_not_come_back() {
    run(async {
        let test = with_mail();
        let ada = verified(&test, "ada").await;
        let admin = test.staff("anna", domain::access::Role::Admin).await;
        let link = asked(&test, ADA).await;
        service::people::suspend(&test.world, admin, "ada").await.unwrap();
        assert_dead(&test, &link, "she is suspended").await;
        test.outside.pass_seconds(PAUSE_SECONDS);
        ask(&test, ADA).await.unwrap();
        assert_eq!(letters(&test), []);

        service::people::reinstate(&test.world, admin, "ada").await.unwrap();
        let ada = test.signed_in(&ada.handle).await;
        service::leave::leave(&test.world, &ada, "ada").await.unwrap();
        let link = asked(&test, ADA).await;
        let back = set(&test, &link).await.unwrap();
        assert!(back.session.leaving.is_some(), "she can still stay");
        test.outside.pass_seconds(PAUSE_SECONDS);
        test.outside.pass_seconds(DAYS_TO_STAY * 86_400);
        ask(&test, ADA).await.unwrap();
        assert_eq!(letters(&test), [], "it is too late");
    });
}

#[test]
fn a_broken_mailer_changes_no_answer_and_the_log_is_told() {
    run(async {
        let test = with_mail();
        verified(&test, "ada").await;
        test.outside.mail_broken.store(true, Ordering::SeqCst);
        let later = reset::ask(&test.world, CLIENT, ADA, write()).await.unwrap();
        let failed = later.await.unwrap_err();
        assert!(format!("{failed:?}").contains("send a letter"), "{failed:?}");
        test.outside.mail_broken.store(false, Ordering::SeqCst);
        asked(&test, ADA).await;
    });
}

#[test]
fn somebody_who_signs_in_by_passkey_alone_gets_a_password() {
    run(async {
        let test = with_mail();
        verified(&test, "ada").await;
        test.query::<serde_json::Value>("update users set password_salt = null, password_hash = null")
            .await;
        let link = asked(&test, ADA).await;
        set(&test, &link).await.unwrap();
        assert_dead(&test, &link, "used").await;
    });
}

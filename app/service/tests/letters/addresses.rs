//! Showing that an address is one's own.

use super::*;
use domain::letter::PAUSE_SECONDS;
use service::{Error, ports::Limited};
use std::sync::atomic::Ordering;
use support::run;

#[test]
fn somebody_new_is_sent_a_link_that_counts_once() {
    run(async {
        let test = with_mail();
        let ada = test.signed_up("ada").await.session;
        let link = welcomed(&test, &ada).await;
        assert!(!is_verified(&test, &ada).await);
        verify::confirm(&test.world, CLIENT, &link).await.unwrap();
        assert!(is_verified(&test, &ada).await);
        let twice = verify::confirm(&test.world, CLIENT, &link).await;
        assert_eq!(twice, Err(Error::DeadLink));
    });
}

#[test]
fn no_other_link_counts() {
    run(async {
        let test = with_mail();
        let ada = test.signed_up("ada").await.session;
        let eve = verified(&test, "eve").await;
        let link = welcomed(&test, &ada).await;
        let for_reset = asked(&test, "eve@example.org").await;
        for bad in [
            "",
            "nonsense",
            &link[1..],
            &another_seal(&link),
            &for_reset,
            &forged(Purpose::Verify, &ada, &test),
            &forged(Purpose::Verify, &eve, &test),
        ] {
            let refused = verify::confirm(&test.world, CLIENT, bad).await;
            assert_eq!(refused, Err(Error::DeadLink), "{bad}");
        }
        assert!(!is_verified(&test, &ada).await);
        test.outside.pass_seconds(24 * 3600);
        let late = verify::confirm(&test.world, CLIENT, &link).await;
        assert_eq!(late, Err(Error::DeadLink));
    });
}

#[test]
fn a_link_is_for_the_address_that_it_was_sent_to() {
    run(async {
        let test = with_mail();
        let ada = test.signed_up("ada").await.session;
        let link = welcomed(&test, &ada).await;
        test.query::<serde_json::Value>("update users set email = 'other@example.org' where handle = 'ada'")
            .await;
        let refused = verify::confirm(&test.world, CLIENT, &link).await;
        assert_eq!(refused, Err(Error::DeadLink));
    });
}

#[test]
fn another_letter_can_be_asked_for_but_not_without_end() {
    run(async {
        let test = with_mail();
        let ada = test.signed_up("ada").await.session;
        let first = welcomed(&test, &ada).await;
        let soon = verify::again(&test.world, &ada, write()).await.err();
        assert_eq!(soon, Some(Error::TooOften));
        test.outside.pass_seconds(PAUSE_SECONDS);
        verify::again(&test.world, &ada, write()).await.unwrap().await.unwrap();
        let second = only_link(&test, Purpose::Verify);
        assert_ne!(first, second);
        // both lead to the same mailbox
        verify::confirm(&test.world, CLIENT, &first).await.unwrap();
        test.outside.pass_seconds(PAUSE_SECONDS);
        let done = verify::again(&test.world, &ada, write()).await.err();
        assert_eq!(done, Some(Error::TooOften), "there is nothing left to show");
        assert_eq!(
            verify::confirm(&test.world, CLIENT, &second).await,
            Err(Error::DeadLink)
        );

        test.outside
            .refused
            .lock()
            .unwrap()
            .extend([Limited::Letter, Limited::LetterFromAddress]);
        let eve = test.signed_up("eve").await.session;
        let refused = verify::again(&test.world, &eve, write()).await.err();
        assert_eq!(refused, Some(Error::TooOften));
        assert_eq!(verify::confirm(&test.world, CLIENT, "x").await, Err(Error::TooOften));
    });
}

#[test]
fn a_letter_that_could_not_be_delivered_may_be_asked_for_again() {
    run(async {
        let test = with_mail();
        let ada = test.signed_up("ada").await.session;
        test.outside.mail_broken.store(true, Ordering::SeqCst);
        let welcome = verify::welcome(&test.world, ada.user, write()).await.unwrap().await;
        assert!(matches!(welcome, Err(Error::Port(_))), "the log is told: {welcome:?}");
        let again = verify::again(&test.world, &ada, write()).await.unwrap().await;
        assert!(matches!(again, Err(Error::Port(_))));
        test.outside.mail_broken.store(false, Ordering::SeqCst);
        verify::again(&test.world, &ada, write()).await.unwrap().await.unwrap();
        let link = only_link(&test, Purpose::Verify);
        verify::confirm(&test.world, CLIENT, &link).await.unwrap();
    });
}

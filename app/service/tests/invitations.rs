//! Who can make an account, and invitations: each is good for one person, and for so long.

mod support;

use domain::access::{Role, Viewer};
use service::{
    Error,
    account::{Profile, SignUp, sign_up},
    config::Config,
    error::Conflict,
    invitations::{create, list, revoke, welcome},
    people,
    sessions::{Client, SignedIn},
};
use support::{Test, run};

const CLIENT: Client<'static> = Client {
    ip: "ip",
    device: "A browser",
};

const FORTNIGHT: i64 = 14 * 24 * 3600;

async fn join(test: &Test, handle: &str, invitation: Option<&str>) -> Result<SignedIn, Error> {
    let form = SignUp {
        profile: Profile {
            email: format!("{handle}@example.org"),
            name: "New".into(),
            handle: handle.into(),
        },
        stretched: "ab".repeat(32),
        invitation: invitation.map(str::to_owned),
    };
    sign_up(&test.world, CLIENT, form).await
}

/// A site in this mode, with somebody who may invite.
async fn site(mode: &str) -> (Test, Viewer) {
    let test = Test::with(&[("SIGN_UP", mode)]);
    let staff = test.staff("mod", Role::Moderator).await;
    (test, staff)
}

#[test]
fn an_open_site_takes_everybody_and_a_bad_link_does_no_harm() {
    run(async {
        let (test, staff) = site("open").await;
        let secret = create(&test.world, staff).await.unwrap();
        for (handle, invitation) in [("ada", None), ("bob", Some("rubbish")), ("eve", Some(secret.as_str()))] {
            welcome(&test.world, invitation).await.unwrap();
            assert!(join(&test, handle, invitation).await.is_ok(), "{handle}");
        }
        assert_eq!(test.count("invitations").await, 0, "it brought eve in, and is used up");
    });
}

#[test]
fn where_an_invitation_is_needed_one_lets_one_person_in() {
    run(async {
        let (test, staff) = site("invitation").await;
        let (users, sessions) = (test.count("users").await, test.count("sessions").await);
        let secret = create(&test.world, staff).await.unwrap();
        let unknown = "A".repeat(43);
        for bad in [
            None,
            Some(""),
            Some("rubbish"),
            Some(unknown.as_str()),
            Some(&secret[1..]),
        ] {
            assert_eq!(welcome(&test.world, bad).await, Err(Error::InvitationNeeded), "{bad:?}");
            assert_eq!(
                join(&test, "ada", bad).await.unwrap_err(),
                Error::InvitationNeeded,
                "{bad:?}"
            );
        }
        assert_eq!(
            (test.count("users").await, test.count("sessions").await),
            (users, sessions)
        );

        welcome(&test.world, Some(&secret)).await.unwrap();
        assert_eq!(
            test.count("invitations").await,
            1,
            "looking at the form uses nothing up"
        );
        let ada = join(&test, "ada", Some(&secret)).await.unwrap();
        assert!(
            service::sessions::list(&test.world, ada.session.user)
                .await
                .unwrap()
                .len()
                == 1
        );

        // the second one comes too late, and nothing is left of the attempt
        assert_eq!(welcome(&test.world, Some(&secret)).await, Err(Error::InvitationNeeded));
        assert_eq!(
            join(&test, "bob", Some(&secret)).await.unwrap_err(),
            Error::InvitationNeeded
        );
        assert_eq!(
            (test.count("users").await, test.count("sessions").await),
            (users + 1, sessions + 1)
        );
    });
}

#[test]
fn a_form_that_cannot_be_taken_uses_no_invitation_up() {
    run(async {
        let (test, staff) = site("invitation").await;
        let secret = create(&test.world, staff).await.unwrap();
        let taken = join(&test, "mod", Some(&secret)).await.unwrap_err();
        assert!(matches!(taken, Error::Conflict(_)), "{taken:?}");
        assert_eq!(join(&test, "x", Some(&secret)).await.unwrap_err().status(), 400);
        assert!(join(&test, "ada", Some(&secret)).await.is_ok());
    });
}

#[test]
fn a_closed_site_takes_nobody() {
    run(async {
        let (test, staff) = site("closed").await;
        let secret = create(&test.world, staff).await.unwrap();
        let users = test.count("users").await;
        for invitation in [None, Some(secret.as_str())] {
            assert_eq!(welcome(&test.world, invitation).await, Err(Error::SignUpClosed));
            assert_eq!(join(&test, "ada", invitation).await.unwrap_err(), Error::SignUpClosed);
        }
        assert_eq!(Error::SignUpClosed.status(), 403);
        assert_eq!((test.count("users").await, test.count("invitations").await), (users, 1));
    });
}

#[test]
fn an_invitation_ends_after_a_fortnight_and_is_swept() {
    run(async {
        let (test, staff) = site("invitation").await;
        let secret = create(&test.world, staff).await.unwrap();
        test.outside.pass_seconds(FORTNIGHT - 1);
        welcome(&test.world, Some(&secret)).await.unwrap();
        service::sweep::run(&test.world).await.unwrap();
        assert_eq!(test.count("invitations").await, 1);
        test.outside.pass_seconds(1);
        assert_eq!(
            join(&test, "ada", Some(&secret)).await.unwrap_err(),
            Error::InvitationNeeded
        );
        assert_eq!(list(&test.world, staff).await.unwrap(), Some(vec![]));
        service::sweep::run(&test.world).await.unwrap();
        assert_eq!(test.count("invitations").await, 0);
    });
}

#[test]
fn invitations_are_listed_without_their_secret_and_revoked_by_any_of_the_staff() {
    run(async {
        let (test, staff) = site("invitation").await;
        let admin = test.staff("boss", Role::Admin).await;
        let secret = create(&test.world, staff).await.unwrap();
        let listed = list(&test.world, admin).await.unwrap().unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].handle, "mod");
        assert_eq!(listed[0].expires_at, test.world.now().plus_seconds(FORTNIGHT));
        let rows = test.query::<serde_json::Value>("select * from invitations").await;
        assert!(!rows[0].to_string().contains(&secret));

        revoke(&test.world, admin, listed[0].id).await.unwrap();
        revoke(&test.world, admin, listed[0].id).await.unwrap();
        assert_eq!(
            join(&test, "ada", Some(&secret)).await.unwrap_err(),
            Error::InvitationNeeded
        );
    });
}

#[test]
fn nobody_else_makes_sees_or_revokes_them() {
    run(async {
        let test = Test::new();
        let staff = test.staff("mod", Role::Moderator).await;
        let ada = test.user("ada").await;
        create(&test.world, staff).await.unwrap();
        let id = list(&test.world, staff).await.unwrap().unwrap()[0].id;
        for viewer in [ada, Viewer::Anonymous] {
            assert_eq!(create(&test.world, viewer).await, Err(Error::NotFound));
            assert_eq!(list(&test.world, viewer).await.unwrap(), None);
            assert_eq!(revoke(&test.world, viewer, id).await, Err(Error::NotFound));
        }
        assert_eq!(test.count("invitations").await, 1);
    });
}

#[test]
fn who_may_not_invite_any_more_has_invited_nobody() {
    run(async {
        let test = Test::with(&[("SIGN_UP", "invitation")]);
        let admin = test.staff("boss", Role::Admin).await;
        let kept = create(&test.world, admin).await.unwrap();
        for suspended in [false, true] {
            let handle = if suspended { "one" } else { "two" };
            let staff = test.staff(handle, Role::Moderator).await;
            let secret = create(&test.world, staff).await.unwrap();
            if suspended {
                people::suspend(&test.world, admin, handle).await.unwrap();
            } else {
                people::set_role(&test.world, admin, handle, Role::Member)
                    .await
                    .unwrap();
            }
            assert_eq!(welcome(&test.world, Some(&secret)).await, Err(Error::InvitationNeeded));
        }
        // a moderator who becomes an admin may still
        let staff = test.staff("three", Role::Moderator).await;
        let secret = create(&test.world, staff).await.unwrap();
        people::set_role(&test.world, admin, "three", Role::Admin)
            .await
            .unwrap();
        for secret in [kept, secret] {
            welcome(&test.world, Some(&secret)).await.unwrap();
        }
    });
}

#[test]
fn there_is_an_end_to_inviting() {
    run(async {
        let test = Test::new();
        let staff = test.staff("mod", Role::Moderator).await;
        for _ in 0..90 {
            create(&test.world, staff).await.unwrap();
        }
        let refused = create(&test.world, staff).await.unwrap_err();
        assert_eq!(refused, Error::from(Conflict::TooManyInvitations));
        assert_eq!(list(&test.world, staff).await.unwrap().unwrap().len(), 90);
        test.outside.pass_seconds(FORTNIGHT);
        assert!(
            create(&test.world, staff).await.is_ok(),
            "those that have ended do not count"
        );
    });
}

#[test]
fn a_mode_that_there_is_not_is_an_error_that_names_the_variable() {
    let read = |mode: &'static str| {
        Config::read(&move |name| {
            Some(match name {
                "SIGN_UP" => mode.into(),
                "SITE_ORIGIN" | "IMAGES_URL" | "S3_ENDPOINT" | "MEDIA_ORIGIN" => "http://localhost:1".into(),
                "LEASE_SECONDS"
                | "SWEEP_AFTER_SECONDS"
                | "UPLOAD_EXPIRES_SECONDS"
                | "RETRY_DELAYS"
                | "PROBE_DELAYS" => "1".into(),
                "PLAN" | "MAIL" | "MAIL_URL" | "MAIL_KEY" | "MAIL_FROM" => return None,
                "EXPORT_MAX_BYTES" => "1".into(),
                _ => "k".repeat(32),
            })
        })
    };
    let error = read("private").unwrap_err().to_string();
    assert_eq!(error, "the variable SIGN_UP must be open, invitation or closed");
    assert_eq!(read("closed").unwrap().sign_up.as_str(), "closed");
    assert_eq!(read("").unwrap().sign_up.as_str(), "open");
}

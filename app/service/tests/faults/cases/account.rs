//! Signing up and in, passwords, recovery codes and tokens.

use crate::{
    check::{Again, Case, case},
    stage::{CLIENT, PASSWORD, Stage, act, done, told},
};
use domain::access::Scopes;
use pollster::block_on;
use service::{
    Error,
    account::{Profile, SignUp, sign_in, sign_up},
    auth, confirm,
    error::Conflict,
    recovery, token,
};

const EMAIL: &str = "ada@example.org";

/// A new password, stretched.
const OTHER: &str = "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd";

const TAKEN: Again =
    Again::Refused(|error| matches!(error, Error::Conflict(Conflict::EmailTaken | Conflict::HandleTaken)));

fn form(invitation: Option<String>) -> SignUp {
    SignUp {
        profile: Profile {
            email: EMAIL.into(),
            name: "Ada".into(),
            handle: "ada".into(),
        },
        stretched: PASSWORD.into(),
        invitation,
    }
}

fn wanted() -> token::Wanted {
    token::Wanted {
        name: "A script".into(),
        scopes: Scopes::ALL,
        days: Some(30),
    }
}

fn token_of(stage: &Stage) -> (domain::session::Session, String) {
    let ada = stage.session("ada");
    let token = block_on(token::create(&stage.test.world, &ada, wanted())).unwrap();
    (ada, token)
}

pub(super) const CASES: &[Case] = &[
    case("account::sign_up", "with a password", |_| {
        act!(|world| done(sign_up(world, CLIENT, form(None)).await))
    })
    .again(TAKEN),
    case("account::sign_up", "with an invitation", |stage| {
        let root = stage.admin();
        let secret = block_on(service::invitations::create(&stage.test.world, root)).unwrap();
        act!(|world| done(sign_up(world, CLIENT, form(Some(secret.clone()))).await))
    })
    .with(&[("SIGN_UP", "invitation")])
    // the e-mail is not looked up for who has no invitation
    .again(Again::Refused(|error| *error == Error::InvitationNeeded)),
    case("account::sign_in", "with the password", |stage| {
        stage.session("ada");
        act!(|world| done(sign_in(world, CLIENT, EMAIL, PASSWORD).await))
    })
    .again(Again::Another("sessions")),
    case("confirm::by_password", "in a session", |stage| {
        let ada = stage.session("ada");
        act!(|world| done(confirm::by_password(world, CLIENT, &ada, PASSWORD).await))
    }),
    case("confirm::require", "just signed in", |stage| {
        let ada = stage.session("ada");
        act!(|world| done(confirm::require(world, &ada).await))
    })
    .soon(),
    case("recovery::overview", "of an account", |stage| {
        let ada = stage.session("ada");
        act!(|world| told(recovery::overview(world, &ada).await))
    })
    .soon(),
    case("recovery::account", "of an account", |stage| {
        let ada = stage.session("ada");
        act!(|world| told(recovery::account(world, ada.user).await))
    }),
    case("recovery::set_password", "signed in twice", |stage| {
        let ada = stage.session("ada");
        block_on(stage.test.signed_in("ada"));
        act!(|world| done(recovery::set_password(world, &ada, OTHER).await))
    })
    .soon(),
    case("recovery::make_codes", "in place of others", |stage| {
        let ada = stage.session("ada");
        block_on(recovery::make_codes(&stage.test.world, &ada)).unwrap();
        act!(|world| done(recovery::make_codes(world, &ada).await))
    })
    .soon(),
    case("recovery::recover", "with a code", |stage| {
        let ada = stage.session("ada");
        let codes = block_on(recovery::make_codes(&stage.test.world, &ada)).unwrap();
        act!(|world| done(recovery::recover(world, CLIENT, EMAIL, &codes[0], OTHER).await))
    })
    .again(Again::Refused(|error| *error == Error::WrongCode)),
    case("token::create", "for everything", |stage| {
        let ada = stage.session("ada");
        act!(|world| done(token::create(world, &ada, wanted()).await))
    })
    .soon()
    .again(Again::Another("tokens")),
    case("token::list", "of somebody", |stage| {
        let (ada, _) = token_of(stage);
        act!(|world| told(token::list(world, ada.user).await))
    }),
    case("token::revoke", "one of two", |stage| {
        let (ada, _) = token_of(stage);
        block_on(token::create(&stage.test.world, &ada, wanted())).unwrap();
        let id = block_on(token::list(&stage.test.world, ada.user)).unwrap()[0].id;
        act!(|world| done(token::revoke(world, ada.user, id).await))
    }),
    case("auth::bearer", "with a token", |stage| {
        let (_, token) = token_of(stage);
        act!(|world| told(auth::bearer(world, &token).await))
    }),
];

//! Passkeys. Who cannot know whether an answer got through answers a new challenge: the old one is used up.

use crate::{
    check::{Again, Case, case},
    stage::{CLIENT, Stage, act, done, told},
    support::{Algorithm, Authenticator},
};
use domain::{passkey::Refusal, session::Session};
use pollster::block_on;
use service::{
    Error,
    account::Profile,
    passkeys::{self, Answer},
};

const HERE: &str = "http://localhost:1";

const REPLAYED: Again =
    Again::Refused(|error| matches!(error, Error::Passkey(Refusal::Replayed | Refusal::CounterWentBack)));

fn profile() -> Profile {
    Profile {
        email: "eve@example.org".into(),
        name: "Eve".into(),
        handle: "eve".into(),
    }
}

/// Ada, and a passkey that she has added.
fn with_passkey(stage: &Stage) -> (Session, Authenticator) {
    let ada = stage.session("ada");
    let key = Authenticator::new(Algorithm::EdDsa);
    let added = adding(stage, &ada, &key);
    block_on(passkeys::add(&stage.test.world, &ada, HERE, "A key", &added)).unwrap();
    (ada, key)
}

fn adding(stage: &Stage, ada: &Session, key: &Authenticator) -> Answer {
    let options = block_on(passkeys::for_adding(&stage.test.world, ada, HERE)).unwrap();
    key.create(&options)
}

fn id_of(stage: &Stage, ada: &Session) -> String {
    let keys = block_on(passkeys::list(&stage.test.world, ada.user)).unwrap();
    keys[0].id.clone()
}

pub(super) const CASES: &[Case] = &[
    case("passkeys::sign_up", "somebody new", |stage| {
        let key = Authenticator::new(Algorithm::EdDsa);
        let (options, user) = passkeys::for_signing_up(&stage.test.world, HERE, profile()).unwrap();
        let answer = key.create(&options);
        act!(|world| done(passkeys::sign_up(world, CLIENT, HERE, profile(), user, None, &answer).await))
    })
    .soon()
    .again(REPLAYED),
    case("passkeys::for_adding", "to an account", |stage| {
        let ada = stage.session("ada");
        act!(|world| done(passkeys::for_adding(world, &ada, HERE).await))
    })
    .soon(),
    case("passkeys::add", "to an account", |stage| {
        let ada = stage.session("ada");
        block_on(stage.test.signed_in("ada"));
        let answer = adding(stage, &ada, &Authenticator::new(Algorithm::EdDsa));
        act!(|world| done(passkeys::add(world, &ada, HERE, "A key", &answer).await))
    })
    .soon()
    .again(REPLAYED),
    case("passkeys::sign_in", "whoever it is", |stage| {
        let (ada, mut key) = with_passkey(stage);
        let options = passkeys::for_signing_in(&stage.test.world, HERE).unwrap();
        let answer = key.get(&options, &ada.user.to_string());
        act!(|world| done(passkeys::sign_in(world, CLIENT, HERE, &answer).await))
    })
    .soon()
    .again(REPLAYED),
    case("passkeys::for_confirming", "in a session", |stage| {
        let (ada, _) = with_passkey(stage);
        act!(|world| done(passkeys::for_confirming(world, &ada, HERE).await))
    }),
    case("passkeys::confirm", "in a session", |stage| {
        let (ada, mut key) = with_passkey(stage);
        let options = block_on(passkeys::for_confirming(&stage.test.world, &ada, HERE)).unwrap();
        let answer = key.get(&options, &ada.user.to_string());
        act!(|world| done(passkeys::confirm(world, CLIENT, &ada, HERE, &answer).await))
    })
    .soon()
    .again(REPLAYED),
    case("passkeys::list", "of somebody", |stage| {
        let (ada, _) = with_passkey(stage);
        act!(|world| told(passkeys::list(world, ada.user).await))
    }),
    case("passkeys::rename", "one", |stage| {
        let (ada, _) = with_passkey(stage);
        let id = id_of(stage, &ada);
        act!(|world| done(passkeys::rename(world, ada.user, &id, "Another name").await))
    }),
    case("passkeys::remove", "one", |stage| {
        let (ada, _) = with_passkey(stage);
        let id = id_of(stage, &ada);
        act!(|world| done(passkeys::remove(world, &ada, &id).await))
    })
    .soon()
    .again(Again::Refused(|error| *error == Error::NotFound)),
];

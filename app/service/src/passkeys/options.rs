//! What a browser is asked, as `PublicKeyCredential.parseCreationOptionsFromJSON()` and `parseRequestOptionsFromJSON()` read it
//! (level 3, 5.1).

use super::{origin, relying_party};
use crate::{Result, World, account::Profile, confirm, site_settings, sql::passkeys::PasskeyRow};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    id::UserId,
    passkey::{
        CHALLENGE_SECONDS,
        challenge::{self, Purpose},
        cose::ALGORITHMS,
    },
    seal::first,
    session::Session,
};
use serde_json::{Value, json};

/// For somebody new: the options, and the id that their account will have.
///
/// # Errors
/// A field that cannot be taken.
pub fn for_signing_up(world: &World, asked_at: &str, profile: Profile) -> Result<(Value, UserId)> {
    let profile = profile.normal()?;
    let user = UserId::new(world.uuid());
    let challenge = issue(world, Purpose::SignUp, &user.to_string());
    let options = creation(world, asked_at, challenge, user, [&profile.email, &profile.name], &[])?;
    Ok((options, user))
}

/// For another passkey of somebody who has just shown that it is them.
///
/// # Errors
/// [`crate::Error::ConfirmFirst`], or the database does not answer.
pub async fn for_adding(world: &World, session: &Session, asked_at: &str) -> Result<Value> {
    confirm::require(world, session).await?;
    let known = super::list(world, session.user).await?;
    let account = crate::recovery::account(world, session.user).await?;
    let challenge = issue(world, Purpose::Add, &session.user.to_string());
    let called = [account.email.as_str(), session.name.as_str()];
    creation(world, asked_at, challenge, session.user, called, &known)
}

/// For signing in, whoever it is: the authenticator knows.
///
/// # Errors
/// If the site's address is none.
pub fn for_signing_in(world: &World, asked_at: &str) -> Result<Value> {
    request(world, asked_at, issue(world, Purpose::SignIn, ""), &[])
}

/// For showing that it is still the same person.
///
/// # Errors
/// If the database does not answer.
pub async fn for_confirming(world: &World, session: &Session, asked_at: &str) -> Result<Value> {
    let known = super::list(world, session.user).await?;
    let challenge = issue(world, Purpose::Confirm, &session.id.to_string());
    request(world, asked_at, challenge, &known)
}

fn issue(world: &World, purpose: Purpose, subject: &str) -> String {
    let nonce = first(world.random.bytes());
    let key = &world.config.session_key;
    URL_SAFE_NO_PAD.encode(challenge::issue(key, purpose, subject, world.now(), nonce))
}

/// The user's id goes to the authenticator as its hexadecimal digits: it says nothing of the person.
fn creation(
    world: &World,
    asked_at: &str,
    challenge: String,
    user: UserId,
    [email, name]: [&str; 2],
    known: &[PasskeyRow],
) -> Result<Value> {
    let site = relying_party(origin(world, asked_at))?;
    let algorithms: Vec<Value> = ALGORITHMS
        .iter()
        .map(|algorithm| json!({ "type": "public-key", "alg": algorithm }))
        .collect();
    Ok(json!({
        "rp": { "id": site.id, "name": site_settings::known(world).name },
        "user": { "id": URL_SAFE_NO_PAD.encode(user.to_string()), "name": email, "displayName": name },
        "challenge": challenge,
        "pubKeyCredParams": algorithms,
        "timeout": CHALLENGE_SECONDS * 1000,
        "excludeCredentials": descriptors(known),
        "authenticatorSelection": { "residentKey": "required", "requireResidentKey": true, "userVerification": "required" },
        "attestation": "none",
    }))
}

fn request(world: &World, asked_at: &str, challenge: String, known: &[PasskeyRow]) -> Result<Value> {
    let site = relying_party(origin(world, asked_at))?;
    Ok(json!({
        "rpId": site.id,
        "challenge": challenge,
        "timeout": CHALLENGE_SECONDS * 1000,
        "allowCredentials": descriptors(known),
        "userVerification": "required",
    }))
}

fn descriptors(known: &[PasskeyRow]) -> Vec<Value> {
    let one = |row: &PasskeyRow| json!({ "type": "public-key", "id": row.id });
    known.iter().map(one).collect()
}

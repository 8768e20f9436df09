//! Letters by e-mail: showing whose an address is, getting back in, and a site that sends none.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail anywhere")]

#[path = "../support/mod.rs"]
mod support;

mod addresses;
mod coming_back;
mod hostile;
mod without;

use domain::{
    letter::{Link, Purpose},
    session::Session,
};
use service::{
    Result,
    letters::{Later, Message, Write, Written, reset, verify},
    ports::Letter,
    sessions::Client,
};
use support::Test;

const CLIENT: Client<'static> = Client {
    ip: "192.0.2.9",
    device: "A browser",
};

fn old() -> String {
    "ab".repeat(32)
}

fn new() -> String {
    "cd".repeat(32)
}

/// A site that can send letters.
fn with_mail() -> Test {
    Test::with(&[
        ("MAIL_URL", "https://mail.example/emails"),
        ("MAIL_KEY", "key"),
        ("MAIL_FROM", "site@example.org"),
    ])
}

/// Says what a message is, and its link.
fn write() -> Write {
    Box::new(|message| {
        let (subject, text) = match message {
            Message::Verify { link } => ("verify", link),
            Message::Reset { link } => ("reset", link),
            Message::PasswordChanged { forgot } => ("changed", forgot),
        };
        Written {
            subject: subject.into(),
            text: text.clone(),
        }
    })
}

/// Every letter since the last look.
fn letters(test: &Test) -> Vec<Letter> {
    std::mem::take(&mut *test.outside.letters.lock().unwrap())
}

/// The one letter since the last look, and the link's text in it.
fn only_link(test: &Test, purpose: Purpose) -> String {
    let letters = letters(test);
    assert_eq!(letters.len(), 1, "{letters:?}");
    let start = format!("http://localhost:1{}/", purpose.page());
    letters[0].text.strip_prefix(&start).unwrap().to_owned()
}

/// What is done after the answer to somebody who asks for a new password.
async fn ask(test: &Test, email: &str) -> Result<()> {
    let later: Later = reset::ask(&test.world, CLIENT, email, write()).await?;
    assert_eq!(letters(test), [], "nothing is sent before the answer");
    later.await
}

/// The link in the letter that somebody is sent who asks.
async fn asked(test: &Test, email: &str) -> String {
    ask(test, email).await.unwrap();
    only_link(test, Purpose::Reset)
}

async fn welcomed(test: &Test, session: &Session) -> String {
    let later = verify::welcome(&test.world, session.user, write()).await.unwrap();
    later.await.unwrap();
    only_link(test, Purpose::Verify)
}

/// Somebody whose address is known to be theirs.
async fn verified(test: &Test, handle: &str) -> Session {
    let session = test.signed_up(handle).await.session;
    let link = welcomed(test, &session).await;
    verify::confirm(&test.world, CLIENT, &link).await.unwrap();
    session
}

async fn is_verified(test: &Test, session: &Session) -> bool {
    let account = service::recovery::account(&test.world, session.user).await.unwrap();
    account.email_verified_at.is_some()
}

/// The same letter's link, by somebody who knows its parts but not the key.
fn forged(purpose: Purpose, session: &Session, test: &Test) -> String {
    let state = domain::letter::State {
        email: "ada@example.org",
        salt: "",
    };
    Link::new(&support::key("f"), purpose, session.user, test.world.now(), state).to_string()
}

/// A link whose seal is another in its last character.
fn another_seal(link: &str) -> String {
    let last = if link.ends_with('A') { 'B' } else { 'A' };
    format!("{}{last}", &link[..link.len() - 1])
}

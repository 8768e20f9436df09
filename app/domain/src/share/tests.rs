use super::*;
use crate::{
    access::Role,
    id::{SessionId, UserId},
    rendition::{JPEG, SLOTS},
    session::{self, Session},
};
use uuid::Uuid;

const NOW: Timestamp = Timestamp::from_millis(1_700_000_000_000);

fn key(letter: &str) -> Key {
    Key::new(&letter.repeat(32)).unwrap()
}

fn pass(purpose: Purpose) -> Pass {
    Pass::new(ShareLinkId::new(Uuid::from_u128(7)), purpose, NOW)
}

#[test]
fn a_secret_has_one_spelling_and_is_never_printed() {
    let secret = Secret::new([0xab; 16]);
    assert_eq!(secret.to_string(), "ab".repeat(16));
    assert_eq!(secret.path(), format!("/s/{secret}"));
    assert_eq!(Secret::parse(&secret.to_string()), Some(secret));
    assert!(!format!("{secret:?}").contains("ab"));
    for other in [
        "",
        "ab",
        &"AB".repeat(16),
        &"ab".repeat(17),
        &"zz".repeat(16),
        &format!("{secret}/"),
    ] {
        assert_eq!(Secret::parse(other), None, "{other}");
    }
    assert_ne!(secret.sha256(), Secret::new([0xac; 16]).sha256());
}

#[test]
fn a_pass_opens_what_it_is_for_until_it_ends() {
    for (purpose, other) in [(Purpose::Page, Purpose::Media), (Purpose::Media, Purpose::Page)] {
        let text = pass(purpose).issue(&key("k"));
        let last = NOW.plus_seconds(PASS_SECONDS - 1);
        assert_eq!(Pass::open(&key("k"), last, purpose, &text), Some(pass(purpose)));
        assert_eq!(
            Pass::open(&key("k"), NOW.plus_seconds(PASS_SECONDS), purpose, &text),
            None
        );
        assert_eq!(Pass::open(&key("k"), NOW, other, &text), None);
        assert_eq!(Pass::open(&key("x"), NOW, purpose, &text), None);
    }
}

#[test]
fn a_pass_that_was_tampered_with_is_none() {
    let text = pass(Purpose::Media).issue(&key("k"));
    let (payload, tag) = text.rsplit_once('.').unwrap();
    let later = payload.replace("17000", "27000");
    assert_ne!(later, payload);
    let other = payload.replacen("0007", "0008", 1);
    assert_ne!(other, payload);
    for bad in [
        String::new(),
        ".".into(),
        payload.to_owned(),
        format!("{payload}."),
        format!("{later}.{tag}"),
        format!("{other}.{tag}"),
        format!("{payload}.{}", &tag[1..]),
        format!("{text}="),
        text.replace("media", "page"),
        format!("é{text}"),
    ] {
        for purpose in [Purpose::Page, Purpose::Media] {
            assert_eq!(Pass::open(&key("k"), NOW, purpose, &bad), None, "{bad}");
        }
    }
}

#[test]
fn a_session_is_no_pass_and_a_pass_no_session() {
    let session = Session {
        id: SessionId::new(Uuid::from_u128(7)),
        user: UserId::new(Uuid::from_u128(8)),
        handle: "ada".into(),
        name: "Ada".into(),
        role: Role::Admin,
        leaving: None,
        expires: NOW.plus_seconds(60),
    };
    let token = session::issue(&key("k"), &session);
    for purpose in [Purpose::Page, Purpose::Media] {
        assert_eq!(Pass::open(&key("k"), NOW, purpose, &token), None);
        assert_eq!(session::open(&key("k"), NOW, &pass(purpose).issue(&key("k"))), None);
    }
}

#[test]
fn files_read_back_and_other_spellings_are_refused() {
    let files = SLOTS
        .map(SharedFile::Rendition)
        .into_iter()
        .chain([SharedFile::Original, SharedFile::Bare]);
    for file in files {
        let path = file.path("p");
        let name = path
            .strip_prefix("/media/shared/")
            .unwrap()
            .strip_suffix("?share=p")
            .unwrap();
        assert_eq!(SharedFile::parse(name), Some(file));
    }
    assert_eq!(
        SharedFile::Rendition(JPEG).path("a.b"),
        "/media/shared/jpeg.jpg?share=a.b"
    );
    for other in [
        "",
        "Original",
        "original/",
        "w640.jpg",
        "w641.webp",
        "../w640.webp",
        "w640",
        "w640.webp.x",
    ] {
        assert_eq!(SharedFile::parse(other), None, "{other}");
    }
}

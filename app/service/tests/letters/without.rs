//! A site that sends no letters, and what its configuration says of it.

use super::*;
use service::{
    Error,
    config::{MailKey, MailWay},
    letters::{offered, password_changed},
};
use support::run;

#[test]
fn nothing_is_there_and_everything_else_is_as_before() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        assert!(!offered(&test.world));
        assert!(verify::welcome(&test.world, ada.user, write()).await.is_none());
        assert!(password_changed(&test.world, ada.user, write()).is_none());
        let not_there = Some(Error::NotFound);
        assert_eq!(verify::again(&test.world, &ada, write()).await.err(), not_there);
        assert_eq!(verify::confirm(&test.world, CLIENT, "x").await.err(), not_there);
        assert_eq!(reset::ask(&test.world, CLIENT, "x", write()).await.err(), not_there);
        assert_eq!(reset::look(&test.world, "x").await.err(), not_there);
        assert_eq!(reset::set(&test.world, CLIENT, "x", &new()).await.err(), not_there);
    });
}

fn read(vars: &[(&str, &str)]) -> std::result::Result<Option<service::config::Mail>, String> {
    let secret = "k".repeat(32);
    let config = service::config::Config::read(&|name| {
        if name.starts_with("MAIL") {
            let found = vars.iter().find(|(known, _)| *known == name);
            return found.map(|(_, value)| (*value).to_owned());
        }
        Some(match name {
            "SITE_ORIGIN" | "IMAGES_URL" | "S3_ENDPOINT" | "MEDIA_ORIGIN" => "http://localhost:1".into(),
            "SIGN_UP" => "open".into(),
            "PLAN" => String::new(),
            "LEASE_SECONDS"
            | "SWEEP_AFTER_SECONDS"
            | "UPLOAD_EXPIRES_SECONDS"
            | "RETRY_DELAYS"
            | "PROBE_DELAYS"
            | "EXPORT_MAX_BYTES" => "1".into(),
            _ => secret.clone(),
        })
    });
    config.map(|config| config.mail).map_err(|error| error.to_string())
}

const URL: (&str, &str) = ("MAIL_URL", "https://mail.example/emails");
const KEY: (&str, &str) = ("MAIL_KEY", "re_123");
const FROM: (&str, &str) = ("MAIL_FROM", "site@example.org");
const BINDING: (&str, &str) = ("MAIL", "bound");

#[test]
fn there_is_one_way_or_none() {
    assert_eq!(read(&[]), Ok(None));
    let http = read(&[URL, KEY, FROM]).unwrap().unwrap();
    assert_eq!(http.from, "site@example.org");
    let MailWay::Http { url, key } = &http.way else {
        unreachable!("{http:?}")
    };
    assert_eq!((url.as_str(), key.reveal()), (URL.1, KEY.1));
    assert!(!format!("{http:?}").contains(KEY.1), "the key is never printed");
    let key: &MailKey = key;
    assert_eq!(format!("{key:?}"), "MailKey(…)");
    assert_eq!(read(&[BINDING, FROM]).unwrap().unwrap().way, MailWay::Binding);
    assert!(read(&[("MAIL_URL", "http://127.0.0.1:9/emails"), KEY, FROM]).is_ok());
    // secrets stay when vars go: a key without an address decides nothing, and does no harm
    assert_eq!(read(&[KEY]).unwrap(), None);
    assert_eq!(read(&[KEY, FROM, BINDING]).unwrap().unwrap().way, MailWay::Binding);
}

#[test]
fn what_is_wrong_is_named() {
    let wrong = |vars: &[(&str, &str)]| read(vars).unwrap_err();
    for (vars, named) in [
        (vec![URL, KEY, FROM, BINDING], "the variable MAIL_URL is set, and"),
        (vec![URL, FROM], "the variable MAIL_KEY is missing"),
        (vec![KEY, FROM], "the variable MAIL_URL is missing"),
        (vec![FROM], "the variable MAIL_URL is missing, as is a binding MAIL"),
        (vec![URL, KEY], "the variable MAIL_FROM is missing"),
        (vec![BINDING], "the variable MAIL_FROM is missing"),
        (
            vec![URL, KEY, ("MAIL_FROM", "Site <site@example.org>")],
            "the variable MAIL_FROM must be",
        ),
        (
            vec![("MAIL_URL", "http://mail.example/"), KEY, FROM],
            "the variable MAIL_URL must begin",
        ),
        (
            vec![("MAIL_URL", "http://127.0.0.1.evil.example:1/"), KEY, FROM],
            "the variable MAIL_URL must begin",
        ),
    ] {
        assert!(wrong(&vars).starts_with(named), "{vars:?}: {}", wrong(&vars));
    }
}

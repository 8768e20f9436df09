//! What was typed, and whether it can be sent.

use super::does::Does;
use crate::catalogue::{AccountWords, fill};
use domain::{
    account::{AccountError, MIN_PASSWORD, normal_email, normal_handle, normal_name},
    recovery,
};

/// What was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) email: String,
    pub(super) name: String,
    pub(super) handle: String,
    pub(super) password: String,
    pub(super) code: String,
    /// The secret of the invitation or the letter that led here; empty if there is none.
    pub(super) secret: String,
}

/// What was typed, in the form in which it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Checked {
    pub(super) email: String,
    pub(super) name: String,
    pub(super) handle: String,
    pub(super) password: String,
    pub(super) code: String,
    /// The secret of the invitation or the letter that led here; empty if there is none.
    pub(super) secret: String,
}

/// A field by its id, and what is wrong with it.
pub(super) type Wrong = (&'static str, String);

/// Checks what was typed of what such a form asks for.
///
/// # Errors
/// A sentence for each field that is wrong, in the order in which they stand.
pub(super) fn check(entry: Entry, does: Does) -> Result<Checked, Vec<Wrong>> {
    let (mut checked, mut wrong) = profile(&entry, does);
    checked.password = keep(&mut wrong, "password", password(entry.password, does));
    if wrong.is_empty() { Ok(checked) } else { Err(wrong) }
}

/// As [`check`], without a password.
///
/// # Errors
/// As [`check`].
pub(super) fn check_for_passkey(entry: &Entry, does: Does) -> Result<Checked, Vec<Wrong>> {
    if does == Does::AddPasskey {
        let mut wrong = Vec::new();
        let name = keep(&mut wrong, "name", normal_name(&entry.name));
        let named = Checked {
            name,
            ..Checked::default()
        };
        return if wrong.is_empty() { Ok(named) } else { Err(wrong) };
    }
    if does != Does::SignUp {
        return Ok(Checked::default());
    }
    let (checked, wrong) = profile(entry, does);
    if wrong.is_empty() { Ok(checked) } else { Err(wrong) }
}

fn profile(entry: &Entry, does: Does) -> (Checked, Vec<Wrong>) {
    let (mut wrong, mut checked) = (Vec::new(), Checked::default());
    if does.asks_profile() {
        checked.name = keep(&mut wrong, "name", normal_name(&entry.name));
        checked.handle = keep(&mut wrong, "handle", normal_handle(&entry.handle));
    }
    checked.secret.clone_from(&entry.secret);
    checked.email = keep(&mut wrong, "email", normal_email(&entry.email));
    if does.asks_code() {
        let code = recovery::normal(&entry.code).ok_or_else(|| AccountWords::here().no_code.to_owned());
        checked.code = keep(&mut wrong, "code", code);
    }
    (checked, wrong)
}

/// Only new passwords are measured: the site's rule says nothing about one that was chosen before.
fn password(typed: String, does: Does) -> Result<String, String> {
    let words = AccountWords::here();
    if does.sets_password() && typed.chars().count() < MIN_PASSWORD {
        Err(fill(words.short_password, &[("n", &MIN_PASSWORD.to_string())]))
    } else if typed.is_empty() {
        Err(words.no_password.to_owned())
    } else {
        Ok(typed)
    }
}

fn keep<Error: Into<Said>>(wrong: &mut Vec<Wrong>, id: &'static str, checked: Result<String, Error>) -> String {
    checked.unwrap_or_else(|error| {
        let Said(sentence) = error.into();
        wrong.push((id, sentence));
        String::new()
    })
}

/// A sentence for the visitor.
struct Said(String);

impl From<String> for Said {
    fn from(sentence: String) -> Self {
        Self(sentence)
    }
}

impl From<AccountError> for Said {
    fn from(error: AccountError) -> Self {
        Self(AccountWords::here().refusal(error).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            email: " Ada@Example.org".into(),
            name: "Ada ".into(),
            handle: "@Ada".into(),
            password: "a long secret".into(),
            code: " zwo1-4d2p-f2db-sqqh".into(),
            secret: String::new(),
        }
    }

    #[test]
    fn a_good_entry_is_kept_in_its_normal_form() {
        let checked = check(entry(), Does::SignUp).unwrap();
        assert_eq!(
            (checked.email.as_str(), checked.name.as_str(), checked.handle.as_str()),
            ("ada@example.org", "Ada", "ada")
        );
        assert_eq!(check(entry(), Does::Recover).unwrap().code, "ZW014D2PF2DBSQQH");
    }

    #[test]
    fn every_wrong_field_has_its_sentence() {
        let short = Entry {
            password: "short".into(),
            ..Entry::default()
        };
        let ids = |does| {
            let wrong = check(short.clone(), does).unwrap_err();
            wrong.iter().map(|(id, _)| *id).collect::<Vec<_>>()
        };
        assert_eq!(ids(Does::SignUp), ["name", "handle", "email", "password"]);
        assert_eq!(ids(Does::Recover), ["email", "code", "password"]);
        let wrong = check(short.clone(), Does::SignUp).unwrap_err();
        assert_eq!(wrong[3].1, "A password has at least 12 characters.");
    }

    #[test]
    fn signing_in_asks_for_e_mail_and_password_alone() {
        let known = |password: &str| Entry {
            name: String::new(),
            handle: String::new(),
            password: password.into(),
            ..entry()
        };
        assert!(check(known("old"), Does::SignIn).is_ok());
        assert_eq!(check(known(""), Does::SignIn).unwrap_err()[0].0, "password");
    }

    #[test]
    fn a_password_may_be_long_and_of_any_characters() {
        for password in [
            "a".repeat(12),
            "1".repeat(64),
            " all lower case ".to_owned(),
            "日出日出日出日出日出日出".to_owned(),
            "😀".repeat(128),
        ] {
            let typed = Entry {
                password: password.clone(),
                ..entry()
            };
            assert_eq!(check(typed, Does::SignUp).unwrap().password, password);
        }
    }

    #[test]
    fn a_passkey_takes_the_place_of_a_password() {
        let nothing = Entry::default();
        assert_eq!(check_for_passkey(&nothing, Does::SignIn), Ok(Checked::default()));
        assert_eq!(check_for_passkey(&nothing, Does::AddPasskey).unwrap_err()[0].0, "name");
        let new = Entry {
            password: String::new(),
            ..entry()
        };
        assert_eq!(check_for_passkey(&new, Does::SignUp).unwrap().handle, "ada");
    }
}

//! What was typed, and whether it can be sent.

use crate::catalogue::{AccountWords, fill};
use domain::account::{AccountError, MIN_PASSWORD, normal_email, normal_handle, normal_name};

/// What was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) email: String,
    pub(super) name: String,
    pub(super) handle: String,
    pub(super) password: String,
}

/// What was typed, in the form in which it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Checked {
    pub(super) email: String,
    pub(super) name: String,
    pub(super) handle: String,
    pub(super) password: String,
}

/// A field by its id, and what is wrong with it.
pub(super) type Wrong = (&'static str, String);

/// Checks what was typed; name and handle only of those who are new.
///
/// # Errors
/// A sentence for each field that is wrong, in the order in which they stand.
pub(super) fn check(entry: Entry, new: bool) -> Result<Checked, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let (mut name, mut handle) = (String::new(), String::new());
    if new {
        name = keep(&mut wrong, "name", normal_name(&entry.name));
        handle = keep(&mut wrong, "handle", normal_handle(&entry.handle));
    }
    let email = keep(&mut wrong, "email", normal_email(&entry.email));
    let password = keep(&mut wrong, "password", password(entry.password, new));
    if wrong.is_empty() {
        Ok(Checked {
            email,
            name,
            handle,
            password,
        })
    } else {
        Err(wrong)
    }
}

/// Only new passwords are measured: the site's rule says nothing about one that was chosen before.
fn password(typed: String, new: bool) -> Result<String, String> {
    let words = AccountWords::here();
    if new && typed.chars().count() < MIN_PASSWORD {
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
        }
    }

    #[test]
    fn a_good_entry_is_kept_in_its_normal_form() {
        let checked = check(entry(), true).unwrap();
        assert_eq!(
            (checked.email.as_str(), checked.name.as_str(), checked.handle.as_str()),
            ("ada@example.org", "Ada", "ada")
        );
    }

    #[test]
    fn every_wrong_field_has_its_sentence() {
        let short = Entry {
            password: "short".into(),
            ..Entry::default()
        };
        let wrong = check(short, true).unwrap_err();
        let ids: Vec<&str> = wrong.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, ["name", "handle", "email", "password"]);
        assert_eq!(wrong[3].1, "A password has at least 10 characters.");
    }

    #[test]
    fn signing_in_asks_for_e_mail_and_password_alone() {
        let known = |password: &str| Entry {
            name: String::new(),
            handle: String::new(),
            password: password.into(),
            ..entry()
        };
        assert!(check(known("old"), false).is_ok());
        assert_eq!(check(known(""), false).unwrap_err()[0].0, "password");
    }
}

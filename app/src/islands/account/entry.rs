//! What was typed, and whether it can be sent.

use domain::account::{MIN_PASSWORD, normal_email, normal_handle, normal_name};

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

/// What is wrong, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Errors {
    pub(super) email: Option<String>,
    pub(super) name: Option<String>,
    pub(super) handle: Option<String>,
    pub(super) password: Option<String>,
    /// What no single field is to blame for.
    pub(super) whole: Option<String>,
}

/// Checks what was typed; name and handle only of those who are new.
///
/// # Errors
/// A sentence for each field that is wrong.
pub(super) fn check(entry: Entry, new: bool) -> Result<Checked, Errors> {
    let mut errors = Errors::default();
    let email = keep(normal_email(&entry.email), &mut errors.email);
    let (mut name, mut handle) = (String::new(), String::new());
    if new {
        name = keep(normal_name(&entry.name), &mut errors.name);
        handle = keep(normal_handle(&entry.handle), &mut errors.handle);
    }
    errors.password = password_error(&entry.password, new);
    if errors != Errors::default() {
        return Err(errors);
    }
    Ok(Checked {
        email,
        name,
        handle,
        password: entry.password,
    })
}

/// Only new passwords are measured: nobody learns anything from the length of one that does not fit anyway.
fn password_error(password: &str, new: bool) -> Option<String> {
    if new && password.chars().count() < MIN_PASSWORD {
        Some(format!("A password has at least {MIN_PASSWORD} characters."))
    } else if password.is_empty() {
        Some("Please type your password.".to_owned())
    } else {
        None
    }
}

fn keep<Error: ToString>(checked: Result<String, Error>, error: &mut Option<String>) -> String {
    checked.unwrap_or_else(|wrong| {
        *error = Some(wrong.to_string());
        String::new()
    })
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
        let errors = check(
            Entry {
                password: "short".into(),
                ..Entry::default()
            },
            true,
        )
        .unwrap_err();
        assert!(errors.email.is_some() && errors.name.is_some() && errors.handle.is_some());
        assert_eq!(
            errors.password.as_deref(),
            Some("A password has at least 10 characters.")
        );
        assert_eq!(errors.whole, None);
    }

    #[test]
    fn signing_in_asks_for_e_mail_and_password_alone() {
        let known = Entry {
            name: String::new(),
            handle: String::new(),
            password: "old".into(),
            ..entry()
        };
        assert!(check(known, false).is_ok());
        let empty = Entry {
            password: String::new(),
            ..entry()
        };
        assert!(check(empty, false).unwrap_err().password.is_some());
    }
}

//! What a form of an account is for, and what it therefore asks for and sends.

use crate::functions::{
    Confirm, PasskeyAdd, PasskeyConfirm, PasskeySignIn, PasskeySignUp, Recover, ResetPassword, SetPassword, SignIn,
    SignUp,
};
use leptos::server_fn::ServerFn;

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    /// Making an account.
    SignUp,
    /// Signing in.
    SignIn,
    /// Choosing another password.
    SetPassword,
    /// Showing that it is still the same person.
    Confirm,
    /// Getting back in by a recovery code.
    Recover,
    /// Getting back in by a letter.
    Reset,
    /// Adding a passkey.
    AddPasskey,
}

impl Does {
    const ALL: [Self; 7] = [
        Self::SignUp,
        Self::SignIn,
        Self::SetPassword,
        Self::Confirm,
        Self::Recover,
        Self::Reset,
        Self::AddPasskey,
    ];

    /// As the form says it (`data-does`).
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::SignUp => "sign-up",
            Self::SignIn => "sign-in",
            Self::SetPassword => "set-password",
            Self::Confirm => "confirm",
            Self::Recover => "recover",
            Self::Reset => "reset",
            Self::AddPasskey => "add",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|does| does.as_str() == text)
    }

    /// Whether it asks how somebody is called.
    pub(super) const fn asks_profile(self) -> bool {
        matches!(self, Self::SignUp)
    }

    /// Whether an e-mail is typed. Otherwise the form says whose it is.
    pub(super) const fn asks_email(self) -> bool {
        matches!(self, Self::SignUp | Self::SignIn | Self::Recover)
    }

    /// Whether a recovery code is typed.
    pub(super) const fn asks_code(self) -> bool {
        matches!(self, Self::Recover)
    }

    /// Under which name the secret is sent that led here, where there may be one.
    pub(super) const fn secret(self) -> Option<&'static str> {
        match self {
            Self::SignUp => Some("invitation"),
            Self::Reset => Some("link"),
            _ => None,
        }
    }

    /// Whether the password is a new one, which the site's rule measures.
    pub(super) const fn sets_password(self) -> bool {
        matches!(self, Self::SignUp | Self::SetPassword | Self::Recover | Self::Reset)
    }

    /// Whether it changes how an account is entered, which its owner has to confirm.
    pub(super) const fn asks_confirmation(self) -> bool {
        matches!(self, Self::SetPassword | Self::AddPasskey)
    }

    /// Where the stretched password goes.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::SignUp => SignUp::PATH,
            Self::SignIn | Self::AddPasskey => SignIn::PATH,
            Self::SetPassword => SetPassword::PATH,
            Self::Confirm => Confirm::PATH,
            Self::Recover => Recover::PATH,
            Self::Reset => ResetPassword::PATH,
        }
    }

    /// Where a passkey's answer goes.
    pub(super) fn passkey_path(self) -> &'static str {
        match self {
            Self::SignUp => PasskeySignUp::PATH,
            Self::Confirm => PasskeyConfirm::PATH,
            Self::AddPasskey => PasskeyAdd::PATH,
            Self::SignIn | Self::SetPassword | Self::Recover | Self::Reset => PasskeySignIn::PATH,
        }
    }
}

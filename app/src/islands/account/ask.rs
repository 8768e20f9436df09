//! What the forms of an account ask of the site.

use super::{check::Checked, does::Does, form::Form, stretch};
use crate::{
    browser::request::{Answer, Ask, form_body, send},
    catalogue::{AccountWords, ConnectionWords},
    functions::{PasskeyOptions, PasskeySignUpOptions},
};
use domain::{account::stretch_salt, seal::to_hex};
use js_sys::{JSON, Reflect};
use leptos::server_fn::ServerFn;
use wasm_bindgen::JsValue;

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// For the visitor.
    pub(super) sentence: String,
    /// Whether it was refused for who they are: where that can be shown, they have to show it first.
    pub(super) forbidden: bool,
}

impl Refused {
    pub(super) fn because(sentence: &str) -> Self {
        Self {
            sentence: sentence.to_owned(),
            forbidden: false,
        }
    }
}

/// The password, stretched, as hexadecimal digits; nothing if the browser could not.
pub(super) async fn stretched(form: &Form, checked: &Checked) -> Option<String> {
    let salt = stretch_salt(&form.site(), &checked.email);
    let bytes = stretch::stretch(&checked.password, &salt).await.ok()?;
    Some(to_hex(&bytes))
}

/// Sends what was typed, with the stretched password.
pub(super) async fn with_password(does: Does, checked: &Checked, stretched: &str) -> Result<(), Refused> {
    let mut fields = vec![("stretched", stretched)];
    if does.asks_email() {
        fields.push(("email", &checked.email));
    }
    if does.asks_profile() {
        fields.extend([("name", checked.name.as_str()), ("handle", checked.handle.as_str())]);
    }
    fields.extend(secret(does, checked));
    if does.asks_code() {
        fields.push(("code", &checked.code));
    }
    post(does.path(), &fields).await.map(|_| ())
}

fn secret(does: Does, checked: &Checked) -> Option<(&str, &str)> {
    let secret = checked.secret.as_str();
    does.secret().filter(|_| !secret.is_empty()).map(|name| (name, secret))
}

/// What a browser is to be asked.
pub(super) struct Options {
    /// As JSON.
    pub(super) json: String,
    /// The id that somebody new will have.
    pub(super) user: String,
}

/// What to ask the browser of passkeys for.
pub(super) async fn options(does: Does, checked: &Checked) -> Result<Options, Refused> {
    if does != Does::SignUp {
        let json = text(&post(PasskeyOptions::PATH, &[("purpose", does.as_str())]).await?)?;
        return Ok(Options {
            json,
            user: String::new(),
        });
    }
    let fields = [
        ("email", checked.email.as_str()),
        ("name", &checked.name),
        ("handle", &checked.handle),
    ];
    let json = text(&post(PasskeySignUpOptions::PATH, &fields).await?)?;
    new_options(&json).map_err(|_| unable())
}

fn new_options(json: &str) -> Result<Options, JsValue> {
    let both = JSON::parse(json)?;
    let user = Reflect::get(&both, &"user".into())?;
    let options = Reflect::get(&both, &"options".into())?;
    Ok(Options {
        json: JSON::stringify(&options)?.into(),
        user: user.as_string().unwrap_or_default(),
    })
}

/// Sends what a browser answered.
pub(super) async fn with_passkey(does: Does, checked: &Checked, user: &str, answer: &str) -> Result<(), Refused> {
    let mut fields = vec![("answer", answer)];
    match does {
        Does::SignUp => {
            fields.extend([
                ("email", checked.email.as_str()),
                ("name", &checked.name),
                ("handle", &checked.handle),
                ("user", user),
            ]);
            fields.extend(secret(does, checked));
        }
        Does::AddPasskey => fields.push(("name", &checked.name)),
        _ => {}
    }
    post(does.passkey_path(), &fields).await.map(|_| ())
}

/// Calls a server function as a plain form would: Leptos' own client would be a third of this module to download.
async fn post(path: &str, fields: &[(&str, &str)]) -> Result<Answer, Refused> {
    let body = form_body(fields).map_err(|_| unable())?;
    let ask = Ask {
        method: "POST",
        url: path,
        headers: &[],
        body: Some(&body),
    };
    match send(ask, |_| {}).await {
        Ok(answer) if answer.status == 200 => Ok(answer),
        Ok(answer) => Err(Refused {
            sentence: answer.refusal(),
            forbidden: answer.status == 403,
        }),
        Err(_) => Err(Refused::because(ConnectionWords::here().lost)),
    }
}

fn text(answer: &Answer) -> Result<String, Refused> {
    answer.json.as_string().ok_or_else(unable)
}

fn unable() -> Refused {
    Refused::because(AccountWords::here().passkey_unable)
}

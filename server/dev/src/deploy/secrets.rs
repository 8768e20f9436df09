//! The Worker's secrets. They go to wrangler by its standard input: no argument, no file and no output has them.

use super::terminal;
use crate::{fault::Result, serve::random_hex};
use serde_json::{Map, Value};
use std::env;

/// Those that are made here, once: nobody needs to know them. A `TICKET_KEY` that an image service shares is set by
/// `make deploy-images`.
const RANDOM: [&str; 3] = ["SESSION_KEY", "PEPPER", "TICKET_KEY"];

/// The storage key: only Cloudflare's dashboard can make it.
pub(crate) const STORAGE: [&str; 2] = ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"];

/// What lets the Worker through Cloudflare Access, where that guards the tunnel.
const ACCESS: [&str; 2] = ["ACCESS_CLIENT_ID", "ACCESS_CLIENT_SECRET"];

/// What the provider of letters knows the site by, where `MAIL_URL` names one.
pub(crate) const MAIL: &str = "MAIL_KEY";

/// Names and values. It cannot be printed.
#[derive(Default)]
pub(crate) struct Secrets(Vec<(String, String)>);

impl Secrets {
    /// One.
    pub(crate) fn one(name: &str, value: &str) -> Self {
        Self(vec![(name.to_owned(), value.to_owned())])
    }

    /// What has to be set on a Worker that has these: what can be made is made, the storage key is taken from the
    /// environment or asked for.
    pub(crate) fn missing(set: &[String], account: &str, buckets: &[String]) -> Result<Self> {
        let mut missing = Self::default();
        for name in RANDOM.iter().filter(|name| !set.iter().any(|set| set == *name)) {
            missing.0.push(((*name).to_owned(), random_hex::<32>()?));
        }
        if STORAGE.iter().any(|name| !set.iter().any(|set| set == name)) {
            missing.0.extend(storage(account, buckets)?);
        }
        Ok(missing)
    }

    /// What the environment has for Cloudflare Access and for letters, also if the Worker has it already: it may be another one. Both
    /// halves of a token go live at once, since the Worker refuses to work with one.
    pub(crate) fn of_environment() -> Result<Self> {
        let given = |name: &str| env::var(name).unwrap_or_default();
        let mut secrets = Self::pair(&ACCESS, ACCESS.map(given))?;
        if !given(MAIL).is_empty() {
            secrets.0.push((MAIL.to_owned(), given(MAIL)));
        }
        Ok(secrets)
    }

    /// Both halves, or none if both are empty.
    fn pair(names: &[&str; 2], values: [String; 2]) -> Result<Self> {
        if values[0].is_empty() != values[1].is_empty() {
            return Err(format!("give both {} and {}, or none of them", names[0], names[1]).into());
        }
        let pairs = names.iter().map(|name| (*name).to_owned()).zip(values);
        Ok(Self(pairs.filter(|(_, value)| !value.is_empty()).collect()))
    }

    /// These and those.
    pub(crate) fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Their names.
    pub(crate) fn names(&self) -> String {
        let names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this one is among them.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| own == name)
    }

    /// As wrangler reads them.
    pub(crate) fn json(&self) -> Result<String> {
        let pairs = self
            .0
            .iter()
            .map(|(name, value)| (name.clone(), Value::from(value.as_str())));
        let object: Map<String, Value> = pairs.collect();
        serde_json::to_string(&object).map_err(|error| error.to_string().into())
    }

    /// A text without their values.
    pub(crate) fn hidden_in(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (name, value)| {
            text.replace(value, &format!("({name})"))
        })
    }
}

/// What would be done about them on a Worker that has these.
pub(crate) fn plan(set: &[String]) -> String {
    let lacks = |names: &[&str]| {
        let lacking = names.iter().filter(|name| !set.iter().any(|set| set == *name));
        lacking.copied().collect::<Vec<_>>().join(", ")
    };
    match (lacks(&RANDOM), lacks(&STORAGE)) {
        (made, asked) if made.is_empty() && asked.is_empty() => "find   all secrets set".to_owned(),
        (made, asked) if made.is_empty() => format!("ask    for {asked}"),
        (made, asked) if asked.is_empty() => format!("make   the secrets {made}"),
        (made, asked) => format!("make   the secrets {made}, and ask for {asked}"),
    }
}

/// Both halves or none: none lets the site begin without an image service.
fn storage(account: &str, buckets: &[String]) -> Result<Vec<(String, String)>> {
    let from_environment = STORAGE.map(|name| env::var(name).unwrap_or_default());
    let [id, secret] = match &from_environment {
        [id, secret] if id.is_empty() != secret.is_empty() => {
            return Err(format!("give both {} and {}, or none of them", STORAGE[0], STORAGE[1]).into());
        }
        [id, _] if id.is_empty() && terminal::is_there() => {
            eprintln!("\n{}", how_to_make(account, buckets));
            asked()?
        }
        _ => from_environment,
    };
    if id.is_empty() {
        return Ok(Vec::new());
    }
    let pairs = STORAGE.iter().zip([id, secret]);
    Ok(pairs.map(|(name, value)| ((*name).to_owned(), value)).collect())
}

fn asked() -> Result<[String; 2]> {
    let id = terminal::ask("Access Key ID (Enter alone: later):")?;
    if id.is_empty() {
        return Ok([id, String::new()]);
    }
    let secret = terminal::ask_secretly("Secret Access Key:")?;
    if secret.is_empty() {
        return Err("without its secret half the storage key is no use: run this again".into());
    }
    Ok([id, secret])
}

/// Where the storage key comes from.
pub(crate) fn how_to_make(account: &str, buckets: &[String]) -> String {
    format!(
        "The image service reads and writes photos with links that the Worker signs with a storage key, which only the \
         dashboard makes:\n  \
         https://dash.cloudflare.com/{account}/r2/api-tokens: Create Account API token\n  \
         Permissions: Object Read & Write. Specify buckets: {}. TTL: Forever\n  \
         Of what it then shows, Access Key ID and Secret Access Key are needed; they are shown once.",
        buckets.join(" and ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_not_made_again() {
        let all: Vec<String> = RANDOM.iter().chain(&STORAGE).map(|name| (*name).to_owned()).collect();
        assert!(Secrets::missing(&all, "a", &[]).unwrap().is_empty());
        let made = Secrets::missing(all.get(1..).unwrap(), "a", &[]).unwrap();
        assert!(made.has("SESSION_KEY") && !made.has("PEPPER") && !made.has("TICKET_KEY"));
    }

    #[test]
    fn a_pair_is_whole_or_not_there() {
        let pair = |values: [&str; 2]| Secrets::pair(&ACCESS, values.map(str::to_owned));
        assert!(pair(["", ""]).unwrap().is_empty());
        assert_eq!(
            pair(["id", "key"]).unwrap().names(),
            "ACCESS_CLIENT_ID, ACCESS_CLIENT_SECRET"
        );
        for half in [["id", ""], ["", "key"]] {
            assert!(pair(half).is_err(), "{half:?}");
        }
    }

    #[test]
    fn values_are_hidden() {
        let secrets = Secrets::one("TICKET_KEY", "0123");
        assert_eq!(secrets.hidden_in("is 0123 wrong?"), "is (TICKET_KEY) wrong?");
        assert_eq!(secrets.json().unwrap(), r#"{"TICKET_KEY":"0123"}"#);
    }
}

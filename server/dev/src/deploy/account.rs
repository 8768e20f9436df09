//! Whose account is deployed to.

use super::{terminal, wrangler::Wrangler};
use crate::{command::run, fault::Result, place::Place};
use serde::Deserialize;
use std::{env, process::Stdio};

/// What whoever has no browser here needs. The permissions are those of Cloudflare's token form.
const TOKEN: &str = "\
wrangler is not signed in, and there is no terminal to do it on. Make an API token at
  https://dash.cloudflare.com/profile/api-tokens (Create Custom Token), with the permissions
  Account: Workers Scripts, D1, Workers KV Storage, Workers R2 Storage, Queues (Edit); Account Settings (Read)
  Zone, for a domain of your own: Workers Routes (Edit)
  User: User Details, Memberships (Read)
and give it in CLOUDFLARE_API_TOKEN";

/// An account of Cloudflare's.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Account {
    /// 32 hexadecimal digits. No secret.
    pub(crate) id: String,
    /// As its owner calls it.
    pub(crate) name: String,
}

#[derive(Deserialize)]
struct WhoAmI {
    #[serde(rename = "loggedIn")]
    signed_in: bool,
    #[serde(default)]
    accounts: Vec<Account>,
}

/// The one account there is, or the one that is named: in `CLOUDFLARE_ACCOUNT_ID`, else in `wrangler.toml`.
pub(crate) fn find(place: &Place, configured: Option<String>) -> Result<Account> {
    let wrangler = Wrangler::new(place, None)?;
    let accounts = match accounts(&wrangler)? {
        Some(accounts) => accounts,
        None if terminal::is_there() => {
            run(place.command("wrangler").arg("login").stdin(Stdio::inherit()))?;
            accounts_or_fault(&wrangler)?
        }
        None => return Err(TOKEN.into()),
    };
    choose(accounts, env::var("CLOUDFLARE_ACCOUNT_ID").ok().or(configured))
}

/// None if nobody is signed in.
fn accounts(wrangler: &Wrangler<'_>) -> Result<Option<Vec<Account>>> {
    let answer = wrangler.attempt(&["whoami", "--json"], None)?;
    if answer.failed_saying("\"loggedIn\":false") {
        return Ok(None);
    }
    let who: WhoAmI = answer.good()?.json()?;
    Ok(who.signed_in.then_some(who.accounts))
}

fn accounts_or_fault(wrangler: &Wrangler<'_>) -> Result<Vec<Account>> {
    accounts(wrangler)?.ok_or_else(|| "wrangler is still not signed in".into())
}

fn choose(accounts: Vec<Account>, named: Option<String>) -> Result<Account> {
    let list: Vec<String> = accounts
        .iter()
        .map(|one| format!("  {}  {}", one.id, one.name))
        .collect();
    let wanted = |one: &Account| named.as_ref().is_none_or(|named| one.id == *named);
    let mut fitting = accounts.into_iter().filter(wanted);
    match (fitting.next(), fitting.next()) {
        (Some(account), None) => Ok(account),
        (Some(_), Some(_)) => Err(format!(
            "you have several accounts:\n{}\nsay which: account_id = \"…\" under [env.production] in wrangler.toml, or \
             CLOUDFLARE_ACCOUNT_ID=…",
            list.join("\n")
        )
        .into()),
        (None, _) => Err(format!(
            "the account {} is not one of those that wrangler may use:\n{}",
            named.unwrap_or_default(),
            list.join("\n")
        )
        .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(id: &str) -> Account {
        Account {
            id: id.to_owned(),
            name: format!("{id}'s"),
        }
    }

    #[test]
    fn the_only_account_is_taken_and_of_several_the_named_one() {
        let two = || vec![account("a"), account("b")];
        assert_eq!(choose(vec![account("a")], None), Ok(account("a")));
        assert_eq!(choose(two(), Some("b".to_owned())), Ok(account("b")));
        let several = choose(two(), None).unwrap_err().to_string();
        assert!(
            several.contains("  a  a's\n  b  b's") && several.contains("account_id"),
            "{several}"
        );
        assert!(
            choose(two(), Some("c".to_owned()))
                .unwrap_err()
                .to_string()
                .contains("account c")
        );
        assert!(choose(Vec::new(), None).is_err());
    }
}

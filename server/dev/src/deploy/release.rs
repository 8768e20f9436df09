//! The Worker itself: migrations first, then code, assets, vars and secrets in one upload.

use super::{
    config::{Config, NO_ORIGIN},
    names::Names,
    secrets::Secrets,
    wrangler::Wrangler,
};
use crate::{command::step, fault::Result, place::Place};
use serde_json::Value;
use std::path::Path;

/// Applies the migrations that the database lacks. Before the code that needs them: so each must work with the code before
/// it as well (migrations/README.md).
pub(crate) fn migrate(wrangler: &Wrangler<'_>, config: &Path) -> Result<()> {
    step("migrations", || {
        let config = config.to_string_lossy();
        let answer = wrangler.run(&["d1", "migrations", "apply", "DB", "--remote", "--config", &config])?;
        let none = answer.printed.contains("No migrations to apply");
        Ok(((), if none { "unchanged" } else { "applied" }))
    })
}

/// The migrations that a database lacks.
pub(crate) fn pending(wrangler: &Wrangler<'_>, config: &Path) -> Result<Vec<String>> {
    let config = config.to_string_lossy();
    let answer = wrangler.run(&["d1", "migrations", "list", "DB", "--remote", "--config", &config])?;
    let words = answer
        .printed
        .split(|letter: char| letter.is_whitespace() || letter == '│');
    Ok(words.filter(|word| word.ends_with(".sql")).map(str::to_owned).collect())
}

/// Deploys, unless this very release is live; then only what surrounds it (address, cron, queues) is made sure of, since
/// wrangler may have been interrupted between the two. Gives the site's address.
pub(crate) fn deploy(place: &Place, wrangler: &Wrangler<'_>, names: &Names, wanted: &Wanted<'_>) -> Result<String> {
    let mut config = (wanted.config)(None)?;
    let release = config.release(place)?;
    let path = config.write(place, names)?;
    let knows_address = config.var("SITE_ORIGIN") != NO_ORIGIN;
    if wanted.live == Some(&release) && wanted.secrets.is_empty() && knows_address {
        step("Worker, assets and vars", || {
            wrangler.run(&["triggers", "deploy", "--config", &path.to_string_lossy()])?;
            Ok(((), "unchanged"))
        })?;
        return origin_of(&config);
    }
    let address = step("Worker, assets, vars and secrets", || {
        Ok((upload(wrangler, &path, wanted.secrets)?, "deployed"))
    })?;
    // its address is known once it is deployed for the first time, and is a var
    if config.var("SITE_ORIGIN") == address {
        return origin_of(&config);
    }
    let mut config = (wanted.config)(Some(&address))?;
    if config.var("SITE_ORIGIN") == address {
        config.release(place)?;
        let path = config.write(place, names)?;
        step("the same, with its address", || {
            upload(wrangler, &path, &Secrets::default())?;
            Ok(((), "deployed"))
        })?;
    }
    origin_of(&config)
}

/// What is to be deployed.
pub(crate) struct Wanted<'a> {
    /// The configuration, given the address that the site turned out to have.
    pub(crate) config: &'a dyn Fn(Option<&str>) -> Result<Config>,
    /// Secrets to set with it.
    pub(crate) secrets: &'a Secrets,
    /// The release that is live.
    pub(crate) live: Option<&'a String>,
}

fn origin_of(config: &Config) -> Result<String> {
    match config.var("SITE_ORIGIN") {
        NO_ORIGIN => {
            Err("it is deployed, but wrangler names no address of it: set SITE_ORIGIN in wrangler.toml".into())
        }
        origin => Ok(origin.to_owned()),
    }
}

/// Uploads and makes live; the address that it then has.
fn upload(wrangler: &Wrangler<'_>, config: &Path, secrets: &Secrets) -> Result<String> {
    let config = config.to_string_lossy();
    let mut call = vec!["deploy", "--config", &config];
    let answer = if secrets.is_empty() {
        wrangler.run(&call)?
    } else {
        // standard input under a file's name, so that code and secrets go live together
        call.extend(["--secrets-file", "/dev/stdin"]);
        wrangler.run_with(&call, secrets)?
    };
    let targets = answer
        .note("deploy", "targets")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let address = targets.filter_map(Value::as_str).find_map(address);
    Ok(address.unwrap_or_else(|| NO_ORIGIN.to_owned()))
}

/// `https://…` for a name under workers.dev, `… (custom domain)` for one's own.
fn address(target: &str) -> Option<String> {
    match target.strip_suffix(" (custom domain)") {
        Some(domain) => Some(format!("https://{domain}")),
        None => target.starts_with("http").then(|| target.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_targets() {
        assert_eq!(
            address("https://x.y.workers.dev").as_deref(),
            Some("https://x.y.workers.dev")
        );
        assert_eq!(
            address("photos.example.org (custom domain)").as_deref(),
            Some("https://photos.example.org")
        );
        assert_eq!(address("schedule: 0 * * * *"), None);
        assert_eq!(address("Producer for heliograph-jobs"), None);
    }
}

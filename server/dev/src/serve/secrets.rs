//! This checkout's secrets: random, made once, in `.dev.vars`, from where wrangler gives them to the Worker.

use crate::{
    digest,
    fault::{Result, While},
    place::Place,
};
use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Read as _, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

/// Those that are made. The storage key is no secret locally: `wrangler.toml` names it.
const RANDOM: [&str; 3] = ["SESSION_KEY", "PEPPER", "TICKET_KEY"];
const STORAGE_KEY: &str = "S3_SECRET_ACCESS_KEY=localsecret";

/// Name and value.
pub(crate) struct Secrets(Vec<(String, String)>);

impl Secrets {
    /// Reads them; the first time, makes them.
    pub(crate) fn of(place: &Place) -> Result<Self> {
        let path = place.at(".dev.vars");
        make(&path)?;
        let text = fs::read_to_string(&path).while_doing(format_args!("reading {}", path.display()))?;
        Ok(Self(parse(&text)))
    }

    /// One of them.
    pub(crate) fn get(&self, name: &str) -> Result<&str> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.as_str())
            .ok_or_else(|| format!(".dev.vars lacks {name}: delete the file, and it is made anew").into())
    }
}

/// Written aside and then put in place at once, so that two starting sites never read half of it.
fn make(path: &Path) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let doing = || format!("making {}", path.display());
    let aside = path.with_extension(format!("vars.{}", std::process::id()));
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&aside)
        .while_doing(doing())?;
    for name in RANDOM {
        writeln!(file, "{name}={}", random_hex::<32>()?).while_doing(doing())?;
    }
    writeln!(file, "{STORAGE_KEY}").while_doing(doing())?;
    let placed = fs::hard_link(&aside, path);
    fs::remove_file(&aside).while_doing(doing())?;
    match placed {
        // somebody else was faster: theirs counts
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        placed => placed.while_doing(doing()),
    }
}

/// So many random bytes, as hexadecimal digits.
pub(crate) fn random_hex<const BYTES: usize>() -> Result<String> {
    let mut bytes = [0; BYTES];
    let doing = "asking the system for randomness";
    File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .while_doing(doing)?;
    Ok(digest::to_hex(&bytes))
}

fn parse(text: &str) -> Vec<(String, String)> {
    let pairs = text.lines().filter_map(|line| line.split_once('='));
    pairs
        .map(|(name, value)| (name.trim().to_owned(), value.trim().trim_matches('"').to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_made_once() {
        let path = std::env::temp_dir().join(format!("heliograph-secrets-{}", std::process::id()));
        make(&path).unwrap();
        let first = fs::read_to_string(&path).unwrap();
        make(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), first);
        let secrets = Secrets(parse(&first));
        assert_eq!(secrets.get("PEPPER").unwrap().len(), 64);
        assert_ne!(secrets.get("PEPPER").unwrap(), secrets.get("SESSION_KEY").unwrap());
        assert!(secrets.get("OTHER").is_err());
        fs::remove_file(path).unwrap();
    }
}

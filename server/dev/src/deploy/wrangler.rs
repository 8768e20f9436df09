//! Calls of wrangler against an account: never asking anything, and with what it says kept back unless it fails.
//!
//! What went wrong is read from the notes that wrangler writes for machines (`WRANGLER_OUTPUT_FILE_PATH`), not from what
//! it prints for people.

use super::secrets::Secrets;
use crate::{
    fault::{Result, While},
    place::Place,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{
    fs,
    io::Write as _,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

/// wrangler, for one account.
pub(crate) struct Wrangler<'a> {
    place: &'a Place,
    account: Option<String>,
    notes: PathBuf,
}

/// How one call ended.
pub(crate) struct Answer {
    /// What was called, for faults.
    call: String,
    /// What it printed.
    pub(crate) printed: String,
    /// What it wrote down for machines, in order.
    notes: Vec<Value>,
    complaint: Option<String>,
}

impl<'a> Wrangler<'a> {
    /// For the account of this id, or for finding out which there are.
    pub(crate) fn new(place: &'a Place, account: Option<&str>) -> Result<Self> {
        let folder = place.at("target/deploy");
        fs::create_dir_all(&folder).while_doing(format_args!("making {}", folder.display()))?;
        Ok(Self {
            place,
            account: account.map(str::to_owned),
            notes: folder.join(format!("wrangler-{}.ndjson", std::process::id())),
        })
    }

    /// Runs it; failing is a fault.
    pub(crate) fn run(&self, arguments: &[&str]) -> Result<Answer> {
        self.attempt(arguments, None)?.good()
    }

    /// Runs it with secrets on its standard input; failing is a fault.
    pub(crate) fn run_with(&self, arguments: &[&str], secrets: &Secrets) -> Result<Answer> {
        self.attempt(arguments, Some(secrets))?.good()
    }

    /// Runs it and reads the JSON that it prints.
    pub(crate) fn json<T: DeserializeOwned>(&self, arguments: &[&str]) -> Result<T> {
        self.run(arguments)?.json()
    }

    /// Runs it, whether it succeeds or not.
    pub(crate) fn attempt(&self, arguments: &[&str], secrets: Option<&Secrets>) -> Result<Answer> {
        // the notes of an earlier call; there may be none
        let _ = fs::remove_file(&self.notes);
        let output = self.output(arguments, secrets)?;
        let notes = fs::read_to_string(&self.notes).unwrap_or_default();
        let _ = fs::remove_file(&self.notes);
        let complaint = (!output.status.success()).then(|| {
            let said = plain(&String::from_utf8_lossy(&output.stderr));
            secrets.map_or(said.clone(), |secrets| secrets.hidden_in(&said))
        });
        Ok(Answer {
            call: arguments.join(" "),
            printed: String::from_utf8_lossy(&output.stdout).into_owned(),
            notes: notes
                .lines()
                .filter_map(|line| serde_json::from_str(line).ok())
                .collect(),
            complaint,
        })
    }

    fn output(&self, arguments: &[&str], secrets: Option<&Secrets>) -> Result<Output> {
        let doing = "running wrangler";
        let mut child = self.command(arguments).spawn().while_doing(doing)?;
        // dropped at once, so that whoever reads it comes to its end
        if let (Some(mut pipe), Some(secrets)) = (child.stdin.take(), secrets) {
            pipe.write_all(secrets.json()?.as_bytes()).while_doing(doing)?;
        }
        child.wait_with_output().while_doing(doing)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.place.command("wrangler");
        command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .env("CI", "true")
            .env("NO_COLOR", "1")
            .env("WRANGLER_OUTPUT_FILE_PATH", &self.notes);
        if let Some(account) = &self.account {
            command.env("CLOUDFLARE_ACCOUNT_ID", account);
        }
        command
    }
}

impl Answer {
    /// Whether it failed because Cloudflare's API answered so.
    pub(crate) fn failed_with(&self, code: i64) -> bool {
        self.note("command-failed", "code").and_then(Value::as_i64) == Some(code)
    }

    /// Whether it failed, saying this.
    pub(crate) fn failed_saying(&self, words: &str) -> bool {
        let message = self.note("command-failed", "message").and_then(Value::as_str);
        message.is_some_and(|message| message.contains(words))
    }

    /// A value of the last note of this type.
    pub(crate) fn note(&self, kind: &str, name: &str) -> Option<&Value> {
        let of_kind = |note: &&Value| note.get("type").and_then(Value::as_str) == Some(kind);
        self.notes.iter().rev().find(of_kind)?.get(name)
    }

    /// What it printed, as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T> {
        let call = &self.call;
        serde_json::from_str(&self.printed)
            .map_err(|error| format!("`wrangler {call}` did not print the JSON that it should ({error})").into())
    }

    /// Itself, unless it failed.
    pub(crate) fn good(self) -> Result<Self> {
        match &self.complaint {
            None => Ok(self),
            Some(complaint) => Err(format!("`wrangler {}` failed:\n{}", self.call, complaint.trim()).into()),
        }
    }
}

/// What was printed for a terminal, without its colours, and without where wrangler logs.
fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    let text = parts.fold(first, |text, part| {
        text + part.split_once('m').map_or(part, |(_, rest)| rest)
    });
    let lines = text.lines().filter(|line| !line.contains("Logs were written to"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_left_out() {
        let said = "\u{1b}[31m✘ \u{1b}[41;31m[\u{1b}[41;97mERROR\u{1b}[41;31m]\u{1b}[0m \u{1b}[1mno\u{1b}[0m\n🪵  Logs were written to \"x\"\n";
        assert_eq!(plain(said), "✘ [ERROR] no");
    }
}

//! The machines of the image service: puts the program there, and exchanges the key that they share with the Worker.
//!
//! A machine's own settings are what is remembered: the Worker's secrets cannot be read back.

mod keys;
mod ssh;

pub(crate) use keys::rotate;

use crate::{
    command::{run, step},
    deploy::Deployed,
    fault::{Result, While},
    flags::Flags,
    place::Place,
    serve::random_hex,
};
use sha2::{Digest as _, Sha256};
use ssh::{Found, Machine};
use std::{fs, path::PathBuf, process::Stdio};

/// What is copied besides the program.
const FILES: [&str; 3] = ["images.env", "images.service", "cloudflared.yml"];

/// Puts the image service on machines, or what has changed of it.
pub(crate) fn install(place: &Place, arguments: Vec<String>) -> Result<()> {
    let mut flags = Flags::new(arguments);
    let (dry_run, built) = (flags.flag("--dry-run"), flags.flag("--built"));
    let machines = machines(place, flags)?;
    let found: Vec<Found> = machines.iter().map(Machine::look).collect::<Result<_>>()?;
    let site = Deployed::find(place)?;
    let known = shared_key(&found)?;
    if dry_run {
        return plan(place, &machines, &found, known.is_some());
    }
    let key = match known {
        Some(key) => key,
        None => first_key(place, &site)?,
    };
    let (origins, host) = (site.storage_origin(), site.images_host().unwrap_or_default());
    for (machine, found) in machines.iter().zip(&found) {
        println!("{}", machine.host);
        let program = program(place, &found.processor, built)?;
        let deploy = place.at("server/images/deploy");
        let mut files: Vec<(PathBuf, &str)> = FILES.iter().map(|file| (deploy.join(file), *file)).collect();
        if sha256(&program)? != found.program {
            files.push((program, "images"));
        }
        machine.copy(&files)?;
        let variables = [("ticket_key", &*key), ("origins", &*origins), ("images_host", &*host)];
        print!("{}", machine.call(&variables, "install_all")?);
    }
    if host.is_empty() {
        println!(
            "\nNext: the tunnel (README.md), its name as IMAGES_URL under [env.production.vars] in wrangler.toml,"
        );
        println!("this command once more, and `make deploy`.");
    }
    Ok(())
}

fn machines<'a>(place: &'a Place, flags: Flags) -> Result<Vec<Machine<'a>>> {
    let hosts = flags.arguments()?;
    if hosts.is_empty() {
        return Err("say which machine: HOST=root@its-name; of several, all: HOST=\"root@one root@other\"".into());
    }
    hosts.iter().map(|host| Machine::new(place, host)).collect()
}

fn plan(place: &Place, machines: &[Machine<'_>], found: &[Found], known: bool) -> Result<()> {
    for (machine, found) in machines.iter().zip(found) {
        let program = program_path(place, &found.processor);
        let same = program.is_file() && sha256(&program)? == found.program;
        println!("{}: {}", machine.host, found.processor);
        println!("  {} the program", if same { "keep " } else { "renew" });
        println!("  {} its key", if found.key.is_empty() { "set  " } else { "keep " });
    }
    if !known {
        println!("No machine has a key: a new one would be made, and given to the Worker as well.");
    }
    println!("Nothing was changed.");
    Ok(())
}

/// The key that machines have already.
fn shared_key(found: &[Found]) -> Result<Option<String>> {
    let mut keys = found.iter().map(|found| &found.key).filter(|key| !key.is_empty());
    let first = keys.next();
    if keys.any(|key| Some(key) != first) {
        return Err("these machines have different keys: finish `make rotate-ticket-key` first".into());
    }
    Ok(first.cloned())
}

/// A new key, known to the Worker before any machine has it: interrupted in between, the next run makes another one.
fn first_key(place: &Place, site: &Deployed<'_>) -> Result<String> {
    if let Some(url) = site.images_host().map(|host| format!("https://{host}/healthz")) {
        let mut curl = place.command("curl");
        curl.args(["--silent", "--fail", "--max-time", "10", &url])
            .stdout(Stdio::null());
        if curl.status().while_doing("starting curl")?.success() {
            return Err(format!(
                "another machine answers at {url}, and none of these has its key: name it first, HOST=\"root@that-one \
                 root@this-one\""
            )
            .into());
        }
    }
    let key = random_hex::<32>()?;
    step("a new key, to the Worker first", || {
        site.set_ticket_key(&key)?;
        Ok(((), "set"))
    })?;
    Ok(key)
}

fn program_path(place: &Place, processor: &str) -> PathBuf {
    place.at("target").join(format!("images-{processor}"))
}

/// The static binary for this processor.
fn program(place: &Place, processor: &str, built: bool) -> Result<PathBuf> {
    if !built {
        run(place.command("bash").args(["server/images/deploy/build.sh", processor]))?;
    }
    let program = program_path(place, processor);
    if !program.is_file() {
        return Err(format!("there is no program for {processor} in target: `make images-binary` makes it").into());
    }
    Ok(program)
}

fn sha256(program: &PathBuf) -> Result<String> {
    let content = fs::read(program).while_doing(format_args!("reading {}", program.display()))?;
    Ok(crate::digest::to_hex(&Sha256::digest(content)))
}

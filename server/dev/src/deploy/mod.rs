//! Puts the site on a Cloudflare account, and takes it back: a literal list of steps, each of which finds out first
//! whether it is done.
//!
//! Nothing is remembered between two runs: what has been made is asked for by name. So every run may be interrupted
//! anywhere, and the next one goes on.

mod account;
mod config;
mod data;
mod deployed;
mod look;
mod names;
mod next;
mod options;
mod preview;
mod release;
mod rollback;
mod secrets;
mod smoke;
mod source;
mod terminal;
mod wrangler;

pub(crate) use {data::Data, deployed::Deployed, preview::remove as remove_preview, rollback::roll_back};

use crate::{build, command::step, fault::Result, place::Place};
use account::Account;
use config::{Config, Facts, NO_ORIGIN};
use look::{Live, Resource};
use names::Names;
use options::Options;
use secrets::Secrets;
use source::Source;
use wrangler::Wrangler;

/// A site on an account.
struct Site<'a> {
    place: &'a Place,
    source: Source,
    names: Names,
    account: Account,
    wrangler: Wrangler<'a>,
}

impl<'a> Site<'a> {
    /// Finds out whose account it is.
    fn find(place: &'a Place, options: &Options) -> Result<Self> {
        let source = Source::read(place)?;
        let names = source.names(options.branch.as_deref())?;
        let account = account::find(place, source.account())?;
        let wrangler = Wrangler::new(place, Some(&account.id))?;
        println!("{} on the account {} ({})", names.site, account.name, account.id);
        Ok(Self {
            place,
            source,
            names,
            account,
            wrangler,
        })
    }

    fn buckets(&self) -> Vec<String> {
        let names = self.source.each("r2_buckets", "bucket_name");
        names.iter().map(|name| self.names.of_bucket(name)).collect()
    }

    /// The ids of database and KV namespace.
    fn ids(&self) -> Result<[Option<String>; 2]> {
        let mut ids = [None, None];
        for resource in Resource::all(&self.source, &self.names) {
            match resource {
                Resource::Database(name) => ids[0] = look::database(&self.wrangler, &name)?,
                Resource::Namespace(title) => ids[1] = look::namespace(&self.wrangler, &title)?,
                Resource::Bucket(_) | Resource::Queue(_) => {}
            }
        }
        Ok(ids)
    }

    fn config(&self, ids: &[Option<String>; 2], live: &Live, storage: bool, origin: Option<&str>) -> Result<Config> {
        let known = live
            .vars
            .get("SITE_ORIGIN")
            .map(String::as_str)
            .filter(|origin| *origin != NO_ORIGIN);
        let facts = Facts {
            account: &self.account.id,
            database: ids[0].as_deref().unwrap_or_default(),
            namespace: ids[1].as_deref().unwrap_or_default(),
            deployed: &live.vars,
            storage,
            assets_version: &build::assets_version(self.place)?,
            origin: origin.or(known),
        };
        Config::of(self.place, &self.source, &self.names, &facts)
    }
}

/// Deploys the site, or the preview of a branch.
pub(crate) fn deploy(place: &Place, arguments: Vec<String>) -> Result<()> {
    let options = Options::read(arguments)?;
    let site = Site::find(place, &options)?;
    if options.dry_run {
        return plan(&site);
    }
    if !options.built {
        build::site(place)?;
    }
    let live = look::live(&site.wrangler, &site.names.site)?.unwrap_or_default();
    let given = given(&site, &live.secrets)?;
    println!("deploying");
    for resource in Resource::all(&site.source, &site.names) {
        make(&site, &resource)?;
    }
    let missing = Secrets::missing(&live.secrets, &site.account.id, &site.buckets())?;
    let storage = has_storage(&live, &missing);
    let secrets = missing.and(given);
    let ids = site.ids()?;
    let config = |origin: Option<&str>| site.config(&ids, &live, storage, origin);
    release::migrate(&site.wrangler, &config(None)?.write(place, &site.names)?)?;
    let wanted = release::Wanted {
        config: &config,
        secrets: &secrets,
        live: live.vars.get("RELEASE"),
    };
    let origin = release::deploy(place, &site.wrangler, &site.names, &wanted)?;
    let health = smoke::test(place, &origin, &build::assets_version(place)?)
        .inspect_err(|_| eprintln!("\nIt is live all the same. `make rollback` goes back to the release before."))?;
    next::print(&site, &origin, &health, storage);
    Ok(())
}

fn make(site: &Site<'_>, resource: &Resource) -> Result<()> {
    step(&resource.title(), || {
        let there = resource.is_there(&site.wrangler)?;
        if !there {
            resource.create(&site.wrangler)?;
        }
        if let (Resource::Bucket(name), true) = (resource, site.names.preview) {
            preview::let_expire(&site.wrangler, name)?;
        }
        Ok(((), if there { "there" } else { "made" }))
    })
}

/// What the environment has for a Worker that has these. Previews have no image service, and so no tunnel, and send no letters.
fn given(site: &Site<'_>, set: &[String]) -> Result<Secrets> {
    if site.names.preview {
        return Ok(Secrets::default());
    }
    let given = Secrets::of_environment()?;
    let has_key = given.has(secrets::MAIL) || set.iter().any(|name| name == secrets::MAIL);
    if site.source.var(&site.names, "MAIL_URL").is_some() && !has_key {
        return Err(
            "wrangler.toml sets MAIL_URL, and the Worker has no MAIL_KEY: export it, and run this again".into(),
        );
    }
    Ok(given)
}

fn has_storage(live: &Live, missing: &Secrets) -> bool {
    let set = |name: &&str| missing.has(name) || live.secrets.iter().any(|secret| secret == *name);
    secrets::STORAGE.iter().all(set)
}

/// Says what would be done, and changes nothing.
fn plan(site: &Site<'_>) -> Result<()> {
    println!("what `make deploy` would do");
    for resource in Resource::all(&site.source, &site.names) {
        let there = resource.is_there(&site.wrangler)?;
        println!("  {} {}", if there { "find  " } else { "make  " }, resource.title());
    }
    let live = look::live(&site.wrangler, &site.names.site)?;
    let set = live.as_ref().map(|live| live.secrets.clone()).unwrap_or_default();
    println!("  {}", secrets::plan(&set));
    let given = given(site, &set)?;
    if !given.is_empty() {
        println!("  set    {}, which the environment has", given.names());
    }
    println!("  {}", migrations_plan(site)?);
    println!(
        "  {} the Worker {} with its assets",
        if live.is_some() { "renew " } else { "make  " },
        site.names.site
    );
    println!("  ask    /healthz?deep=1, the home page and an asset whether they are well");
    println!("Nothing was changed.");
    Ok(())
}

fn migrations_plan(site: &Site<'_>) -> Result<String> {
    let ids = site.ids()?;
    if ids[0].is_none() {
        return Ok("apply  all migrations".to_owned());
    }
    let config = site.config(&ids, &Live::default(), false, None)?;
    let pending = release::pending(&site.wrangler, &config.write(site.place, &site.names)?)?;
    Ok(match pending.len() {
        0 => "find   all migrations applied".to_owned(),
        _ => format!("apply  {}", pending.join(", ")),
    })
}

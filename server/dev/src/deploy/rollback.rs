//! Back to the release before the one that is live, in one command and without building anything.
//!
//! wrangler's own `rollback` goes back by one deployment, which may be the same code with another secret, or the release
//! that was just left. This goes by releases, and back only. Neither touches the database: each migration works with the
//! code before it.

use super::{
    Site, config,
    look::{self, Deployment, Version},
    options::Options,
    smoke,
};
use crate::{command::step, fault::Result, place::Place};
use std::collections::BTreeMap;

/// A version that was live.
struct Past {
    id: String,
    made: String,
    vars: BTreeMap<String, String>,
    /// Whether secrets were set between it and what is live.
    secrets_changed: bool,
}

/// Goes back, and makes sure that the site is well.
pub(crate) fn roll_back(place: &Place, arguments: Vec<String>) -> Result<()> {
    let options = Options::read(arguments)?;
    let site = Site::find(place, &options)?;
    let past = step("the release before", || Ok((before(&site)?, "found")))?;
    if past.secrets_changed && !options.anyway {
        return Err(format!(
            "secrets were set after the release before ({}, {}), and a version brings its own: going back to it would bring \
             back the old ones, a TICKET_KEY among them that the image service may no longer take. Deploy the older code \
             instead (git checkout TAG, make deploy), or say --anyway (make rollback ANYWAY=1)",
            past.id, past.made
        )
        .into());
    }
    if options.dry_run {
        println!("would go back to {} of {}. Nothing was changed.", past.id, past.made);
        return Ok(());
    }
    step(&format!("back to {}", past.id), || {
        let name = &site.names.site;
        site.wrangler.run(&[
            "rollback",
            &past.id,
            "--name",
            name,
            "--yes",
            "--message",
            "make rollback",
        ])?;
        Ok(((), "live"))
    })?;
    let var = |name: &str| past.vars.get(name).map_or("", String::as_str);
    smoke::test(place, var("SITE_ORIGIN"), var("ASSETS_VERSION"))?;
    println!("\nready: {}, as it was deployed at {}", var("SITE_ORIGIN"), past.made);
    Ok(())
}

/// The newest version that was live, is older than what is live, and is another release.
fn before(site: &Site<'_>) -> Result<Past> {
    let worker = &site.names.site;
    let mut deployments: Vec<Deployment> = site
        .wrangler
        .json(&["deployments", "list", "--json", "--name", worker])?;
    deployments.sort_by(|one, other| other.created_on.cmp(&one.created_on));
    let version = |id: &str| look::version_of(&site.wrangler, worker, id);
    let live = deployments
        .first()
        .and_then(Deployment::version)
        .ok_or("nothing is deployed")?;
    let current = version(live)?;
    let (made, release) = (current.metadata.created_on.clone(), release_of(current));
    let mut secrets_changed = false;
    let mut seen: Vec<&str> = vec![live];
    for deployment in &deployments {
        let id = deployment.version().unwrap_or_default();
        if !seen.contains(&id) {
            seen.push(id);
            let past = version(id)?;
            if past.metadata.created_on < made {
                let found = of(id, past, secrets_changed);
                if found.vars.get("RELEASE") != release.as_ref() && is_complete(&found) {
                    return Ok(found);
                }
            }
        }
        secrets_changed |= deployment.by_secret();
    }
    Err(
        "none of the last ten deployments is an older release: deploy the older code (git checkout TAG, make deploy)"
            .into(),
    )
}

/// The very first deployment does not know its address yet.
fn is_complete(past: &Past) -> bool {
    past.vars
        .get("SITE_ORIGIN")
        .is_some_and(|origin| origin != config::NO_ORIGIN)
}

fn of(id: &str, version: Version, secrets_changed: bool) -> Past {
    Past {
        id: id.to_owned(),
        made: version.metadata.created_on.clone(),
        vars: version.vars(),
        secrets_changed,
    }
}

fn release_of(version: Version) -> Option<String> {
    version.vars().remove("RELEASE")
}

//! Previews of branches: each a Worker with a database, KV namespace and queues of its own, so that a branch may change the
//! schema, and never production's data, secrets or visitors. Only the buckets are shared, among previews.

use super::{Site, look, look::Resource, options::Options, wrangler::Wrangler};
use crate::{command::step, fault::Result, place::Place};

/// Days after which files of previews are removed: nobody else would, once a preview's database is gone.
const DAYS: &str = "14";

/// The rule's name.
const RULE: &str = "previews-expire";

/// Makes sure that what is in a bucket of previews expires.
pub(super) fn let_expire(wrangler: &Wrangler<'_>, bucket: &str) -> Result<()> {
    let rules = wrangler.run(&["r2", "bucket", "lifecycle", "list", bucket])?;
    if rules.printed.contains(RULE) {
        return Ok(());
    }
    let call = [
        "r2",
        "bucket",
        "lifecycle",
        "add",
        bucket,
        RULE,
        "--expire-days",
        DAYS,
        "--force",
    ];
    wrangler.run(&call).map(|_| ())
}

/// Removes the preview of a branch, whatever is left of it.
pub(crate) fn remove(place: &Place, arguments: Vec<String>) -> Result<()> {
    let options = Options::read(arguments)?;
    if options.branch.is_none() {
        return Err("only previews are removed: say which, --preview BRANCH".into());
    }
    let site = Site::find(place, &options)?;
    println!("removing");
    // first what uses the rest
    step(&format!("Worker {}", site.names.site), || {
        let there = look::live(&site.wrangler, &site.names.site)?.is_some();
        if there {
            site.wrangler.run(&["delete", &site.names.site, "--force"])?;
        }
        Ok(((), if there { "removed" } else { "not there" }))
    })?;
    for resource in Resource::all(&site.source, &site.names) {
        if !matches!(resource, Resource::Bucket(_)) {
            step(&resource.title(), || take_away(&site.wrangler, &resource))?;
        }
    }
    Ok(())
}

fn take_away(wrangler: &Wrangler<'_>, resource: &Resource) -> Result<((), &'static str)> {
    if !resource.is_there(wrangler)? {
        return Ok(((), "not there"));
    }
    match resource {
        Resource::Database(name) => wrangler.run(&["d1", "delete", name, "--skip-confirmation"])?,
        Resource::Queue(name) => wrangler.run(&["queues", "delete", name])?,
        Resource::Namespace(title) => {
            let id = look::namespace(wrangler, title)?.unwrap_or_default();
            wrangler.run(&[
                "kv",
                "namespace",
                "delete",
                "--namespace-id",
                &id,
                "--skip-confirmation",
            ])?
        }
        Resource::Bucket(_) => return Ok(((), "kept")),
    };
    Ok(((), "removed"))
}

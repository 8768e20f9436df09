//! What depends on what, asked of cargo.

use super::words;
use crate::{command::output_of, fault::Result, place::Place};
use std::collections::BTreeSet;

const OURS: [&str; 7] = ["app", "dev", "domain", "images", "server", "service", "stretch"];
const WASM: &str = "--target=wasm32-unknown-unknown";

/// Everything that a package contains when it is built like this, itself left out.
fn contents(place: &Place, package: &str, more: &[&str]) -> Result<BTreeSet<String>> {
    let mut tree = place.command("cargo");
    tree.args(["tree", "--locked", "--edges=normal", "--prefix=none", "--format={p}"]);
    let tree = output_of(tree.arg(format!("--package={package}")).args(more))?;
    let names = tree.lines().filter_map(|line| line.split_whitespace().next());
    Ok(names.filter(|name| *name != package).map(str::to_owned).collect())
}

/// Those of a package's contents that it must not have; `leptos` and `worker` stand for their families (`leptos_router`).
fn forbidden(place: &Place, package: &str, more: &[&str], names: &[&str]) -> Result<Vec<String>> {
    let contents = contents(place, package, more)?;
    let found = contents
        .iter()
        .filter(|name| names.iter().any(|forbidden| is_of(name, forbidden)));
    Ok(found.map(|name| format!("{package} contains {name}")).collect())
}

fn is_of(name: &str, forbidden: &str) -> bool {
    name.strip_prefix(forbidden).is_some_and(|rest| {
        rest.is_empty() || (matches!(forbidden, "leptos" | "worker") && rest.starts_with(['_', '-']))
    })
}

pub(super) fn domain(place: &Place) -> Result<Vec<String>> {
    let mut found = forbidden(place, "domain", &[], &OURS)?;
    found.extend(words::io_in_domain(place)?);
    Ok(found)
}

pub(super) fn browser(place: &Place) -> Result<Vec<String>> {
    let as_built = ["--no-default-features", "--features=browse,forms", WASM];
    forbidden(place, "app", &as_built, &["service", "server", "worker"])
}

pub(super) fn service(place: &Place) -> Result<Vec<String>> {
    let mut found = forbidden(place, "service", &[], &["leptos", "worker", "app", "server"])?;
    for package in ["app", "stretch", "dev"] {
        found.extend(forbidden(place, package, &["--all-features"], &["worker"])?);
    }
    if !contents(place, "server", &[WASM])?.contains("worker") {
        found.push("server does not contain worker: does this check still look in the right place?".to_owned());
    }
    Ok(found)
}

pub(super) fn images(place: &Place) -> Result<Vec<String>> {
    forbidden(place, "images", &[], &["app", "service", "server", "leptos", "worker"])
}

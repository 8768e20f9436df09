//! What cargo-leptos starts and restarts: the whole site, with the Worker that was built last.

use super::{own_path, stamp, worker_folder};
use crate::{
    fault::{Result, While},
    place::Place,
    serve::{self, Options},
};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Serves until cargo-leptos says stop.
pub(crate) fn serve() -> Result<()> {
    let place = Place::find()?;
    let program = fs::read(own_path()?).while_doing("reading this program")?;
    let hash = stamp::of(&program).ok_or("this program is made and started by `cargo leptos watch`")?;
    let folder = worker_folder(&place, &hash);
    forget_others(&folder)?;
    let options = Options::read(vec!["--loud".to_owned()])?.on_port(site_port());
    let reload = env::var("LEPTOS_RELOAD_PORT").unwrap_or_default();
    let script = folder.join("index.js");
    serve::worker(
        &place,
        &options,
        &script.to_string_lossy(),
        // with every Worker, kept pages of the one before are those of another release
        &[format!("RELOAD_PORT:{reload}"), format!("ASSETS_VERSION:{hash}")],
    )
}

/// As cargo-leptos says: it waits for that port before it reloads the page.
fn site_port() -> Option<u16> {
    env::var("LEPTOS_SITE_ADDR").ok()?.rsplit_once(':')?.1.parse().ok()
}

/// Removes the Workers of earlier builds: whoever served them has ended.
fn forget_others(current: &Path) -> Result<()> {
    let Some(parent) = current.parent() else { return Ok(()) };
    let entries = fs::read_dir(parent).while_doing(format_args!("listing {}", parent.display()))?;
    let is_other = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        name.is_some_and(|name| name.starts_with("worker-")) && path != current
    };
    for other in entries.flatten().map(|entry| entry.path()).filter(is_other) {
        fs::remove_dir_all(&other).while_doing(format_args!("removing {}", other.display()))?;
    }
    Ok(())
}

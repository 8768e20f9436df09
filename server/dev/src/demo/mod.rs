//! Fills a running local site with freely licensed photographs of several invented people: `make demo`.
//!
//! The photographs come from Debian's packages, each with its author and licence (`photos.json`); none is kept in this
//! repository. Everything goes through the site's public API, so this knows nothing of how photos are stored.

mod api;
mod crop;
mod manifest;
pub(crate) mod packages;
mod photographs;
mod rcc;
mod send;
mod tokens;
mod wait;

use crate::{
    clock::Stopwatch,
    command::step,
    fault::Result,
    flags::Flags,
    place::Place,
    serve::{Options, prepare},
};
use api::Api;
use photographs::Photographs;
use std::path::PathBuf;

const SITE: &str = "http://127.0.0.1:8787";

/// Fills the site. Doing it twice changes nothing: the same bytes from the same person are one photo.
pub(crate) fn fill(place: &Place, arguments: Vec<String>) -> Result<()> {
    let mut flags = Flags::new(arguments);
    let site: String = flags.value("--site", SITE.to_owned())?;
    let state: Option<PathBuf> = flags.values("--state")?.pop().map(Into::into);
    flags.end()?;
    let options = Options::of_state(state)?;
    let api = Api::of(&site);
    if !api.answers() {
        return Err(format!("nothing answers at {site}: start the site with `make run` in another terminal").into());
    }
    let watch = Stopwatch::start();
    let photos = manifest::photos()?;
    let photographs = Photographs::fetch(place, &photos)?;
    prepare(place, &options)?;
    let members = manifest::members()?;
    let tokens = step("members and their tokens", || {
        Ok((tokens::of(place, &options, &members)?, "made"))
    })?;
    let sent = send::all(&api, &photographs, &photos, &tokens)?;
    let count = sent.len();
    wait::until_ready(&api, sent)?;
    let seconds = watch.elapsed().as_secs_f64();
    println!(
        "{count} photos of {} people after {seconds:.0} s: {site}",
        members.len()
    );
    Ok(())
}

//! Fills a running local site with freely licensed photographs of several invented people: `make demo`.
//!
//! The photographs come from Debian's packages, each with its author and licence (`photos.json`); none is kept in this
//! repository. Everything goes through the site's public API, so this knows nothing of how photos are stored.

mod api;
mod crop;
mod manifest;
mod packages;
mod photographs;
mod rcc;
mod tokens;

use crate::{
    clock::Stopwatch,
    command::step,
    fault::Result,
    flags::Flags,
    place::Place,
    serve::{Options, prepare},
};
use api::{Api, State};
use manifest::Photo;
use photographs::Photographs;
use std::{collections::HashMap, path::PathBuf, thread, time::Duration};

const SITE: &str = "http://127.0.0.1:8787";
/// How often the site is asked how far it is.
const PAUSE: Duration = Duration::from_millis(500);
/// How long the site may go without finishing any photo: past the first delay of a job that is tried again.
const PATIENCE: Duration = Duration::from_secs(120);

/// A photo on the site that is not known to be ready.
struct Sent<'a> {
    title: &'a str,
    token: &'a str,
    id: String,
}

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
    let sent = send_all(&api, &photographs, &photos, &tokens)?;
    wait(&api, sent)?;
    println!(
        "{} photos after {:.0} s: {site}",
        photos.len(),
        watch.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Sends every photo with what is written about it, in the order of the manifest: the last one is the newest.
fn send_all<'a>(
    api: &Api,
    photographs: &Photographs<'_>,
    photos: &'a [Photo],
    tokens: &'a HashMap<String, String>,
) -> Result<Vec<Sent<'a>>> {
    let mut sent = Vec::new();
    for (index, photo) in photos.iter().enumerate() {
        let Some(file) = photographs.read(photo)? else {
            println!("  {} is not in this version of {}", photo.file, photo.package);
            continue;
        };
        let token = tokens
            .get(&photo.member)
            .ok_or_else(|| format!("there is no member {:?} in members.json", photo.member))?;
        let answer = api.send(token, photo, &file)?;
        api.describe(token, &answer.id, photo)?;
        let how = if answer.new { "sent" } else { "there already" };
        println!("  {:>2} of {}  {how:<13}  {}", index + 1, photos.len(), photo.title);
        sent.push(Sent {
            title: &photo.title,
            token,
            id: answer.id,
        });
    }
    Ok(sent)
}

/// Waits until the image service is done with all of them.
fn wait(api: &Api, mut sent: Vec<Sent<'_>>) -> Result<()> {
    let mut watch = Stopwatch::start();
    while !sent.is_empty() {
        let before = sent.len();
        let mut open = Vec::new();
        for photo in sent {
            match api.state(photo.token, &photo.id)? {
                State::Ready => {}
                State::Failed(reason) => return Err(format!("{:?} failed: {reason}", photo.title).into()),
                State::Open => open.push(photo),
            }
        }
        sent = open;
        if sent.len() < before {
            watch = Stopwatch::start();
            println!("  {} left to be made ready", sent.len());
        } else if watch.elapsed() > PATIENCE {
            return Err(format!(
                "{} photos still wait: does the image service run? (`make run` starts it)",
                sent.len()
            )
            .into());
        }
        if !sent.is_empty() {
            thread::sleep(PAUSE);
        }
    }
    Ok(())
}

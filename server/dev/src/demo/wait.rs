//! Waits until the image service is done with what was sent.

use super::{
    api::{Api, State},
    send::Sent,
};
use crate::{clock::Stopwatch, fault::Result};
use std::{thread, time::Duration};

/// How often the site is asked how far it is.
const PAUSE: Duration = Duration::from_millis(500);
/// How long the site may go without finishing any photo: past the first delays of a job that is tried again.
const PATIENCE: Duration = Duration::from_secs(120);

/// Returns when every photo is ready; fails if one failed, or if nothing moves.
pub(crate) fn until_ready(api: &Api, sent: Vec<Sent<'_>>) -> Result<()> {
    let mut open = still_open(api, sent)?;
    let mut watch = Stopwatch::start();
    while !open.is_empty() {
        thread::sleep(PAUSE);
        let before = open.len();
        open = still_open(api, open)?;
        if open.len() < before {
            println!("  {} left to be made ready", open.len());
            watch = Stopwatch::start();
        } else if watch.elapsed() > PATIENCE {
            let count = open.len();
            return Err(format!("{count} photos still wait: does the image service run? `make run` starts it").into());
        }
    }
    Ok(())
}

fn still_open<'a>(api: &Api, sent: Vec<Sent<'a>>) -> Result<Vec<Sent<'a>>> {
    let mut open = Vec::new();
    for photo in sent {
        match api.state(photo.token, &photo.id)? {
            State::Ready => {}
            State::Failed(reason) => return Err(format!("{:?} failed: {reason}", photo.title).into()),
            State::Open => open.push(photo),
        }
    }
    Ok(open)
}

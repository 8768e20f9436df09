//! Asks a deployed site whether it works, as a visitor would: through curl, since this program speaks no TLS.

use crate::{
    clock::Stopwatch,
    command::step,
    fault::{Result, While},
    place::Place,
};
use serde_json::Value;
use std::{process::Stdio, thread, time::Duration};

/// A new name under workers.dev takes a while to be known everywhere.
const PATIENCE: Duration = Duration::from_secs(180);
const PAUSE: Duration = Duration::from_secs(3);

/// How long one answer may take, in seconds.
const ANSWER: &str = "30";

/// Which of the site's parts answered.
pub(crate) struct Health {
    /// Whether photos can be worked on.
    pub(crate) images: bool,
}

struct Answer {
    status: u16,
    media_type: String,
    body: String,
}

/// Waits until the site answers, then asks each part, the home page, and an asset of this version.
pub(crate) fn test(place: &Place, origin: &str, assets_version: &str) -> Result<Health> {
    let health = step("the site answers", || {
        wait_for(place, origin)?;
        Ok((health(place, origin)?, "well"))
    })?;
    step("its home page, and the style sheet that this names", || {
        let home = expect(place, &format!("{origin}/"), "text/html")?;
        let style = format!("/pkg/{assets_version}/app.css");
        if !home.body.contains(&style) {
            return Err(format!("{origin}/ does not name {style}: another version answers").into());
        }
        expect(place, &format!("{origin}{style}"), "text/css")?;
        Ok(((), "well"))
    })?;
    Ok(health)
}

fn wait_for(place: &Place, origin: &str) -> Result<()> {
    let watch = Stopwatch::start();
    loop {
        let answer = get(place, &format!("{origin}/healthz"))?;
        match answer {
            Ok(answer) if answer.status == 200 => return Ok(()),
            other if watch.elapsed() > PATIENCE => {
                let what = other.map_or_else(|complaint| complaint, |answer| answer.status.to_string());
                return Err(format!(
                    "{origin}/healthz does not answer 200 after {} s: {what}",
                    PATIENCE.as_secs()
                )
                .into());
            }
            _ => thread::sleep(PAUSE),
        }
    }
}

/// The image service may be away: photos then wait.
fn health(place: &Place, origin: &str) -> Result<Health> {
    let url = format!("{origin}/healthz?deep=1");
    let answer = expect(place, &url, "application/json")?;
    let read: Value = serde_json::from_str(&answer.body).map_err(|error| format!("{url} is no JSON: {error}"))?;
    let is_well = |part: &str| read.pointer(&format!("/parts/{part}/ok")).and_then(Value::as_bool) == Some(true);
    Ok(Health {
        images: is_well("images"),
    })
}

fn expect(place: &Place, url: &str, media_type: &str) -> Result<Answer> {
    let answer = get(place, url)?.map_err(|complaint| format!("{url} does not answer: {complaint}"))?;
    if answer.status == 200 && answer.media_type.starts_with(media_type) {
        return Ok(answer);
    }
    Err(format!(
        "{url} answers {} ({}): {}",
        answer.status, answer.media_type, answer.body
    )
    .into())
}

/// One request; curl's complaint if nobody answers.
fn get(place: &Place, url: &str) -> Result<std::result::Result<Answer, String>> {
    let mut curl = place.command("curl");
    curl.args(["--silent", "--show-error", "--max-time", ANSWER])
        .args(["--write-out", "\n%{http_code} %{content_type}", url])
        .stderr(Stdio::piped());
    let output = curl.output().while_doing("starting curl")?;
    if !output.status.success() {
        return Ok(Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let (body, end) = text.rsplit_once('\n').unwrap_or_default();
    let (status, media_type) = end.split_once(' ').unwrap_or_default();
    Ok(Ok(Answer {
        status: status.parse().unwrap_or_default(),
        media_type: media_type.to_owned(),
        body: body.to_owned(),
    }))
}

//! `/oembed?url=…&maxwidth=&maxheight=&format=`: a photo's page as something to show on another site.
//!
//! Public and unlisted photos: whoever has the address of an unlisted one may see it, and passing the address on is what it
//! is for. Any site may read the answer, which depends on nobody's cookie.

use super::super::{
    Call, conditional,
    problem::{self, Problem},
};
use app::sharing::oembed::{Format, Room, write};
use domain::{access::Viewer, id::PhotoId};
use service::Error;
use worker::{Response, Result};

/// How long an answer may be kept, in seconds. Not as long as it says that it holds: a photo may be hidden.
const KEEP_SECONDS: u32 = 300;

pub(super) async fn answer(call: &Call) -> Result<Response> {
    let response = match call.query("format").as_deref() {
        None | Some("" | "json") => respond(call, Format::Json).await,
        Some("xml") => respond(call, Format::Xml).await,
        Some(_) => problem::answer(&Problem::new(501, "The formats are json and xml.")),
    }?;
    response.headers().set("access-control-allow-origin", "*")?;
    Ok(response)
}

async fn respond(call: &Call, format: Format) -> Result<Response> {
    match text(call, format).await {
        Ok(text) => conditional::public(call, format.media_type(), KEEP_SECONDS, text),
        Err(error) => problem::refuse(&error, call.language),
    }
}

async fn text(call: &Call, format: Format) -> service::Result<String> {
    let publisher = super::publisher(&call.world).await;
    let origin = &publisher.origin;
    let id = call.query("url").and_then(|url| photo_at(&url, origin));
    let photo = match id {
        Some(id) => service::read::photo(&call.world, Viewer::Anonymous, id).await?,
        None => None,
    };
    let pixels = |name: &str| call.query(name).and_then(|text| text.parse().ok());
    let room = Room {
        width: pixels("maxwidth"),
        height: pixels("maxheight"),
    };
    photo
        .and_then(|photo| write(&photo, &publisher, room, format))
        .ok_or(Error::NotFound)
}

/// The photo whose page has this address, whatever its query and fragment.
fn photo_at(address: &str, origin: &str) -> Option<PhotoId> {
    let url = url::Url::parse(address).ok()?;
    if url.origin() != url::Url::parse(origin).ok()?.origin() {
        return None;
    }
    url.path().strip_prefix("/photos/")?.parse().ok()
}

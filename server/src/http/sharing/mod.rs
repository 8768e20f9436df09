//! What other programs read of the site: feeds, sitemaps, `robots.txt`, oEmbed. The texts themselves are made in `app`.
//!
//! All of it is what anybody may see: who asks does not matter, and is not looked at.

mod feed;
mod oembed;

use super::{Call, conditional, problem};
use app::sharing::{Publisher, robots, sitemap};
use domain::time::Timestamp;
use service::{Error, World};
use worker::{Method, Response, Result};

/// How long a sitemap may be kept, in seconds.
const MAP_SECONDS: u32 = 3600;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ask {
    Feed(Option<String>, Format),
    SitemapIndex,
    SitemapOfPeople,
    SitemapOfDay(Timestamp),
    Robots,
    Oembed,
}

/// A feed's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Atom,
    Json,
}

impl Ask {
    /// Reads a path; nothing if it is none of these.
    pub(super) fn read(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        Some(match parts.as_slice() {
            ["feed.atom"] => Self::Feed(None, Format::Atom),
            ["feed.json"] => Self::Feed(None, Format::Json),
            ["users", handle, "feed.atom"] => Self::Feed(Some((*handle).to_owned()), Format::Atom),
            ["users", handle, "feed.json"] => Self::Feed(Some((*handle).to_owned()), Format::Json),
            ["sitemap.xml"] => Self::SitemapIndex,
            ["sitemap", "people.xml"] => Self::SitemapOfPeople,
            ["sitemap", name] => Self::SitemapOfDay(Timestamp::parse_day(name.strip_suffix(".xml")?)?),
            ["robots.txt"] => Self::Robots,
            ["oembed"] => Self::Oembed,
            _ => return None,
        })
    }
}

/// What a request asks for; nothing if it is none of these.
pub(super) fn asked(call: &Call) -> Option<Ask> {
    let reads = matches!(call.method, Method::Get | Method::Head);
    reads.then(|| Ask::read(&call.path)).flatten()
}

/// Answers `GET` or `HEAD`: of the latter the runtime leaves the body out.
pub(super) async fn answer(call: Call, ask: Ask) -> Result<Response> {
    let media_type = match &ask {
        Ask::Feed(None, format) => return feed::of_site(&call, *format).await,
        Ask::Feed(Some(handle), format) => return feed::of_person(&call, handle, *format).await,
        Ask::Oembed => return oembed::answer(&call).await,
        Ask::Robots => "text/plain; charset=utf-8",
        _ => sitemap::MEDIA_TYPE,
    };
    match text(&call, ask).await {
        Ok(text) => conditional::public(&call, media_type, MAP_SECONDS, text),
        Err(error) => problem::refuse(&error, call.language),
    }
}

async fn text(call: &Call, ask: Ask) -> service::Result<String> {
    let origin = &call.world.config.site_origin;
    Ok(match ask {
        Ask::SitemapIndex => sitemap::index(origin, &service::sitemap::days(&call.world).await?),
        Ask::SitemapOfPeople => sitemap::people(origin, &service::sitemap::people(&call.world).await?),
        Ask::SitemapOfDay(day) => {
            let photos = service::sitemap::photos_of(&call.world, day).await?;
            if photos.is_empty() {
                return Err(Error::NotFound);
            }
            let photos = photos.iter().map(|photo| (photo.page.as_str(), photo.file.as_str()));
            sitemap::photos(origin, photos)
        }
        Ask::Robots => robots::write(origin),
        Ask::Feed(..) | Ask::Oembed => return Err(Error::NotFound),
    })
}

/// What the site is called, and where it is.
async fn publisher(world: &World) -> Publisher {
    Publisher {
        name: service::site_settings::current(world).await.name.clone(),
        origin: world.config.site_origin.clone(),
    }
}

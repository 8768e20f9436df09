//! What other programs read of the site: feeds, sitemaps, `robots.txt`, oEmbed. The texts themselves are made in `app`.
//!
//! All of it is what anybody may see: who asks does not matter, and is not looked at.

mod oembed;

use super::{Call, conditional, problem};
use app::Language;
use app::sharing::{Publisher, atom, feed::Feed, json_feed, robots, sitemap};
use domain::time::Timestamp;
use service::{Error, World};
use worker::{Response, Result};

/// How long a feed may be kept, in seconds.
const FEED_SECONDS: u32 = 300;
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

/// Answers `GET` or `HEAD`: of the latter the runtime leaves the body out.
pub(super) async fn answer(call: Call, ask: Ask) -> Result<Response> {
    let (media_type, seconds) = match &ask {
        Ask::Oembed => return oembed::answer(&call).await,
        Ask::Feed(_, Format::Atom) => (atom::MEDIA_TYPE, FEED_SECONDS),
        Ask::Feed(_, Format::Json) => (json_feed::MEDIA_TYPE, FEED_SECONDS),
        Ask::Robots => ("text/plain; charset=utf-8", MAP_SECONDS),
        _ => (sitemap::MEDIA_TYPE, MAP_SECONDS),
    };
    match text(&call, ask).await {
        Ok(text) => conditional::public(&call, media_type, seconds, text),
        Err(error) => problem::refuse(&error, call.language),
    }
}

async fn text(call: &Call, ask: Ask) -> service::Result<String> {
    let origin = &call.world.config.site_origin;
    Ok(match ask {
        Ask::Feed(handle, format) => write(&feed(call, handle).await?, format),
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
        Ask::Oembed => return Err(Error::NotFound),
    })
}

/// What the site is called, and where it is.
async fn publisher(world: &World) -> Publisher {
    Publisher {
        name: service::site_settings::current(world).await.name.clone(),
        origin: world.config.site_origin.clone(),
    }
}

async fn feed(call: &Call, handle: Option<String>) -> service::Result<Feed> {
    let world = &call.world;
    let publisher = publisher(world).await;
    let wanted = call.query("language");
    let language = wanted.and_then(|tag| Language::parse(&tag)).unwrap_or_default();
    let Some(handle) = handle else {
        return Ok(Feed::of_site(
            &publisher,
            language,
            service::feed::of_site(world).await?,
        ));
    };
    let found = service::feed::of_person(world, &handle).await?;
    let (person, photos) = found.ok_or(Error::NotFound)?;
    Ok(Feed::of_person(&publisher, language, person, photos))
}

fn write(feed: &Feed, format: Format) -> String {
    match format {
        Format::Atom => atom::write(feed),
        Format::Json => json_feed::write(feed),
    }
}

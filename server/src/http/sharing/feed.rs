//! Feeds: the site's are kept for everybody ([`service::kept`]), a person's is made for each who asks.

use super::{
    super::{
        Call, conditional,
        kept::{keep, renew},
        problem,
    },
    Format, publisher,
};
use app::{
    Language,
    sharing::{atom, feed::Feed, json_feed},
};
use service::{
    Error, World,
    kept::{self, Kept},
    ports::KeptPage,
};
use worker::{Response, Result};

/// How long its reader may keep a feed, in seconds.
const FEED_SECONDS: u32 = 300;

/// Answers with the site's feed.
pub(super) async fn of_site(call: &Call, format: Format) -> Result<Response> {
    let feed = OfSite {
        format,
        language: language(call),
    };
    match feed.find_or_make(call).await {
        Ok((text, cache)) => {
            let response = conditional::public(call, format.media_type(), FEED_SECONDS, text)?;
            response.headers().set("heliograph-cache", cache)?;
            Ok(response)
        }
        Err(error) => problem::refuse(&error, call.language),
    }
}

/// Answers with the feed of whoever has this handle.
pub(super) async fn of_person(call: &Call, handle: &str, format: Format) -> Result<Response> {
    match made_of_person(call, handle).await {
        Ok(feed) => conditional::public(call, format.media_type(), FEED_SECONDS, format.write(&feed)),
        Err(error) => problem::refuse(&error, call.language),
    }
}

async fn made_of_person(call: &Call, handle: &str) -> service::Result<Feed> {
    let found = service::feed::of_person(&call.world, handle).await?;
    let (person, photos) = found.ok_or(Error::NotFound)?;
    let publisher = publisher(&call.world).await;
    Ok(Feed::of_person(&publisher, language(call), person, photos))
}

/// The language that the address asks for: a reader asks for what its owner subscribed to.
fn language(call: &Call) -> Language {
    let wanted = call.query("language");
    wanted.and_then(|tag| Language::parse(&tag)).unwrap_or_default()
}

impl Format {
    const fn media_type(self) -> &'static str {
        match self {
            Self::Atom => atom::MEDIA_TYPE,
            Self::Json => json_feed::MEDIA_TYPE,
        }
    }

    fn write(self, feed: &Feed) -> String {
        match self {
            Self::Atom => atom::write(feed),
            Self::Json => json_feed::write(feed),
        }
    }
}

/// A feed of the site.
#[derive(Debug, Clone, Copy)]
struct OfSite {
    format: Format,
    language: Language,
}

impl OfSite {
    const fn kept(self) -> Kept {
        match self.format {
            Format::Atom => Kept::AtomFeed(self.language.tag()),
            Format::Json => Kept::JsonFeed(self.language.tag()),
        }
    }

    /// Its text, and where it comes from. What is to be kept, or looked after, is so after the answer.
    async fn find_or_make(self, call: &Call) -> service::Result<(String, &'static str)> {
        let world = call.world.clone();
        if let Some(found) = kept::find(&world, self.kept()).await {
            let (text, state) = (found.page.text.clone(), found.state());
            if found.renew {
                let make = self.made_anew(world.clone());
                call.context.wait_until(renew(world, self.kept(), found.page, make));
            }
            return Ok((text, state));
        }
        let page = self.make(&world).await?;
        let text = page.text.clone();
        call.context.wait_until(keep(world, self.kept(), page));
        Ok((text, "miss"))
    }

    /// Makes it. Its version is read before the photos: whatever changes meanwhile makes another one.
    async fn make(self, world: &World) -> service::Result<KeptPage> {
        let release = kept::release(world).await;
        let version = kept::home_version(world).await?;
        let photos = service::feed::of_site(world).await?;
        let feed = Feed::of_site(&publisher(world).await, self.language, photos);
        Ok(KeptPage {
            release,
            version,
            nonce: String::new(),
            text: self.format.write(&feed),
        })
    }

    async fn made_anew(self, world: World) -> service::Result<Option<KeptPage>> {
        self.make(&world).await.map(Some)
    }
}

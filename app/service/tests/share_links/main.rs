//! Share links: what each lets whoever has it see, how long and how often, and that nothing is left open behind it.

#[path = "../support/mod.rs"]
mod support;

mod files;
mod owner;
mod passwords;
mod visits;

use domain::{
    access::Viewer,
    id::PhotoId,
    photo::Visibility,
    share::{Pass, Purpose, Secret, ShareError},
    storage::{Bucket, StorageKey},
    view::PhotoView,
};
use service::{
    Error, Result,
    error::Conflict,
    photos::{Change, delete, edit},
    ports::Limited,
    share::{self, SharedPhoto, Visit, Wanted},
};
use support::{Test, run};

const DAY: i64 = 86_400;

fn wanted() -> Wanted {
    Wanted {
        days: 30,
        max_views: None,
        may_download: false,
        hide_metadata: true,
        stretched: None,
    }
}

fn password() -> Option<String> {
    Some("5e".repeat(32))
}

/// A private photo of Ada's, ready.
struct Shared {
    test: Test,
    ada: Viewer,
    photo: PhotoView,
}

#[expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]
impl Shared {
    async fn new() -> Self {
        Self::seen_by(Visibility::Private).await
    }

    async fn seen_by(visibility: Visibility) -> Self {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"one", visibility).await;
        Self { test, ada, photo }
    }

    async fn link(&self, wanted: Wanted) -> Secret {
        share::create(&self.test.world, self.ada, self.photo.id, wanted)
            .await
            .unwrap()
    }

    async fn visit(&self, secret: &Secret, pass: Option<&str>) -> Option<Visit> {
        share::visit(&self.test.world, secret, pass).await.unwrap()
    }

    /// The photo behind an open link.
    async fn open(&self, secret: &Secret) -> SharedPhoto {
        let visit = self.visit(secret, None).await;
        let Some(Visit::Photo(shared)) = visit else {
            panic!("no photo: {visit:?}")
        };
        *shared
    }

    async fn may_fetch(&self, address: &str) -> bool {
        self.file(address).await.is_some()
    }

    async fn file(&self, address: &str) -> Option<service::read::Media> {
        let (name, pass) = address
            .strip_prefix("/media/shared/")
            .unwrap()
            .split_once("?share=")
            .unwrap();
        share::media(&self.test.world, pass, name).await.unwrap()
    }

    async fn unlock(&self, secret: &Secret, stretched: &str) -> Result<String> {
        share::unlock(&self.test.world, "192.0.2.9", secret, stretched).await
    }

    async fn views(&self) -> Vec<u32> {
        let links = share::list(&self.test.world, self.ada, self.photo.id).await.unwrap();
        links.iter().map(|link| link.views).collect()
    }
}

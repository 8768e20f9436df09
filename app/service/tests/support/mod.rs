//! One way to build a test world: the real SQL and every migration on in-memory SQLite, and small fakes for the rest.
#![expect(dead_code, unreachable_pub, reason = "each test file uses a part of it")]
#![allow(
    unused_imports,
    clippy::allow_attributes,
    reason = "as above, and one test file uses all of it"
)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail anywhere"
)]

mod archives;
mod authenticator;
mod fakes;
mod kv;
mod location;
mod rows;
mod sqlite;

pub use authenticator::{Algorithm, Authenticator, Verifier};
pub use fakes::{File, Outside};
pub use kv::{DELAY_SECONDS, Kv};
pub use location::Location;
pub use rows::Used;
pub use sqlite::{Sqlite, migrations};

use domain::{
    access::{Member, Role, Scopes, Viewer},
    id::{PhotoId, StorageToken, UserId},
    image_settings::ImageSettings,
    media::MediaType,
    photo::{Camera, Visibility},
    rendition::{Rendition, plan},
    seal::{Key, sha256},
    session::Session,
    ticket::{Done, Report, Ticket},
    time::Timestamp,
    view::PhotoView,
};
use serde::de::DeserializeOwned;
use service::{
    World,
    account::{Profile, SignUp, sign_in, sign_up},
    config::Config,
    ports::{Mailer, PortError, Rows, Statement},
    sessions::{Client, SignedIn},
    upload::{Announced, Uploaded, receive},
};
use std::sync::Arc;

/// The time at which every test world begins.
pub const START: i64 = 1_700_000_000_000;

/// A world and what is outside of it.
pub struct Test {
    pub world: World,
    pub db: Arc<Sqlite>,
    pub outside: Arc<Outside>,
    pub kv: Arc<Kv>,
}

impl Test {
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// With some variables changed.
    pub fn with(changed: &[(&str, &str)]) -> Self {
        let db = Arc::new(Sqlite::migrated());
        let outside = Arc::new(Outside::new(Timestamp::from_millis(START)));
        let kv = Arc::new(Kv::new(outside.clone()));
        let config = config(changed);
        let world = World {
            db: db.clone(),
            blobs: outside.clone(),
            archives: outside.clone(),
            bell: outside.clone(),
            images: outside.clone(),
            pages: kv.clone(),
            figures: kv.clone(),
            revocations: kv.clone(),
            settings_copy: kv.clone(),
            limits: outside.clone(),
            signatures: Arc::new(Verifier),
            mailer: config.mail.as_ref().map(|_| outside.clone() as Arc<dyn Mailer>),
            clock: outside.clone(),
            random: outside.clone(),
            meter: Arc::default(),
            views: Arc::default(),
            settings: Arc::default(),
            config: Arc::new(config),
        };
        Self { world, db, outside, kv }
    }

    /// By which doors a photo of ada's can be reached: its page, its file, her page, her list in the API, the newest photos.
    pub async fn doors(&self, viewer: Viewer, photo: &PhotoView) -> String {
        use service::read;
        let world = &self.world;
        let file = photo.renditions[0].url.strip_prefix("/media/").unwrap();
        let has = |found: &[PhotoView]| found.iter().any(|item| item.id == photo.id);
        let page = read::person(world, viewer, "ada", None).await.unwrap();
        let listed = read::person_list(world, viewer, "ada", None, 100).await.unwrap();
        let newest = read::home(world, viewer, None).await.unwrap();
        let doors = [
            ('p', read::photo(world, viewer, photo.id).await.unwrap().is_some()),
            ('f', read::media(world, viewer, file).await.unwrap().is_some()),
            ('u', page.is_some()),
            ('l', listed.is_some_and(|(_, photos)| has(&photos.items))),
            ('n', has(&newest.items)),
        ];
        doors.iter().filter(|(_, open)| *open).map(|(door, _)| door).collect()
    }

    /// A new user.
    pub async fn user(&self, handle: &str) -> Viewer {
        self.signed_up(handle).await.session.viewer()
    }

    /// Somebody new who keeps order, or runs the site; also where nobody can sign up.
    pub async fn staff(&self, handle: &str, role: Role) -> Viewer {
        let email = format!("{handle}@example.org");
        let profile = service::token::Profile { handle, name: handle };
        let random = [self.world.random.bytes(), self.world.random.bytes()].concat();
        let secret = random.try_into().unwrap();
        let (_, made) = service::token::issue(
            &email,
            Some(profile),
            self.world.uuid(),
            secret,
            self.world.now(),
            Some(role),
        )
        .unwrap();
        self.world.db.batch(made).await.unwrap();
        let user: Option<service::sql::people::PersonRow> = self
            .world
            .db
            .run(service::sql::people::by_handle(handle, Viewer::Anonymous))
            .await
            .unwrap()
            .first()
            .unwrap();
        Viewer::signed_in(user.unwrap().id, role)
    }

    pub async fn signed_up(&self, handle: &str) -> SignedIn {
        let form = SignUp {
            profile: Profile {
                email: format!("{handle}@example.org"),
                name: handle.to_uppercase(),
                handle: handle.into(),
            },
            stretched: "ab".repeat(32),
            invitation: None,
        };
        let client = Client {
            ip: "192.0.2.1",
            device: "A browser",
        };
        sign_up(&self.world, client, form).await.unwrap()
    }

    /// Somebody signed up before, signed in once more.
    pub async fn signed_in(&self, handle: &str) -> Session {
        let client = Client {
            ip: "192.0.2.2",
            device: "Another browser",
        };
        let email = format!("{handle}@example.org");
        sign_in(&self.world, client, &email, &"ab".repeat(32))
            .await
            .unwrap()
            .session
    }

    /// Uploads these bytes as a public JPEG.
    pub async fn upload(&self, viewer: Viewer, bytes: &[u8]) -> PhotoView {
        self.upload_as(viewer, bytes, Visibility::Public).await
    }

    pub async fn upload_as(&self, viewer: Viewer, bytes: &[u8], visibility: Visibility) -> PhotoView {
        let announced = Announced {
            visibility: Some(visibility),
            ..announce(bytes)
        };
        match receive(&self.world, viewer, announced, &self.file(bytes))
            .await
            .unwrap()
        {
            Uploaded::New(photo) => photo,
            Uploaded::Known(_) => panic!("these bytes are known"),
        }
    }

    /// Uploads and processes.
    pub async fn ready(&self, viewer: Viewer, bytes: &[u8], visibility: Visibility) -> PhotoView {
        let photo = self.upload_as(viewer, bytes, visibility).await;
        self.outside.images_work();
        service::process::handle(&self.world, photo.id).await;
        self.photo(viewer, photo.id).await.unwrap()
    }

    /// Saves image settings, a second after whatever was before: the usual form, with these fields changed.
    pub async fn wants(&self, viewer: Viewer, changes: &[(&str, &str)]) {
        self.outside.pass_seconds(1);
        let usual = [
            ("largest", "2048"),
            ("original", "keep"),
            ("mark", "none"),
            ("position", "bottom-right"),
            ("opacity", "50"),
            ("scale", "25"),
        ];
        let settings = ImageSettings::read(&|name| {
            let found = changes.iter().chain(&usual).find(|(field, _)| *field == name);
            found.map(|(_, value)| (*value).to_owned())
        });
        service::settings::save(&self.world, viewer, settings.unwrap(), None)
            .await
            .unwrap();
    }

    pub fn file(&self, bytes: &[u8]) -> File {
        File::whole(self.outside.clone(), bytes)
    }

    pub async fn photo(&self, viewer: Viewer, id: PhotoId) -> Option<PhotoView> {
        service::read::photo(&self.world, viewer, id).await.unwrap()
    }

    /// Rows of a query, for looking behind the scenes.
    pub async fn query<T: DeserializeOwned>(&self, sql: &str) -> Vec<T> {
        self.sql(sql).await.unwrap().all().unwrap()
    }

    /// Runs a statement that is none of the site's, whether the schema takes it or not.
    pub async fn sql(&self, sql: &str) -> Result<Rows, PortError> {
        let (sql, params) = (sql.to_owned(), vec![]);
        self.world.db.run(Statement { sql, params }).await
    }

    /// Every table there is.
    pub async fn tables(&self) -> Vec<String> {
        #[derive(serde::Deserialize)]
        struct Table {
            name: String,
        }
        let sql = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name";
        self.query::<Table>(sql)
            .await
            .into_iter()
            .map(|table| table.name)
            .collect()
    }

    pub async fn count(&self, table: &str) -> i64 {
        #[derive(serde::Deserialize)]
        struct Count {
            n: i64,
        }
        self.query::<Count>(&format!("select count(*) as n from {table}")).await[0].n
    }
}

pub fn announce(bytes: &[u8]) -> Announced {
    Announced {
        media_type: "image/jpeg".into(),
        bytes: Some(bytes.len() as u64),
        sha256: Some(sha256(bytes)),
        ..Announced::default()
    }
}

/// What the image service would report of a 4000 × 3000 photo.
pub fn report(ticket: &Ticket) -> Report {
    let renditions = plan(&ticket.slots(), 4000, 3000)
        .into_iter()
        .map(|(slot, width, height)| Rendition {
            slot: slot.name.into(),
            width,
            height,
            media_type: slot.media_type,
            bytes: 10,
        })
        .collect();
    Report::Done(Done {
        photo: ticket.photo,
        attempt: ticket.attempt,
        media_type: MediaType::Jpeg,
        width: 4000,
        height: 3000,
        placeholder: "000fff000fff000fff".into(),
        camera: Camera {
            make: Some("Leica".into()),
            ..Camera::default()
        },
        taken_at: Some("2024-05-01T18:30:00".into()),
        renditions,
        place: None,
        colours: vec!["#c04030".into()],
        perceptual_hash: Some("00ff00ff00ff00ff".into()),
        smaller_original: None,
        bare: None,
        crc32: Some(0xffff_fff0),
    })
}

/// The storage token of a ticket's photo.
pub fn token_of(ticket: &Ticket) -> StorageToken {
    let url = ticket.original.url.replace("/s/", "/o/");
    url.split("/o/").nth(1).unwrap()[..32].parse().unwrap()
}

/// A PNG as far as its chunks go.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        let length = (data.len() as u32).to_be_bytes();
        [&length, kind, data, &[0; 4]].concat()
    };
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &header),
        chunk(b"IDAT", &[1, 2, 3]),
        chunk(b"IEND", &[]),
    ]
    .concat()
}

pub fn owner_id(viewer: Viewer) -> UserId {
    viewer.user().unwrap()
}

/// Somebody who comes with an API token that may only read.
pub fn reading(viewer: Viewer) -> Viewer {
    Viewer::User(Member {
        id: owner_id(viewer),
        role: Role::Member,
        scopes: Scopes::parse("read"),
    })
}

pub fn key(name: &str) -> Key {
    Key::new(&name.repeat(32)).unwrap()
}

fn config(changed: &[(&str, &str)]) -> Config {
    let secret = "k".repeat(32);
    Config::read(&|name| {
        if let Some((_, value)) = changed.iter().find(|(changed, _)| *changed == name) {
            return Some((*value).to_owned());
        }
        Some(match name {
            "SITE_NAME" => "test".into(),
            "SITE_ORIGIN" => "http://localhost:1".into(),
            "IMAGES_URL" => "http://localhost:2".into(),
            "SESSION_KEY" | "PEPPER" | "TICKET_KEY" => secret.clone(),
            "S3_ENDPOINT" => "http://localhost:3/s3".into(),
            "S3_PRIVATE_BUCKET" => "private".into(),
            "S3_PUBLIC_BUCKET" => "public".into(),
            "S3_ACCESS_KEY_ID" | "S3_SECRET_ACCESS_KEY" => "local".into(),
            "ASSETS_VERSION" => "1".into(),
            _ => return None,
        })
    })
    .unwrap()
}

/// Runs an async test. Everything here completes at once, so a plain executor is enough.
pub fn run(test: impl Future<Output = ()>) {
    pollster::block_on(test);
}

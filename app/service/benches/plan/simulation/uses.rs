//! What people do, and what the Worker does for it: each calls what its page or address calls, in that order.

use super::{platform::Platform, site};
use crate::support::run;
use domain::{
    access::Viewer,
    id::PhotoId,
    photo::Visibility,
    plan::Resource,
    session::{Opened, Session},
};
use service::{
    Error, World,
    account::{Profile, SignUp, sign_in, sign_up},
    auth, backup,
    cron::Outcome,
    feed,
    kept::{self, Kept},
    meter::{MESSAGE_COMES, MESSAGE_GOES},
    own,
    photos::{Change, edit},
    ports::KeptPage,
    process::{self, Answer},
    read, sessions,
    sessions::Client,
    site_settings, sitemap,
    upload::{Announced, AnnouncedPreview, Uploaded, receive, receive_preview},
    usage, views,
};

/// The stretched password of everybody.
const STRETCHED: &str = "abababababababababababababababababababababababababababababababab";

/// How often a browser asks after an upload until it is ready, which it is in two or three seconds
/// (`app/src/islands/watch.rs`: after 0.5 s, 0.6 s, 0.8 s, 1 s).
pub(crate) const POLLS: u32 = 4;

/// What browsers call themselves.
const BROWSER: &str = "Mozilla/5.0";

/// How many bytes a preview has.
const PREVIEW_BYTES: u64 = 120_000;

/// Where something happens: an isolate, and everything behind it.
pub(crate) struct Here<'a> {
    pub(crate) platform: &'a Platform,
    pub(crate) world: &'a World,
}

/// Somebody's browser.
pub(crate) struct Member {
    pub(crate) token: String,
}

impl Here<'_> {
    /// An event: it is one request, and at its end the meter may write.
    fn event<Outcome>(&self, work: impl Future<Output = Outcome>) -> Outcome {
        let mut outcome = None;
        run(async {
            self.platform.count(self.world, Resource::Requests, 1);
            outcome = Some(work.await);
            views::settle(self.world).await.unwrap();
            service::meter::settle(self.world).await.unwrap();
        });
        outcome.unwrap()
    }

    /// A page, or a server function: the site's settings are asked for first (`server/src/http/pages.rs`).
    fn page<Outcome>(&self, work: impl Future<Output = Outcome>) -> Outcome {
        self.event(async {
            site_settings::current(self.world).await;
            work.await
        })
    }

    /// `GET /` of somebody who is not signed in (`server/src/http/home.rs`).
    pub(crate) fn home(&self, language: &'static str) {
        self.event(self.kept(Kept::Home(language), async |world| {
            read::home(world, Viewer::Anonymous, None).await.unwrap();
        }));
    }

    /// What is kept: shown as it is, or made and then kept.
    async fn kept(&self, what: Kept, make: impl AsyncFnOnce(&World)) {
        if let Some(found) = kept::find(self.world, what).await
            && (!found.renew || !kept::renew(self.world, what, &found.page).await.unwrap())
        {
            return;
        }
        let release = kept::release(self.world).await;
        let version = kept::home_version(self.world).await.unwrap();
        make(self.world).await;
        let page = KeptPage {
            release,
            version,
            nonce: String::new(),
            text: String::new(),
        };
        kept::keep(self.world, what, &page).await.unwrap();
    }

    /// `GET /photos/{id}` (`app/src/pages/photo.rs`).
    pub(crate) fn photo(&self, number: u64) {
        self.page(async {
            let found = own::photo(self.world, Viewer::Anonymous, site::photo(number)).await;
            if let Some((photo, _)) = found.unwrap() {
                views::saw(self.world, &photo, false, BROWSER);
            }
        });
    }

    /// `GET /users/{handle}` (`app/src/pages/person.rs`).
    pub(crate) fn person(&self, number: u64) {
        self.page(async {
            read::person(self.world, Viewer::Anonymous, &site::handle(number), None)
                .await
                .unwrap();
        });
    }

    /// `GET /feed.atom` or `/feed.json` (`server/src/http/sharing/feed.rs`).
    pub(crate) fn feed(&self, what: Kept) {
        self.event(self.kept(what, async |world| {
            feed::of_site(world).await.unwrap();
        }));
    }

    /// `GET /sitemap.xml`.
    pub(crate) fn sitemap(&self) {
        self.event(async {
            sitemap::days(self.world).await.unwrap();
        });
    }

    /// `GET /media/…` of a rendition, where no domain of its own serves them (`server/src/http/media.rs`).
    pub(crate) fn file(&self, number: u64) {
        let name = format!("r/{}/1/w640.webp", site::token(number));
        self.event(async {
            let found = read::media(self.world, Viewer::Anonymous, &name).await.unwrap();
            if found.is_some() {
                self.platform.count(self.world, Resource::ClassB, 1);
            }
        });
    }

    /// Makes an account: not part of a day.
    pub(crate) fn join(&self, number: u64) -> Member {
        let client = Client {
            ip: "192.0.2.1",
            device: "A browser",
        };
        let profile = Profile {
            email: format!("member{number}@example.org"),
            name: "A member".into(),
            handle: format!("member{number}"),
        };
        let form = SignUp {
            profile,
            stretched: STRETCHED.into(),
            invitation: None,
        };
        let signed_in = self.event(async { sign_up(self.world, client, form).await.unwrap() });
        Member { token: signed_in.token }
    }

    /// Signs in by password.
    pub(crate) fn sign_in(&self, number: u64) -> Member {
        let client = Client {
            ip: "192.0.2.1",
            device: "A browser",
        };
        let email = format!("member{number}@example.org");
        let signed_in = self.page(async { sign_in(self.world, client, &email, STRETCHED).await.unwrap() });
        Member { token: signed_in.token }
    }

    /// A request with a session (`server/src/http/viewer.rs`): the list in KV is looked at once, and a token that has expired is renewed.
    fn with_session<Outcome>(
        &self,
        member: &mut Member,
        work: impl AsyncFnOnce(&World, &Session) -> Outcome,
    ) -> Outcome {
        self.event(async {
            let (world, session) = match sessions::open(self.world, &member.token).unwrap() {
                Opened::Fresh(session) => (self.world.guarded(session.clone()).0, session),
                Opened::Stale(session) => {
                    let renewed = sessions::renew(self.world, &session).await.unwrap().unwrap();
                    member.token = renewed.token;
                    (self.world.clone(), renewed.session)
                }
            };
            auth::holds(&world, &session).await.unwrap();
            work(&world, &session).await
        })
    }

    /// The same of a page or a server function, as above.
    fn page_of<Outcome>(&self, member: &mut Member, work: impl AsyncFnOnce(&World, &Session) -> Outcome) -> Outcome {
        self.with_session(member, async |world, session| {
            site_settings::current(world).await;
            work(world, session).await
        })
    }

    /// `GET /` of somebody who is signed in.
    pub(crate) fn home_signed_in(&self, member: &mut Member) {
        self.page_of(member, async |world, session| {
            read::home(world, session.viewer(), None).await.unwrap();
        });
    }

    /// `GET /photos/{id}` of somebody who is signed in.
    pub(crate) fn photo_signed_in(&self, member: &mut Member, number: u64) {
        self.page_of(member, async |world, session| {
            let found = own::photo(world, session.viewer(), site::photo(number)).await;
            if let Some((photo, _)) = found.unwrap() {
                views::saw(world, &photo, false, BROWSER);
            }
        });
    }

    /// Signing out (`app/src/functions/session.rs`).
    pub(crate) fn sign_out(&self, member: &mut Member) {
        self.page_of(member, async |world, session| {
            sessions::sign_out(world, session).await.unwrap();
        });
    }

    /// An upload until it is `ready`: the file, its preview, the queue's message, and the browser's questions. Nothing if no photo is
    /// taken now.
    pub(crate) fn upload(&self, member: &mut Member, content: u64, bytes: u64) -> Option<PhotoId> {
        self.page_of(member, async |world, _| usage::pause(world).await);
        let file = self.platform.file(self.world, content, bytes);
        let announced = Announced {
            media_type: "image/jpeg".into(),
            bytes: Some(bytes),
            sha256: Some(file.sha256),
            visibility: Some(Visibility::Public),
            ..Announced::default()
        };
        let sent = self.with_session(member, async |world, session| {
            receive(world, session.viewer(), announced, &file).await
        });
        let id = match sent {
            Ok(Uploaded::New(photo) | Uploaded::Known(photo)) => photo.id,
            Err(Error::UploadsPaused { .. }) => return None,
            Err(error) => panic!("{error}"),
        };
        let preview = self.platform.file(self.world, content, PREVIEW_BYTES);
        let announced = AnnouncedPreview {
            media_type: "image/webp".into(),
            bytes: Some(PREVIEW_BYTES),
            photo_size: Some((4000, 3000)),
        };
        self.with_session(member, async |world, session| {
            receive_preview(world, session.viewer(), id, announced, &preview)
                .await
                .unwrap();
        });
        self.queue();
        for _ in 0..POLLS {
            self.with_session(member, async |world, session| {
                read::photo(world, session.viewer(), id).await.unwrap();
            });
        }
        Some(id)
    }

    /// What the queue brings, each message by itself, which costs the most (`server/src/queue.rs`).
    pub(crate) fn queue(&self) {
        for photo in self.platform.rung() {
            self.event(async {
                let count = |amount| self.platform.count(self.world, Resource::QueueOperations, amount);
                count(MESSAGE_COMES);
                if process::handle(self.world, photo).await.0 == Answer::Ack {
                    count(MESSAGE_GOES);
                }
            });
        }
    }

    /// The same of a backup, of which each step rings for the next.
    fn backups(&self) {
        while let Some((backup, step)) = self.platform.rung_backup() {
            self.event(async {
                let count = |amount| self.platform.count(self.world, Resource::QueueOperations, amount);
                count(MESSAGE_COMES);
                if backup::handle(self.world, backup, step).await.0 == Answer::Ack {
                    count(MESSAGE_GOES);
                }
            });
        }
    }

    /// An owner changes what is written about a photo.
    pub(crate) fn edit(&self, member: &mut Member, photo: PhotoId, title: &str) {
        let change = Change {
            title: Some(title.into()),
            ..Change::default()
        };
        self.with_session(member, async |world, session| {
            edit(world, session.viewer(), photo, change).await.unwrap();
        });
    }

    /// The hourly cron (`server/src/cron.rs`).
    pub(crate) fn cron(&self) {
        self.event(async {
            let run = service::cron::run(self.world, self.world.now()).await;
            let failed = run.tasks.iter().find(|ran| matches!(ran.outcome, Outcome::Failed(_)));
            assert_eq!((failed, run.not_noted), (None, None));
        });
        self.queue();
        self.backups();
    }
}

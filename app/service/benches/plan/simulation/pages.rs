//! What each page reads of a large site, for whoever makes it read the most; and how the database finds it.

use super::{
    platform::{Asked, Platform},
    site::{self, ADMIN, BLOCKER, PROLIFIC},
};
use crate::support::{Sqlite, run};
use domain::{
    access::{Role, Viewer},
    limits::{MAX_API_PAGE, PAGE_SIZE},
    plan::Resource,
    session::Session,
};
use service::{
    World, audit, auth, backup, export, feed, invitations, jobs,
    kept::{self, Kept},
    late, leave, own, passkeys, people, popular,
    ports::{Clock, Computed, Statement},
    privacy, read, recovery, sessions, settings, share, site_settings, sitemap, statistics, token, usage,
};
use std::sync::Arc;

/// What was found of one page.
pub(crate) struct Reading {
    pub(crate) page: &'static str,
    /// Rows that D1 would bill.
    pub(crate) rows: u64,
    /// Whether a browser or a feed reader asks for it. What is left are programs that ask the API for as much as it gives, and search
    /// engines, whose sitemaps list a thousand.
    pub(crate) is_page: bool,
    /// The steps of a query's plan that look at every row of something.
    pub(crate) scans: Vec<String>,
}

/// Reads every page of a site of so many photos.
pub(crate) fn read_all(db: &Arc<Sqlite>, photos: u64) -> Vec<Reading> {
    let looked = Looked {
        platform: Platform::new(db.clone(), &[]),
        photos,
    };
    let mut all = looked.lists();
    all.extend(looked.single());
    all.extend(looked.settings());
    all.extend(looked.order());
    all.extend(looked.machines());
    all
}

struct Looked {
    platform: Platform,
    photos: u64,
}

impl Looked {
    /// What a page reads, in an isolate that knows nothing yet.
    fn page<Seen>(&self, page: &'static str, look: impl AsyncFnOnce(&World) -> Seen) -> Reading {
        let world = self.platform.isolate(&self.platform.location());
        let before = self.platform.billed().of(Resource::RowsRead);
        *self.platform.asked.lock().unwrap() = Some(Asked::default());
        run(async {
            look(&world).await;
        });
        let asked = self.platform.asked.lock().unwrap().take().unwrap_or_default();
        Reading {
            page,
            rows: self.platform.billed().of(Resource::RowsRead) - before,
            is_page: true,
            scans: asked.values().flat_map(|statement| self.scans(statement)).collect(),
        }
    }

    /// The same for somebody who is signed in.
    fn page_of<Seen>(
        &self,
        page: &'static str,
        person: u64,
        look: impl AsyncFnOnce(&World, &Session) -> Seen,
    ) -> Reading {
        self.page(page, async |world| {
            let session = session(world, person);
            let (world, _) = world.guarded(session.clone());
            auth::holds(&world, &session).await.unwrap();
            look(&world, &session).await;
        })
    }

    /// Steps of a statement's plan that look at all of a table or of an index. A list of values that comes with the question, or that
    /// the query itself makes, is none.
    fn scans(&self, statement: &Statement) -> Vec<String> {
        #[derive(serde::Deserialize)]
        struct Step {
            detail: String,
        }
        let explain = Statement {
            sql: format!("explain query plan {}", statement.sql),
            ..statement.clone()
        };
        let (mut rows, _) = self.platform.db.batch_counting(&[explain]).unwrap();
        let steps: Vec<Step> = rows.remove(0).all().unwrap();
        let is_scan = |detail: &String| {
            let own = [
                "SCAN CONSTANT ROW",
                "SCAN json_each",
                "SCAN some",
                "SCAN days",
                "SCAN owners",
            ];
            let free = own.iter().any(|own| detail.starts_with(own)) || detail.contains("VIRTUAL TABLE");
            (detail.starts_with("SCAN") && !free) || detail.contains("TEMP B-TREE") || detail.contains("AUTOMATIC")
        };
        let scans = steps.into_iter().map(|step| step.detail).filter(is_scan);
        scans.map(|step| format!("{step} in: {}", statement.sql)).collect()
    }

    fn middle(&self, of: u64) -> String {
        let at = self
            .platform
            .outside
            .now()
            .plus_seconds(-86 * i64::try_from(self.photos / 2).unwrap());
        format!("{}-{}", at.millis(), site::photo(of))
    }

    fn lists(&self) -> Vec<Reading> {
        let deep = self.middle(self.photos / 2);
        let deep = Some(deep.as_str());
        let prolific = site::handle(PROLIFIC);
        let prolific = prolific.as_str();
        let nobody = Viewer::Anonymous;
        vec![
            self.page("home, not kept", async |world| {
                kept::find(world, Kept::Home("en")).await;
                kept::home_version(world).await.unwrap();
                read::home(world, nobody, None).await.unwrap();
            }),
            self.page("home, far down", async |world| {
                read::home(world, nobody, deep).await.unwrap()
            }),
            self.page_of("home, signed in", PROLIFIC, async |world, session| {
                read::home(world, session.viewer(), None).await.unwrap();
            }),
            self.page_of("home, for whom many are blocked", BLOCKER, async |world, session| {
                read::home(world, session.viewer(), None).await.unwrap();
            }),
            self.page("popular", async |world| {
                let computed = Computed {
                    popular: (1..=u64::from(PAGE_SIZE)).map(site::photo).collect(),
                    ..Computed::default()
                };
                world.figures.write(&computed).await.unwrap();
                self.platform.outside.pass_seconds(crate::support::DELAY_SECONDS);
                popular::page(world, nobody).await.unwrap()
            }),
            self.page("person", async |world| {
                read::person(world, nobody, prolific, None).await.unwrap()
            }),
            self.page("person, far down", async |world| {
                read::person(world, nobody, prolific, deep).await.unwrap()
            }),
            self.page_of("person, signed in", ADMIN, async |world, session| {
                read::person(world, session.viewer(), prolific, None).await.unwrap();
            }),
            self.page_of("one's own photos", PROLIFIC, async |world, session| {
                read::person(world, session.viewer(), prolific, None).await.unwrap();
            }),
            self.page("API: list of 30", async |world| {
                read::list(world, nobody, None, 30).await.unwrap()
            }),
            self.page("feed of the site, not kept", async |world| {
                kept::find(world, Kept::AtomFeed("en")).await;
                kept::home_version(world).await.unwrap();
                feed::of_site(world).await.unwrap();
            }),
            self.page("feed of a person", async |world| {
                feed::of_person(world, prolific).await.unwrap()
            }),
        ]
    }

    fn single(&self) -> Vec<Reading> {
        let photo = site::photo(self.shared());
        let file = format!("r/{}/1/w640.webp", site::token(self.shared()));
        vec![
            self.page("photo", async |world| {
                own::photo(world, Viewer::Anonymous, photo).await.unwrap()
            }),
            self.page_of("photo, its owner's", PROLIFIC, async |world, session| {
                own::photo(world, session.viewer(), photo).await.unwrap();
            }),
            self.page_of("photo, of whom one has blocked", BLOCKER, async |world, session| {
                own::photo(world, session.viewer(), photo).await.unwrap();
            }),
            self.page("API: a photo, and oEmbed", async |world| {
                read::photo(world, Viewer::Anonymous, photo).await.unwrap();
            }),
            self.page("file", async |world| {
                read::media(world, Viewer::Anonymous, &file).await.unwrap()
            }),
            self.page_of("share links of a photo", PROLIFIC, async |world, session| {
                share::list(world, session.viewer(), photo).await.unwrap();
            }),
        ]
    }

    /// The newest photo of whoever has the most that has all its share links: the newest of theirs that is ready.
    fn shared(&self) -> u64 {
        let newest = self.photos - self.photos % 20;
        (0..)
            .map(|back| newest - back * 20)
            .find(|n| n % 97 != 5 && n % 101 != 7 && n % 1009 != 11 && n % 211 != 13)
            .unwrap_or(20)
    }

    fn settings(&self) -> Vec<Reading> {
        vec![
            self.page_of("upload", PROLIFIC, async |world, _| usage::pause(world).await),
            self.page_of("account", PROLIFIC, async |world, session| {
                recovery::overview(world, session).await.unwrap();
            }),
            self.page_of("sessions", PROLIFIC, async |world, session| {
                sessions::list(world, session.user).await.unwrap();
            }),
            self.page_of("tokens", PROLIFIC, async |world, session| {
                token::list(world, session.user).await.unwrap()
            }),
            self.page_of("passkeys", PROLIFIC, async |world, session| {
                passkeys::list(world, session.user).await.unwrap()
            }),
            self.page_of("image settings", PROLIFIC, async |world, session| {
                settings::read(world, session.viewer()).await.unwrap();
            }),
            self.page_of("privacy settings", PROLIFIC, async |world, session| {
                privacy::read(world, session.viewer()).await.unwrap();
            }),
            self.page_of("blocked people", BLOCKER, async |world, session| {
                people::blocked(world, session.viewer(), None).await.unwrap();
            }),
            self.page_of("export", PROLIFIC, async |world, session| {
                export::current(world, session).await.unwrap();
                usage::exports_pause(world).await;
            }),
            self.page_of("leaving", PROLIFIC, async |world, session| {
                leave::status(world, session).await.unwrap()
            }),
        ]
    }

    fn order(&self) -> Vec<Reading> {
        vec![
            self.page_of("people", ADMIN, async |world, session| {
                people::list(world, session.viewer(), None, None).await.unwrap();
            }),
            self.page_of("people, one of them", ADMIN, async |world, session| {
                people::list(world, session.viewer(), Some("person1"), None)
                    .await
                    .unwrap();
            }),
            self.page_of("invitations", ADMIN, async |world, session| {
                invitations::list(world, session.viewer()).await.unwrap();
            }),
            self.page_of("use of the plan", ADMIN, async |world, session| {
                usage::overview(world, session.viewer()).await.unwrap();
            }),
            self.page_of("statistics", ADMIN, async |world, session| {
                statistics::overview(world, session.viewer()).await.unwrap();
            }),
            self.page_of("jobs", ADMIN, async |world, session| {
                let viewer = session.viewer();
                jobs::list(world, viewer, &jobs::Cursors::default()).await.unwrap();
                backup::list(world, viewer).await.unwrap();
                audit::found(world, viewer).await.unwrap();
            }),
            self.page_of("settings of the site", ADMIN, async |world, session| {
                site_settings::page(world, session.viewer()).await.unwrap();
            }),
            self.page("thumbnails are late", async |world| {
                late::thumbnails(world).await.unwrap()
            }),
        ]
    }

    fn machines(&self) -> Vec<Reading> {
        let newest = self.platform.outside.now().plus_seconds(-2 * 86_400);
        let day = domain::time::Timestamp::of_day(domain::plan::standing::day_of(newest));
        let prolific = site::handle(PROLIFIC);
        let prolific = prolific.as_str();
        let nobody = Viewer::Anonymous;
        let found = vec![
            self.page("API: list of 100", async |world| {
                read::list(world, nobody, None, MAX_API_PAGE).await.unwrap()
            }),
            self.page_of(
                "API: list of 100, of whom many are blocked",
                BLOCKER,
                async |world, session| {
                    read::list(world, session.viewer(), None, MAX_API_PAGE).await.unwrap();
                },
            ),
            self.page("API: a person's 100", async |world| {
                read::person_list(world, nobody, prolific, None, MAX_API_PAGE)
                    .await
                    .unwrap();
            }),
            self.page("index of sitemaps", async |world| sitemap::days(world).await.unwrap()),
            self.page("sitemap of people", async |world| sitemap::people(world).await.unwrap()),
            self.page("sitemap of a day", async |world| {
                sitemap::photos_of(world, day).await.unwrap()
            }),
        ];
        let machine = |reading| Reading {
            is_page: false,
            ..reading
        };
        found.into_iter().map(machine).collect()
    }
}

/// A session that holds: the generator made one for each of the first few people.
fn session(world: &World, person: u64) -> Session {
    Session {
        id: format!("{:032x}", if person == PROLIFIC { 1 } else { 99_999 + person })
            .parse()
            .unwrap(),
        user: site::person(person),
        handle: site::handle(person),
        name: String::new(),
        role: if person == ADMIN { Role::Admin } else { Role::Member },
        leaving: None,
        expires: world.now().plus_seconds(3600),
    }
}

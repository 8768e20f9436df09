//! After any change nobody sees the old state for longer than the README's table says ("How old what is shown may be"): every change, in
//! the location where it was made and in another one, with KV a minute late, with the database and without.

#![expect(clippy::panic, reason = "a test may fail anywhere")]

mod support;

use domain::{
    access::{Role, Viewer},
    photo::Visibility,
    view::PhotoView,
};
use service::{
    World, feed,
    kept::{self, Kept},
    leave, people,
    photos::{Change, delete, edit},
    ports::KeptPage,
    process, read,
    upload::{Announced, Uploaded, receive},
};
use support::{DELAY_SECONDS, Location, Test, announce, run};

const HOME: Kept = Kept::Home("en");

/// What is kept and differs in what it holds: a feed has no photos that are not ready.
const KEPT: [Kept; 2] = [HOME, Kept::AtomFeed("en")];

/// How long a location keeps a page, in seconds: `degrade::USUAL`.
const NEAR_SECONDS: i64 = 60;

/// A site, and how it looks from two locations.
struct Site {
    test: Test,
    here: World,
    elsewhere: World,
    ada: Viewer,
    /// What is changed. Its title is `old`.
    photo: PhotoView,
}

/// What somebody does, and what home page and feed must hold, or must not, once that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Edit,
    Hide,
    Unlist,
    Delete,
    Suspend,
    Leave,
    New,
}

impl Done {
    const ALL: [Self; 7] = [
        Self::Edit,
        Self::Hide,
        Self::Unlist,
        Self::Delete,
        Self::Suspend,
        Self::Leave,
        Self::New,
    ];

    /// Whether something is to be seen by fewer people than before.
    fn shows_less(self) -> bool {
        self != Self::New
    }

    /// Whether a page shows how it was before.
    fn is_old(self, page: &str) -> bool {
        match self {
            Self::New => !page.contains("new"),
            _ => page.contains("old"),
        }
    }
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
impl Site {
    async fn new() -> Self {
        let test = Test::new();
        let at = |world: &World| World {
            pages: Location::new(test.outside.clone(), test.kv.clone()),
            ..world.clone()
        };
        let (here, elsewhere) = (at(&test.world), at(&test.world));
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"old", Visibility::Public).await;
        let mut site = Self {
            test,
            here,
            elsewhere,
            ada,
            photo,
        };
        site.title("old").await;
        site.test.ready(site.ada, b"another", Visibility::Public).await;
        site
    }

    async fn title(&mut self, title: &str) {
        let change = Change {
            title: Some(title.into()),
            ..Change::default()
        };
        self.photo = edit(&self.here, self.ada, self.photo.id, change).await.unwrap();
    }

    async fn see_by(&mut self, visibility: Visibility) {
        let change = Change {
            visibility: Some(visibility),
            ..Change::default()
        };
        edit(&self.here, self.ada, self.photo.id, change).await.unwrap();
    }

    async fn does(&mut self, done: Done) {
        match done {
            Done::Edit => self.title("changed").await,
            Done::Hide => self.see_by(Visibility::Private).await,
            Done::Unlist => self.see_by(Visibility::Unlisted).await,
            Done::Delete => delete(&self.here, self.ada, self.photo.id).await.unwrap(),
            Done::Suspend => {
                let admin = self.test.staff("ruth", Role::Admin).await;
                people::suspend(&self.here, admin, "ada").await.unwrap();
            }
            Done::Leave => {
                let ada = self.test.signed_in("ada").await;
                leave::leave(&self.here, &ada, "ada").await.unwrap();
            }
            Done::New => {
                let bob = self.test.user("bob").await;
                let announced = Announced {
                    title: "new".into(),
                    visibility: Some(Visibility::Public),
                    ..announce(b"new")
                };
                let sent = receive(&self.here, bob, announced, &self.test.file(b"new")).await;
                let Ok(Uploaded::New(photo)) = sent else {
                    panic!("{sent:?}")
                };
                process::handle(&self.here, photo.id).await;
            }
        }
    }
}

/// Home page or feed as a visitor gets it: kept, or rendered and then kept (`server/src/http/home.rs`, `sharing/feed.rs`). Nothing if
/// the database is away and nothing is kept.
async fn visit(world: &World, what: Kept) -> Option<String> {
    if let Some(found) = kept::find(world, what).await {
        // after the answer
        if found.renew && kept::renew(world, what, &found.page).await == Ok(true) {
            render(world, what).await;
        }
        return Some(found.page.text);
    }
    render(world, what).await
}

async fn render(world: &World, what: Kept) -> Option<String> {
    let release = kept::release(world).await;
    let version = kept::home_version(world).await.ok()?;
    let photos = match what {
        Kept::Home(_) => read::home(world, Viewer::Anonymous, None).await.ok()?.items,
        Kept::AtomFeed(_) | Kept::JsonFeed(_) => feed::of_site(world).await.ok()?,
    };
    let text = titles(&photos);
    let page = KeptPage {
        release,
        version,
        nonce: String::new(),
        text: text.clone(),
    };
    let _ = kept::keep(world, what, &page).await;
    Some(text)
}

fn titles(photos: &[PhotoView]) -> String {
    let titles: Vec<&str> = photos.iter().map(|photo| photo.title.as_str()).collect();
    titles.join(" ")
}

/// Every change, of everything that is kept.
fn each() -> impl Iterator<Item = (Done, Kept)> {
    Done::ALL.into_iter().flat_map(|done| KEPT.map(|what| (done, what)))
}

#[test]
fn no_home_page_and_no_feed_is_older_than_a_minute() {
    for (done, what) in each() {
        run(async {
            let mut site = Site::new().await;
            // both locations and KV have the old page
            for world in [&site.here, &site.elsewhere] {
                let shown = visit(world, what).await;
                assert!(shown.is_some_and(|page| done.is_old(&page)), "{done:?}, {what:?}");
            }
            site.test.outside.pass_seconds(DELAY_SECONDS - 1);
            site.does(done).await;
            let shown = visit(&site.here, what).await.unwrap_or_default();
            assert!(
                !done.is_old(&shown),
                "{done:?}, {what:?}: where it was changed, at once: {shown}"
            );
            for second in 0..=3 * NEAR_SECONDS {
                let shown = visit(&site.elsewhere, what).await.unwrap_or_default();
                assert!(
                    second < NEAR_SECONDS || !done.is_old(&shown),
                    "{done:?}, {what:?}: after {second} s: {shown}"
                );
                site.test.outside.pass_seconds(1);
            }
        });
    }
}

#[test]
fn nobody_waits_for_a_kept_page_and_one_visitor_at_a_time_has_it_made_anew() {
    run(async {
        let mut site = Site::new().await;
        let renews = async |world: &World| {
            kept::find(world, HOME)
                .await
                .map(|found| (found.page.text, found.renew))
        };
        let old = visit(&site.elsewhere, HOME).await.unwrap_or_default();
        site.test.outside.pass_seconds(NEAR_SECONDS / 2 - 1);
        assert_eq!(
            renews(&site.elsewhere).await,
            Some((old.clone(), false)),
            "the first half of its time"
        );
        site.test.outside.pass_seconds(1);
        assert_eq!(renews(&site.elsewhere).await, Some((old.clone(), true)));
        assert_eq!(
            renews(&site.elsewhere).await,
            Some((old.clone(), false)),
            "one at a time"
        );
        // whoever looked after it went away before it was done
        site.test.outside.pass_seconds(10);
        let found = kept::find(&site.elsewhere, HOME).await;
        let page = found.filter(|found| found.renew).map(|found| found.page);
        let Some(page) = page else {
            panic!("somebody else does it")
        };
        assert_eq!(
            kept::renew(&site.elsewhere, HOME, &page).await,
            Ok(false),
            "it is the newest still"
        );
        site.test.outside.pass_seconds(NEAR_SECONDS / 2);
        site.does(Done::Edit).await;
        assert_eq!(
            visit(&site.elsewhere, HOME).await,
            Some(old),
            "this visitor does not wait"
        );
        assert!(
            visit(&site.elsewhere, HOME)
                .await
                .is_some_and(|page| page.contains("changed"))
        );
    });
}

#[test]
fn feeds_of_people_lists_and_files_are_of_this_moment() {
    for done in Done::ALL {
        run(async {
            let mut site = Site::new().await;
            let file = site
                .photo
                .renditions
                .first()
                .map(|file| file.url.clone())
                .unwrap_or_default();
            let file = file.trim_start_matches("/media/").to_owned();
            site.does(done).await;
            let world = &site.elsewhere;
            let mut feeds = String::new();
            for handle in ["ada", "bob"] {
                if let Ok(Some((_, photos))) = feed::of_person(world, handle).await {
                    feeds.push_str(&titles(&photos));
                }
            }
            assert!(!done.is_old(&feeds), "{done:?}: {feeds}");
            let list = read::list(world, Viewer::Anonymous, None, 30).await;
            assert!(list.is_ok_and(|list| !done.is_old(&titles(&list.items))), "{done:?}");
            // the address of before opens nothing once somebody may see less of it
            let gone = matches!(read::media(world, Viewer::Anonymous, &file).await, Ok(None));
            assert_eq!(gone, !matches!(done, Done::Edit | Done::New), "{done:?}");
        });
    }
}

#[test]
fn without_the_database_nothing_that_was_hidden_is_shown_after_a_minute() {
    for (done, what) in each() {
        run(async {
            let mut site = Site::new().await;
            visit(&site.here, what).await;
            site.test.outside.pass_seconds(DELAY_SECONDS);
            site.does(done).await;
            *site
                .test
                .db
                .away
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner) = true;
            let shown = visit(&site.elsewhere, what).await;
            assert!(
                shown.is_some_and(|page| done.is_old(&page)),
                "{done:?}, {what:?}: KV is a minute late"
            );
            site.test.outside.pass_seconds(DELAY_SECONDS);
            for world in [&site.here, &site.elsewhere] {
                let shown = visit(world, what).await;
                assert_eq!(shown.is_some(), !done.shows_less(), "{done:?}, {what:?}: {shown:?}");
            }
        });
    }
}

#[test]
fn whoever_is_blocked_meets_nothing_from_that_moment() {
    run(async {
        let site = Site::new().await;
        let bob = site.test.user("bob").await;
        let shown = |page: domain::view::Page<PhotoView>| titles(&page.items);
        let before = read::home(&site.elsewhere, bob, None).await;
        assert!(before.is_ok_and(|page| shown(page).contains("old")));
        assert!(people::block(&site.here, site.ada, "bob").await.is_ok());
        let after = read::home(&site.elsewhere, bob, None).await;
        assert!(after.is_ok_and(|page| !shown(page).contains("old")));
    });
}

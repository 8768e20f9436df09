//! The site's settings, in real SQL: versions, conflicts, a copy in KV that is late or fails, and what holds at once all the same.

mod support;

use domain::{
    access::{Role, Scopes, SignUpMode, Viewer},
    image_settings::Largest,
    licence::Licence,
    photo::Visibility,
    plan::{Marks, Resource, degrade::Pause},
    site_settings::{ImageDefaults, SiteSettings},
    ticket::Mark,
};
use service::{
    Error, World,
    account::{Profile, SignUp, sign_up},
    error::{Conflict, Invalid},
    kept::{self, Kept},
    sessions::Client,
    site_settings::{Known, Overview, current, page, repair, restore, save},
    sql::site_settings::KEPT,
    upload::{Announced, Uploaded, receive},
    usage,
};
use std::sync::{Arc, atomic::Ordering};
use support::{DELAY_SECONDS, Test, announce, owner_id, run};

/// Another isolate of the same site, which knows nothing yet.
fn isolate(test: &Test) -> World {
    World {
        settings: Arc::new(Known::default()),
        meter: Arc::default(),
        ..test.world.clone()
    }
}

fn named(test: &Test, name: &str) -> SiteSettings {
    SiteSettings {
        name: name.into(),
        ..test.world.usual_settings()
    }
}

async fn name_in(world: &World) -> String {
    current(world).await.name.clone()
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn shown(test: &Test, admin: Viewer) -> Overview {
    page(&test.world, admin).await.unwrap().unwrap()
}

fn form(handle: &str) -> SignUp {
    SignUp {
        profile: Profile {
            email: format!("{handle}@example.org"),
            name: handle.to_uppercase(),
            handle: handle.into(),
        },
        stretched: "ab".repeat(32),
        invitation: None,
    }
}

const CLIENT: Client<'static> = Client {
    ip: "192.0.2.1",
    device: "A browser",
};

#[test]
fn every_change_is_a_version_that_says_who_and_what() {
    run(async {
        let test = Test::new();
        let (boss, other) = (
            test.staff("boss", Role::Admin).await,
            test.staff("other", Role::Admin).await,
        );
        let before = shown(&test, boss).await;
        assert_eq!((before.version, before.settings.name.as_str()), (0, "Heliograph"));
        assert!(before.history.is_empty());

        save(&test.world, boss, 0, &named(&test, "One")).await.unwrap();
        test.outside.pass_seconds(60);
        save(&test.world, other, 1, &named(&test, "Two")).await.unwrap();
        // the same once more is no change
        save(&test.world, other, 2, &named(&test, "Two")).await.unwrap();
        let after = shown(&test, boss).await;
        let told: Vec<_> = after
            .history
            .iter()
            .map(|entry| {
                let before = entry.before.as_ref().map(|before| before.name.as_str());
                (entry.version, entry.by.as_deref(), before, entry.settings.name.as_str())
            })
            .collect();
        assert_eq!(
            told,
            [
                (2, Some("other"), Some("One"), "Two"),
                (1, Some("boss"), Some("Heliograph"), "One")
            ]
        );
        assert_eq!(after.history[0].changed_at, test.world.now());

        restore(&test.world, boss, 2, 1).await.unwrap();
        let back = shown(&test, boss).await;
        assert_eq!(
            (back.version, back.settings.name.as_str(), back.history.len()),
            (3, "One", 3)
        );
    });
}

#[test]
fn who_is_no_admin_neither_sees_nor_changes_anything() {
    run(async {
        let test = Test::new();
        let boss = test.staff("boss", Role::Admin).await;
        save(&test.world, boss, 0, &named(&test, "One")).await.unwrap();
        let reader = Viewer::User(domain::access::Member {
            id: owner_id(boss),
            role: Role::Admin,
            scopes: Scopes::parse("read"),
        });
        let moderator = test.staff("mod", Role::Moderator).await;
        for viewer in [Viewer::Anonymous, test.user("ada").await, moderator, reader] {
            assert_eq!(page(&test.world, viewer).await, Ok(None));
            let saved = save(&test.world, viewer, 1, &named(&test, "Two")).await;
            assert_eq!(saved, Err(Error::NotFound));
            assert_eq!(restore(&test.world, viewer, 1, 1).await, Err(Error::NotFound));
        }
        assert_eq!(test.count("site_settings").await, 1);
    });
}

#[test]
fn of_two_at_once_the_second_is_told() {
    run(async {
        let test = Test::new();
        let (boss, other) = (
            test.staff("boss", Role::Admin).await,
            test.staff("other", Role::Admin).await,
        );
        save(&test.world, boss, 0, &named(&test, "One")).await.unwrap();
        let late = save(&test.world, other, 0, &named(&test, "Two")).await;
        assert_eq!(late, Err(Conflict::SettingsChanged.into()));
        assert_eq!(restore(&test.world, other, 0, 1).await, Ok(()), "that is what holds");
        for base in [-1, 2, i64::MAX >> 12] {
            let saved = save(&test.world, other, base, &named(&test, "Two")).await;
            assert_eq!(saved, Err(Conflict::SettingsChanged.into()), "{base}");
        }
        // whoever presses twice is answered as the first time
        save(&test.world, boss, 0, &named(&test, "One")).await.unwrap();
        assert_eq!(test.count("site_settings").await, 1);
        assert_eq!(name_in(&test.world).await, "One");
    });
}

#[test]
fn a_bad_value_is_never_stored() {
    run(async {
        let test = Test::new();
        let boss = test.staff("boss", Role::Admin).await;
        let mut bad = named(&test, "One");
        bad.marks = Marks { warn: 96, act: 95 };
        let refused = save(&test.world, boss, 0, &bad).await.unwrap_err();
        assert!(matches!(refused, Error::Invalid(Invalid::SiteSettings(_))));
        assert_eq!(refused.status(), 400);
        assert!(refused.to_string().starts_with("Do without from percent: "));
        assert_eq!(test.count("site_settings").await, 0);

        // one that got there all the same, or that a later version of the site wrote, holds as far as it is good
        let sql = "insert into site_settings values (1, 1, null, '{\"name\":\"Later\",\"licence\":\"cc-9\",\"x\":1}')";
        test.sql(sql).await.unwrap();
        assert_eq!(shown(&test, boss).await.settings, named(&test, "Later"));
        save(&test.world, boss, 1, &named(&test, "Two")).await.unwrap();
    });
}

#[test]
fn few_versions_are_kept_and_one_that_is_gone_is_not_found() {
    run(async {
        let test = Test::new();
        let boss = test.staff("boss", Role::Admin).await;
        for number in 0..i64::from(KEPT) + 5 {
            save(&test.world, boss, number, &named(&test, &number.to_string()))
                .await
                .unwrap();
        }
        assert_eq!(test.count("site_settings").await, i64::from(KEPT));
        let shown = shown(&test, boss).await;
        assert_eq!(shown.history.len(), KEPT as usize);
        assert_eq!(shown.history.last().and_then(|entry| entry.before.clone()), None);
        let newest = shown.version;
        assert_eq!(restore(&test.world, boss, newest, 5).await, Err(Error::NotFound));
        restore(&test.world, boss, newest, 6).await.unwrap();
    });
}

#[test]
fn an_isolate_asks_kv_at_most_once_a_minute_and_knows_within_two() {
    for delay in [0, 1, DELAY_SECONDS] {
        run(async {
            let test = Test::new();
            test.kv.is_late_by(delay);
            let boss = test.staff("boss", Role::Admin).await;
            let other = isolate(&test);
            assert_eq!(name_in(&other).await, "Heliograph");
            save(&test.world, boss, 0, &named(&test, "One")).await.unwrap();
            assert_eq!(name_in(&test.world).await, "One", "who saved it knows at once");
            test.kv.settings_read.store(0, Ordering::SeqCst);
            let mut known_after = None;
            for second in 0..=600 {
                if name_in(&other).await == "One" && known_after.is_none() {
                    known_after = Some(second);
                }
                usage::pause(&other).await;
                test.outside.pass_seconds(1);
            }
            assert!(known_after.unwrap() <= 120, "{known_after:?}");
            assert_eq!(test.kv.settings_read.load(Ordering::SeqCst), 10);
        });
    }
}

#[test]
fn a_copy_that_is_late_never_takes_an_isolate_back() {
    run(async {
        let test = Test::new();
        let boss = test.staff("boss", Role::Admin).await;
        save(&test.world, boss, 0, &named(&test, "One")).await.unwrap();
        test.outside.pass_seconds(61);
        save(&test.world, boss, 1, &named(&test, "Two")).await.unwrap();
        for _ in 0..130 {
            assert_eq!(name_in(&test.world).await, "Two");
            test.outside.pass_seconds(1);
        }
    });
}

#[test]
fn without_kv_an_isolate_goes_by_what_it_knows_or_by_the_database() {
    run(async {
        let test = Test::new();
        test.kv.is_late_by(0);
        let boss = test.staff("boss", Role::Admin).await;
        save(&test.world, boss, 0, &named(&test, "One")).await.unwrap();
        let (knows, new) = (isolate(&test), isolate(&test));
        assert_eq!(name_in(&knows).await, "One");
        test.kv.settings_broken.store(true, Ordering::SeqCst);
        test.outside.pass_seconds(61);
        assert_eq!(name_in(&knows).await, "One");
        assert_eq!(name_in(&new).await, "One", "of the database");
        *test.db.away.lock().unwrap() = true;
        let nothing = isolate(&test);
        assert_eq!(name_in(&nothing).await, "Heliograph");
        assert_eq!(name_in(&knows).await, "One");
        *test.db.away.lock().unwrap() = false;
        test.kv.settings_broken.store(false, Ordering::SeqCst);
        test.outside.pass_seconds(61);
        assert_eq!(name_in(&nothing).await, "One");
    });
}

#[test]
fn the_cron_makes_good_a_copy_that_was_not_written() {
    run(async {
        let test = Test::new();
        test.kv.is_late_by(0);
        let boss = test.staff("boss", Role::Admin).await;
        assert_eq!(repair(&test.world).await, Ok(false), "nothing was ever saved");
        test.kv.settings_broken.store(true, Ordering::SeqCst);
        save(&test.world, boss, 0, &named(&test, "One")).await.unwrap();
        assert!(repair(&test.world).await.is_err());
        test.kv.settings_broken.store(false, Ordering::SeqCst);
        assert_eq!(repair(&test.world).await, Ok(true));
        assert_eq!(repair(&test.world).await, Ok(false));
        *test.db.away.lock().unwrap() = true;
        assert_eq!(name_in(&isolate(&test)).await, "One");
    });
}

#[test]
fn what_kv_does_not_hold_is_asked_of_the_database_once_a_minute() {
    run(async {
        let test = Test::with(&[("PLAN", "kv_writes=0")]);
        test.kv.is_late_by(0);
        let boss = test.staff("boss", Role::Admin).await;
        save(&test.world, boss, 0, &named(&test, "One")).await.unwrap();
        let other = isolate(&test);
        assert_eq!(name_in(&other).await, "One");
        test.sql("delete from site_settings").await.unwrap();
        test.db.asked.store(0, Ordering::SeqCst);
        assert_eq!(name_in(&other).await, "One");
        assert_eq!(test.db.asked.load(Ordering::SeqCst), 0);
        assert_eq!(repair(&test.world).await, Ok(false), "KV takes no more today");
    });
}

#[test]
fn closed_is_closed_at_once_and_so_is_open() {
    run(async {
        let test = Test::new();
        let boss = test.staff("boss", Role::Admin).await;
        let other = isolate(&test);
        let mode = |sign_up| SiteSettings {
            sign_up,
            ..test.world.usual_settings()
        };
        assert_eq!(current(&other).await.sign_up, SignUpMode::Open);
        save(&test.world, boss, 0, &mode(SignUpMode::Closed)).await.unwrap();
        let refused = sign_up(&other, CLIENT, form("ada")).await.unwrap_err();
        assert_eq!(refused, Error::SignUpClosed);
        // this isolate has learned it from that
        assert_eq!(current(&other).await.sign_up, SignUpMode::Closed);

        save(&test.world, boss, 1, &mode(SignUpMode::Invitation)).await.unwrap();
        assert_eq!(
            sign_up(&other, CLIENT, form("ada")).await.unwrap_err(),
            Error::InvitationNeeded
        );
        let invitation = service::invitations::create(&test.world, boss).await.unwrap();
        let invited = SignUp {
            invitation: Some(invitation),
            ..form("ada")
        };
        sign_up(&other, CLIENT, invited).await.unwrap();
        assert_eq!(test.count("invitations").await, 0);

        save(&test.world, boss, 2, &mode(SignUpMode::Open)).await.unwrap();
        sign_up(&other, CLIENT, form("bob")).await.unwrap();
    });
}

#[test]
fn until_something_is_saved_the_variable_holds_and_what_is_saved_comes_first() {
    run(async {
        let test = Test::with(&[("SIGN_UP", "closed")]);
        let boss = test.staff("boss", Role::Admin).await;
        assert_eq!(shown(&test, boss).await.settings.sign_up, SignUpMode::Closed);
        assert_eq!(
            sign_up(&test.world, CLIENT, form("ada")).await.unwrap_err(),
            Error::SignUpClosed
        );
        let open = SiteSettings::usual(SignUpMode::Open);
        save(&test.world, boss, 0, &open).await.unwrap();
        sign_up(&test.world, CLIENT, form("ada")).await.unwrap();
        // what is stored is none of the modes: nobody is let in by mistake
        test.sql("update site_settings set settings = '{\"sign_up\":\"whoever\"}'")
            .await
            .unwrap();
        assert!(sign_up(&test.world, CLIENT, form("bob")).await.is_err());
        assert_eq!(test.count("users").await, 2);
    });
}

#[test]
fn new_photos_are_as_is_usual_on_the_site_unless_their_owner_says_otherwise() {
    run(async {
        let test = Test::new();
        let (boss, ada) = (test.staff("boss", Role::Admin).await, test.user("ada").await);
        let private = SiteSettings {
            visibility: Visibility::Private,
            licence: Licence::CcBy,
            ..test.world.usual_settings()
        };
        save(&test.world, boss, 0, &private).await.unwrap();
        let said = Announced {
            visibility: Some(Visibility::Public),
            licence: Some(Licence::Cc0),
            ..announce(b"said")
        };
        for (bytes, announced, visibility, licence) in [
            (&b"silent"[..], announce(b"silent"), Visibility::Private, Licence::CcBy),
            (&b"said"[..], said, Visibility::Public, Licence::Cc0),
        ] {
            let Ok(Uploaded::New(photo)) = receive(&test.world, ada, announced, &test.file(bytes)).await else {
                panic!("it is taken")
            };
            assert_eq!((photo.visibility, photo.licence), (visibility, licence));
        }
    });
}

#[test]
fn files_of_members_who_chose_nothing_are_made_as_the_site_does() {
    run(async {
        let test = Test::new();
        let (boss, ada, bob) = (
            test.staff("boss", Role::Admin).await,
            test.user("ada").await,
            test.user("bob").await,
        );
        test.wants(bob, &[("largest", "1280")]).await;
        let hidden = test.ready(ada, b"hidden", Visibility::Private).await;
        let site = SiteSettings {
            images: ImageDefaults {
                avif: true,
                largest: Largest::Small,
                mark: true,
                text: "The site".into(),
                ..ImageDefaults::default()
            },
            ..test.world.usual_settings()
        };
        save(&test.world, boss, 0, &site).await.unwrap();
        assert!(service::settings::read(&test.world, ada).await.unwrap().settings.avif);
        assert!(!service::settings::read(&test.world, bob).await.unwrap().settings.avif);
        test.ready(ada, b"ada's", Visibility::Public).await;
        test.ready(bob, b"bob's", Visibility::Public).await;
        // one that becomes public gets the site's mark as well
        let public = service::photos::Change {
            visibility: Some(Visibility::Public),
            ..Default::default()
        };
        service::photos::edit(&test.world, ada, hidden.id, public)
            .await
            .unwrap();
        service::process::handle(&test.world, hidden.id).await;
        let tickets = test.outside.tickets.lock().unwrap();
        let told: Vec<_> = tickets
            .iter()
            .map(|ticket| {
                let mark = ticket.wishes.watermark.as_ref().map(|watermark| watermark.mark.clone());
                let slots: Vec<&str> = ticket.slots().iter().map(|slot| slot.name).collect();
                (mark, slots.join(" "))
            })
            .collect();
        let mark = Some(Mark::Text("The site".into()));
        assert_eq!(
            told,
            [
                (None, "w320 w640 w1280 w2048 jpeg".to_owned()),
                (mark.clone(), "w320 w640 a320 a640".to_owned()),
                (None, "w320 w640 w1280 jpeg".to_owned()),
                (mark, "w320 w640 a320 a640".to_owned()),
            ]
        );
    });
}

#[test]
fn the_site_does_without_from_the_marks_that_were_chosen() {
    run(async {
        let test = Test::with(&[("PLAN", "queue_operations=100")]);
        let boss = test.staff("boss", Role::Admin).await;
        test.world.meter.count(Resource::QueueOperations, 70);
        service::meter::write(&test.world).await.unwrap();
        assert_eq!(usage::pause(&test.world).await, None);
        assert!(usage::warnings(&test.world, boss).await.unwrap().is_empty());
        let early = SiteSettings {
            marks: Marks { warn: 60, act: 70 },
            ..test.world.usual_settings()
        };
        save(&test.world, boss, 0, &early).await.unwrap();
        assert_eq!(usage::pause(&test.world).await, Some(Pause::Today));
        let refused = receive(&test.world, boss, announce(b"a"), &test.file(b"a")).await;
        assert!(matches!(refused, Err(Error::UploadsPaused { .. })));
        assert_eq!(usage::warnings(&test.world, boss).await.unwrap().len(), 1);
    });
}

#[test]
fn a_page_that_was_kept_with_other_settings_is_not_shown() {
    run(async {
        let test = Test::new();
        test.kv.is_late_by(0);
        let boss = test.staff("boss", Role::Admin).await;
        let page = service::ports::KeptPage {
            release: kept::release(&test.world).await,
            version: kept::home_version(&test.world).await.unwrap(),
            nonce: "n".into(),
            text: "Heliograph".into(),
        };
        kept::keep(&test.world, Kept::Home("en"), &page).await.unwrap();
        assert!(kept::find(&test.world, Kept::Home("en")).await.is_some());
        save(&test.world, boss, 0, &named(&test, "One")).await.unwrap();
        assert!(kept::find(&test.world, Kept::Home("en")).await.is_none());
        // an isolate that does not know yet keeps showing what it knows, for two minutes at most
        let page = service::ports::KeptPage {
            release: kept::release(&test.world).await,
            text: "One".into(),
            ..page
        };
        kept::keep(&test.world, Kept::Home("en"), &page).await.unwrap();
        assert_eq!(
            kept::find(&test.world, Kept::Home("en"))
                .await
                .map(|found| found.page.text),
            Some("One".into())
        );
    });
}

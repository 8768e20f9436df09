//! Image settings: what is kept, what is refused, what tickets ask for after them, and photos that are made again.

mod support;

use domain::{
    access::Viewer,
    image_settings::{ImageSettings, Largest, MarkKind, SettingsError},
    licence::Licence,
    photo::{PhotoState, Visibility},
    reason::Reason,
    storage::{Bucket, StorageKey},
    ticket::{Credit, Mark, Ticket},
    watermark::{Position, Style},
};
use service::{
    Error,
    error::Conflict,
    photos::{Change, edit},
    process::{Answer, handle},
    settings::{NewPicture, apply, read, save},
    sweep,
};
use support::{Test, png, report, run, token_of};

async fn work(test: &Test, photo: domain::id::PhotoId) -> Answer {
    let (answer, error) = handle(&test.world, photo).await;
    assert_eq!(error, None);
    answer
}

/// The ticket of the last attempt.
#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
fn last_ticket(test: &Test) -> Ticket {
    test.outside.tickets.lock().unwrap().last().unwrap().clone()
}

fn text_mark(text: &str) -> ImageSettings {
    ImageSettings {
        mark: MarkKind::Text,
        text: text.into(),
        ..ImageSettings::default()
    }
}

#[test]
fn who_chose_nothing_has_what_is_usual() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let settings = read(&test.world, ada).await.unwrap();
        assert_eq!(settings.settings, ImageSettings::default());
        assert_eq!((settings.picture, settings.earlier), (None, 0));
        test.ready(ada, b"photo", Visibility::Public).await;
        let ticket = last_ticket(&test);
        assert_eq!(ticket.wishes, domain::ticket::Wishes::default());
        assert_eq!(ticket.renditions.len(), 5);
        assert_eq!(read(&test.world, Viewer::Anonymous).await, Err(Error::SignInFirst));
    });
}

#[test]
fn settings_are_kept_as_they_were_saved() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        let wanted = ImageSettings {
            avif: true,
            largest: Largest::Middle,
            smaller_original: true,
            credit: true,
            style: Style {
                position: Position::TopLeft,
                opacity: 5,
                scale: 100,
                tiled: true,
            },
            ..text_mark("© Ada Ω")
        };
        save(&test.world, ada, wanted.clone(), None).await.unwrap();
        assert_eq!(read(&test.world, ada).await.unwrap().settings, wanted);
        save(&test.world, ada, text_mark("other"), None).await.unwrap();
        assert_eq!(read(&test.world, ada).await.unwrap().settings, text_mark("other"));
        assert_eq!(read(&test.world, bob).await.unwrap().settings, ImageSettings::default());
        assert_eq!(test.count("image_settings").await, 1);
    });
}

#[test]
fn what_cannot_be_is_neither_saved_nor_taken_by_the_schema() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let long = text_mark(&"x".repeat(61));
        let picture = ImageSettings {
            mark: MarkKind::Picture,
            ..ImageSettings::default()
        };
        let faint = ImageSettings {
            style: Style {
                opacity: 4,
                ..Style::default()
            },
            ..ImageSettings::default()
        };
        for (settings, error) in [
            (text_mark(""), SettingsError::NoText),
            (long.clone(), SettingsError::TextTooLong),
            (picture.clone(), SettingsError::NoPicture),
            (faint.clone(), SettingsError::OutOfRange),
        ] {
            assert_eq!(save(&test.world, ada, settings, None).await, Err(error.into()));
        }
        let nobody = save(&test.world, Viewer::Anonymous, ImageSettings::default(), None).await;
        assert_eq!(nobody, Err(Error::SignInFirst));
        // the schema does not rely on it
        for settings in [text_mark(""), long, picture, faint] {
            let statement =
                service::sql::image_settings::save(support::owner_id(ada), &settings, None, test.world.now());
            assert!(test.world.db.run(statement).await.is_err(), "{settings:?}");
        }
        assert_eq!(test.count("image_settings").await, 0);
    });
}

#[test]
fn tickets_ask_for_what_is_wanted() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        test.wants(ada, &[("avif", "on"), ("largest", "640"), ("original", "smaller")])
            .await;
        test.ready(ada, b"photo", Visibility::Private).await;
        let ticket = last_ticket(&test);
        let slots: Vec<&str> = ticket.slots().into_iter().map(|slot| slot.name).collect();
        assert_eq!(slots, ["w320", "w640", "a320", "a640"]);
        let copy = ticket.wishes.smaller_original.unwrap();
        let name = StorageKey::SmallerOriginal(token_of(&last_ticket(&test)), 1).name();
        assert!(
            copy.starts_with(&format!("http://localhost:3/s3/private/{name}?")),
            "{copy}"
        );
    });
}

#[test]
fn a_mark_lies_on_public_photos_only() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        save(&test.world, ada, text_mark("© Ada"), None).await.unwrap();
        for (visibility, marked) in [
            (Visibility::Public, true),
            (Visibility::Unlisted, false),
            (Visibility::Private, false),
        ] {
            test.ready(ada, visibility.as_str().as_bytes(), visibility).await;
            let mark = last_ticket(&test).wishes.watermark;
            assert_eq!(mark.is_some(), marked, "{visibility:?}");
            if let Some(mark) = mark {
                assert_eq!(mark.mark, Mark::Text("© Ada".into()));
                assert_eq!(mark.style, Style::default());
            }
        }
    });
}

#[test]
fn a_credit_says_whose_it_is_and_what_is_allowed() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        test.wants(ada, &[("credit", "on")]).await;
        let cases = [
            (Licence::AllRightsReserved, "© 2023 ADA. All rights reserved"),
            (Licence::CcBy, "© 2023 ADA. CC BY 4.0"),
            (Licence::Cc0, "CC0 1.0"),
        ];
        for (number, (licence, rights)) in cases.into_iter().enumerate() {
            let photo = test.upload(ada, &[number as u8]).await;
            let change = Change {
                licence: Some(licence),
                ..Change::default()
            };
            edit(&test.world, ada, photo.id, change).await.unwrap();
            test.outside.images_work();
            work(&test, photo.id).await;
            let expected = Credit {
                creator: "ADA".into(),
                rights: rights.into(),
                licence_url: licence.url().map(Into::into),
            };
            assert_eq!(last_ticket(&test).wishes.credit, Some(expected));
        }
        // once it is known when it was taken, that is the year
        test.wants(ada, &[("credit", "on"), ("avif", "on")]).await;
        assert_eq!(apply(&test.world, ada).await.unwrap(), 3);
        let photo = *test.outside.rung.lock().unwrap().last().unwrap();
        work(&test, photo).await;
        let credit = last_ticket(&test).wishes.credit.unwrap();
        assert!(
            credit.rights.contains("2024") || credit.rights == "CC0 1.0",
            "{}",
            credit.rights
        );
    });
}

async fn save_picture(test: &Test, viewer: Viewer, bytes: &[u8]) -> service::Result<()> {
    let settings = ImageSettings {
        mark: MarkKind::Picture,
        ..ImageSettings::default()
    };
    let picture = NewPicture {
        bytes: bytes.to_vec(),
        body: &test.file(bytes),
    };
    save(&test.world, viewer, settings, Some(picture)).await
}

#[test]
fn the_picture_of_a_mark_is_stored_and_another_takes_its_place() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let (first, second) = (png(10, 10), png(20, 10));
        save_picture(&test, ada, &first).await.unwrap();
        let names = test.outside.names(Bucket::Private);
        assert!(names.len() == 1 && names[0].starts_with("m/"), "{names:?}");
        assert_eq!(read(&test.world, ada).await.unwrap().picture, Some(first.len() as u64));
        test.ready(ada, b"photo", Visibility::Public).await;
        let Some(Mark::Picture(file)) = last_ticket(&test).wishes.watermark.map(|mark| mark.mark) else {
            panic!("no picture")
        };
        assert!(
            file.url
                .starts_with(&format!("http://localhost:3/s3/private/{}?", names[0]))
        );
        assert_eq!(file.bytes, first.len() as u64);
        // nobody gets it by an address
        assert_eq!(service::read::media(&test.world, ada, &names[0]).await.unwrap(), None);
        save_picture(&test, ada, &second).await.unwrap();
        let after: Vec<String> = test.outside.names(Bucket::Private);
        assert_eq!(after.iter().filter(|name| name.starts_with("m/")).count(), 1);
        assert!(!after.contains(&names[0]));
        // it stays while another kind of mark is chosen
        save(&test.world, ada, text_mark("© Ada"), None).await.unwrap();
        assert_eq!(read(&test.world, ada).await.unwrap().picture, Some(second.len() as u64));
    });
}

#[test]
fn a_picture_that_is_none_is_not_stored() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let mut cut = png(10, 10);
        cut.pop();
        for (bytes, error) in [
            (cut, SettingsError::NotPng),
            (b"<svg onload=alert(1)>".to_vec(), SettingsError::NotPng),
            (vec![0; 512 * 1024 + 1], SettingsError::PictureTooLarge),
        ] {
            assert_eq!(save_picture(&test, ada, &bytes).await, Err(error.into()));
        }
        assert!(test.outside.files.lock().unwrap().is_empty());
        assert_eq!(test.count("image_settings").await, 0);
    });
}

#[test]
fn photos_made_again_are_shown_as_they_were_until_they_are() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"photo", Visibility::Public).await;
        let shown = async || test.photo(Viewer::Anonymous, photo.id).await.unwrap();
        test.outside.pass_seconds(1);
        test.wants(ada, &[("avif", "on")]).await;
        assert_eq!(read(&test.world, ada).await.unwrap().earlier, 1);
        assert_eq!(apply(&test.world, ada).await.unwrap(), 1);
        assert_eq!(*test.outside.rung.lock().unwrap(), [photo.id, photo.id]);
        // while it waits, and after a lost try
        test.outside.images_away();
        assert_eq!(shown().await.renditions, photo.renditions);
        assert_eq!(work(&test, photo.id).await, Answer::RetryIn(10));
        assert_eq!(
            (shown().await.state, shown().await.renditions),
            (PhotoState::Ready, photo.renditions.clone())
        );
        assert_eq!(apply(&test.world, ada).await.unwrap(), 0, "it is on its way already");
        // while it is made
        test.outside.pass_seconds(10);
        let (world, id, before) = (test.world.clone(), photo.id, photo.renditions.clone());
        test.outside.images_answer(move |ticket| {
            let meanwhile = pollster::block_on(service::read::photo(&world, Viewer::Anonymous, id)).unwrap();
            assert_eq!(meanwhile.map(|photo| photo.renditions), Some(before.clone()));
            Ok((200, serde_json::to_string(&report(ticket)).unwrap()))
        });
        assert_eq!(work(&test, photo.id).await, Answer::Ack);
        let made = shown().await;
        assert_eq!((made.state, made.renditions.len()), (PhotoState::Ready, 9));
        assert!(made.renditions[0].url.contains("/3/"));
        assert_eq!(read(&test.world, ada).await.unwrap().earlier, 0);
        // the old ones are removed once nobody can write any more
        let token = token_of(&last_ticket(&test));
        for attempt in 1..=3 {
            let slot = domain::rendition::SLOTS[0];
            test.outside
                .write(Bucket::Public, StorageKey::Rendition(token, attempt, slot));
        }
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().cleaned, 1);
        assert_eq!(test.outside.names(Bucket::Public), [format!("r/{token}/3/w320.webp")]);
    });
}

#[test]
fn a_photo_that_cannot_be_made_again_stays_as_it_is() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"photo", Visibility::Public).await;
        test.outside.pass_seconds(1);
        test.wants(ada, &[("avif", "on")]).await;
        apply(&test.world, ada).await.unwrap();
        test.outside.images_refuse(Reason::TooSlow);
        assert_eq!(work(&test, photo.id).await, Answer::Ack);
        let shown = test.photo(ada, photo.id).await.unwrap();
        assert_eq!((shown.state, shown.reason), (PhotoState::Ready, None));
        assert_eq!(shown.renditions, photo.renditions);
        // there is nothing to retry; the settings' page can ask again
        let retried = service::photos::retry(&test.world, ada, photo.id).await;
        assert_eq!(retried, Err(Error::Conflict(Conflict::NotWaiting)));
        assert_eq!(apply(&test.world, ada).await.unwrap(), 1);
    });
}

#[test]
fn photos_of_others_and_deleted_ones_are_not_made_again() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        test.ready(bob, b"bob's", Visibility::Public).await;
        let gone = test.ready(ada, b"gone", Visibility::Public).await;
        service::photos::delete(&test.world, ada, gone.id).await.unwrap();
        test.outside.pass_seconds(1);
        test.wants(ada, &[("avif", "on")]).await;
        assert_eq!(read(&test.world, ada).await.unwrap().earlier, 0);
        assert_eq!(apply(&test.world, ada).await.unwrap(), 0);
        assert_eq!(apply(&test.world, Viewer::Anonymous).await, Err(Error::SignInFirst));
    });
}

fn seen_by(visibility: Visibility) -> Change {
    Change {
        visibility: Some(visibility),
        ..Change::default()
    }
}

#[test]
fn a_photo_gets_its_mark_when_it_becomes_public_and_loses_it_when_it_is_no_longer() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        save(&test.world, ada, text_mark("© Ada"), None).await.unwrap();
        let photo = test.ready(ada, b"photo", Visibility::Private).await;
        assert_eq!(last_ticket(&test).wishes.watermark, None);
        for (visibility, marked) in [(Visibility::Public, true), (Visibility::Unlisted, false)] {
            test.outside.rung.lock().unwrap().clear();
            let moved = edit(&test.world, ada, photo.id, seen_by(visibility)).await.unwrap();
            assert_eq!(moved.state, PhotoState::Ready, "it stays visible");
            assert_eq!(*test.outside.rung.lock().unwrap(), [photo.id], "{visibility:?}");
            assert_eq!(work(&test, photo.id).await, Answer::Ack);
            let ticket = last_ticket(&test);
            assert_eq!(ticket.wishes.watermark.is_some(), marked, "{visibility:?}");
            let bucket = if marked { "/public/r/" } else { "/private/r/" };
            assert!(ticket.renditions[0].url.contains(bucket));
            let shown = test.photo(ada, photo.id).await.unwrap();
            assert!(shown.renditions[0].url.contains(&format!("/{}/", ticket.attempt)));
        }
        // between unlisted and private there is no mark to change
        test.outside.rung.lock().unwrap().clear();
        edit(&test.world, ada, photo.id, seen_by(Visibility::Private))
            .await
            .unwrap();
        assert!(test.outside.rung.lock().unwrap().is_empty());
    });
}

#[test]
fn without_a_mark_a_change_of_visibility_makes_nothing_again() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"photo", Visibility::Private).await;
        test.outside.rung.lock().unwrap().clear();
        edit(&test.world, ada, photo.id, seen_by(Visibility::Public))
            .await
            .unwrap();
        assert!(test.outside.rung.lock().unwrap().is_empty());
        // and a mark that was taken out of use goes when the photo is no longer public
        save(&test.world, ada, text_mark("© Ada"), None).await.unwrap();
        test.outside.pass_seconds(1);
        apply(&test.world, ada).await.unwrap();
        work(&test, photo.id).await;
        test.wants(ada, &[]).await;
        edit(&test.world, ada, photo.id, seen_by(Visibility::Private))
            .await
            .unwrap();
        assert_eq!(work(&test, photo.id).await, Answer::Ack);
        assert_eq!(last_ticket(&test).wishes.watermark, None);
    });
}

#[test]
fn a_photo_being_made_again_does_not_move() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"photo", Visibility::Public).await;
        test.outside.pass_seconds(1);
        test.wants(ada, &[("avif", "on")]).await;
        apply(&test.world, ada).await.unwrap();
        let (world, id) = (test.world.clone(), photo.id);
        test.outside.images_answer(move |ticket| {
            let moved = pollster::block_on(edit(&world, ada, id, seen_by(Visibility::Private)));
            assert_eq!(moved, Err(Error::Conflict(Conflict::BeingProcessed)));
            Ok((200, serde_json::to_string(&report(ticket)).unwrap()))
        });
        assert_eq!(work(&test, photo.id).await, Answer::Ack);
        assert_eq!(test.photo(ada, photo.id).await.unwrap().visibility, Visibility::Public);
    });
}

/// The move took its number while the job waited; before it writes, an attempt begins, which writes to the old bucket.
#[test]
fn an_attempt_that_begins_while_a_photo_moves_keeps_it_where_it_is() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"photo", Visibility::Public).await;
        test.query::<()>("update jobs set state = 'running'").await;
        let row: Option<service::sql::photos::PhotoRow> = test
            .world
            .db
            .run(service::sql::photos::by_id(photo.id, domain::access::Viewer::Anonymous))
            .await
            .unwrap()
            .first()
            .unwrap();
        let change = service::sql::photos::Edit::default();
        let moved = service::sql::photos::edit_and_move(&row.unwrap(), Visibility::Private, &change, Some(2));
        assert_eq!(test.world.db.run(moved).await.unwrap().changes, 0);
        assert_eq!(test.photo(ada, photo.id).await.unwrap().visibility, Visibility::Public);
    });
}

//! Who is told where a photo was taken: its owner; others only where the owner chose so, and only with the photo itself.

mod support;

use domain::{
    access::{Role, Viewer},
    id::PhotoId,
    photo::{Place, Visibility},
    place::PlaceChoice,
    ticket::Report,
};
use service::{
    Error, own,
    photos::{Change, edit},
    privacy::{self, Privacy},
    process::handle,
};
use support::{Test, owner_id, reading, report, run};

const PLACE: Place = Place {
    latitude: 47.123_456,
    longitude: -122.654_321,
    altitude: Some(1234.5),
};

/// A photo whose camera recorded a place.
#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn located(test: &Test, owner: Viewer, visibility: Visibility) -> PhotoId {
    let bytes = format!("{visibility:?}");
    let photo = test.upload_as(owner, bytes.as_bytes(), visibility).await.id;
    test.outside.images_answer(|ticket| {
        let Report::Done(mut done) = report(ticket) else {
            return Ok((500, String::new()));
        };
        done.place = Some(PLACE);
        Ok((200, serde_json::to_string(&Report::Done(done)).unwrap()))
    });
    handle(&test.world, photo).await;
    photo
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn account_shows(test: &Test, owner: Viewer, show_place: bool) {
    let privacy = Privacy {
        show_place,
        ..Privacy::default()
    };
    privacy::save(&test.world, owner, privacy).await.unwrap();
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn choose(test: &Test, owner: Viewer, photo: PhotoId, choice: PlaceChoice) {
    let change = Change {
        place: Some(choice),
        ..Change::default()
    };
    edit(&test.world, owner, photo, change).await.unwrap();
}

/// The place as it is told; an error if the photo is not shown at all.
#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn told(test: &Test, viewer: Viewer, photo: PhotoId) -> Result<Option<Place>, ()> {
    let shown = own::photo(&test.world, viewer, photo).await.unwrap();
    shown.map(|(_, details)| details.place).ok_or(())
}

#[test]
fn a_place_is_private_until_its_owner_says_otherwise() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        assert!(!privacy::read(&test.world, ada).await.unwrap().show_place);
        let photo = located(&test, ada, Visibility::Public).await;
        assert_eq!(told(&test, ada, photo).await, Ok(Some(PLACE)));
        for other in [bob, Viewer::Anonymous, Viewer::signed_in(owner_id(bob), Role::Admin)] {
            assert_eq!(told(&test, other, photo).await, Ok(None));
        }
    });
}

#[test]
fn every_combination_of_account_photo_and_visibility() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        for visibility in Visibility::ALL {
            let photo = located(&test, ada, visibility).await;
            for account in [false, true] {
                account_shows(&test, ada, account).await;
                for (choice, shown) in [
                    (PlaceChoice::Account, account),
                    (PlaceChoice::Show, true),
                    (PlaceChoice::Hide, false),
                ] {
                    choose(&test, ada, photo, choice).await;
                    let what = format!("{visibility:?}, account {account}, {choice:?}");
                    let (_, details) = own::photo(&test.world, ada, photo).await.unwrap().unwrap();
                    let own = details.own.unwrap();
                    assert_eq!((own.choice, own.shown), (choice, shown), "{what}");
                    assert_eq!(details.place, Some(PLACE), "{what}");
                    for other in [bob, Viewer::Anonymous] {
                        let expected = match visibility {
                            Visibility::Private => Err(()),
                            _ => Ok(shown.then_some(PLACE)),
                        };
                        assert_eq!(told(&test, other, photo).await, expected, "{what}");
                    }
                }
            }
        }
    });
}

#[test]
fn a_place_that_is_shown_is_in_no_list_and_no_answer_for_programs() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = located(&test, ada, Visibility::Public).await;
        account_shows(&test, ada, true).await;
        choose(&test, ada, photo, PlaceChoice::Show).await;
        for viewer in [ada, Viewer::Anonymous] {
            let home = service::read::home(&test.world, viewer, None).await.unwrap();
            let person = service::read::person(&test.world, viewer, "ada", None).await.unwrap();
            let one = test.photo(viewer, photo).await.unwrap();
            let feed = service::feed::of_site(&test.world).await.unwrap();
            for json in [
                serde_json::to_string(&home).unwrap(),
                serde_json::to_string(&person.unwrap().1).unwrap(),
                serde_json::to_string(&one).unwrap(),
                serde_json::to_string(&feed).unwrap(),
            ] {
                for trace in ["47.12", "122.65", "1234.5", "latitude", "longitude", "altitude"] {
                    assert!(!json.contains(trace), "{trace} in {json}");
                }
            }
        }
    });
}

#[test]
fn a_choice_stays_when_something_else_is_changed_and_when_the_photo_moves() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = located(&test, ada, Visibility::Public).await;
        choose(&test, ada, photo, PlaceChoice::Show).await;
        for visibility in [Visibility::Unlisted, Visibility::Public] {
            let change = Change {
                title: Some("Pier".into()),
                visibility: Some(visibility),
                ..Change::default()
            };
            edit(&test.world, ada, photo, change).await.unwrap();
            assert_eq!(told(&test, Viewer::Anonymous, photo).await, Ok(Some(PLACE)));
        }
        // and both at once
        let change = Change {
            place: Some(PlaceChoice::Hide),
            visibility: Some(Visibility::Unlisted),
            ..Change::default()
        };
        edit(&test.world, ada, photo, change).await.unwrap();
        assert_eq!(told(&test, Viewer::Anonymous, photo).await, Ok(None));
        // one member's choice is not another's
        let bob = test.user("bob").await;
        account_shows(&test, bob, true).await;
        assert!(!privacy::read(&test.world, ada).await.unwrap().show_place);
    });
}

#[test]
fn only_owners_choose() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        let photo = located(&test, ada, Visibility::Public).await;
        let change = || Change {
            place: Some(PlaceChoice::Show),
            ..Change::default()
        };
        for other in [bob, Viewer::Anonymous] {
            assert_eq!(edit(&test.world, other, photo, change()).await, Err(Error::NotFound));
        }
        let reads = reading(ada);
        assert_eq!(edit(&test.world, reads, photo, change()).await, Err(Error::OutOfScope));
        let show = Privacy {
            show_place: true,
            ..Privacy::default()
        };
        assert_eq!(privacy::save(&test.world, reads, show).await, Err(Error::OutOfScope));
        let nobody = privacy::save(&test.world, Viewer::Anonymous, show).await;
        assert_eq!(nobody, Err(Error::SignInFirst));
        assert_eq!(told(&test, Viewer::Anonymous, photo).await, Ok(None));
        // the schema knows no other choice either
        assert!(test.sql("update photos set place = 'anywhere'").await.is_err());
    });
}

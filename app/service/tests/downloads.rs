//! Originals for others: off until their owner says otherwise, then whole or without their metadata, and only with the photo.

mod support;

use domain::{
    access::Viewer,
    bare::{Bare, Piece as BarePiece},
    download::{DownloadChoice, Offer},
    id::PhotoId,
    photo::Visibility,
    storage::{Bucket, StorageKey},
    ticket::{Done, Report, SmallerOriginal, Ticket},
};
use service::{
    Error,
    own::{self, BareState},
    photos::{Change, edit},
    ports::Piece,
    privacy::{self, Privacy},
    process::{Answer, handle},
    read::{Media, media},
};
use support::{Test, reading, report, run, token_of};

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
fn bare(pieces: &[BarePiece]) -> Bare {
    Bare::try_from(pieces.to_vec()).unwrap()
}

/// Of a photo of five bytes.
fn pieces() -> Bare {
    bare(&[BarePiece::Bytes(vec![7, 8]), BarePiece::Keep(1, 3), BarePiece::Zeros(1)])
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
fn images_say(test: &Test, change: impl Fn(&Ticket, &mut Done) + Send + Sync + 'static) {
    test.outside.images_answer(move |ticket| {
        let mut told = report(ticket);
        if let Report::Done(done) = &mut told {
            change(ticket, done);
        }
        Ok((200, serde_json::to_string(&told).unwrap()))
    });
}

/// A photo whose original can be had without its metadata, if `pieces` says so.
async fn photo(test: &Test, owner: Viewer, visibility: Visibility, pieces: Option<Bare>) -> PhotoId {
    let bytes = format!("{visibility:?}").into_bytes();
    let bytes: Vec<u8> = bytes.into_iter().take(5).collect();
    let photo = test.upload_as(owner, &bytes, visibility).await.id;
    images_say(test, move |_, done| done.bare.clone_from(&pieces));
    handle(&test.world, photo).await;
    photo
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn choose(test: &Test, owner: Viewer, photo: PhotoId, choice: DownloadChoice) {
    let change = Change {
        download: Some(choice),
        ..Change::default()
    };
    edit(&test.world, owner, photo, change).await.unwrap();
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn account(test: &Test, owner: Viewer, download: Offer) {
    let chosen = Privacy {
        download,
        ..Privacy::default()
    };
    privacy::save(&test.world, owner, chosen).await.unwrap();
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn file(test: &Test, viewer: Viewer, path: &str) -> Option<Media> {
    media(&test.world, viewer, path.strip_prefix("/media/").unwrap())
        .await
        .unwrap()
}

/// What a viewer finds: which address the photo names, and whether the original and its bare form can be fetched.
#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn found(test: &Test, owner: Viewer, viewer: Viewer, photo: PhotoId) -> (Option<&'static str>, bool, bool) {
    let whole = test.photo(owner, photo).await.unwrap().original.unwrap();
    let bare = whole.replace("/o/", "/b/");
    let named = test.photo(viewer, photo).await.and_then(|photo| photo.original);
    let named = named.map(|path| if path == whole { "whole" } else { "bare" });
    let fetched = |path: String| async move { file(test, viewer, &path).await.is_some() };
    (named, fetched(whole).await, fetched(bare).await)
}

#[test]
fn every_combination_of_account_photo_visibility_and_pieces() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        for visibility in Visibility::ALL {
            for known in [true, false] {
                let owner = if known { ada } else { bob };
                let other = if known { bob } else { ada };
                let photo = photo(&test, owner, visibility, known.then(pieces)).await;
                for account_offers in Offer::ALL {
                    account(&test, owner, account_offers).await;
                    for choice in DownloadChoice::ALL {
                        choose(&test, owner, photo, choice).await;
                        let what = format!("{visibility:?} {known} {account_offers:?} {choice:?}");
                        let offer = match choice {
                            DownloadChoice::Account => account_offers,
                            DownloadChoice::Off => Offer::Off,
                            DownloadChoice::Bare => Offer::Bare,
                            DownloadChoice::Whole => Offer::Whole,
                        };
                        let expected = match offer {
                            _ if visibility == Visibility::Private => (None, false, false),
                            Offer::Bare if known => (Some("bare"), false, true),
                            Offer::Whole => (Some("whole"), true, false),
                            Offer::Off | Offer::Bare => (None, false, false),
                        };
                        for viewer in [other, Viewer::Anonymous] {
                            assert_eq!(found(&test, owner, viewer, photo).await, expected, "{what}");
                        }
                        let own = found(&test, owner, owner, photo).await;
                        assert_eq!(own, (Some("whole"), true, known), "{what}");
                    }
                }
            }
        }
    });
}

#[test]
fn nothing_is_offered_until_its_owner_says_so() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        assert_eq!(privacy::read(&test.world, ada).await.unwrap().download, Offer::Off);
        let photo = photo(&test, ada, Visibility::Public, Some(pieces())).await;
        let (shown, besides) = own::photo(&test.world, ada, photo).await.unwrap().unwrap();
        let own = besides.own.unwrap();
        assert_eq!((own.download, own.offer), (DownloadChoice::Account, Offer::Off));
        assert_eq!(
            (own.bare, shown.download),
            (BareState::There, Some(DownloadChoice::Account))
        );
        assert_eq!(found(&test, ada, Viewer::Anonymous, photo).await, (None, false, false));
        let strange = test.photo(Viewer::Anonymous, photo).await.unwrap();
        assert_eq!(strange.download, None, "what they chose is their own business");
    });
}

#[test]
fn the_bare_original_is_put_together_from_what_is_stored() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = photo(&test, ada, Visibility::Public, Some(pieces())).await;
        choose(&test, ada, photo, DownloadChoice::Bare).await;
        let path = test.photo(Viewer::Anonymous, photo).await.unwrap().original.unwrap();
        let file = file(&test, Viewer::Anonymous, &path).await.unwrap();
        let made = file.made.unwrap();
        let key = StorageKey::Original(token_of(&test.outside.tickets.lock().unwrap()[0]));
        let part = Piece::Object {
            bucket: Bucket::Private,
            key,
            offset: 1,
            length: 3,
        };
        assert_eq!(made.pieces, [Piece::Bytes(vec![7, 8]), part, Piece::Zeros(1)]);
        assert_eq!((made.bytes, Piece::total(&made.pieces)), (6, Some(6)));
        assert_eq!(file.cache_control, "private, no-cache");
        assert_eq!(file.save_as, Some(format!("heliograph-{photo}.jpg")));
        assert!(made.etag.len() == 34 && made.etag.starts_with('"'), "{}", made.etag);
    });
}

#[test]
fn a_smaller_original_brings_its_own_pieces_and_checksum_only_if_it_arrived() {
    #[derive(serde::Deserialize, PartialEq, Debug)]
    struct Kept {
        bare: Option<String>,
        crc32: Option<u32>,
    }
    run(async {
        for arrives in [true, false] {
            let test = Test::new();
            let ada = test.user("ada").await;
            test.wants(ada, &[("original", "smaller")]).await;
            let photo = test.upload(ada, b"ten bytes!").await.id;
            let outside = test.outside.clone();
            images_say(&test, move |ticket, done| {
                let key = StorageKey::SmallerOriginal(token_of(ticket), ticket.attempt);
                if arrives {
                    outside.write_bytes(Bucket::Private, key, b"four");
                }
                done.bare = Some(bare(&[BarePiece::Keep(0, 10)]));
                done.crc32 = Some(u32::MAX);
                done.smaller_original = Some(SmallerOriginal {
                    bytes: 4,
                    sha256: "ab".repeat(32),
                    saved: 6,
                    bare: Some(bare(&[BarePiece::Keep(0, 4)])),
                    crc32: Some(4),
                });
            });
            assert_eq!(handle(&test.world, photo).await.0, Answer::Ack);
            let (json, crc32, kept) = if arrives {
                ("[[0,4]]", 4, 4)
            } else {
                ("[[0,10]]", u32::MAX, 10)
            };
            let rows: Vec<Kept> = test.query("select bare, crc32 from photos").await;
            let expected = Kept {
                bare: Some(json.into()),
                crc32: Some(crc32),
            };
            assert_eq!(rows, [expected]);
            let path = test
                .photo(ada, photo)
                .await
                .unwrap()
                .original
                .unwrap()
                .replace("/o/", "/b/");
            let made = file(&test, ada, &path).await.unwrap().made.unwrap();
            assert_eq!(made.bytes, kept);
        }
    });
}

#[test]
fn pieces_that_do_not_fit_are_a_lost_try() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let beyond = || Some(bare(&[BarePiece::Keep(3, 3)]));
        let long = || Some(bare(&[BarePiece::Keep(0, 1), BarePiece::Zeros(2000)]));
        for (number, lie) in [beyond(), long()].into_iter().enumerate() {
            let photo = test.upload(ada, format!("one {number}").as_bytes()).await.id;
            images_say(&test, move |_, done| done.bare.clone_from(&lie));
            assert_eq!(handle(&test.world, photo).await.0, Answer::RetryIn(10));
        }
        for (number, nonsense) in ["[[0,1],[0,1]]", "[]", "[5]", "[[0,1],\"xy\"]"].into_iter().enumerate() {
            let photo = test.upload(ada, format!("two {number}").as_bytes()).await.id;
            // each is a first failure: several in a row would have the others wait
            test.query::<()>("update image_service set failures = 0").await;
            test.outside.images_answer(move |ticket| {
                let told = serde_json::to_string(&report(ticket)).unwrap();
                Ok((200, told.replace("\"bare\":null", &format!("\"bare\":{nonsense}"))))
            });
            assert_eq!(handle(&test.world, photo).await.0, Answer::RetryIn(10), "{nonsense}");
        }
    });
}

#[test]
fn photos_of_before_get_their_pieces_when_they_are_made_again() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await.id;
        images_say(&test, |_, done| done.crc32 = None);
        handle(&test.world, photo).await;
        let state = || async {
            let (_, besides) = own::photo(&test.world, ada, photo).await.unwrap().unwrap();
            besides.own.unwrap().bare
        };
        assert_eq!(state().await, BareState::Unknown);
        // nothing was ever set
        assert_eq!(service::settings::apply(&test.world, ada).await.unwrap(), 1);
        images_say(&test, |_, done| done.bare = None);
        handle(&test.world, photo).await;
        assert_eq!(state().await, BareState::Impossible);
        assert_eq!(service::settings::apply(&test.world, ada).await.unwrap(), 0);
    });
}

#[test]
fn a_choice_stays_when_something_else_is_changed_and_ends_with_the_photo_going_private() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = photo(&test, ada, Visibility::Public, Some(pieces())).await;
        choose(&test, ada, photo, DownloadChoice::Bare).await;
        let see = |visibility| Change {
            title: Some("Pier".into()),
            visibility: Some(visibility),
            ..Change::default()
        };
        for (visibility, expected) in [
            (Visibility::Unlisted, (Some("bare"), false, true)),
            (Visibility::Private, (None, false, false)),
            (Visibility::Public, (Some("bare"), false, true)),
        ] {
            edit(&test.world, ada, photo, see(visibility)).await.unwrap();
            let found = found(&test, ada, Viewer::Anonymous, photo).await;
            assert_eq!(found, expected, "{visibility:?}");
        }
        // both at once
        let change = Change {
            download: Some(DownloadChoice::Whole),
            ..see(Visibility::Unlisted)
        };
        edit(&test.world, ada, photo, change).await.unwrap();
        let found = found(&test, ada, Viewer::Anonymous, photo).await;
        assert_eq!(found, (Some("whole"), true, false));
    });
}

#[test]
fn only_owners_choose() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        let photo = photo(&test, ada, Visibility::Public, Some(pieces())).await;
        let change = || Change {
            download: Some(DownloadChoice::Whole),
            ..Change::default()
        };
        for other in [bob, Viewer::Anonymous] {
            assert_eq!(edit(&test.world, other, photo, change()).await, Err(Error::NotFound));
        }
        let reads = reading(ada);
        assert_eq!(edit(&test.world, reads, photo, change()).await, Err(Error::OutOfScope));
        let offer = Privacy {
            download: Offer::Whole,
            ..Privacy::default()
        };
        assert_eq!(privacy::save(&test.world, reads, offer).await, Err(Error::OutOfScope));
        account(&test, bob, Offer::Whole).await;
        assert_eq!(found(&test, ada, bob, photo).await, (None, false, false));
        // the schema knows no other choice either
        for sql in [
            "update photos set download = 'all'",
            "update users set download = 'account'",
            "update photos set bare = '{}'",
            "update photos set crc32 = -1",
        ] {
            assert!(test.sql(sql).await.is_err(), "{sql}");
        }
    });
}

#[test]
fn a_share_link_offers_what_it_says_whatever_is_offered_to_others() {
    use service::share::{self, Visit, Wanted, create, visit};
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = photo(&test, ada, Visibility::Private, Some(pieces())).await;
        for (may_download, hide_metadata, named) in [
            (false, false, None),
            (false, true, None),
            (true, true, Some("bare")),
            (true, false, Some("original")),
        ] {
            let wanted = Wanted {
                days: 30,
                max_views: None,
                may_download,
                hide_metadata,
                stretched: None,
            };
            let secret = create(&test.world, ada, photo, wanted).await.unwrap();
            let Some(Visit::Photo(shared)) = visit(&test.world, &secret, None).await.unwrap() else {
                panic!("no photo")
            };
            let named = named.map(|name| format!("/media/shared/{name}?"));
            let original = shared.photo.original.clone();
            assert_eq!(original.is_some(), named.is_some());
            assert!(
                original
                    .unwrap_or_default()
                    .starts_with(&named.clone().unwrap_or_default())
            );
            let (_, pass) = shared.photo.renditions[0].url.split_once("?share=").unwrap();
            for file in ["original", "bare"] {
                let media = share::media(&test.world, pass, file).await.unwrap();
                let given = named == Some(format!("/media/shared/{file}?"));
                assert_eq!(media.is_some(), given, "{may_download} {hide_metadata} {file}");
                if let Some(media) = media {
                    assert_eq!(media.made.is_some(), file == "bare");
                    assert_eq!(media.cache_control, "private, no-store");
                    assert_eq!(media.save_as.as_deref(), Some("heliograph.jpg"));
                }
            }
        }
    });
}

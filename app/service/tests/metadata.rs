//! What owners write about their photos: stored, shown, changed, refused.

mod support;

use domain::{
    access::Viewer,
    licence::Licence,
    limits::{MAX_DESCRIPTION, MAX_TAGS},
    metadata::MetadataError,
    photo::Visibility,
    storage::Bucket,
    view::PhotoView,
};
use service::{
    Error,
    error::Invalid,
    photos::{Change, edit},
    upload::{Announced, Uploaded, receive},
};
use support::{Test, announce, run};

const HOSTILE: &str = "'); drop table photos; --<script>\" \\u0000 {{7*7}}";

fn tags(photo: &PhotoView) -> Vec<&str> {
    photo.tags.iter().collect()
}

fn refused(why: MetadataError) -> Error {
    Error::Invalid(Invalid::Metadata(why))
}

#[test]
fn what_an_upload_says_is_stored_in_its_normal_form() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let announced = Announced {
            title: "  Pier ".into(),
            description: "At dawn.\r\n\r\n\r\nVery cold.\n".into(),
            alt: format!("A pier\n{HOSTILE}"),
            licence: Some(Licence::CcBySa),
            tags: "#Dawn, 海边，dawn".into(),
            ..announce(b"photo")
        };
        let uploaded = receive(&test.world, ada, announced, &test.file(b"photo")).await;
        let Ok(Uploaded::New(photo)) = uploaded else {
            panic!("{uploaded:?}")
        };
        let seen = test.photo(ada, photo.id).await.unwrap();
        assert_eq!(seen, photo);
        assert_eq!(seen.description, "At dawn.\n\nVery cold.");
        assert_eq!(seen.alt, format!("A pier {HOSTILE}"));
        assert_eq!((seen.licence, tags(&seen)), (Licence::CcBySa, vec!["dawn", "海边"]));
    });
}

#[test]
fn a_photo_that_nothing_was_said_of_has_all_rights_reserved() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        assert_eq!((photo.description.as_str(), photo.alt.as_str()), ("", ""));
        assert_eq!(
            (photo.licence, photo.tags.is_empty()),
            (Licence::AllRightsReserved, true)
        );
    });
}

#[test]
fn a_change_leaves_alone_what_it_does_not_name() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"photo", Visibility::Public).await;
        let first = Change {
            title: Some("Pier".into()),
            description: Some(HOSTILE.into()),
            tags: Some(vec!["sea".into(), "Pier, old town".into()]),
            ..Change::default()
        };
        edit(&test.world, ada, photo.id, first).await.unwrap();
        let second = Change {
            alt: Some("A pier at dawn".into()),
            licence: Some(Licence::Cc0),
            description: Some(String::new()),
            ..Change::default()
        };
        let changed = edit(&test.world, ada, photo.id, second).await.unwrap();
        assert_eq!(changed, test.photo(ada, photo.id).await.unwrap());
        assert_eq!((changed.title.as_str(), changed.description.as_str()), ("Pier", ""));
        assert_eq!(
            (changed.alt.as_str(), changed.licence),
            ("A pier at dawn", Licence::Cc0)
        );
        assert_eq!(tags(&changed), ["sea", "pier", "old town"]);
    });
}

#[test]
fn only_a_change_of_visibility_moves_files() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"photo", Visibility::Public).await;
        let words = |word: &str| Change {
            title: Some(word.into()),
            description: Some(word.into()),
            alt: Some(word.into()),
            licence: Some(Licence::CcBy),
            tags: Some(vec![word.into()]),
            ..Change::default()
        };
        let changed = edit(&test.world, ada, photo.id, words("a")).await.unwrap();
        assert_eq!(changed.renditions, photo.renditions);
        let hide = Change {
            visibility: Some(Visibility::Private),
            ..words("b")
        };
        let hidden = edit(&test.world, ada, photo.id, hide).await.unwrap();
        assert_ne!(hidden.renditions, photo.renditions);
        assert_eq!((hidden.alt.as_str(), hidden.visibility), ("b", Visibility::Private));
        assert!(test.outside.names(Bucket::Public).is_empty());
    });
}

#[test]
fn what_is_too_much_is_refused_and_changes_nothing() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        let long = Change {
            title: Some("New".into()),
            description: Some("é".repeat(MAX_DESCRIPTION + 1)),
            ..Change::default()
        };
        let many = Change {
            title: Some("New".into()),
            tags: Some((0..=MAX_TAGS).map(|n| n.to_string()).collect()),
            ..Change::default()
        };
        for (change, why) in [
            (long, MetadataError::DescriptionTooLong),
            (many, MetadataError::TooManyTags),
        ] {
            assert_eq!(
                edit(&test.world, ada, photo.id, change).await.unwrap_err(),
                refused(why)
            );
        }
        assert_eq!(test.photo(ada, photo.id).await.unwrap(), photo);
        let announced = Announced {
            tags: "a".repeat(41),
            ..announce(b"another")
        };
        let uploaded = receive(&test.world, ada, announced, &test.file(b"another")).await;
        assert_eq!(uploaded.unwrap_err(), refused(MetadataError::TagTooLong));
        assert_eq!(test.count("photos").await, 1);
    });
}

#[test]
fn nobody_else_changes_what_is_written() {
    run(async {
        let test = Test::new();
        let (ada, ben) = (test.user("ada").await, test.user("ben").await);
        let photo = test.ready(ada, b"photo", Visibility::Public).await;
        for viewer in [ben, Viewer::Anonymous] {
            let change = Change {
                alt: Some("mine".into()),
                ..Change::default()
            };
            assert_eq!(
                edit(&test.world, viewer, photo.id, change).await.unwrap_err(),
                Error::NotFound
            );
        }
        assert_eq!(test.photo(ada, photo.id).await.unwrap(), photo);
    });
}

#[test]
fn the_schema_holds_the_longest_texts_and_refuses_longer_ones() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        let longest = Change {
            description: Some("😀".repeat(MAX_DESCRIPTION)),
            ..Change::default()
        };
        edit(&test.world, ada, photo.id, longest).await.unwrap();
        for change in [
            "description = description || 'x'",
            "licence = 'mit'",
            "tags = '{}'",
            "tags = 'no json'",
        ] {
            let sql = format!("update photos set {change}");
            assert!(test.sql(&sql).await.is_err(), "{change} was taken");
        }
    });
}

//! What is in an export, and what is not.

use crate::{
    helpers::{exported, photo, unzipped},
    support::{Algorithm, Authenticator, Test, png, run},
};
use domain::{
    access::{Role, Scopes, Viewer},
    image_settings::{ImageSettings, MarkKind},
    photo::{Place, Visibility},
    session::Session,
    ticket::Report,
};
use serde_json::{Value, json};
use service::{
    passkeys, recovery,
    settings::{NewPicture, save},
    share,
    token::{self, Wanted},
};
use std::collections::BTreeMap;

type Files = BTreeMap<String, Vec<u8>>;

const HERE: &str = "http://localhost:1";

fn json_of(files: &Files, name: &str) -> Value {
    let file = files
        .get(name)
        .unwrap_or_else(|| panic!("no {name} in {:?}", files.keys()));
    serde_json::from_slice(file).unwrap()
}

/// The image service finds out everything that it can.
fn images_find_everything(test: &Test) {
    test.outside.images_answer(|ticket| {
        let Report::Done(mut done) = crate::support::report(ticket) else {
            panic!("a report of something done")
        };
        // what the photo is made of here is not what it reports of
        done.crc32 = None;
        done.place = Some(Place {
            latitude: 48.25,
            longitude: -4.5,
            altitude: None,
        });
        Ok((200, serde_json::to_string(&Report::Done(done)).unwrap()))
    });
}

/// A photo of ada's of which everything is known, and which is shared.
async fn shared_photo(test: &Test, ada: &Session) -> domain::id::PhotoId {
    let photo = test.upload_as(ada.viewer(), b"dawn", Visibility::Unlisted).await.id;
    images_find_everything(test);
    service::process::handle(&test.world, photo).await;
    let sql = format!("update photos set title = 'Dawn', tags = '[\"sea\"]' where id = '{photo}'");
    test.sql(&sql).await.unwrap();
    let link = share::Wanted {
        days: 30,
        max_views: Some(3),
        may_download: true,
        hide_metadata: true,
        stretched: Some("cd".repeat(32)),
    };
    share::create(&test.world, ada.viewer(), photo, link).await.unwrap();
    photo
}

/// Gives her whatever else the site can know of somebody.
async fn fill_account(test: &Test, ada: &Session) {
    let world = &test.world;
    let wanted = Wanted {
        name: "a program".into(),
        scopes: Scopes::ALL,
        days: None,
    };
    token::create(world, ada, wanted).await.unwrap();
    recovery::make_codes(world, ada).await.unwrap();
    let asked = passkeys::for_adding(world, ada, HERE).await.unwrap();
    let answer = Authenticator::new(Algorithm::Es256).create(&asked);
    passkeys::add(world, ada, HERE, "a key", &answer).await.unwrap();
    test.user("eve").await;
    service::people::block(world, ada.viewer(), "eve").await.unwrap();
    service::invitations::create(world, Viewer::signed_in(ada.user, Role::Moderator))
        .await
        .unwrap();
    let settings = ImageSettings {
        mark: MarkKind::Picture,
        ..ImageSettings::default()
    };
    let (bytes, file) = (png(1, 1), test.file(&png(1, 1)));
    let picture = NewPicture { bytes, body: &file };
    save(world, ada.viewer(), settings, Some(picture)).await.unwrap();
}

#[test]
fn it_tells_everything_of_a_photo() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let id = shared_photo(&test, &ada).await;
        let files = unzipped(&exported(&test, &ada).await);
        assert_eq!(files["photos/2024-05-01 Dawn (1).jpg"], b"dawn");
        let about = json_of(&files, "photos/2024-05-01 Dawn (1).json");
        for (what, expected) in [
            ("id", json!(id.to_string())),
            ("page", json!(format!("{HERE}/photos/{id}"))),
            ("file", json!("photos/2024-05-01 Dawn (1).jpg")),
            ("title", json!("Dawn")),
            ("tags", json!(["sea"])),
            ("visibility", json!("unlisted")),
            ("licence", json!("all-rights-reserved")),
            ("taken_at", json!("2024-05-01T18:30:00")),
            ("uploaded_at", json!("2023-11-14T22:13:20Z")),
            ("latitude", json!(48.25)),
            ("longitude", json!(-4.5)),
            ("place", json!("account")),
            ("download", json!("account")),
            ("bytes", json!(4)),
            ("width", json!(4000)),
            ("marked", json!(false)),
            ("colours", json!(["#c04030"])),
        ] {
            assert_eq!(about[what], expected, "{what}");
        }
        assert_eq!(about["camera"]["make"], "Leica");
        let link = &about["share_links"][0];
        assert_eq!((&link["max_views"], &link["has_password"]), (&json!(3), &json!(true)));
        assert_eq!(link["expires_at"], "2023-12-14T22:13:20Z");
    });
}

#[test]
fn it_tells_everything_of_an_account() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        fill_account(&test, &ada).await;
        let files = unzipped(&exported(&test, &ada).await);
        let account = json_of(&files, "account.json");
        let profile = &account["profile"];
        assert_eq!((&profile["handle"], &profile["name"]), (&json!("ada"), &json!("ADA")));
        assert_eq!(profile["email"], "ada@example.org");
        assert_eq!(profile["has_password"], true);
        assert_eq!(profile["download"], "off");
        assert_eq!(account["blocked_people"][0]["handle"], "eve");
        assert_eq!(account["passkeys"][0]["name"], "a key");
        assert_eq!(account["api_tokens"][0]["name"], "a program");
        assert_eq!(account["api_tokens"][0]["created_at"], "2023-11-14T22:13:20Z");
        assert_eq!(account["recovery_codes"]["remaining"], 8);
        assert_eq!(account["sessions"][0]["device"], "A browser");
        assert_eq!(account["image_settings"]["mark"], "picture");
        assert_eq!(account["invitations"].as_array().unwrap().len(), 1);
        assert_eq!(account["exported_at"], "2023-11-14T22:13:20Z");
        assert_eq!(files["watermark.png"], png(1, 1));
        assert!(files["README.txt"].starts_with(b"What is in this archive"));
    });
}

/// Whatever lets somebody in, or is made from what does, or only tells things apart inside: by its columns.
const SECRETS: [&str; 17] = [
    "select password_salt as secret from users where password_salt is not null",
    "select password_hash as secret from users where password_hash is not null",
    "select id as secret from users",
    "select id as secret from sessions",
    "select id as secret from tokens",
    "select sha256 as secret from tokens",
    "select id as secret from passkeys",
    "select public_key as secret from passkeys",
    "select hash as secret from recovery_codes",
    "select id as secret from invitations",
    "select sha256 as secret from invitations",
    "select id as secret from share_links",
    "select sha256 as secret from share_links",
    "select password_salt as secret from share_links",
    "select password_hash as secret from share_links",
    "select token as secret from photos",
    "select token as secret from exports",
];

#[test]
fn no_secret_is_in_it() {
    #[derive(serde::Deserialize)]
    struct Secret {
        secret: String,
    }
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        shared_photo(&test, &ada).await;
        fill_account(&test, &ada).await;
        let archive = exported(&test, &ada).await;
        let text = String::from_utf8_lossy(&archive);
        for sql in SECRETS {
            let secrets: Vec<Secret> = test.query(sql).await;
            assert!(!secrets.is_empty(), "nothing to look for: {sql}");
            for Secret { secret } in secrets {
                assert!(!text.contains(&secret), "{sql}");
            }
        }
        // nor anything of anybody else but what she blocked
        assert!(!text.contains("eve@example.org"));
    });
}

#[test]
fn names_are_safe_and_none_is_there_twice() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let titles = [
            "../../evil",
            "Dawn",
            "dawn",
            "Dawn",
            "CON",
            "a\u{202e}gpj.exe",
            "",
            &"海".repeat(120),
        ];
        for (number, title) in titles.iter().enumerate() {
            photo(&test, &ada, title, &[number as u8; 3], true).await;
        }
        let files = unzipped(&exported(&test, &ada).await);
        assert_eq!(files.len(), 2 + 2 * titles.len());
        let lower: std::collections::BTreeSet<String> = files.keys().map(|name| name.to_lowercase()).collect();
        assert_eq!(lower.len(), files.len());
        for name in files.keys().filter(|name| name.contains('/')) {
            let file = name.strip_prefix("photos/2023-11-14 ").unwrap();
            assert!(!file.contains(['/', '\\', '\u{202e}']), "{name}");
            assert!(name.len() <= 210, "{name}");
        }
    });
}

#[test]
fn somebody_without_photos_takes_their_account_along() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let files = unzipped(&exported(&test, &ada).await);
        assert_eq!(files.keys().collect::<Vec<_>>(), ["README.txt", "account.json"]);
    });
}

/// What is uploaded after it began, or is still arriving, or belongs to others, is not in it.
#[test]
fn it_holds_her_photos_as_they_were_when_it_began() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.signed_up("ada").await.session, test.signed_up("bob").await.session);
        photo(&test, &ada, "mine", b"mine", true).await;
        photo(&test, &bob, "his", b"his", true).await;
        service::export::begin(&test.world, &ada).await.unwrap();
        test.outside.pass_seconds(1);
        photo(&test, &ada, "later", b"later", true).await;
        crate::helpers::deliver(&test, &test.world).await;
        let files = unzipped(&crate::helpers::archive(&test));
        let names: Vec<_> = files.keys().filter(|name| name.ends_with(".jpg")).collect();
        assert_eq!(names, ["photos/2023-11-14 mine (1).jpg"]);
    });
}

//! A site with something in every table, the queue, and what comes of a backup.

use crate::support::{Algorithm, Authenticator, Sqlite, Test, png};
use domain::{
    access::{Role, Scopes},
    id::BackupId,
    image_settings::{ImageSettings, MarkKind},
    photo::Visibility,
    reason::Reason,
    session::Session,
    site_settings::SiteSettings,
    storage::Bucket,
};
use rusqlite::types::Value;
use service::{
    World,
    backup::{COPIED, Index, Listed, Sql, handle, run, sql},
    passkeys,
    process::Answer,
    recovery,
    settings::{NewPicture, save},
    share, site_settings,
    token::{self, Wanted},
};
use std::collections::BTreeMap;

/// Somebody of whom there is something in every table that a backup holds, with texts that are hard to write down.
pub(crate) async fn everything(test: &Test) -> Session {
    let ada = test.signed_up("ada").await.session;
    let viewer = ada.viewer();
    test.user("eve").await;
    service::people::block(&test.world, viewer, "eve").await.unwrap();
    let wanted = Wanted {
        name: "it's \"a\"; program".into(),
        scopes: Scopes::ALL,
        days: None,
    };
    token::create(&test.world, &ada, wanted).await.unwrap();
    recovery::make_codes(&test.world, &ada).await.unwrap();
    let here = "http://localhost:1";
    let asked = passkeys::for_adding(&test.world, &ada, here).await.unwrap();
    let answer = Authenticator::new(Algorithm::Es256).create(&asked);
    passkeys::add(&test.world, &ada, here, "钥匙", &answer).await.unwrap();
    let bytes = png(1, 1);
    let (settings, file) = (
        ImageSettings {
            mark: MarkKind::Picture,
            ..ImageSettings::default()
        },
        test.file(&bytes),
    );
    let picture = NewPicture { bytes, body: &file };
    save(&test.world, viewer, settings, Some(picture)).await.unwrap();
    let photo = test.ready(viewer, b"ready", Visibility::Public).await;
    let link = share::Wanted {
        days: 30,
        max_views: None,
        may_download: false,
        hide_metadata: true,
        stretched: None,
    };
    share::create(&test.world, viewer, photo.id, link).await.unwrap();
    service::views::saw(&test.world, &photo, false, "Mozilla/5.0");
    service::views::write(&test.world).await.unwrap();
    let failed = test.upload(viewer, b"failed").await.id;
    test.outside.images_refuse(Reason::Damaged);
    service::process::handle(&test.world, failed).await;
    test.upload(viewer, b"waiting").await;
    let hard = "update photos set title = 'it''s; --', description = 'one' || char(13, 10) || 'two' || char(10, 10) || '三 \u{1f600}', \
         latitude = 0.1 + 0.2, longitude = -1e-7, altitude = 3";
    test.sql(hard).await.unwrap();
    let boss = test.staff("boss", Role::Admin).await;
    service::invitations::create(&test.world, boss).await.unwrap();
    let settings = SiteSettings {
        name: "it's ours".into(),
        ..site_settings::current(&test.world).await.as_ref().clone()
    };
    site_settings::save(&test.world, boss, 0, &settings).await.unwrap();
    service::export::begin(&test.world, &ada).await.unwrap();
    service::meter::write(&test.world).await.unwrap();
    ada
}

/// The next message.
pub(crate) fn message(test: &Test) -> Option<(BackupId, u32)> {
    test.outside.rung_backups.lock().unwrap().pop_front()
}

/// Delivers messages until there are none, with something that happens before each of them.
pub(crate) async fn deliver(test: &Test, world: &World, before: impl AsyncFn(u32)) {
    for number in 0..1000 {
        let Some((id, step)) = message(test) else { return };
        before(number).await;
        if let (Answer::RetryIn(seconds), _) = handle(world, id, step).await {
            test.outside.pass_seconds(seconds.into());
            test.outside.rung_backups.lock().unwrap().push_back((id, step));
        }
    }
    panic!("the queue never becomes empty");
}

/// A backup from its beginning until it counts.
pub(crate) async fn backed_up(test: &Test) {
    assert!(run(&test.world).await.unwrap().begun);
    deliver(test, &test.world, async |_| {}).await;
    test.outside.pass_seconds(3600);
    assert_eq!(run(&test.world).await.unwrap().completed, 1);
}

/// A file of the private bucket.
pub(crate) fn file(test: &Test, name: &str) -> Option<String> {
    let files = test.outside.files.lock().unwrap();
    files
        .get(&(false, name.to_owned()))
        .map(|bytes| String::from_utf8(bytes.clone()).unwrap())
}

/// Names of everything in storage that belongs to backups.
pub(crate) fn stored(test: &Test) -> Vec<String> {
    let mut names = test.outside.names(Bucket::Private);
    names.retain(|name| name.starts_with("backup/"));
    names
}

/// The index as it is stored.
pub(crate) fn index(test: &Test) -> Index {
    serde_json::from_str(&file(test, "backup/index.json").unwrap()).unwrap()
}

/// The SQL that restores the newest backup.
pub(crate) fn sql_of_newest(test: &Test) -> Sql {
    sql_of(test, &index(test).backups.remove(0))
}

/// The SQL that restores a backup.
pub(crate) fn sql_of(test: &Test, listed: &Listed) -> Sql {
    let manifest = file(test, &listed.manifest).unwrap();
    let folder = listed.manifest.strip_suffix("manifest.json").unwrap();
    sql(&manifest, &listed.sha256, |number| {
        file(test, &format!("{folder}{number}"))
    })
    .unwrap()
}

/// A fresh database with these statements run on it, one after the other, foreign keys on.
pub(crate) fn restored(statements: &[&[String]]) -> Sqlite {
    let fresh = Sqlite::migrated();
    for sql in statements.iter().flat_map(|statements| statements.iter()) {
        fresh.execute(sql);
    }
    fresh
}

/// Every row of every table that a backup holds, to the last bit; but popularity, whose numbers are so small that SQLite reads the last
/// of seventeen digits differently from how it wrote it.
pub(crate) fn contents(db: &Sqlite) -> BTreeMap<&'static str, Vec<Vec<Value>>> {
    let rows = |table: &'static str| {
        let columns = match table {
            "photo_views" => "photo_id, views, format('%.14e', score)",
            _ => "*",
        };
        let mut rows = db.values(&format!("select {columns} from {table}"));
        rows.sort_by_key(|row| format!("{row:?}"));
        (table, rows)
    };
    COPIED.iter().map(|copied| rows(copied.table)).collect()
}

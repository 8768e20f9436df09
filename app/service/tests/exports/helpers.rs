//! People with photos, the queue, and the finished file.

use crate::support::Test;
use domain::{
    id::{ExportId, PhotoId, StorageToken},
    seal::{sha256, to_hex},
    session::Session,
    storage::{Bucket, StorageKey},
};
use service::{
    World, export,
    ports::{Statement, Value},
    process::Answer,
};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};
use zip::ZipArchive;

pub(crate) const MIB: usize = 1 << 20;

/// So many bytes, which differ from those of another number, and never repeat where parts of files begin.
pub(crate) fn bytes(number: usize, length: usize) -> Vec<u8> {
    let unit: Vec<u8> = (0..251).map(|byte: u8| byte ^ number as u8).collect();
    let mut bytes = unit.repeat(length / unit.len() + 1);
    bytes.truncate(length);
    bytes
}

/// A photo that was never processed; whether its checksum is known all the same.
pub(crate) async fn photo(
    test: &Test,
    owner: &Session,
    title: &str,
    content: &[u8],
    summed: bool,
) -> (PhotoId, StorageKey) {
    let (id, token) = (PhotoId::new(test.world.uuid()), StorageToken::new(test.world.uuid()));
    let crc32 = summed.then(|| crc32fast::hash(content));
    let statement = Statement {
        sql: "insert into photos (id, token, owner_id, state, title, visibility, media_type, bytes, sha256, crc32, created_at) \
              values (?1, ?2, ?3, 'queued', ?4, 'private', 'image/jpeg', ?5, ?6, ?7, ?8)"
            .into(),
        params: vec![
            id.to_string().into(),
            token.to_string().into(),
            owner.user.to_string().into(),
            title.into(),
            Value::Integer(content.len() as i64),
            // any other than that of another photo
            to_hex(&sha256(token.to_string().as_bytes())).into(),
            crc32.into(),
            test.world.now().into(),
        ],
    };
    test.world.db.run(statement).await.unwrap();
    let key = StorageKey::Original(token);
    test.outside.write_bytes(Bucket::Private, key, content);
    (id, key)
}

/// Somebody with three photos, one of which takes more than one part of an upload; not all checksums are known.
pub(crate) async fn with_photos(test: &Test) -> Session {
    let ada = test.signed_up("ada").await.session;
    for (number, (length, summed)) in [(9 * MIB, false), (100, true), (50, false)].into_iter().enumerate() {
        photo(test, &ada, &format!("Photo {number}"), &bytes(number, length), summed).await;
    }
    ada
}

/// The next message.
pub(crate) fn message(test: &Test) -> Option<(ExportId, u32)> {
    test.outside.rung_exports.lock().unwrap().pop_front()
}

/// Delivers messages until there are none.
pub(crate) async fn deliver(test: &Test, world: &World) {
    for _ in 0..1000 {
        let Some((id, step)) = message(test) else { return };
        if let Answer::RetryIn(seconds) = export::handle(world, id, step).await.0 {
            test.outside.pass_seconds(seconds.into());
            test.outside.rung_exports.lock().unwrap().push_back((id, step));
        }
    }
    panic!("the queue never becomes empty");
}

/// Begins an export and sees it through.
pub(crate) async fn exported(test: &Test, owner: &Session) -> Vec<u8> {
    export::begin(&test.world, owner).await.unwrap();
    deliver(test, &test.world).await;
    archive(test)
}

/// Names of everything that exports have in storage.
pub(crate) fn stored(test: &Test) -> Vec<String> {
    let mut names = test.outside.names(Bucket::Private);
    names.retain(|name| name.starts_with("x/"));
    names
}

/// The only file of an export that is in storage.
pub(crate) fn archive(test: &Test) -> Vec<u8> {
    let names = stored(test);
    assert_eq!(names.len(), 1, "{names:?}");
    test.outside.files.lock().unwrap()[&(false, names[0].clone())].clone()
}

/// Every file in it, as another implementation reads it, which checks sizes and checksums.
pub(crate) fn unzipped(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let before = files.insert(file.name().unwrap().into_owned(), content);
        assert!(before.is_none(), "one name twice");
    }
    files
}

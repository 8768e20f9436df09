//! Writing down what an export contains: first what is told of the person, then their photos, the oldest first.

use super::{
    Next, Trouble,
    page::{Draft, File, Source},
    told, written,
};
use crate::{
    World,
    ports::{PortError, Statement},
    sql::{
        self,
        exports::{Collected, ExportRow, MarkFacts, NOT_TOLD, PhotoFacts},
    },
};
use domain::{time::Timestamp, zip};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// How many photos one step collects.
const PHOTOS_AT_ONCE: usize = 50;

/// How many photos are on a page.
const PHOTOS_A_PAGE: usize = 25;

/// The folder of photos in an archive.
const FOLDER: &str = "photos";

/// What is what in an export, in English and Chinese: whoever opens it may have no browser at hand.
const README: &str = include_str!("readme.txt");

/// Collects what fits into a step.
pub(super) async fn step(world: &World, row: &ExportRow) -> Result<Next, Trouble> {
    let mut so_far = so_far(row);
    let mut statements = if row.pages == 0 {
        vec![about_person(world, row).await?.place(&mut so_far)?]
    } else {
        photos(world, row, &mut so_far).await?
    }
    .into_iter()
    .map(|page| sql::exports::insert_page(row, page))
    .collect::<Vec<Statement>>();
    statements.push(sql::exports::collected(row, so_far, world.now()));
    written(world, statements).await
}

fn so_far(row: &ExportRow) -> Collected {
    Collected {
        after: row.after_at.zip(row.after_id),
        pages: row.pages,
        photos: row.photos,
        entries: row.entries,
        files_bytes: row.files_bytes,
        directory_bytes: row.directory_bytes,
        all: false,
    }
}

/// The first page: what is what, what is told of the person, and the picture of their mark.
async fn about_person(world: &World, row: &ExportRow) -> Result<Draft, PortError> {
    let lists = sql::exports::account(row.user_id);
    let names = lists.clone().map(|(name, single, _)| (name, single));
    let mut statements: Vec<Statement> = lists.map(|(.., statement)| statement).into();
    statements.push(sql::exports::mark(row.user_id));
    let mut rows = world.db.batch(statements).await?;
    let mark: Option<MarkFacts> = rows.pop().unwrap_or_default().first()?;
    let mut account = Map::new();
    account.insert("site".into(), world.config.site_origin.clone().into());
    account.insert("exported_at".into(), row.created_at.rfc3339().into());
    for ((name, single), rows) in names.into_iter().zip(rows) {
        let mut rows = rows.rows.into_iter().map(told::row);
        let value = if single {
            rows.next().unwrap_or(Value::Null)
        } else {
            rows.collect()
        };
        account.insert(name.into(), value);
    }
    let mut draft = Draft::default();
    draft.text("README.txt".into(), README.into(), row.created_at);
    draft.text("account.json".into(), told::text(&account.into())?, row.created_at);
    if let Some(mark) = mark {
        draft.file(File {
            name: "watermark.png".into(),
            bytes: mark.mark_bytes,
            crc32: None,
            time: row.created_at,
            source: Source::Mark(mark.mark_token),
        });
    }
    Ok(draft)
}

/// The next photos, page by page.
async fn photos(world: &World, row: &ExportRow, so_far: &mut Collected) -> Result<Vec<sql::exports::NewPage>, Trouble> {
    let most = u32::try_from(PHOTOS_AT_ONCE).unwrap_or(u32::MAX);
    let rows = world.db.run(sql::exports::photos(row, most)).await?;
    let facts: Vec<PhotoFacts> = rows.clone().all()?;
    let mut links = links_of(world, &facts).await?;
    so_far.all = facts.len() < PHOTOS_AT_ONCE;
    so_far.after = facts.last().map(|last| (last.uploaded_at, last.id)).or(so_far.after);
    let photos: Vec<(PhotoFacts, Value)> = facts.into_iter().zip(rows.rows).collect();
    let mut pages = Vec::new();
    for some in photos.chunks(PHOTOS_A_PAGE) {
        let mut draft = Draft::default();
        for (facts, columns) in some {
            so_far.photos += 1;
            let links = links.remove(&facts.id.to_string()).unwrap_or_default();
            put(world, &mut draft, so_far.photos, facts, columns.clone(), links)?;
        }
        pages.push(draft.place(so_far)?);
    }
    Ok(pages)
}

/// Share links by the id of their photo.
async fn links_of(world: &World, photos: &[PhotoFacts]) -> Result<HashMap<String, Vec<Value>>, PortError> {
    let ids: Vec<_> = photos.iter().map(|photo| photo.id).collect();
    let rows = world.db.run(sql::exports::share_links(&ids)).await?;
    let mut links: HashMap<String, Vec<Value>> = HashMap::new();
    for mut link in rows.rows {
        let photo = link.as_object_mut().and_then(|link| link.remove("photo_id"));
        if let Some(Value::String(photo)) = photo {
            links.entry(photo).or_default().push(told::row(link));
        }
    }
    Ok(links)
}

/// Puts a photo's file on a page, and what is told of it beside.
fn put(
    world: &World,
    draft: &mut Draft,
    number: u32,
    photo: &PhotoFacts,
    columns: Value,
    links: Vec<Value>,
) -> Result<(), PortError> {
    let name = |ending: &str| {
        let id = photo.id.to_string();
        let title = if photo.title.is_empty() { &id } else { &photo.title };
        zip::path(FOLDER, &day(photo), title, number.into(), ending)
    };
    let file = name(photo.media_type.extension());
    let mut about = columns;
    if let Some(about) = about.as_object_mut() {
        NOT_TOLD.iter().for_each(|column| drop(about.remove(*column)));
        let page = format!("{}/photos/{}", world.config.site_origin, photo.id);
        about.insert("page".into(), page.into());
        about.insert("file".into(), file.clone().into());
        about.insert("share_links".into(), links.into());
    }
    draft.file(File {
        name: file,
        bytes: photo.bytes,
        crc32: photo.crc32,
        time: photo.uploaded_at,
        source: photo.original_attempt.map_or(Source::Original(photo.token), |attempt| {
            Source::Smaller(photo.token, attempt)
        }),
    });
    draft.text(name("json"), told::text(&told::row(about))?, photo.uploaded_at);
    Ok(())
}

/// The day a photo was taken, or else uploaded.
fn day(photo: &PhotoFacts) -> String {
    let taken = photo.taken_at.as_deref().and_then(|taken| taken.get(..10));
    let taken = taken.filter(|day| Timestamp::parse_day(day).is_some());
    taken.map_or_else(|| photo.uploaded_at.day(), str::to_owned)
}

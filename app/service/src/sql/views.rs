//! Views of photos.

use super::{
    demand,
    photos::{LISTED, select},
    statement,
};
use crate::ports::{Statement, Value};
use domain::{access::Viewer, id::PhotoId};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many rows were written today to count views.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Written {
    /// So many.
    pub view_rows: u64,
}

/// How many rows were written on this day: [`Written`], or none.
#[must_use]
pub fn written(day: i64) -> Statement {
    statement("select view_rows from statistics where day = ?1", [day.into()])
}

/// What is counted at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// The day, counted from 1970-01-01.
    pub day: i64,
    /// How many views, of whatever photos.
    pub views: u64,
    /// How many of each public photo.
    pub of_photos: BTreeMap<PhotoId, u64>,
    /// What each weighs.
    pub weight: f64,
    /// How many rows may be written in a day.
    pub budget: u64,
}

impl Batch {
    /// How many rows it writes at most: that of the day, and of each photo its own and one of an index.
    #[must_use]
    pub fn rows(&self) -> u64 {
        let photos = u64::try_from(self.of_photos.len()).unwrap_or(u64::MAX);
        photos.saturating_mul(2).saturating_add(1)
    }
}

/// Counts them, if that many rows may still be written; if not, the whole transaction fails ([`super::is_refusal`]). A photo that
/// is not public any more is left out.
#[must_use]
pub fn count(batch: &Batch) -> Vec<Statement> {
    let photos: BTreeMap<String, u64> = batch
        .of_photos
        .iter()
        .map(|(id, views)| (id.to_string(), *views))
        .collect();
    let budget: [Value; 3] = [batch.day.into(), batch.rows().into(), batch.budget.into()];
    let mut statements = vec![
        super::statistics::open(batch.day),
        demand(
            "select 1 from statistics where day = ?1 and view_rows + ?2 <= ?3",
            budget,
        ),
        statement(
            "update statistics set views = views + ?2, view_rows = view_rows + ?3 where day = ?1",
            [batch.day.into(), batch.views.into(), batch.rows().into()],
        ),
    ];
    if !photos.is_empty() {
        statements.push(statement(
            "insert into photo_views (photo_id, views, score) select p.id, v.value, v.value * ?2 \
             from json_each(?1) v cross join photos p on p.id = v.key where p.visibility = 'public' and p.deleted_at is null \
             on conflict (photo_id) do update set views = views + excluded.views, score = score + excluded.score",
            [serde_json::json!(photos).to_string().into(), batch.weight.into()],
        ));
    }
    statements
}

/// A popular photo.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct PopularRow {
    /// Its id.
    pub id: PhotoId,
}

/// Those of the `looked_at` most popular photos that are listed, the most popular first: [`PopularRow`].
#[must_use]
pub fn most_popular(looked_at: u32) -> Statement {
    statement(
        format!(
            "select p.id from (select photo_id, score from photo_views indexed by photo_views_by_score \
             order by score desc limit ?1) v cross join photos p on p.id = v.photo_id where {LISTED} order by v.score desc"
        ),
        [looked_at.into()],
    )
}

/// Those of these photos that are listed, for this viewer, in whatever order.
#[must_use]
pub fn listed_of(photos: &[PhotoId], viewer: Viewer) -> Statement {
    statement(
        format!(
            "{} where p.id in (select value from json_each(?1)) and {LISTED}",
            select(2)
        ),
        [super::list(photos), super::photos::id_of(viewer)],
    )
}

//! What owners change of their photos. What a change does not name stays as it is, also if somebody else changes it just then.

use super::{PhotoRow, changes::tags_json, statement};
use crate::ports::{Statement, Value};
use domain::{id::PhotoId, licence::Licence, photo::Visibility, place::PlaceChoice, tags::Tags};

/// What is to be different, cleaned. `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    /// Title.
    pub title: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Alt text.
    pub alt: Option<String>,
    /// Licence.
    pub licence: Option<Licence>,
    /// Tags.
    pub tags: Option<Tags>,
    /// Whether others may know its place.
    pub place: Option<PlaceChoice>,
}

const SET: &str = "update photos set title = coalesce(?4, title), description = coalesce(?5, description), \
     alt = coalesce(?6, alt), licence = coalesce(?7, licence), tags = coalesce(?8, tags), place = coalesce(?9, place), visibility = ?3, \
     withdrawn = iif(visibility = ?3, withdrawn, 0)";

fn params(id: PhotoId, was: Visibility, visibility: Visibility, edit: &Edit) -> [Value; 9] {
    [
        id.to_string().into(),
        was.as_str().into(),
        visibility.as_str().into(),
        edit.title.clone().into(),
        edit.description.clone().into(),
        edit.alt.clone().into(),
        edit.licence.map(Licence::as_str).into(),
        edit.tags.as_ref().map_or(Value::Null, tags_json),
        edit.place.map(PlaceChoice::as_str).into(),
    ]
}

/// Changes a photo, unless its visibility has changed meanwhile. For changes that leave the renditions where they are.
#[must_use]
pub fn edit(id: PhotoId, was: Visibility, visibility: Visibility, edit: &Edit) -> Statement {
    statement(
        format!("{SET} where id = ?1 and visibility = ?2 and deleted_at is null"),
        params(id, was, visibility, edit),
    )
}

/// As [`edit`], for a change that gave the renditions other names: `moved`, if there are any. Nothing happens if the photo
/// is not as it `was`, or if an attempt has begun that writes where renditions of the old visibility belong.
#[must_use]
pub fn edit_and_move(was: &PhotoRow, visibility: Visibility, edit: &Edit, moved: Option<u32>) -> Statement {
    let [id, before, after, title, description, alt, licence, tags, place] =
        params(was.id, was.visibility, visibility, edit);
    statement(
        format!(
            "{SET}, attempt = ?10 \
             where id = ?1 and visibility = ?2 and state = ?11 and attempt is ?12 and deleted_at is null \
             and not exists (select 1 from jobs where photo_id = ?1 and state = 'running')"
        ),
        [
            id,
            before,
            after,
            title,
            description,
            alt,
            licence,
            tags,
            place,
            moved.into(),
            was.state.as_str().into(),
            was.attempt.into(),
        ],
    )
}

/// The renditions of a public photo were copied to where they belong, which is told by whether they are now `withdrawn` and
/// whether the photo is hidden. Nothing happens if it is not as it `was`, or if an attempt has begun.
#[must_use]
pub fn place_renditions(was: &PhotoRow, withdrawn: bool, copies: Option<u32>) -> Statement {
    statement(
        "update photos set withdrawn = ?2, attempt = ?3 \
         where id = ?1 and visibility = 'public' and hidden = ?2 and withdrawn <> ?2 and state = ?4 and attempt is ?5 \
         and deleted_at is null and not exists (select 1 from jobs where photo_id = ?1 and state = 'running')",
        [
            was.id.to_string().into(),
            u32::from(withdrawn).into(),
            copies.into(),
            was.state.as_str().into(),
            was.attempt.into(),
        ],
    )
}

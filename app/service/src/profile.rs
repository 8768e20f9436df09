//! A person's page: who they are, what of theirs a viewer meets, and what the viewer can do about them.

use crate::{
    Result, World, paging,
    sql::{self, cursor::Cursor, people::PersonRow},
};
use domain::{
    access::{PersonAction, Viewer, lists_everything_of, may_oversee_people, may_to_person},
    limits::{MAX_API_PAGE, PAGE_SIZE},
    view::{Page, Person, PhotoView},
};

/// A person and their photos; `None` if nobody has this handle, or this viewer may not meet them.
///
/// # Errors
/// If the database does not answer.
pub async fn person(
    world: &World,
    viewer: Viewer,
    handle: &str,
    cursor: Option<&str>,
) -> Result<Option<(Person, Page<PhotoView>, Tools)>> {
    find(world, viewer, handle, cursor, PAGE_SIZE).await
}

/// What a viewer is offered on a person's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tools {
    /// To block them.
    pub block: bool,
    /// To take that back.
    pub unblock: bool,
    /// To look them up among all people.
    pub oversee: bool,
    /// What to know of them: they are suspended.
    pub suspended: bool,
}

/// As [`person`], `limit` photos (1 to 100).
///
/// # Errors
/// If the database does not answer.
pub async fn person_list(
    world: &World,
    viewer: Viewer,
    handle: &str,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Option<(Person, Page<PhotoView>)>> {
    let found = find(world, viewer, handle, cursor, limit).await?;
    Ok(found.map(|(person, photos, _)| (person, photos)))
}

async fn find(
    world: &World,
    viewer: Viewer,
    handle: &str,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Option<(Person, Page<PhotoView>, Tools)>> {
    let limit = limit.clamp(1, MAX_API_PAGE);
    let user: Option<PersonRow> = world.db.run(sql::people::by_handle(handle, viewer)).await?.first()?;
    let Some(user) = user.filter(|user| may_to_person(viewer, PersonAction::Meet, user.subject())) else {
        return Ok(None);
    };
    let cursor = Cursor::read(cursor);
    let statement = if lists_everything_of(viewer, user.id) {
        sql::photos::own(user.id, cursor, limit + 1)
    } else {
        sql::photos::newest_of(viewer, user.id, cursor, limit + 1)
    };
    let rows = world.db.run(statement).await?.all()?;
    let tools = tools(viewer, &user);
    let person = Person {
        handle: user.handle,
        name: user.name,
    };
    Ok(Some((person, paging::page(&world.config, viewer, rows, limit), tools)))
}

fn tools(viewer: Viewer, person: &PersonRow) -> Tools {
    let subject = person.subject();
    let block = may_to_person(viewer, PersonAction::Block, subject);
    Tools {
        block: block && !subject.blocks.by_viewer,
        unblock: subject.blocks.by_viewer,
        oversee: may_oversee_people(viewer),
        suspended: subject.suspended,
    }
}

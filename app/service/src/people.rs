//! Keeping order among people: looking them up, their roles, suspending them; and whom members block.

use crate::{
    Error, Result, World,
    auth::require,
    error::Conflict,
    kept, paging,
    ports::Statement,
    sql::{
        self,
        cursor::Cursor,
        people::{BlockedRow, PersonRow, Standing},
    },
    withdraw,
};
use domain::{
    access::{PersonAction, Role, Scope, Viewer, may_oversee_people, may_to_person},
    account::{normal_email, normal_handle},
    id::UserId,
    limits::PAGE_SIZE,
    time::Timestamp,
    view::Page,
};

/// A person, as those see them who keep order, and what this one of them can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overseen {
    /// Handle.
    pub handle: String,
    /// Display name.
    pub name: String,
    /// What they are on this site.
    pub role: Role,
    /// When they made their account.
    pub created_at: Timestamp,
    /// Since when they are suspended, if they are.
    pub suspended_at: Option<Timestamp>,
    /// Whether the viewer may suspend and reinstate them.
    pub may_suspend: bool,
    /// Whether the viewer may change their role.
    pub may_change_role: bool,
}

/// Who there is, the newest first; or only the person who has this handle or e-mail. `None` for whoever may not know.
///
/// # Errors
/// If the database does not answer.
pub async fn list(
    world: &World,
    viewer: Viewer,
    wanted: Option<&str>,
    cursor: Option<&str>,
) -> Result<Option<Page<Overseen>>> {
    if !may_oversee_people(viewer) {
        return Ok(None);
    }
    let statement = match wanted {
        Some(wanted) => match look_up(wanted, viewer) {
            Some(statement) => statement,
            None => return Ok(Some(paging::nothing())),
        },
        None => sql::people::newest(viewer, Cursor::read(cursor), PAGE_SIZE + 1),
    };
    let rows: Vec<PersonRow> = world.db.run(statement).await?.all()?;
    let Page { items, next } = page(rows, |row: &PersonRow| Cursor {
        at: row.created_at,
        id: row.id,
    });
    let met = |row: &PersonRow| may_to_person(viewer, PersonAction::Meet, row.subject());
    let items = items.into_iter().filter(met).map(|row| overseen(viewer, row)).collect();
    Ok(Some(Page { items, next }))
}

/// The statement that finds whoever is called so; nothing if nobody can be.
fn look_up(wanted: &str, viewer: Viewer) -> Option<Statement> {
    match normal_email(wanted) {
        Ok(email) => Some(sql::people::by_email(&email, viewer)),
        Err(_) => normal_handle(wanted)
            .ok()
            .map(|handle| sql::people::by_handle(&handle, viewer)),
    }
}

fn overseen(viewer: Viewer, row: PersonRow) -> Overseen {
    let may = |action| may_to_person(viewer, action, row.subject());
    Overseen {
        may_suspend: may(PersonAction::Suspend),
        may_change_role: may(PersonAction::ChangeRole),
        role: row.role,
        created_at: row.created_at,
        suspended_at: row.suspended_at,
        handle: row.handle,
        name: row.name,
    }
}

/// Suspends somebody: they are signed out everywhere, their tokens do not hold, the invitations they made are void, and what
/// they show is not there for others. Somebody who is suspended stays so.
///
/// It writes one row for each of their photos.
///
/// # Errors
/// [`Error::NotFound`] if there is nobody of this handle or this viewer may not; the last admin.
pub async fn suspend(world: &World, viewer: Viewer, handle: &str) -> Result<()> {
    let person = person_for(world, viewer, PersonAction::Suspend, handle).await?;
    let standing = change(
        world,
        person.id,
        vec![
            sql::people::suspend(person.id, world.now()),
            sql::people::end_sessions(person.id),
            sql::people::hide_photos(person.id),
            sql::invitations::delete_unless_staff(person.id),
            sql::photos::home_changed(),
        ],
    )
    .await?;
    kept::hidden(world).await;
    withdraw::ring_for(world, person.id).await;
    if standing.suspended_at.is_some() {
        Ok(())
    } else {
        Err(Conflict::LastAdmin.into())
    }
}

/// Lets somebody who is suspended come in again, and shows again what they show. Somebody who is not stays as they are.
///
/// # Errors
/// [`Error::NotFound`] if there is nobody of this handle or this viewer may not.
pub async fn reinstate(world: &World, viewer: Viewer, handle: &str) -> Result<()> {
    let person = person_for(world, viewer, PersonAction::Suspend, handle).await?;
    change(
        world,
        person.id,
        vec![
            sql::people::reinstate(person.id),
            sql::people::hide_photos(person.id),
            sql::photos::home_changed(),
        ],
    )
    .await?;
    kept::changed(world).await;
    withdraw::ring_for(world, person.id).await;
    Ok(())
}

/// Makes something else of somebody, who is signed out everywhere, so that nothing holds that was given to what they were.
///
/// # Errors
/// [`Error::NotFound`] if there is nobody of this handle or this viewer may not; the last admin.
pub async fn set_role(world: &World, viewer: Viewer, handle: &str, role: Role) -> Result<()> {
    let person = person_for(world, viewer, PersonAction::ChangeRole, handle).await?;
    if person.role == role {
        return Ok(());
    }
    let standing = change(
        world,
        person.id,
        vec![
            sql::people::set_role(person.id, role),
            sql::sessions::delete_others(person.id, None),
            sql::invitations::delete_unless_staff(person.id),
        ],
    )
    .await?;
    if standing.role == role {
        Ok(())
    } else {
        Err(Conflict::LastAdmin.into())
    }
}

/// Changes somebody in one transaction, and says what they are at its end.
async fn change(world: &World, person: UserId, mut statements: Vec<Statement>) -> Result<Standing> {
    statements.push(sql::people::standing(person));
    let rows = world.db.batch(statements).await?.into_iter().next_back();
    rows.unwrap_or_default().first()?.ok_or(Error::NotFound)
}

/// The person of this handle, if this viewer may do this to them.
async fn person_for(world: &World, viewer: Viewer, action: PersonAction, handle: &str) -> Result<PersonRow> {
    let handle = normal_handle(handle).map_err(|_| Error::NotFound)?;
    let row: Option<PersonRow> = world.db.run(sql::people::by_handle(&handle, viewer)).await?.first()?;
    row.filter(|row| may_to_person(viewer, action, row.subject()))
        .ok_or(Error::NotFound)
}

/// Blocks somebody: they no longer meet anything of the viewer's, and the viewer meets none of their photos in lists. Whom one
/// has blocked stays blocked.
///
/// # Errors
/// Nobody signed in; [`Error::NotFound`] if there is nobody of this handle whom the viewer may meet; too many.
pub async fn block(world: &World, viewer: Viewer, handle: &str) -> Result<()> {
    let blocker = require(viewer, Scope::Manage)?;
    let person = person_for(world, viewer, PersonAction::Block, handle).await?;
    let statements = vec![
        sql::people::block(blocker, person.id, world.now()),
        sql::people::has_blocked(blocker, person.id),
    ];
    let rows = world.db.batch(statements).await?.into_iter().next_back();
    if rows.is_some_and(|found| !found.rows.is_empty()) {
        Ok(())
    } else {
        Err(Conflict::TooManyBlocks.into())
    }
}

/// Takes a block back. Somebody who is not blocked, or does not exist, stays so.
///
/// # Errors
/// Nobody signed in, or the database does not answer.
pub async fn unblock(world: &World, viewer: Viewer, handle: &str) -> Result<()> {
    let blocker = require(viewer, Scope::Manage)?;
    if let Ok(handle) = normal_handle(handle) {
        world.db.run(sql::people::unblock(blocker, &handle)).await?;
    }
    Ok(())
}

/// Whom the viewer has blocked, the last one first.
///
/// # Errors
/// Nobody signed in, or the database does not answer.
pub async fn blocked(world: &World, viewer: Viewer, cursor: Option<&str>) -> Result<Page<BlockedRow>> {
    let blocker = require(viewer, Scope::Read)?;
    let statement = sql::people::blocked_by(blocker, Cursor::read(cursor), PAGE_SIZE + 1);
    let rows: Vec<BlockedRow> = world.db.run(statement).await?.all()?;
    Ok(page(rows, |row| Cursor {
        at: row.created_at,
        id: row.id,
    }))
}

/// A page of rows, of which there is one more if the list goes on.
fn page<Row>(mut rows: Vec<Row>, cursor: impl Fn(&Row) -> Cursor<UserId>) -> Page<Row> {
    let limit = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|row| cursor(row).write());
    Page { items: rows, next }
}

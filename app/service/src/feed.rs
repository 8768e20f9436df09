//! What feeds hold: the newest photos that anybody may meet in a list, once they are ready.

use crate::{Result, World, read};
use domain::{
    access::Viewer,
    limits::PAGE_SIZE,
    photo::PhotoState,
    view::{Page, Person, PhotoView},
};

/// The newest photos of everyone.
///
/// # Errors
/// If the database does not answer.
pub async fn of_site(world: &World) -> Result<Vec<PhotoView>> {
    Ok(ready(read::list(world, Viewer::Anonymous, None, PAGE_SIZE).await?))
}

/// A person and their newest photos; `None` if nobody has this handle.
///
/// # Errors
/// If the database does not answer.
pub async fn of_person(world: &World, handle: &str) -> Result<Option<(Person, Vec<PhotoView>)>> {
    let found = read::person_list(world, Viewer::Anonymous, handle, None, PAGE_SIZE).await?;
    Ok(found.map(|(person, photos)| (person, ready(photos))))
}

/// A photo that is only a preview yet would change its files under its readers' eyes.
fn ready(page: Page<PhotoView>) -> Vec<PhotoView> {
    let photos = page.items.into_iter();
    photos.filter(|photo| photo.state == PhotoState::Ready).collect()
}

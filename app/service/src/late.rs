//! Whether thumbnails are late at the moment.

use crate::{
    Result, World,
    sql::{self, image_service::BreakerRow},
};

/// Whether the image service has not answered for a while, so that photos wait for it.
///
/// # Errors
/// If the database does not answer.
pub async fn thumbnails(world: &World) -> Result<bool> {
    let row: Option<BreakerRow> = world.db.run(sql::image_service::read()).await?.first()?;
    Ok(row.is_some_and(|row| row.breaker().is_open()))
}

//! What is done for a kept page after the answer ([`service::kept`]). Nobody waits for it, so a failure is only logged.

use crate::log;
use service::{
    Result, World,
    kept::{self, Kept},
    ports::KeptPage,
};

/// Keeps a page that was just made.
pub(super) async fn keep(world: World, kept: Kept, page: KeptPage) {
    if let Err(error) = kept::keep(&world, kept, &page).await {
        log::error(&format!("{} was not kept", kept.name()), error);
    }
}

/// Looks after a page that was just served. One that is not the newest any more is made anew and kept, if what is made can be.
pub(super) async fn renew(
    world: World,
    kept: Kept,
    page: KeptPage,
    make: impl Future<Output = Result<Option<KeptPage>>>,
) {
    let renewed = async {
        if kept::renew(&world, kept, &page).await?
            && let Some(page) = make.await?
        {
            kept::keep(&world, kept, &page).await?;
        }
        Ok::<(), service::Error>(())
    };
    if let Err(error) = renewed.await {
        log::error(&format!("{} was not made anew", kept.name()), error);
    }
}

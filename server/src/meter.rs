//! What this isolate uses of the plan. Whoever calls a binding says so here, where it is called, but for what `service` counts for
//! every adapter (`app/service/src/metered.rs`).

use crate::log;
use domain::plan::{Level, Resource};
use service::{World, meter::Meter, views::Views};
use std::sync::{Arc, LazyLock};

/// One for all events of the isolate.
static METER: LazyLock<Arc<Meter>> = LazyLock::new(Arc::default);

/// The views that the isolate has counted.
static VIEWS: LazyLock<Arc<Views>> = LazyLock::new(Arc::default);

/// The views that this isolate has counted.
pub(crate) fn views_of_isolate() -> Arc<Views> {
    VIEWS.clone()
}

/// The meter of this isolate.
pub(crate) fn of_isolate() -> Arc<Meter> {
    METER.clone()
}

/// So much of this is used. It is said before the call, since one that fails is billed as well.
pub(crate) fn count(resource: Resource, amount: impl TryInto<u64>) {
    METER.count(resource, amount.try_into().unwrap_or(u64::MAX));
}

/// An object of so many bytes is written to R2.
pub(crate) fn count_object(bytes: u64) {
    count(Resource::ClassA, 1);
    count(Resource::StoredBytes, bytes);
}

/// So much was read and written, and so large is the database.
pub(crate) fn count_query(meta: &worker::D1ResultMeta) {
    count(Resource::RowsRead, meta.rows_read.unwrap_or(0));
    count(Resource::RowsWritten, meta.rows_written.unwrap_or(0));
    if let Some(bytes) = meta.size_after.and_then(|bytes| u64::try_from(bytes).ok()) {
        METER.measure(Resource::DatabaseBytes, bytes);
    }
}

/// At the end of an event: writes down what was counted, if it is time for that, and logs what is nearly used up. Views come first:
/// what it takes to write them down is used as well.
pub(crate) async fn settle(world: &World) {
    if let Err(error) = service::views::settle(world).await {
        log::error("views were not written down", error);
    }
    if let Err(error) = service::meter::settle(world).await {
        log::error("what was used was not written down", error);
    }
    for warning in world.meter.warnings() {
        let name = warning.resource.name();
        match warning.level {
            Level::Reached => log::info(&format!(
                "the plan: {name} is nearly used up, and the site does without some things"
            )),
            Level::Calm | Level::Warned => {
                log::info(&format!("the plan: {name} is used so far that admins are warned"))
            }
        }
    }
}

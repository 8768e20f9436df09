//! Every limit of Cloudflare's free plan that the site can meet, and what more would cost: the resources, and what is known of each.
//! The figures themselves are in `table`.

mod table;

pub use table::PAID_MICROS;

/// A service with limits of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// The Worker.
    Workers,
    /// The database.
    D1,
    /// Kept pages, and sessions that were signed out.
    Kv,
    /// Files.
    R2,
    /// The line of image work.
    Queues,
}

impl Service {
    /// All of them, as they are shown.
    pub const ALL: [Self; 5] = [Self::Workers, Self::D1, Self::Kv, Self::R2, Self::Queues];

    /// As Cloudflare calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Workers => "Workers",
            Self::D1 => "D1",
            Self::Kv => "KV",
            Self::R2 => "R2",
            Self::Queues => "Queues",
        }
    }
}

/// For how long a limit holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// From midnight to midnight (UTC).
    Day,
    /// A calendar month (UTC).
    Month,
    /// Always: it is about what is there, not about what is done.
    Stock,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Requests, rows, operations.
    Times,
    /// Bytes. Cloudflare's GB is taken for 10^9 of them, the smaller reading.
    Bytes,
}

/// Something that the plan limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resource {
    /// Times that the Worker was called: by a visitor, by the queue, or by the clock.
    Requests,
    /// Rows that D1 read.
    RowsRead,
    /// Rows that D1 wrote, those of indexes among them.
    RowsWritten,
    /// Bytes of the database.
    DatabaseBytes,
    /// Names looked up in KV.
    KvReads,
    /// Names written to KV.
    KvWrites,
    /// Names deleted from KV.
    KvDeletes,
    /// Lists of KV.
    KvLists,
    /// Writes to R2.
    ClassA,
    /// Reads of R2.
    ClassB,
    /// Bytes in R2, both buckets together.
    StoredBytes,
    /// Messages written to the queue, read from it or deleted.
    QueueOperations,
}

/// What more costs, on the plan that is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// What a month includes; of a stock, what is always included.
    pub included: u64,
    /// What each further [`Self::per`] costs, in millionths of a US dollar.
    pub micros: u64,
    /// So many of the unit cost that.
    pub per: u64,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Its name in the setting `PLAN`, and in the database.
    pub name: &'static str,
    /// Whose limit it is.
    pub service: Service,
    /// For how long it holds.
    pub period: Period,
    /// What is counted.
    pub unit: Unit,
    /// How much is free.
    pub free: u64,
    /// What more costs.
    pub price: Price,
    /// Where both were read.
    pub source: &'static str,
    /// As of when, `2026-08-03`.
    pub as_of: &'static str,
}

impl Resource {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 12] = [
        Self::Requests,
        Self::RowsRead,
        Self::RowsWritten,
        Self::DatabaseBytes,
        Self::KvReads,
        Self::KvWrites,
        Self::KvDeletes,
        Self::KvLists,
        Self::ClassA,
        Self::ClassB,
        Self::StoredBytes,
        Self::QueueOperations,
    ];

    /// Its row of the table.
    #[must_use]
    pub const fn quota(self) -> Quota {
        match self {
            Self::Requests => table::REQUESTS,
            Self::RowsRead => table::ROWS_READ,
            Self::RowsWritten => table::ROWS_WRITTEN,
            Self::DatabaseBytes => table::DATABASE_BYTES,
            Self::KvReads => table::KV_READS,
            Self::KvWrites => table::KV_WRITES,
            Self::KvDeletes => table::KV_DELETES,
            Self::KvLists => table::KV_LISTS,
            Self::ClassA => table::CLASS_A,
            Self::ClassB => table::CLASS_B,
            Self::StoredBytes => table::STORED_BYTES,
            Self::QueueOperations => table::QUEUE_OPERATIONS,
        }
    }

    /// Its name in the setting `PLAN`, and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.quota().name
    }

    /// The resource of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|resource| resource.name() == name)
    }

    /// For how long its limit holds.
    #[must_use]
    pub const fn period(self) -> Period {
        self.quota().period
    }

    /// Whether more than what is free needs the paid Workers plan: R2 bills by itself.
    #[must_use]
    pub const fn needs_paid_plan(self) -> bool {
        !matches!(self.quota().service, Service::R2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_its_own_name_a_date_and_a_source() {
        for resource in Resource::ALL {
            let quota = resource.quota();
            assert_eq!(Resource::named(quota.name), Some(resource));
            assert!(crate::time::Timestamp::parse_day(quota.as_of).is_some(), "{resource:?}");
            assert!(quota.source.starts_with("developers.cloudflare.com/"), "{resource:?}");
            assert!(
                quota.free > 0 && quota.price.per > 0 && quota.price.micros > 0,
                "{resource:?}"
            );
        }
        assert_eq!(Resource::named("requests "), None);
    }

    /// A paid month never includes less than thirty free days: otherwise paying would be dearer than it looks.
    #[test]
    fn paying_never_includes_less_than_what_was_free() {
        for resource in Resource::ALL {
            let quota = resource.quota();
            let days = if quota.period == Period::Day { 30 } else { 1 };
            assert!(quota.price.included >= quota.free * days, "{resource:?}");
        }
    }
}

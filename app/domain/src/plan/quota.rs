//! The table: every limit of Cloudflare's free plan that the site can meet, and what more would cost.
//!
//! Read from copies of Cloudflare's pages, none of them by an account of ours: each row says which and as of when.

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

/// What the paid Workers plan costs a month before anything is used, in millionths of a US dollar. R2 does not need it.
///
/// Source: developers.cloudflare.com/workers/platform/pricing, as of 2026-08-03.
pub const PAID_MICROS: u64 = 5_000_000;

const THOUSAND: u64 = 1_000;
const MILLION: u64 = 1_000_000;
const BILLION: u64 = 1_000_000_000;
const MB: u64 = 1_000_000;
const GB: u64 = 1_000_000_000;

const WORKERS: Source = Source(
    "developers.cloudflare.com/workers/platform/limits and /pricing",
    "2026-08-03",
);
const D1: Source = Source("developers.cloudflare.com/d1/platform/pricing", "2026-08-03");
const D1_LIMITS: Source = Source(
    "developers.cloudflare.com/d1/platform/limits and /pricing",
    "2026-04-21",
);
const KV: Source = Source(
    "developers.cloudflare.com/kv/platform/limits; prices second-hand",
    "2026-10-07",
);
const R2: Source = Source("developers.cloudflare.com/r2/pricing", "2026-08-03");
const QUEUES: Source = Source(
    "developers.cloudflare.com/queues/platform/pricing, second-hand",
    "2026-10-07",
);

struct Source(&'static str, &'static str);

const fn times(
    name: &'static str,
    service: Service,
    period: Period,
    free: u64,
    price: Price,
    source: &Source,
) -> Quota {
    Quota {
        name,
        service,
        period,
        unit: Unit::Times,
        free,
        price,
        source: source.0,
        as_of: source.1,
    }
}

const fn bytes(name: &'static str, service: Service, free: u64, price: Price, source: &Source) -> Quota {
    Quota {
        unit: Unit::Bytes,
        ..times(name, service, Period::Stock, free, price, source)
    }
}

/// So many are included, and each further million costs so many millionths of a dollar.
const fn a_million(included: u64, micros: u64) -> Price {
    Price {
        included,
        micros,
        per: MILLION,
    }
}

/// So many bytes are included, and each further GB costs so many millionths of a dollar a month.
const fn a_gigabyte(included: u64, micros: u64) -> Price {
    Price {
        included,
        micros,
        per: GB,
    }
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

    /// The table.
    #[must_use]
    pub const fn quota(self) -> Quota {
        use {
            Period::{Day, Month},
            Service as S,
        };
        match self {
            Self::Requests => times(
                "requests",
                S::Workers,
                Day,
                100 * THOUSAND,
                a_million(10 * MILLION, 300_000),
                &WORKERS,
            ),
            Self::RowsRead => times(
                "rows_read",
                S::D1,
                Day,
                5 * MILLION,
                a_million(25 * BILLION, 1_000),
                &D1,
            ),
            Self::RowsWritten => times(
                "rows_written",
                S::D1,
                Day,
                100 * THOUSAND,
                a_million(50 * MILLION, 1_000_000),
                &D1,
            ),
            // the account may have 5 GB, one database 500 MB
            Self::DatabaseBytes => bytes(
                "database_bytes",
                S::D1,
                500 * MB,
                a_gigabyte(5 * GB, 750_000),
                &D1_LIMITS,
            ),
            Self::KvReads => times(
                "kv_reads",
                S::Kv,
                Day,
                100 * THOUSAND,
                a_million(10 * MILLION, 500_000),
                &KV,
            ),
            Self::KvWrites => times("kv_writes", S::Kv, Day, THOUSAND, a_million(MILLION, 5_000_000), &KV),
            Self::KvDeletes => times("kv_deletes", S::Kv, Day, THOUSAND, a_million(MILLION, 5_000_000), &KV),
            Self::KvLists => times("kv_lists", S::Kv, Day, THOUSAND, a_million(MILLION, 5_000_000), &KV),
            Self::ClassA => times("class_a", S::R2, Month, MILLION, a_million(MILLION, 4_500_000), &R2),
            Self::ClassB => times(
                "class_b",
                S::R2,
                Month,
                10 * MILLION,
                a_million(10 * MILLION, 360_000),
                &R2,
            ),
            Self::StoredBytes => bytes("stored_bytes", S::R2, 10 * GB, a_gigabyte(10 * GB, 15_000), &R2),
            Self::QueueOperations => times(
                "queue_operations",
                S::Queues,
                Day,
                10 * THOUSAND,
                a_million(MILLION, 400_000),
                &QUEUES,
            ),
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

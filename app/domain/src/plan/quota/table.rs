//! The table: limits, prices, and where and when both were read.
//!
//! Read from copies of Cloudflare's pages, or from others who quote them ("second-hand"); none of it by an account of ours.

use super::{
    Period::{self, Day, Month, Stock},
    Price, Quota,
    Service::{self, D1, Kv, Queues, R2, Workers},
    Unit,
};

/// What the paid Workers plan costs a month before anything is used, in millionths of a US dollar. R2 does not need it.
///
/// Source: developers.cloudflare.com/workers/platform/pricing, as of 2026-08-03.
pub const PAID_MICROS: u64 = 5_000_000;

const THOUSAND: u64 = 1_000;
const MILLION: u64 = 1_000_000;
const BILLION: u64 = 1_000_000_000;
const MB: u64 = 1_000_000;
const GB: u64 = 1_000_000_000;

/// Where something was read, and as of when.
struct Source(&'static str, &'static str);

const OF_WORKERS: Source = Source(
    "developers.cloudflare.com/workers/platform/limits and /pricing",
    "2026-08-03",
);
const OF_D1: Source = Source("developers.cloudflare.com/d1/platform/pricing", "2026-08-03");
const OF_D1_LIMITS: Source = Source(
    "developers.cloudflare.com/d1/platform/limits and /pricing",
    "2026-04-21",
);
const OF_KV: Source = Source(
    "developers.cloudflare.com/kv/platform/limits; prices second-hand",
    "2026-10-07",
);
const OF_R2: Source = Source("developers.cloudflare.com/r2/pricing", "2026-08-03");
const OF_QUEUES: Source = Source(
    "developers.cloudflare.com/queues/platform/pricing, second-hand",
    "2026-10-07",
);

pub(super) const REQUESTS: Quota = times(
    "requests",
    Workers,
    Day,
    100 * THOUSAND,
    a_million(10 * MILLION, 300_000),
    &OF_WORKERS,
);
pub(super) const ROWS_READ: Quota = times(
    "rows_read",
    D1,
    Day,
    5 * MILLION,
    a_million(25 * BILLION, 1_000),
    &OF_D1,
);
pub(super) const ROWS_WRITTEN: Quota = times(
    "rows_written",
    D1,
    Day,
    100 * THOUSAND,
    a_million(50 * MILLION, 1_000_000),
    &OF_D1,
);
/// The account may have 5 GB, one database 500 MB.
pub(super) const DATABASE_BYTES: Quota = bytes(
    "database_bytes",
    D1,
    500 * MB,
    a_gigabyte(5 * GB, 750_000),
    &OF_D1_LIMITS,
);
pub(super) const KV_READS: Quota = times(
    "kv_reads",
    Kv,
    Day,
    100 * THOUSAND,
    a_million(10 * MILLION, 500_000),
    &OF_KV,
);
pub(super) const KV_WRITES: Quota = times("kv_writes", Kv, Day, THOUSAND, a_million(MILLION, 5_000_000), &OF_KV);
pub(super) const KV_DELETES: Quota = times("kv_deletes", Kv, Day, THOUSAND, a_million(MILLION, 5_000_000), &OF_KV);
pub(super) const KV_LISTS: Quota = times("kv_lists", Kv, Day, THOUSAND, a_million(MILLION, 5_000_000), &OF_KV);
pub(super) const CLASS_A: Quota = times("class_a", R2, Month, MILLION, a_million(MILLION, 4_500_000), &OF_R2);
pub(super) const CLASS_B: Quota = times(
    "class_b",
    R2,
    Month,
    10 * MILLION,
    a_million(10 * MILLION, 360_000),
    &OF_R2,
);
pub(super) const STORED_BYTES: Quota = bytes("stored_bytes", R2, 10 * GB, a_gigabyte(10 * GB, 15_000), &OF_R2);
pub(super) const QUEUE_OPERATIONS: Quota = times(
    "queue_operations",
    Queues,
    Day,
    10 * THOUSAND,
    a_million(MILLION, 400_000),
    &OF_QUEUES,
);

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
        ..times(name, service, Stock, free, price, source)
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

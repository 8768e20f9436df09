//! The tables.

use crate::simulation::{
    day::Used,
    fit::{self, Largest},
    mix::Mix,
    pages::Reading,
    traffic::Kind,
};
use domain::plan::{Plan, Resource, quota::Period};

/// The kinds that are views of people who are not signed in.
const VIEWS: [Kind; 4] = [Kind::Home, Kind::Photo, Kind::Person, Kind::File];

/// A number with commas.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Thousandths as a number with as many places as matter.
fn decimal(thousandths: u64) -> String {
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    match (whole, rest) {
        (_, 0) => grouped(whole),
        (0..10, _) => format!("{whole}.{rest:03}"),
        (10..1000, _) => format!("{whole}.{}", rest / 100),
        _ => grouped(whole),
    }
}

/// Hundredths, with tenths of them.
fn percent(used: u64, limit: u64) -> String {
    let tenths = used.saturating_mul(1000) / limit.max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// What pages read.
pub(crate) fn pages(photos: u64, readings: &[Reading]) {
    println!(
        "\nRows that D1 bills for a page, of a site with {} photos",
        grouped(photos)
    );
    for reading in readings {
        let note = if reading.is_page { "" } else { "   for programs" };
        println!("  {:<48} {:>8}{note}", reading.page, grouped(reading.rows));
    }
    let scans: Vec<String> = readings
        .iter()
        .flat_map(|reading| reading.scans.iter().map(|scan| format!("  {}: {scan}", reading.page)))
        .collect();
    if scans.is_empty() {
        println!("  no statement of these scans a table or an index, or sorts (EXPLAIN QUERY PLAN)");
    } else {
        println!("SCANS (EXPLAIN QUERY PLAN):\n{}", scans.join("\n"));
    }
}

/// What a day uses of each quota.
pub(crate) fn day(title: &str, plan: &Plan, mix: &Mix, used: &Used) {
    println!(
        "\n{title}: {} anonymous views ({} % home, {} % photo), {} signed-in ones by {} people, {} uploads, {} edits,\n{} feeds; \
         {} locations with {} isolates each; {} photos in the beginning",
        grouped(mix.views),
        mix.home_percent,
        mix.photo_percent,
        grouped(mix.signed_in),
        mix.members,
        grouped(mix.uploads),
        mix.edits,
        grouped(mix.feeds),
        mix.locations,
        mix.isolates,
        grouped(mix.photos)
    );
    println!(
        "  {:<18}{:>12}{:>12}{:>12}{:>16}{:>18}{:>9}",
        "quota", "a view", "signed in", "an upload", "the day", "free", "used"
    );
    for resource in Resource::ALL {
        let of = |kinds: &[Kind]| decimal(fit::thousandths(used, kinds, resource));
        let (period, limit) = (fit::in_period(resource, &used.total), plan.limit(resource));
        let times = if resource.period() == Period::Month {
            "/month"
        } else {
            ""
        };
        println!(
            "  {:<18}{:>12}{:>12}{:>12}{:>16}{:>18}{:>7} %",
            resource.name(),
            of(&VIEWS),
            of(&[Kind::SignedIn]),
            of(&[Kind::Upload]),
            grouped(used.total.of(resource)),
            format!("{}{times}", grouped(limit)),
            percent(period, limit)
        );
    }
    kinds(used);
    println!("{}", verdict(plan, used));
}

fn kinds(used: &Used) {
    println!(
        "  {:<26}{:>10}{:>12}{:>14}{:>10}",
        "each", "times", "rows read", "rows written", "requests"
    );
    for kind in Kind::ALL {
        if let Some((times, _)) = used.by_kind.get(&kind) {
            let of = |resource| decimal(fit::thousandths(used, &[kind], resource));
            println!(
                "  {:<26}{:>10}{:>12}{:>14}{:>10}",
                kind.name(),
                grouped(*times),
                of(Resource::RowsRead),
                of(Resource::RowsWritten),
                of(Resource::Requests)
            );
        }
    }
}

fn verdict(plan: &Plan, used: &Used) -> String {
    let over: Vec<&str> = fit::over(plan, &used.total).into_iter().map(Resource::name).collect();
    match (over.is_empty(), used.refused) {
        (true, 0) => "  It fits the free plan.".to_owned(),
        (true, refused) => {
            format!("  IT DOES NOT FIT: {refused} uploads were refused, since the plan was nearly used up.")
        }
        (false, refused) => format!(
            "  IT DOES NOT FIT: over {}; {refused} uploads refused.",
            over.join(", ")
        ),
    }
}

/// The largest day that fits.
pub(crate) fn largest(plan: &Plan, largest: &Largest) {
    let (mix, total) = (&largest.mix, &largest.used.total);
    let share =
        |resource: &Resource| fit::in_period(*resource, total).saturating_mul(1000) / plan.limit(*resource).max(1);
    let fullest = Resource::ALL
        .into_iter()
        .max_by_key(share)
        .unwrap_or(Resource::Requests);
    println!(
        "\nThe largest such day that fits: {} anonymous views, {} signed-in ones, {} uploads. What ends it is {} ({} %).",
        grouped(mix.views),
        grouped(mix.signed_in),
        grouped(mix.uploads),
        fullest.name(),
        share(&fullest) / 10
    );
}

/// The day that tries to write to KV too often.
pub(crate) fn extreme(plan: &Plan, used: &Used) {
    let of = |resource| grouped(used.total.of(resource));
    println!(
        "\nA day far over the plan: {} requests, {} names written to KV of {}.",
        of(Resource::Requests),
        of(Resource::KvWrites),
        grouped(plan.limit(Resource::KvWrites))
    );
}

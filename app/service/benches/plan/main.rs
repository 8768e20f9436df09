//! `make bench-plan`: what a page view and an upload use of Cloudflare's free plan, the largest day that fits it, and what pages read of
//! a site with a million photos.
//!
//! `service::meter` counts as it does on the Worker; what stands behind each figure is said in `simulation/platform.rs`, and how rows
//! are counted in `tests/support/rows.rs`. It ends with one line for machines.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a benchmark may fail anywhere"
)]

mod options;
mod print;
mod simulation;
#[path = "../../tests/support/mod.rs"]
mod support;

use domain::plan::{Plan, Resource};
use options::Options;
use simulation::{
    day::{self, Used},
    fit,
    mix::Mix,
    pages, site,
};

fn main() {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(said) => {
            eprintln!("{said}");
            std::process::exit(2);
        }
    };
    let (plan, mix) = (Plan::default(), options.mix);
    let rows_max = read_pages(&options);
    let measured = simulated("a day", mix);
    print::day("The day", &plan, &mix, &measured);
    let mut kv_writes_max = measured.total.of(Resource::KvWrites);
    eprintln!("the largest day that fits …");
    let largest = fit::largest(&plan, mix, measured);
    if let Some(largest) = &largest {
        print::largest(&plan, largest);
        kv_writes_max = kv_writes_max.max(largest.used.total.of(Resource::KvWrites));
    }
    let extreme = simulated("a day far over the plan", Mix::extreme(options.extreme));
    kv_writes_max = kv_writes_max.max(extreme.total.of(Resource::KvWrites));
    print::extreme(&plan, &extreme);
    let (views, uploads) = largest.map_or((0, 0), |largest| (largest.mix.views, largest.mix.uploads));
    println!("figures: rows_max={rows_max} anonymous_views={views} uploads={uploads} kv_writes_max={kv_writes_max}");
}

/// The most rows that a page reads.
fn read_pages(options: &Options) -> u64 {
    eprintln!("a site of {} photos (the first time, it is written) …", options.large);
    let db = site::in_file(&options.folder, options.large);
    let readings = pages::read_all(&db, options.large);
    print::pages(options.large, &readings);
    let pages = readings.iter().filter(|reading| reading.is_page);
    pages.map(|reading| reading.rows).max().unwrap_or(0)
}

fn simulated(what: &str, mix: Mix) -> Used {
    eprintln!("{what} …");
    day::simulate(mix)
}

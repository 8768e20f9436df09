//! What the fuzzer starts from, and what it once found, goes through its targets: `make fuzz` runs these for longer.

use crate::support::seeds::{Seed, seeds};
use std::{fs, path::Path};

#[expect(unreachable_pub, reason = "the fuzzer's own package uses them too")]
#[path = "../fuzz/src/targets.rs"]
pub(crate) mod targets;

use targets::TARGETS;

/// Where `make fuzz` wants the seeds written.
const INTO: &str = "FUZZ_SEEDS";

#[test]
fn every_seed_is_read() {
    let seeds = seeds();
    for (target, work) in TARGETS {
        let own: Vec<&Seed> = seeds.iter().filter(|seed| seed.target == target).collect();
        assert!(!own.is_empty(), "{target} has no seed");
        for seed in own {
            work(&seed.bytes);
            write(seed);
        }
    }
    assert!(
        seeds
            .iter()
            .all(|seed| TARGETS.iter().any(|(name, _)| *name == seed.target))
    );
}

#[test]
fn no_seed_is_refused_before_it_is_decoded() {
    let is_file = |seed: &Seed| ["jpeg", "png", "webp", "avif", "gif"].contains(&seed.target);
    for seed in seeds().into_iter().filter(is_file) {
        // pictures in tiles are refused on purpose
        if !seed.name.starts_with("grid.avif") {
            let header = images::formats::Header::read(&seed.bytes[4..]).unwrap();
            assert_eq!(
                header.media_type.extension().replace("jpg", "jpeg"),
                seed.target,
                "{}",
                seed.name
            );
        }
    }
}

#[test]
fn what_was_found_stays_mended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/findings");
    for (target, work) in TARGETS {
        for entry in fs::read_dir(folder.join(target)).into_iter().flatten() {
            work(&fs::read(entry.unwrap().path()).unwrap());
        }
    }
}

fn write(seed: &Seed) {
    if let Some(folder) = std::env::var_os(INTO) {
        let folder = Path::new(&folder).join(seed.target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(&seed.name), &seed.bytes).unwrap();
    }
}

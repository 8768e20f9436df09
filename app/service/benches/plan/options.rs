//! What is asked for on the command line.

use crate::simulation::mix::Mix;
use std::{env, path::PathBuf};

/// Everything that can be chosen.
pub(crate) struct Options {
    /// The day that is simulated.
    pub(crate) mix: Mix,
    /// The views of the extreme day.
    pub(crate) extreme: u64,
    /// How many photos the site has of which pages are read.
    pub(crate) large: u64,
    /// Where that site is kept.
    pub(crate) folder: PathBuf,
}

const HELP: &str = "\
usage: make bench-plan PLAN_DAY=\"--views 80000 --uploads 500 …\"
  --views N --signed-in N --members N --uploads N --edits N --feeds N --sitemaps N   how often in a day
  --home-percent N --photo-percent N    which pages are viewed, the rest being people's
  --files N        files of each anonymous view that come through the Worker (0: a domain of their own serves them)
  --bytes N        bytes of a sent photo
  --locations N --isolates N --lives N  Cloudflare's locations, isolates in each, and for how many seconds one lives
  --photos N       photos that are there in the beginning
  --extreme N      views of the day that tries to write to KV too often
  --large N        photos of the site of which pages are read";

impl Options {
    /// Reads arguments.
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            mix: Mix::BUDGET,
            extreme: 1_000_000,
            large: 1_000_000,
            folder: folder(),
        };
        while let Some(name) = arguments.next() {
            // cargo says this to every benchmark
            if name == "--bench" {
                continue;
            }
            let value = arguments.next().and_then(|text| text.parse().ok());
            match (options.place(&name), value) {
                (Some(place), Some(value)) => *place = value,
                _ => return Err(format!("{name} is not known, or has no number\n{HELP}")),
            }
        }
        if options.mix.home_percent + options.mix.photo_percent > 100 {
            return Err("there are more than a hundred hundredths of views".to_owned());
        }
        Ok(options)
    }

    fn place(&mut self, name: &str) -> Option<&mut u64> {
        let mix = &mut self.mix;
        Some(match name {
            "--views" => &mut mix.views,
            "--home-percent" => &mut mix.home_percent,
            "--photo-percent" => &mut mix.photo_percent,
            "--signed-in" => &mut mix.signed_in,
            "--members" => &mut mix.members,
            "--uploads" => &mut mix.uploads,
            "--edits" => &mut mix.edits,
            "--feeds" => &mut mix.feeds,
            "--sitemaps" => &mut mix.sitemaps,
            "--files" => &mut mix.files,
            "--bytes" => &mut mix.bytes,
            "--locations" => &mut mix.locations,
            "--isolates" => &mut mix.isolates,
            "--lives" => &mut mix.lives,
            "--photos" => &mut mix.photos,
            "--extreme" => &mut self.extreme,
            "--large" => &mut self.large,
            _ => return None,
        })
    }
}

/// Beside what set-up keeps.
fn folder() -> PathBuf {
    let cache = env::var_os("HELIOGRAPH_CACHE").map_or_else(env::temp_dir, PathBuf::from);
    cache.join("bench-plan")
}

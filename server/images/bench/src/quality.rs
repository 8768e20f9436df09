//! The same quality on both sides: for each slot the quality with which sharp's files score, on average, as the service's.

use crate::{
    Result,
    options::Options,
    photographs::Photograph,
    score::{Original, Picture, Reference, originals},
    service::Service,
    sharp::{Qualities, Sharp},
    timing::progress,
};
use domain::rendition::{Rendition, USUAL};
use std::{collections::BTreeMap, fs, path::PathBuf};

/// Where sharp's quality is looked for.
const LEAST: u8 = 20;
const MOST: u8 = 100;
const FIRST: u8 = 80;

/// About how much a score changes with one step of quality.
const SLOPE: f64 = 0.6;

/// How near is near enough: half a step.
const NEAR: f64 = 0.3;

/// What both sides make.
pub(crate) struct Matched {
    /// One for each slot that was made.
    pub(crate) slots: Vec<Slot>,
    /// sharp's qualities, by slot.
    pub(crate) qualities: Qualities,
    /// What each photograph becomes.
    pub(crate) outputs: Vec<Vec<Rendition>>,
}

/// One slot: means of scores, sums of bytes, over all photographs.
pub(crate) struct Slot {
    pub(crate) name: &'static str,
    pub(crate) files: usize,
    pub(crate) ours: Side,
    pub(crate) quality: u8,
    pub(crate) each: Side,
    pub(crate) once: Side,
}

/// What one side made.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Side {
    pub(crate) score: f64,
    pub(crate) bytes: u64,
}

/// A photograph on the workbench.
struct Bench<'a> {
    options: &'a Options,
    sharp: Sharp,
    photograph: &'a Photograph,
    outputs: Vec<Rendition>,
    originals: BTreeMap<u32, Original>,
    /// Of the width that was looked at last.
    reference: Option<(u32, Reference)>,
    ours: BTreeMap<String, Side>,
}

/// Has the service make everything, and finds sharp's qualities.
pub(crate) fn match_all(options: &Options, photographs: &[Photograph]) -> Result<Matched> {
    let service = Service::start(options, 2)?;
    let mut benches = Vec::new();
    for photograph in photographs {
        progress(&format!("{} is looked at", photograph.name));
        benches.push(Bench::new(options, &service, photograph)?);
    }
    let (mut slots, mut qualities) = (Vec::new(), Qualities::new());
    for slot in USUAL {
        progress(&format!("{}: sharp's quality is searched", slot.name));
        if let Some(slot) = match_slot(&mut benches, slot.name)? {
            qualities.insert(slot.name.to_owned(), slot.quality);
            slots.push(slot);
        }
    }
    once(&mut benches, &mut slots, &qualities)?;
    options.tidy()?;
    progress("");
    Ok(Matched {
        slots,
        qualities,
        outputs: benches.into_iter().map(|bench| bench.outputs).collect(),
    })
}

fn match_slot(benches: &mut [Bench<'_>], name: &'static str) -> Result<Option<Slot>> {
    let ours: Vec<Side> = benches
        .iter()
        .filter_map(|bench| bench.ours.get(name))
        .copied()
        .collect();
    if ours.is_empty() {
        return Ok(None);
    }
    let target = mean(&ours);
    let mut tried: BTreeMap<u8, Side> = BTreeMap::new();
    let mut next = Some(FIRST);
    while let Some(quality) = next {
        tried.insert(quality, sharp_with(benches, name, quality)?);
        next = next_to_try(&tried, target.score);
    }
    let nearest = |(_, side): &(&u8, &Side)| (side.score - target.score).abs();
    let best = tried.iter().min_by(|a, b| nearest(a).total_cmp(&nearest(b)));
    let (&quality, &each) = best.ok_or("nothing was tried")?;
    Ok(Some(Slot {
        name,
        files: ours.len(),
        ours: target,
        quality,
        each,
        once: Side::default(),
    }))
}

/// A quality between the nearest two that were tried, where a straight line between them would meet the target. Nothing
/// once one is near enough, or there is none left between.
fn next_to_try(tried: &BTreeMap<u8, Side>, target: f64) -> Option<u8> {
    if tried.values().any(|side| (side.score - target).abs() <= NEAR) {
        return None;
    }
    let below = tried.iter().rev().find(|(_, side)| side.score < target);
    let above = tried.iter().find(|(_, side)| side.score > target);
    let step = |quality: u8, by: f64| (f64::from(quality) + by).round();
    let guess = match (below, above) {
        (Some((&low, below)), Some((&high, above))) => {
            let part = (target - below.score) / (above.score - below.score);
            step(low, part * f64::from(high.saturating_sub(low)))
        }
        (Some((&low, below)), None) => step(low, (target - below.score) / SLOPE),
        (None, Some((&high, above))) => step(high, (target - above.score) / SLOPE),
        (None, None) => return None,
    };
    let least = below.map_or(LEAST, |(low, _)| low.saturating_add(1));
    let most = above.map_or(MOST, |(high, _)| high.saturating_sub(1));
    (least..=most).min_by(|a, b| (f64::from(*a) - guess).abs().total_cmp(&(f64::from(*b) - guess).abs()))
}

/// What sharp makes of all photographs with this quality.
fn sharp_with(benches: &mut [Bench<'_>], name: &str, quality: u8) -> Result<Side> {
    let mut sides = Vec::new();
    for bench in benches.iter_mut().filter(|bench| bench.ours.contains_key(name)) {
        let file = bench.options.scratch("encoded");
        bench.sharp.encode(name, quality, &file)?;
        sides.push(bench.side(name, &fs::read(&file)?)?);
    }
    Ok(mean(&sides))
}

/// What sharp makes of all photographs where it decodes once.
fn once(benches: &mut [Bench<'_>], slots: &mut [Slot], qualities: &Qualities) -> Result<()> {
    let mut sides: BTreeMap<String, Vec<Side>> = BTreeMap::new();
    for bench in benches.iter_mut() {
        let folder = bench.options.kept.join("once");
        fs::create_dir_all(&folder)?;
        bench.sharp.open(&bench.photograph.path, &bench.outputs, qualities)?;
        bench.sharp.keep(&folder)?;
        for name in bench.ours.keys().cloned().collect::<Vec<_>>() {
            let side = bench.side(&name, &fs::read(folder.join(&name))?)?;
            sides.entry(name).or_default().push(side);
        }
        fs::remove_dir_all(&folder)?;
    }
    for slot in slots {
        slot.once = mean(sides.get(slot.name).map(Vec::as_slice).unwrap_or_default());
    }
    Ok(())
}

impl<'a> Bench<'a> {
    fn new(options: &'a Options, service: &Service, photograph: &'a Photograph) -> Result<Self> {
        let outputs = service.make(&photograph.path)?.renditions;
        let mut sharp = Sharp::start(options, 2)?;
        let originals = originals(&mut sharp, options, &photograph.path, &outputs)?;
        sharp.open(&photograph.path, &outputs, &Qualities::new())?;
        let mut bench = Self {
            options,
            sharp,
            photograph,
            outputs,
            originals,
            reference: None,
            ours: BTreeMap::new(),
        };
        for (name, bytes) in service.stored() {
            let side = bench.side(&name, &bytes)?;
            bench.ours.insert(name, side);
        }
        Ok(bench)
    }

    fn side(&mut self, name: &str, bytes: &[u8]) -> Result<Side> {
        let file: PathBuf = self.options.scratch("scored");
        fs::write(&file, bytes)?;
        let picture = Picture::decode(&mut self.sharp, self.options, &file)?;
        Ok(Side {
            score: self.reference(name)?.score(&picture)?,
            bytes: bytes.len() as u64,
        })
    }

    fn reference(&mut self, name: &str) -> Result<&Reference> {
        let output = self.outputs.iter().find(|output| output.slot == name);
        let width = output.ok_or_else(|| format!("{name} was not asked for"))?.width;
        if self.reference.as_ref().is_none_or(|(known, _)| *known != width) {
            // the old one goes first: both together need much memory
            self.reference = None;
            let original = self.originals.get(&width).ok_or("an original is missing")?;
            self.reference = Some((width, original.reference()?));
        }
        let (_, reference) = self.reference.as_ref().ok_or("a reference is missing")?;
        Ok(reference)
    }
}

/// The mean score, and all bytes.
fn mean(sides: &[Side]) -> Side {
    let count = u32::try_from(sides.len().max(1)).unwrap_or(u32::MAX);
    Side {
        score: sides.iter().map(|side| side.score).sum::<f64>() / f64::from(count),
        bytes: sides.iter().map(|side| side.bytes).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_quality_is_found_in_few_steps() {
        let score = |quality: u8| 90.0 - f64::from(100 - quality).powf(1.2) / 4.0;
        for wanted in [LEAST, 41, 80, 81, 97, MOST] {
            let mut tried = BTreeMap::from([(
                FIRST,
                Side {
                    score: score(FIRST),
                    bytes: 0,
                },
            )]);
            while let Some(quality) = next_to_try(&tried, score(wanted)) {
                let score = score(quality);
                assert!(
                    tried.insert(quality, Side { score, bytes: 0 }).is_none(),
                    "{quality} twice"
                );
            }
            let near = tried.values().any(|side| (side.score - score(wanted)).abs() <= NEAR);
            assert!(near && tried.len() <= 6, "{wanted}: {tried:?}");
        }
    }

    #[test]
    fn a_score_out_of_reach_ends_at_the_end() {
        let mut tried = BTreeMap::from([(FIRST, Side { score: 50.0, bytes: 0 })]);
        while let Some(quality) = next_to_try(&tried, 99.0) {
            tried.insert(quality, Side { score: 50.0, bytes: 0 });
        }
        assert!(tried.contains_key(&MOST) && tried.len() <= 3, "{tried:?}");
    }
}

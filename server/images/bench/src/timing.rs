//! The measurement: each side in processes of its own, in turns, so that what else the machine does hits all alike.

use crate::{
    Result, options::Options, photographs::Photograph, process::Process, quality::Matched, service::Service,
    sharp::Sharp,
};
use std::io::IsTerminal as _;

/// What one side took for one photograph.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cost {
    /// Median time, in milliseconds.
    pub(crate) ms: f64,
    /// Mean processor time, in milliseconds.
    pub(crate) processor_ms: f64,
    /// Peak memory, in bytes.
    pub(crate) peak: u64,
}

/// One photograph.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) ours: Cost,
    pub(crate) each: Cost,
    pub(crate) once: Cost,
}

/// One measurement of all photographs.
pub(crate) struct Times {
    pub(crate) rows: Vec<Row>,
    /// Memory of a Node process that has loaded sharp and done nothing, in bytes.
    pub(crate) empty: u64,
    /// The service's own log of the last run with the photograph that the issue names.
    pub(crate) breakdown: Option<(String, String)>,
}

/// The photograph whose stages are shown.
const SHOWN: &str = "24 MP JPEG";

/// Measures on so many cores.
pub(crate) fn measure(options: &Options, photographs: &[Photograph], matched: &Matched, cores: usize) -> Result<Times> {
    let empty = Sharp::start(options, cores)?.process.peak();
    let (mut rows, mut breakdown) = (Vec::new(), None);
    for (photograph, outputs) in photographs.iter().zip(&matched.outputs) {
        progress(&format!(
            "{} on {cores} core{}",
            photograph.name,
            if cores == 1 { "" } else { "s" }
        ));
        let service = Service::start(options, cores)?;
        let (mut each, mut once) = (Sharp::start(options, cores)?, Sharp::start(options, cores)?);
        for sharp in [&mut each, &mut once] {
            sharp.open(&photograph.path, outputs, &matched.qualities)?;
        }
        let make = || service.make(&photograph.path).map(|made| made.ms);
        // memory is looked at before times are taken: looking costs a little
        let (warm, children) = service.process.children_during(|| make().and_then(|_| make()));
        warm?;
        each.each()?;
        once.once()?;
        let mut sides = [
            Side::new(&service.process)?,
            Side::new(&each.process)?,
            Side::new(&once.process)?,
        ];
        for _ in 0..options.runs {
            let times = [make()?, each.each()?, once.once()?];
            for (side, ms) in sides.iter_mut().zip(times) {
                side.times.push(ms);
            }
        }
        let [ours, each, once] = [
            sides[0].end(&service.process, children)?,
            sides[1].end(&each.process, 0)?,
            sides[2].end(&once.process, 0)?,
        ];
        if breakdown.is_none() || photograph.name == SHOWN {
            breakdown = service.last_line().map(|line| (photograph.name.clone(), line));
        }
        rows.push(Row {
            name: photograph.name.clone(),
            ours,
            each,
            once,
        });
    }
    progress("");
    Ok(Times { rows, empty, breakdown })
}

/// Says what is done at the moment, where somebody looks.
pub(crate) fn progress(what: &str) {
    if std::io::stderr().is_terminal() {
        eprint!("\r  {what:<60}\r");
    }
}

/// A side while it is measured.
struct Side {
    started_at: f64,
    times: Vec<f64>,
}

impl Side {
    fn new(process: &Process) -> Result<Self> {
        Ok(Self {
            started_at: process.processor_ms()?,
            times: Vec::new(),
        })
    }

    fn end(&self, process: &Process, children: u64) -> Result<Cost> {
        let runs = u32::try_from(self.times.len().max(1))?;
        Ok(Cost {
            ms: median(self.times.clone()),
            processor_ms: (process.processor_ms()? - self.started_at) / f64::from(runs),
            peak: process.peak() + children,
        })
    }
}

/// Of an even number, the larger of the two in the middle.
fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert!((median(vec![9.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!(median(Vec::new()).abs() < f64::EPSILON);
    }
}

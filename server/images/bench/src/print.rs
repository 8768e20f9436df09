//! What is printed: tables for a person, and a last line for machines.

use crate::{
    Result,
    options::Options,
    photographs::Photograph,
    quality::{Matched, Slot},
    sharp::Sharp,
    timing::{Row, Times},
};
use std::fs;

/// DESIGN.md, section 7.
const LEAST_SPEED_VS_EACH: f64 = 1.5;
const LEAST_SPEED_VS_ONCE: f64 = 1.1;
const MOST_MEMORY: f64 = 0.8;

/// How far scores may lie apart that count as the same.
const TOLERANCE: f64 = 0.5;

/// What is measured.
pub(crate) fn what(options: &Options, photographs: &[Photograph]) -> Result<()> {
    let (sharp, vips) = Sharp::start(options, 1)?.versions()?;
    println!("the image service against sharp {sharp} (libvips {vips})\n");
    let mut rows = Vec::new();
    for Photograph { name, path } in photographs {
        let bytes = fs::metadata(path)?.len();
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        rows.push(vec![name.clone(), kilobytes(bytes), file.unwrap_or_default()]);
    }
    println!("{}\n", table(&["photograph", "kB", "file"], rows));
    Ok(())
}

/// How the same quality was found.
pub(crate) fn quality(matched: &Matched) {
    println!(
        "quality: mean SSIMULACRA2 over the photographs, and all bytes; sharp's quality is the one that scores nearest"
    );
    let rows = matched.slots.iter().map(|slot| {
        vec![
            slot.name.to_owned(),
            slot.files.to_string(),
            format!("{:.2}", slot.ours.score),
            kilobytes(slot.ours.bytes),
            format!("{}{}", slot.quality, if is_apart(slot) { "!" } else { "" }),
            format!("{:.2}", slot.each.score),
            kilobytes(slot.each.bytes),
            format!("{:.2}", slot.once.score),
            kilobytes(slot.once.bytes),
        ]
    });
    let head = [
        "slot",
        "files",
        "ours",
        "kB",
        "sharp's quality",
        "each",
        "kB",
        "once",
        "kB",
    ];
    println!("{}", table(&head, rows.collect()));
    if matched.slots.iter().any(is_apart) {
        println!("  !: no quality of sharp's comes within {TOLERANCE}");
    }
    println!();
}

fn is_apart(slot: &Slot) -> bool {
    (slot.each.score - slot.ours.score).abs() > TOLERANCE
}

/// Times and memory.
pub(crate) fn times(times: &Times, cores: usize) {
    println!(
        "{cores} {}: median time from ticket to report (ours, over HTTP, child process included) or from buffer to buffers \
         (sharp); peak resident memory",
        if cores == 1 { "core" } else { "cores" }
    );
    let rows = times.rows.iter().map(|row| {
        let Row { name, ours, each, once } = row;
        vec![
            name.clone(),
            format!("{:.0}", ours.ms),
            format!("{:.0}", each.ms),
            format!("{:.0}", once.ms),
            format!("{:.2}", vs_each(row)),
            format!("{:.2}", vs_once(row)),
            megabytes(ours.peak),
            megabytes(each.peak),
            megabytes(once.peak),
            format!("{:.2}", memory(row)),
        ]
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    let mut overall = vec![String::new(); 10];
    for (at, value) in [
        (0, "overall".to_owned()),
        (4, two(&times.rows, vs_each)),
        (5, two(&times.rows, vs_once)),
        (9, two(&times.rows, memory)),
    ] {
        if let Some(cell) = overall.get_mut(at) {
            *cell = value;
        }
    }
    rows.push(overall);
    let head = [
        "photograph",
        "ours ms",
        "each ms",
        "once ms",
        "× each",
        "× once",
        "ours MB",
        "each MB",
        "once MB",
        "ours/least",
    ];
    println!("{}", table(&head, rows));
    println!(
        "  by processor time, which a busy machine disturbs less: × each {}, × once {}",
        two(&times.rows, |row| row.each.processor_ms / row.ours.processor_ms),
        two(&times.rows, |row| row.once.processor_ms / row.ours.processor_ms)
    );
    println!(
        "  a Node process that has only loaded sharp: {} MB",
        megabytes(times.empty)
    );
    if let Some((name, line)) = &times.breakdown {
        println!("  {name}, the service's own log: {}", stages(line));
    }
    println!();
}

/// The line for machines, and what is over budget.
pub(crate) fn figures(times: &Times) {
    let each = geometric_mean(&times.rows, vs_each);
    let once = geometric_mean(&times.rows, vs_once);
    let memory = geometric_mean(&times.rows, memory);
    for (what, value, budget, is_over) in [
        (
            "speed against one pipeline a size",
            each,
            LEAST_SPEED_VS_EACH,
            each < LEAST_SPEED_VS_EACH,
        ),
        (
            "speed against one decode",
            once,
            LEAST_SPEED_VS_ONCE,
            once < LEAST_SPEED_VS_ONCE,
        ),
        ("memory", memory, MOST_MEMORY, memory > MOST_MEMORY),
    ] {
        let verdict = if is_over { "over budget" } else { "within budget" };
        println!("{what}: {value:.2}, {verdict} ({budget})");
    }
    println!("figures: speed_vs_each={each:.2} speed_vs_once={once:.2} memory_ratio={memory:.2}");
}

fn vs_each(row: &Row) -> f64 {
    row.each.ms / row.ours.ms
}

fn vs_once(row: &Row) -> f64 {
    row.once.ms / row.ours.ms
}

/// Against whichever way of sharp's takes less.
fn memory(row: &Row) -> f64 {
    let bytes = |bytes: u64| f64::from(u32::try_from(bytes / 1024).unwrap_or(u32::MAX));
    bytes(row.ours.peak) / bytes(row.each.peak.min(row.once.peak).max(1024))
}

fn geometric_mean(rows: &[Row], value: impl Fn(&Row) -> f64) -> f64 {
    let count = u32::try_from(rows.len().max(1)).unwrap_or(u32::MAX);
    let sum: f64 = rows.iter().map(|row| value(row).ln()).sum();
    (sum / f64::from(count)).exp()
}

fn two(rows: &[Row], value: impl Fn(&Row) -> f64) -> String {
    format!("{:.2}", geometric_mean(rows, value))
}

/// A job's line without what says nothing here.
fn stages(line: &str) -> String {
    let said = line.split(' ').filter(|part| !["job", "result=done"].contains(part));
    let said = said.filter(|part| !part.starts_with("photo=") && !part.starts_with("attempt="));
    said.collect::<Vec<_>>().join(" ")
}

fn kilobytes(bytes: u64) -> String {
    (bytes / 1000).to_string()
}

fn megabytes(bytes: u64) -> String {
    (bytes / 1_000_000).to_string()
}

/// Columns as wide as their widest cell; the first is text, the others are numbers.
fn table(head: &[&str], rows: Vec<Vec<String>>) -> String {
    let head = head.iter().map(|cell| (*cell).to_owned()).collect();
    let rows: Vec<Vec<String>> = [vec![head], rows].concat();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let line = |row: &Vec<String>| {
        let cells = row.iter().enumerate().map(|(column, cell)| match column {
            0 => format!("  {cell:<0$}", width(column)),
            _ => format!("{cell:>0$}", width(column)),
        });
        cells.collect::<Vec<_>>().join("  ")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::Cost;

    fn row(ours: f64, each: f64) -> Row {
        let cost = |ms: f64, peak| Cost {
            ms,
            processor_ms: ms,
            peak,
        };
        Row {
            name: "x".into(),
            ours: cost(ours, 50 << 20),
            each: cost(each, 100 << 20),
            once: cost(each, 200 << 20),
        }
    }

    #[test]
    fn ratios_are_geometric_means_against_the_smaller_memory() {
        let rows = [row(100.0, 200.0), row(100.0, 50.0)];
        assert_eq!(two(&rows, vs_each), "1.00");
        assert_eq!(two(&rows, memory), "0.50");
    }

    #[test]
    fn a_table_keeps_its_columns() {
        let rows = vec![vec!["a".into(), "1".into()], vec!["bc".into(), "22".into()]];
        assert_eq!(table(&["", "n"], rows), "       n\n  a    1\n  bc  22");
    }
}

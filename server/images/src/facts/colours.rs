//! The colours that make up most of a picture: a histogram, its cells gathered by k-means in Oklab.

use super::oklab::Oklab;
use crate::pixels::{Pixels, on_white};

/// The most colours.
const MOST: usize = 5;

/// A colour of less than this part of the picture is not one of it.
const LEAST_PART: f64 = 0.02;

/// Colours nearer to each other than this (in Oklab) are one colour: about what two patches side by side need to be told
/// apart at a glance.
const ONE_COLOUR: f64 = 0.08;

/// By then, the centres hardly move.
const ROUNDS: usize = 12;

/// The dominant colours, as `#rrggbb`, most of the picture first; at most five. The same picture gives the same colours.
#[must_use]
pub fn colours(picture: &Pixels) -> Vec<String> {
    let cells = histogram(picture);
    let mut groups = merged(gathered(&cells));
    groups.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    let all: f64 = groups.iter().map(|group| group.weight).sum();
    let shown = groups.iter().enumerate();
    let shown = shown.filter(|(index, group)| *index == 0 || group.weight >= all * LEAST_PART);
    shown
        .map(|(_, group)| {
            let [r, g, b] = group.colour.to_srgb();
            format!("#{r:02x}{g:02x}{b:02x}")
        })
        .collect()
}

/// A colour, and how many pixels have it.
#[derive(Debug, Clone, Copy)]
struct Patch {
    colour: Oklab,
    weight: f64,
}

/// Sixteen shades a channel; each cell that is not empty with the average of its pixels.
fn histogram(picture: &Pixels) -> Vec<Patch> {
    let mut cells = vec![([0_u64; 3], 0_u64); 16 * 16 * 16];
    for pixel in picture.data().chunks_exact(picture.layout().channels()) {
        let colour = on_white(pixel);
        let index = colour
            .iter()
            .fold(0, |index, channel| index << 4 | usize::from(channel >> 4));
        if let Some((sums, count)) = cells.get_mut(index) {
            sums.iter_mut()
                .zip(colour)
                .for_each(|(sum, channel)| *sum += u64::from(channel));
            *count += 1;
        }
    }
    let filled = cells.into_iter().filter(|(_, count)| *count > 0);
    filled
        .map(|(sums, count)| Patch {
            colour: Oklab::from_srgb(sums.map(|sum| sum as f64 / count as f64)),
            weight: count as f64,
        })
        .collect()
}

/// Weighted k-means. The first centre is the commonest colour, each next one where most is badly represented, so that
/// nothing is left to chance.
fn gathered(cells: &[Patch]) -> Vec<Patch> {
    let mut centres: Vec<Oklab> = Vec::new();
    while centres.len() < MOST {
        let need = |cell: &&Patch| {
            let (_, distance) = nearest(&centres, cell.colour);
            cell.weight * distance
        };
        match cells.iter().max_by(|one, other| need(one).total_cmp(&need(other))) {
            Some(cell) if need(&cell) > 0.0 => centres.push(cell.colour),
            _ => break,
        }
    }
    let mut groups = Vec::new();
    for _ in 0..ROUNDS {
        groups = grouped(cells, &centres);
        centres = groups.iter().map(|group| group.colour).collect();
    }
    groups
}

/// Every cell to its nearest centre; of each centre that got some, their average.
fn grouped(cells: &[Patch], centres: &[Oklab]) -> Vec<Patch> {
    let mut sums = vec![([0.0; 3], 0.0); centres.len()];
    for cell in cells {
        let (index, _) = nearest(centres, cell.colour);
        if let Some((sum, weight)) = sums.get_mut(index) {
            let Oklab(channels) = cell.colour;
            sum.iter_mut()
                .zip(channels)
                .for_each(|(sum, channel)| *sum += channel * cell.weight);
            *weight += cell.weight;
        }
    }
    let filled = sums.into_iter().filter(|(_, weight)| *weight > 0.0);
    filled
        .map(|(sum, weight)| Patch {
            colour: Oklab(sum.map(|channel| channel / weight)),
            weight,
        })
        .collect()
}

/// The nearest centre and how far it is, squared; without any centre, everything is equally far.
fn nearest(centres: &[Oklab], colour: Oklab) -> (usize, f64) {
    let distances = centres.iter().map(|centre| centre.distance(colour)).enumerate();
    distances
        .min_by(|(_, one), (_, other)| one.total_cmp(other))
        .unwrap_or((0, 1.0))
}

/// Groups whose colours look alike become one.
fn merged(mut groups: Vec<Patch>) -> Vec<Patch> {
    let mut kept: Vec<Patch> = Vec::new();
    groups.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    for group in groups {
        let alike = |known: &&mut Patch| known.colour.distance(group.colour) < ONE_COLOUR * ONE_COLOUR;
        match kept.iter_mut().find(alike) {
            Some(known) => {
                let weight = known.weight + group.weight;
                let (Oklab(one), Oklab(other)) = (known.colour, group.colour);
                let mut both = one.into_iter().zip(other);
                known.colour = Oklab(std::array::from_fn(|_| {
                    let (one, other) = both.next().unwrap_or_default();
                    (one * known.weight + other * group.weight) / weight
                }));
                known.weight = weight;
            }
            None => kept.push(group),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Layout;

    fn stripes(stripes: &[([u8; 3], usize)]) -> Pixels {
        let row: Vec<u8> = stripes
            .iter()
            .flat_map(|(colour, width)| colour.repeat(*width))
            .collect();
        let width = u32::try_from(row.len() / 3).unwrap();
        Pixels::new(width, 10, Layout::Rgb, row.repeat(10)).unwrap()
    }

    #[test]
    fn the_commonest_colour_comes_first() {
        let picture = stripes(&[([200, 30, 30], 30), ([20, 40, 160], 60), ([240, 240, 230], 10)]);
        assert_eq!(colours(&picture), ["#1428a0", "#c81e1e", "#f0f0e6"]);
        assert_eq!(colours(&picture), colours(&picture));
    }

    #[test]
    fn there_are_at_most_five_and_at_least_one() {
        let many: Vec<_> = (0..12_u8)
            .map(|index| ([index * 20, 255 - index * 20, index * 9], 10))
            .collect();
        assert_eq!(colours(&stripes(&many)).len(), 5);
        assert_eq!(colours(&stripes(&[([7, 8, 9], 1)])), ["#070809"]);
    }

    #[test]
    fn shades_that_look_alike_are_one_colour() {
        let shades: Vec<_> = (0..12_u8)
            .map(|index| ([100 + index, 120 + index, 90 + index], 10))
            .collect();
        assert_eq!(colours(&stripes(&shades)).len(), 1);
    }

    #[test]
    fn a_speck_is_no_colour_of_the_picture() {
        let picture = stripes(&[([10, 10, 10], 995), ([250, 10, 10], 5)]);
        assert_eq!(colours(&picture), ["#0a0a0a"]);
    }

    #[test]
    fn what_is_transparent_counts_as_white() {
        let picture = Pixels::new(2, 1, Layout::Rgba, vec![0; 8]).unwrap();
        assert_eq!(colours(&picture), ["#ffffff"]);
    }
}

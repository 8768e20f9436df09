//! From the samples of a channel to one for every pixel (ITU-T T.81 leaves the method open, A.1.1).
//!
//! Where there is a sample for every second pixel, each pixel gets three parts of its own sample and one of the nearest
//! other, in both directions: centred samples as JFIF 1.02 has them, and the same numbers as libjpeg's.

use super::{
    band::Band,
    plan::{Plan, Ratio},
};

/// Room for one row of a channel.
#[derive(Debug)]
pub(super) struct Room {
    sums: Vec<u16>,
    row: Vec<u8>,
}

impl Room {
    pub(super) fn new(plan: &Plan) -> Self {
        // a row may be longer than the picture by one pixel
        Self {
            sums: vec![0; plan.width],
            row: vec![0; plan.width + 1],
        }
    }

    /// Bytes that it takes.
    pub(super) const fn bytes(plan: &Plan) -> usize {
        plan.width * 3 + 1
    }
}

/// A channel's samples for a row of pixels.
pub(super) fn row<'a>(band: &'a Band, pixels: usize, room: &'a mut Room) -> &'a [u8] {
    let (across, down) = band.channel().stretch;
    let own = pixels * down.samples / down.pixels;
    let near = band.row(own);
    if down.is_two() {
        // above the first row, and below the last, there is that row again
        let other = if pixels.is_multiple_of(2) {
            own.saturating_sub(1)
        } else {
            own + 1
        };
        let far = band.row(other);
        if across.is_two() {
            between_rows(near, far, &mut room.sums);
            double_sums(room.sums.get(..near.len()).unwrap_or_default(), &mut room.row);
            return &room.row;
        }
        let rounding = if pixels.is_multiple_of(2) { 1 } else { 2 };
        for ((to, near), far) in room.sums.iter_mut().zip(near).zip(far) {
            *to = (3 * u16::from(*near) + u16::from(*far) + rounding) >> 2;
        }
        let mixed = room.sums.get(..near.len()).unwrap_or_default();
        repeat(mixed, across, &mut room.row, |sample| sample as u8);
        return &room.row;
    }
    if across.is_one() {
        return near;
    }
    if across.is_two() {
        double(near, &mut room.row);
    } else {
        repeat(near, across, &mut room.row, |sample| sample);
    }
    &room.row
}

fn between_rows(near: &[u8], far: &[u8], to: &mut [u16]) {
    for ((to, near), far) in to.iter_mut().zip(near).zip(far) {
        *to = 3 * u16::from(*near) + u16::from(*far);
    }
}

/// Two pixels for each sum of two rows, which is four times too large.
fn double_sums(from: &[u16], to: &mut [u8]) {
    let inner = from
        .windows(3)
        .zip(to.get_mut(2..).unwrap_or_default().as_chunks_mut::<2>().0);
    for (around, to) in inner {
        if let [before, own, after] = *around {
            *to = [((3 * own + before + 8) >> 4) as u8, ((3 * own + after + 7) >> 4) as u8];
        }
    }
    ends(from, to, |own, other, rounding| {
        let rounding = if rounding == 0 { 8 } else { 7 };
        ((3 * own + other + rounding) >> 4) as u8
    });
}

/// Two pixels for each sample.
fn double(from: &[u8], to: &mut [u8]) {
    let inner = from
        .windows(3)
        .zip(to.get_mut(2..).unwrap_or_default().as_chunks_mut::<2>().0);
    for (around, to) in inner {
        if let [before, own, after] = *around {
            let own = 3 * u16::from(own);
            *to = [
                ((own + u16::from(before) + 1) >> 2) as u8,
                ((own + u16::from(after) + 2) >> 2) as u8,
            ];
        }
    }
    ends(from, to, |own, other, rounding| {
        ((3 * u16::from(own) + u16::from(other) + 1 + rounding) >> 2) as u8
    });
}

/// The pixels of the first and of the last sample: on one side they have no other than themselves. `mix` is told the own
/// sample, the other one, and which of the two pixels it is.
fn ends<T: Copy>(from: &[T], to: &mut [u8], mix: impl Fn(T, T, u16) -> u8) {
    let (Some(first), Some(last)) = (from.first().copied(), from.last().copied()) else {
        return;
    };
    let second = from.get(1).copied().unwrap_or(first);
    let last_but_one = from.get(from.len().wrapping_sub(2)).copied().unwrap_or(last);
    if let Some(to) = to.first_chunk_mut() {
        *to = [mix(first, first, 0), mix(first, second, 1)];
    }
    if let Some(to) = to.get_mut(2 * from.len() - 2..).and_then(<[u8]>::first_chunk_mut) {
        *to = [mix(last, last_but_one, 0), mix(last, last, 1)];
    }
}

/// Each pixel gets the sample in which it lies.
fn repeat<T: Copy>(from: &[T], ratio: Ratio, to: &mut [u8], sample: impl Fn(T) -> u8) {
    for (pixel, to) in to.iter_mut().enumerate() {
        if let Some(from) = from.get(pixel * ratio.samples / ratio.pixels) {
            *to = sample(*from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_lie_a_quarter_off_their_samples() {
        let mut to = [0; 6];
        double(&[0, 100, 200], &mut to);
        assert_eq!(to, [0, 25, 75, 125, 175, 200]);
        double_sums(&[0, 400, 800], &mut to);
        assert_eq!(to, [0, 25, 75, 125, 175, 200]);
    }

    #[test]
    fn a_single_sample_is_all_there_is() {
        let mut to = [0; 2];
        double(&[77], &mut to);
        assert_eq!(to, [77, 77]);
        double_sums(&[4 * 77], &mut to);
        assert_eq!(to, [77, 77]);
    }

    #[test]
    fn other_ratios_repeat() {
        let mut to = [0; 6];
        repeat(&[1, 2], Ratio { pixels: 3, samples: 1 }, &mut to, |sample| sample);
        assert_eq!(to, [1, 1, 1, 2, 2, 2]);
        repeat(&[1, 2, 3, 4], Ratio { pixels: 3, samples: 2 }, &mut to, |sample| sample);
        assert_eq!(to, [1, 1, 2, 3, 3, 4]);
    }
}

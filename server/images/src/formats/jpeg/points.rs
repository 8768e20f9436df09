//! The inverse DCT in one direction.
//!
//! Eight points are worked out as by Loeffler, Ligtenberg and Moschytz ("Practical fast 1-D DCT algorithms with
//! 11 multiplications", 1989), with thirteen bits behind the point: the same numbers as libjpeg's accurate integer
//! method. All arithmetic wraps: of files that follow the rules nothing does, of others nothing is asked.

use std::num::Wrapping;

/// Numbers with a fixed point.
pub(super) type Fixed = Wrapping<i32>;

/// Bits behind the point of the constants.
pub(super) const POINT: usize = 13;

/// The transform in one direction, √8 times too large, with the point moved by [`POINT`].
pub(super) trait Points {
    /// Samples of frequencies, or numbers between the two directions.
    fn transformed(self) -> Self;
}

impl Points for [Fixed; 1] {
    #[inline(always)]
    fn transformed(self) -> Self {
        self.map(|number| number << POINT)
    }
}

impl Points for [Fixed; 2] {
    #[inline(always)]
    fn transformed(self) -> Self {
        let [a, b] = self;
        [(a + b) << POINT, (a - b) << POINT]
    }
}

impl Points for [Fixed; 4] {
    #[inline(always)]
    fn transformed(self) -> Self {
        let [a, b, c, d] = self;
        let (even, odd) = ([(a + c) << POINT, (a - c) << POINT], rotated(b, d));
        let [e0, e1] = even;
        [e0 + odd.0, e1 + odd.1, e1 - odd.1, e0 - odd.0]
    }
}

/// √2 (a cos π/8 + b sin π/8) and √2 (a sin π/8 − b cos π/8).
#[inline(always)]
fn rotated(a: Fixed, b: Fixed) -> (Fixed, Fixed) {
    let sum = (a + b) * Wrapping(4433);
    (sum + a * Wrapping(6270), sum - b * Wrapping(15137))
}

impl Points for [Fixed; 8] {
    #[inline(always)]
    fn transformed(self) -> Self {
        let [a, b, c, d, e, f, g, h] = self;
        let (even, odd) = ([(a + e) << POINT, (a - e) << POINT], rotated(c, g));
        let [e0, e1] = even;
        let (s0, s1, s2, s3) = (e0 + odd.0, e1 + odd.1, e1 - odd.1, e0 - odd.0);
        // the odd part, with the numbers of the paper's figure 1: √2 times sums of cosines
        let (z1, z2, z3, z4) = (h + b, f + d, h + d, f + b);
        let z5 = (z3 + z4) * Wrapping(9633);
        let z1 = z1 * Wrapping(-7373);
        let z2 = z2 * Wrapping(-20995);
        let z3 = z3 * Wrapping(-16069) + z5;
        let z4 = z4 * Wrapping(-3196) + z5;
        let o3 = h * Wrapping(2446) + z1 + z3;
        let o2 = f * Wrapping(16819) + z2 + z4;
        let o1 = d * Wrapping(25172) + z2 + z3;
        let o0 = b * Wrapping(12299) + z1 + z4;
        [s0 + o0, s1 + o1, s2 + o2, s3 + o3, s3 - o3, s2 - o2, s1 - o1, s0 - o0]
    }
}

//! How much room a photo takes, and what stands there before it has arrived.

use domain::{placeholder, view::PhotoView};
use std::fmt::Write as _;

/// The proportions that a photo's place gets in a grid: panoramas are cropped there, never on their own page.
const GRID_RATIOS: (f64, f64) = (0.5, 3.0);

/// Width and height, or those of the most usual photo while they are unknown.
pub(crate) fn pixels(photo: &PhotoView) -> (u32, u32) {
    sides(photo.width, photo.height)
}

const fn sides(width: Option<u32>, height: Option<u32>) -> (u32, u32) {
    match (width, height) {
        (Some(width @ 1..), Some(height @ 1..)) => (width, height),
        _ => (3, 2),
    }
}

/// Width divided by height.
pub(crate) fn ratio(photo: &PhotoView) -> f64 {
    let (width, height) = pixels(photo);
    f64::from(width) / f64::from(height)
}

/// As [`ratio`], within what a grid shows.
pub(crate) fn grid_ratio(photo: &PhotoView) -> f64 {
    within_grid(ratio(photo))
}

const fn within_grid(ratio: f64) -> f64 {
    ratio.clamp(GRID_RATIOS.0, GRID_RATIOS.1)
}

/// The custom properties that `style/grid.css` makes a place and a placeholder of.
pub(crate) fn style(ratio: f64, placeholder: Option<&str>) -> String {
    let mut style = format!("--r:{ratio:.4}");
    let colours = placeholder.and_then(placeholder::colours);
    for (name, colour) in ('a'..='f').zip(colours.iter().flatten()) {
        // writing to a String cannot fail
        let _ = write!(style, ";--{name}:{colour}");
    }
    style
}

/// The `sizes` of an image in a grid, after `--row` in `style/tokens.css` and with room for rows that grow.
pub(crate) fn grid_sizes(ratio: f64) -> String {
    let (phone, desk, wall) = ((ratio * 40.0).min(100.0), ratio * 310.0, ratio * 420.0);
    format!("(max-width: 40rem) {phone:.0}vw, (min-width: 120rem) {wall:.0}px, {desk:.0}px")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_kept_before_anything_is_known() {
        assert_eq!(sides(None, None), (3, 2));
        assert_eq!(sides(Some(0), Some(7)), (3, 2));
        assert_eq!(sides(Some(9000), Some(1000)), (9000, 1000));
    }

    #[test]
    fn a_grid_crops_panoramas() {
        assert_eq!([9.0, 1.5, 0.1].map(within_grid), [3.0, 1.5, 0.5]);
        assert_eq!(
            grid_sizes(1.5),
            "(max-width: 40rem) 60vw, (min-width: 120rem) 630px, 465px"
        );
    }

    #[test]
    fn only_colours_get_into_a_style() {
        assert_eq!(
            style(1.5, Some("000fff000f000f123")),
            "--r:1.5000",
            "17 digits are no placeholder"
        );
        assert_eq!(
            style(1.5, Some("000ffff000f000f123")),
            "--r:1.5000;--a:#000;--b:#fff;--c:#f00;--d:#0f0;--e:#00f;--f:#123"
        );
    }
}

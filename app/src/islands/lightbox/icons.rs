//! The lightbox's icons: paths on a field of 24 by 24, drawn with a line.

pub(super) const CLOSE: &str = "M6 6l12 12M18 6L6 18";
pub(super) const PREVIOUS: &str = "M15 5l-7 7 7 7";
pub(super) const NEXT: &str = "M9 5l7 7-7 7";
pub(super) const ZOOM: &str = "M4.5 10.5a6 6 0 1 0 12 0 6 6 0 1 0-12 0M15 15l5 5M8 10.5h5M10.5 8v5";
pub(super) const DETAILS: &str = "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 11v5M12 8v.1";
pub(super) const FULL_SCREEN: &str = "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5";
pub(super) const PLAY: &str = "M8 5l11 7-11 7z";
pub(super) const SHARE: &str = "M12 15V4M8 7.5L12 3.5l4 4M6 11H5v9h14v-9h-1";
pub(super) const KEYBOARD: &str = "M3 7h18v11H3zM7 11v.1M12 11v.1M17 11v.1M8 15h8";

/// An icon as HTML.
pub(super) fn icon(path: &str) -> String {
    format!("<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>")
}

//! A photo's states and visibility, and what a camera recorded.

use crate::{limits::MAX_TITLE, text::one_line};
use serde::{Deserialize, Serialize};

/// Where a photo is on its way from upload to renditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PhotoState {
    /// The row exists, the original is still arriving.
    Uploading,
    /// The original is stored and the job waits.
    Queued,
    /// An attempt is under way.
    Processing,
    /// The renditions are there.
    Ready,
    /// It will not become ready by itself; a reason is recorded.
    Failed,
}

impl PhotoState {
    /// As stored and as in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Uploading => "uploading",
            Self::Queued => "queued",
            Self::Processing => "processing",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }

    /// Whether a photo may go from this state to that one.
    ///
    /// `processing → queued` is an attempt that was lost (the VPS went away): the job waits for its next try.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use PhotoState::{Failed, Processing, Queued, Ready, Uploading};
        matches!(
            (self, next),
            (Uploading | Processing | Failed, Queued)
                | (Queued, Processing)
                | (Processing, Ready)
                | (Queued | Processing, Failed)
        )
    }

    /// Whether the original is stored and work is still to be done.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Queued | Self::Processing)
    }
}

/// Who may see a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everyone, in lists too.
    #[default]
    Public,
    /// Everyone who has the link; in no list but the owner's.
    Unlisted,
    /// Its owner.
    Private,
}

impl Visibility {
    /// Every visibility, from the most open to the most closed.
    pub const ALL: [Self; 3] = [Self::Public, Self::Unlisted, Self::Private];

    /// As stored and as in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Unlisted => "unlisted",
            Self::Private => "private",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|visibility| visibility.as_str() == text)
    }
}

/// A title as it will be stored: [`one_line`], cut after [`MAX_TITLE`] characters.
#[must_use]
pub fn clean_title(text: &str) -> String {
    one_line(text).chars().take(MAX_TITLE).collect()
}

/// Where a photo was taken (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Degrees north of the equator, -90 to 90.
    pub latitude: f64,
    /// Degrees east of Greenwich, -180 to 180.
    pub longitude: f64,
    /// Metres above the sea, if recorded.
    pub altitude: Option<f64>,
}

/// What the camera recorded about itself. Nothing about the place.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Camera {
    /// Maker, as written by the camera.
    pub make: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// Lens model.
    pub lens: Option<String>,
    /// Exposure time in seconds, as a person writes it: `1/250`, `2.5`.
    pub exposure: Option<String>,
    /// The f-number.
    pub aperture: Option<f64>,
    /// Sensitivity (ISO).
    pub iso: Option<u32>,
    /// Focal length in millimetres.
    pub focal_length: Option<f64>,
}

impl Camera {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PhotoState::{Failed, Processing, Queued, Ready, Uploading};

    #[test]
    fn states_move_only_as_agreed() {
        let all = [Uploading, Queued, Processing, Ready, Failed];
        let allowed = [
            (Uploading, Queued),
            (Queued, Processing),
            (Queued, Failed),
            (Processing, Ready),
            (Processing, Failed),
            (Processing, Queued),
            (Failed, Queued),
        ];
        for from in all {
            for to in all {
                assert_eq!(from.may_become(to), allowed.contains(&(from, to)), "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn titles_are_one_clean_line() {
        assert_eq!(clean_title("  Dawn\n over\tthe \u{7}bay "), "Dawn over the bay");
        assert_eq!(clean_title(&"é".repeat(200)).chars().count(), MAX_TITLE);
    }
}

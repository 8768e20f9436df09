//! Icons. Shapes from Lucide (ISC licence, lucide.dev), written into the page: no request, no font.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    /// Half of a disc: light and dark.
    Appearance,
    /// An arrow into a tray.
    Download,
    /// A picture without a picture.
    Empty,
    /// Arrows into two corners.
    Enlarge,
    /// Waves from a point.
    Feed,
    /// An arrow out of a door.
    Leave,
    /// Some people.
    People,
    /// Somebody.
    Person,
    /// Sliders.
    Settings,
    /// An arrow out of a tray.
    Upload,
}

impl Icon {
    /// Its strokes, in a square of 24.
    const fn path(self) -> &'static str {
        match self {
            Self::Appearance => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18zM12 7v10a5 5 0 0 0 0-10z",
            Self::Download => "M12 15V3M7 10l5 5 5-5M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4",
            Self::Empty => {
                "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM9 7a2 2 0 1 0 0 4a2 2 0 1 0 0-4zM21 15l-3.1-3.1a2 2 0 0 0-2.8 0L6 21"
            }
            Self::Enlarge => "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7",
            Self::Feed => "M4 11a9 9 0 0 1 9 9M4 4a16 16 0 0 1 16 16M5 18a1 1 0 1 0 0 2a1 1 0 1 0 0-2z",
            Self::Leave => "M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4M16 17l5-5-5-5M21 12H9",
            Self::People => {
                "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M9 3a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM22 21v-2a4 4 0 0 0-3-3.87M16 3.13a4 4 0 0 1 0 7.75"
            }
            Self::Person => "M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2M12 3a4 4 0 1 0 0 8a4 4 0 1 0 0-8z",
            Self::Settings => "M3 7h10M19 7h2M16 4v6M3 17h2M11 17h10M8 14v6",
            Self::Upload => "M12 3v12M17 8l-5-5-5 5M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4",
        }
    }

    /// Every icon, for the style guide.
    pub(crate) const ALL: [Self; 10] = [
        Self::Appearance,
        Self::Download,
        Self::Empty,
        Self::Enlarge,
        Self::Feed,
        Self::Leave,
        Self::People,
        Self::Person,
        Self::Settings,
        Self::Upload,
    ];
}

/// An icon beside words, or on a control that has a name: it says nothing itself.
#[component]
pub(crate) fn Drawn(
    /// What it shows.
    icon: Icon,
) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=icon.path()/></svg> }
}

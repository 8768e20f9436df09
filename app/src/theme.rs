//! Light or dark: by the viewer's system unless they chose otherwise. The colours themselves are in `style/`.

/// What a visitor chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Nothing: as their system is.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every choice, in the order in which the switch offers them.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// As in `<html data-theme>` and in the cookie.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == text)
    }

    /// Makes of a page what somebody with this choice gets. Pages are rendered without one, so that kept pages serve everybody.
    pub fn put_into(self, page: &mut String) {
        let attribute = |theme: Self| format!("data-theme=\"{}\"", theme.as_str());
        let button = format!("name=\"theme\" value=\"{}\"", self.as_str());
        replace_first(page, &attribute(Self::Auto), &attribute(self));
        replace_first(page, &button, &format!("{button} aria-current=\"true\""));
    }
}

/// In place: both stand at the beginning of a page, of which there may be much.
fn replace_first(page: &mut String, from: &str, to: &str) {
    if let Some(at) = page.find(from) {
        page.replace_range(at..at + from.len(), to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_takes_on_a_theme() {
        let mut page =
            "<html lang=\"en\" data-theme=\"auto\"><button name=\"theme\" value=\"dark\">Dark</button>".to_owned();
        Theme::Dark.put_into(&mut page);
        assert_eq!(
            page,
            "<html lang=\"en\" data-theme=\"dark\"><button name=\"theme\" value=\"dark\" aria-current=\"true\">Dark</button>"
        );
        assert_eq!(Theme::parse("dark"), Some(Theme::Dark));
        assert_eq!(Theme::parse("pink"), None);
    }
}

//! The languages that Heliograph speaks, and which of them a visitor reads. The texts themselves are in `catalogue`.

/// A language with a complete catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese in simplified characters.
    Chinese,
}

impl Language {
    /// Every language, in the order in which the switch offers them.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// As in `<html lang>` and in the cookie (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-Hans",
        }
    }

    /// As its own readers call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    /// As Open Graph calls it.
    #[must_use]
    pub const fn open_graph(self) -> &'static str {
        match self {
            Self::English => "en_GB",
            Self::Chinese => "zh_CN",
        }
    }

    /// Reads what [`Self::tag`] writes.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The language that was chosen, else the best of those that the browser asks for, else English.
    #[must_use]
    pub fn of_visitor(chosen: Option<&str>, accept_language: Option<&str>) -> Self {
        chosen
            .and_then(Self::parse)
            .or_else(|| accept_language.and_then(Self::wanted))
            .unwrap_or_default()
    }

    /// The first language of an `Accept-Language` header (RFC 9110, 12.5.4) with the highest weight among those spoken here.
    fn wanted(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for range in header.split(',') {
            let (tag, weight) = range.split_once(';').unwrap_or((range, "q=1"));
            let weight: f32 = weight
                .trim()
                .strip_prefix("q=")
                .and_then(|q| q.parse().ok())
                .unwrap_or(0.0);
            let found = Self::of_range(tag.trim()).filter(|_| weight > best.map_or(0.0, |(_, weight)| weight));
            best = found.map(|language| (language, weight)).or(best);
        }
        best.map(|(language, _)| language)
    }

    /// Readers of any Chinese are nearer to simplified characters than to English.
    fn of_range(tag: &str) -> Option<Self> {
        match tag.split('-').next()?.to_ascii_lowercase().as_str() {
            "en" | "*" => Some(Self::English),
            "zh" => Some(Self::Chinese),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{Chinese, English};

    #[test]
    fn the_browser_is_asked_and_a_choice_comes_first() {
        for (header, language) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", Chinese),
            ("en-GB,en;q=0.9,zh;q=0.8", English),
            ("de,zh-TW;q=0.7,en;q=0.3", Chinese),
            ("de", English),
            ("zh;q=0", English),
            ("", English),
            ("zh;q=x, en ; q=0.1", English),
        ] {
            assert_eq!(Language::of_visitor(None, Some(header)), language, "{header}");
        }
        assert_eq!(Language::of_visitor(Some("zh-Hans"), Some("en")), Chinese);
        assert_eq!(Language::of_visitor(Some("xx"), None), English);
    }
}

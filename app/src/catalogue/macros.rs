//! How catalogues are written: every text once, in all languages side by side, so that a missing one does not compile.

/// A catalogue: a struct of texts, with one constant for each language.
///
/// ```text
/// words! {
///     /// What the home page says.
///     Home {
///         heading: "Newest photos" | "最新照片",
///     }
/// }
/// ```
///
/// Texts are plain; `{name}` in one stands for a value ([`super::fill`]), the same in every language. Where a number decides
/// the form there are two, `…_one` and `…_many` ([`super::number`]).
#[cfg(feature = "ssr")]
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($field:ident: $english:literal | $chinese:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug)]
        pub(crate) struct $name {
            $(pub(crate) $field: &'static str,)*
        }

        impl $name {
            /// In English.
            pub(super) const ENGLISH: Self = Self { $($field: $english,)* };
            /// In Chinese.
            pub(super) const CHINESE: Self = Self { $($field: $chinese,)* };

            /// Every text in every language, for tests.
            #[cfg(test)]
            pub(super) const ALL: &[(&str, [&str; 2])] = &[$((stringify!($field), [$english, $chinese]),)*];
        }
    };
}

/// A catalogue of an island: as [`words`], but in the browser its texts come from the page, which carries one language only.
macro_rules! island_words {
    ($(#[$about:meta])* $name:ident in $key:literal { $($field:ident: $english:literal | $chinese:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug)]
        pub(crate) struct $name {
            $(pub(crate) $field: &'static str,)*
        }

        #[cfg(feature = "ssr")]
        impl $name {
            /// In English.
            const ENGLISH: Self = Self { $($field: $english,)* };
            /// In Chinese.
            const CHINESE: Self = Self { $($field: $chinese,)* };

            /// Every text in every language, for tests.
            #[cfg(test)]
            pub(super) const ALL: &[(&str, [&str; 2])] = &[$((stringify!($field), [$english, $chinese]),)*];

            /// In this language.
            pub(crate) const fn of(language: $crate::Language) -> &'static Self {
                match language {
                    $crate::Language::English => &Self::ENGLISH,
                    $crate::Language::Chinese => &Self::CHINESE,
                }
            }

            /// In the language of the visitor whose request is being answered.
            pub(crate) fn here() -> &'static Self {
                Self::of($crate::catalogue::language())
            }

            /// What the page carries for the browser.
            pub(crate) fn for_page() -> $crate::catalogue::PageWords {
                let words = Self::here();
                ($key, vec![$(words.$field,)*])
            }
        }

        #[cfg(not(feature = "ssr"))]
        impl $name {
            /// As the page carries them.
            pub(crate) fn here() -> &'static Self {
                static WORDS: std::sync::OnceLock<$name> = std::sync::OnceLock::new();
                WORDS.get_or_init(|| {
                    let mut words = $crate::browser::words::of_page($key);
                    Self { $($field: words.next().unwrap_or_default(),)* }
                })
            }
        }
    };
}

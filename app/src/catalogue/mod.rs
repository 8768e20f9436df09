//! Every text that people see, in every language. Which language: `language`. What a text is about: the file it is in.
//!
//! A text that lacks a language does not compile. The browser gets the texts of a page's islands with the page, in one
//! language, so its modules contain none of them.

#[macro_use]
mod macros;

mod browse;
mod fill;
mod forms;

#[cfg(feature = "ssr")]
mod account;
#[cfg(feature = "ssr")]
mod account_settings;
#[cfg(feature = "ssr")]
mod export;
#[cfg(feature = "ssr")]
mod home;
#[cfg(feature = "ssr")]
mod jobs;
#[cfg(feature = "ssr")]
mod leaving;
#[cfg(feature = "ssr")]
mod letters;
#[cfg(feature = "ssr")]
mod people;
#[cfg(feature = "ssr")]
mod person;
#[cfg(feature = "ssr")]
mod photo;
#[cfg(feature = "ssr")]
mod privacy;
#[cfg(feature = "ssr")]
mod refusal;
#[cfg(feature = "ssr")]
mod set_up;
#[cfg(feature = "ssr")]
mod settings;
#[cfg(feature = "ssr")]
mod share_links;
#[cfg(feature = "ssr")]
mod sharing;
#[cfg(feature = "ssr")]
mod site;
#[cfg(feature = "ssr")]
mod statistics;
#[cfg(feature = "ssr")]
mod stored;
#[cfg(feature = "ssr")]
mod upload;
#[cfg(feature = "ssr")]
mod usage;

pub(crate) use {
    browse::{GalleryWords, LightboxWords, ShareWords},
    fill::{fill, number},
    forms::{AccountWords, ConnectionWords, UploadWords},
};

#[cfg(feature = "ssr")]
pub(crate) use served::{here, language, of, refusals, set_up};
#[cfg(feature = "ssr")]
pub(crate) use {photo::Photo, statistics::Statistics, usage::Usage};

/// The texts of an island, under its name, as a page carries them.
#[cfg(feature = "ssr")]
pub(crate) type PageWords = (&'static str, Vec<&'static str>);

#[cfg(feature = "ssr")]
mod served {
    use super::{
        account::Account,
        account_settings::AccountSettings,
        export::Export,
        home::Home,
        jobs::Jobs,
        leaving::Leaving,
        letters::Letters,
        people::People,
        person::Person,
        photo::Photo,
        privacy::{Privacy, PrivacySettings},
        refusal::Refusal,
        set_up::SetUp,
        settings::Settings,
        share_links::ShareLinks,
        sharing::Sharing,
        site::Site,
        statistics::Statistics,
        stored::Stored,
        upload::Upload,
        usage::Usage,
    };
    use crate::Language;
    use leptos::prelude::use_context;

    /// The texts of all pages, in one language.
    #[derive(Debug)]
    pub(crate) struct Catalogue {
        /// What every page says.
        pub(crate) site: Site,
        /// What the home page says.
        pub(crate) home: Home,
        /// What the page says of work that does not go on, of backups and of the audit.
        pub(crate) jobs: Jobs,
        /// What the pages about people say.
        pub(crate) people: People,
        /// What a person's page says.
        pub(crate) person: Person,
        /// What a photo's page says.
        pub(crate) photo: Photo,
        /// What the upload page says.
        pub(crate) upload: Upload,
        /// What signing in and up says.
        pub(crate) account: Account,
        /// What the pages of an account and of API tokens say.
        pub(crate) account_settings: AccountSettings,
        /// What the page of the site's settings says.
        pub(crate) set_up: SetUp,
        /// What the page of image settings says.
        pub(crate) settings: Settings,
        /// What share links say.
        pub(crate) share_links: ShareLinks,
        /// What feeds say.
        pub(crate) sharing: Sharing,
        /// What the page of exports says.
        pub(crate) export: Export,
        /// What the page of leaving says.
        pub(crate) leaving: Leaving,
        /// What letters say, and the pages about them.
        pub(crate) letters: Letters,
        /// What the page of privacy settings says.
        pub(crate) privacy_settings: PrivacySettings,
        /// What the page says that tells what is stored.
        pub(crate) privacy: Privacy,
        /// What is stored about people.
        pub(crate) stored: Stored,
        /// What is said of the plan and of what is used of it.
        pub(crate) usage: Usage,
        /// What is said of how the site does.
        pub(crate) statistics: Statistics,
    }

    /// The texts of all pages, in this language.
    pub(crate) const fn of(language: Language) -> &'static Catalogue {
        match language {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        }
    }

    const ENGLISH: Catalogue = Catalogue {
        site: Site::ENGLISH,
        home: Home::ENGLISH,
        jobs: Jobs::ENGLISH,
        people: People::ENGLISH,
        person: Person::ENGLISH,
        photo: Photo::ENGLISH,
        upload: Upload::ENGLISH,
        account: Account::ENGLISH,
        account_settings: AccountSettings::ENGLISH,
        set_up: SetUp::ENGLISH,
        settings: Settings::ENGLISH,
        share_links: ShareLinks::ENGLISH,
        sharing: Sharing::ENGLISH,
        export: Export::ENGLISH,
        leaving: Leaving::ENGLISH,
        letters: Letters::ENGLISH,
        privacy_settings: PrivacySettings::ENGLISH,
        privacy: Privacy::ENGLISH,
        stored: Stored::ENGLISH,
        usage: Usage::ENGLISH,
        statistics: Statistics::ENGLISH,
    };

    const CHINESE: Catalogue = Catalogue {
        site: Site::CHINESE,
        home: Home::CHINESE,
        jobs: Jobs::CHINESE,
        people: People::CHINESE,
        person: Person::CHINESE,
        photo: Photo::CHINESE,
        upload: Upload::CHINESE,
        account: Account::CHINESE,
        account_settings: AccountSettings::CHINESE,
        set_up: SetUp::CHINESE,
        settings: Settings::CHINESE,
        share_links: ShareLinks::CHINESE,
        sharing: Sharing::CHINESE,
        export: Export::CHINESE,
        leaving: Leaving::CHINESE,
        letters: Letters::CHINESE,
        privacy_settings: PrivacySettings::CHINESE,
        privacy: Privacy::CHINESE,
        stored: Stored::CHINESE,
        usage: Usage::CHINESE,
        statistics: Statistics::CHINESE,
    };

    /// Why something was refused, did not work, or failed, in this language.
    pub(crate) const fn refusals(language: Language) -> &'static Refusal {
        match language {
            Language::English => &Refusal::ENGLISH,
            Language::Chinese => &Refusal::CHINESE,
        }
    }

    /// What the page of the site's settings says, in this language.
    pub(crate) const fn set_up(language: Language) -> &'static SetUp {
        &of(language).set_up
    }

    /// The language of the visitor whose request is being answered; English where there is no request.
    pub(crate) fn language() -> Language {
        use_context().unwrap_or_default()
    }

    /// The texts of all pages, for the visitor whose request is being answered.
    pub(crate) fn here() -> &'static Catalogue {
        of(language())
    }
}

#[cfg(test)]
mod tests {
    use super::{
        AccountWords, ConnectionWords, GalleryWords, LightboxWords, ShareWords, UploadWords,
        account::Account,
        account_settings::AccountSettings,
        export::Export,
        home::Home,
        jobs::Jobs,
        leaving::Leaving,
        letters::Letters,
        people::People,
        person::Person,
        photo::Photo,
        privacy::{Privacy, PrivacySettings},
        refusal::Refusal,
        set_up::SetUp,
        settings::Settings,
        share_links::ShareLinks,
        sharing::Sharing,
        site::Site,
        statistics::Statistics,
        stored::Stored,
        upload::Upload,
        usage::Usage,
    };
    use std::collections::BTreeSet;

    fn names(text: &str) -> BTreeSet<&str> {
        text.split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next())
            .collect()
    }

    #[test]
    fn every_language_names_the_same_values() {
        let catalogues = [
            Site::ALL,
            Home::ALL,
            Jobs::ALL,
            People::ALL,
            Person::ALL,
            Photo::ALL,
            Upload::ALL,
            Refusal::ALL,
            SetUp::ALL,
            Settings::ALL,
            ShareLinks::ALL,
            Sharing::ALL,
            Export::ALL,
            Leaving::ALL,
            Letters::ALL,
            PrivacySettings::ALL,
            Privacy::ALL,
            Stored::ALL,
            Statistics::ALL,
            Usage::ALL,
            Account::ALL,
            AccountSettings::ALL,
            ConnectionWords::ALL,
            AccountWords::ALL,
            UploadWords::ALL,
            GalleryWords::ALL,
            LightboxWords::ALL,
            ShareWords::ALL,
        ];
        for (field, [english, chinese]) in catalogues.into_iter().flatten() {
            assert_eq!(names(english), names(chinese), "{field}");
            assert!(!english.is_empty() && !chinese.is_empty(), "{field}");
        }
    }
}

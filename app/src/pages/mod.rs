//! The pages, one file each. They need no scripts; what only scripts can do is in `islands`.

mod account;
mod account_settings;
mod blocked;
mod export;
mod failure;
mod home;
mod invitations;
mod jobs;
mod leave;
mod letters;
mod load;
mod not_found;
mod people;
mod person;
mod photo;
mod photo_details;
mod photo_state;
mod popular;
mod privacy;
mod privacy_settings;
mod settings;
mod share_links;
mod shared;
mod site_settings;
mod statistics;
mod styleguide;
mod tokens;
mod upload;
mod usage;

pub(crate) use {
    account::{Confirm, Recover, SignIn, SignUp},
    account_settings::AccountPage,
    blocked::BlockedPage,
    export::ExportPage,
    home::Home,
    invitations::InvitationsPage,
    jobs::JobsPage,
    leave::LeavePage,
    letters::{Forgot, Reset, ResetLink, Verify, VerifyLink},
    not_found::NotFound,
    people::PeoplePage,
    person::PersonPage,
    photo::PhotoPage,
    popular::PopularPage,
    privacy::PrivacyPage,
    privacy_settings::PrivacySettingsPage,
    settings::ImageSettingsPage,
    share_links::ShareLinksPage,
    shared::SharedPage,
    site_settings::SiteSettingsPage,
    statistics::StatisticsPage,
    styleguide::StyleGuide,
    tokens::TokensPage,
    upload::Upload,
    usage::UsagePage,
};

//! The pages, one file each. They need no scripts; what only scripts can do is in `islands`.

mod account;
mod failure;
mod home;
mod load;
mod not_found;
mod person;
mod photo;
mod photo_details;
mod settings;
mod share_links;
mod shared;
mod styleguide;
mod upload;

pub(crate) use {
    account::{SignIn, SignUp},
    home::Home,
    not_found::NotFound,
    person::PersonPage,
    photo::PhotoPage,
    settings::ImageSettingsPage,
    share_links::ShareLinksPage,
    shared::SharedPage,
    styleguide::StyleGuide,
    upload::Upload,
};

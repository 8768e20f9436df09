//! The parts that pages are made of: one small file each, HTML only.

mod account_fields;
mod display_choice;
mod empty;
mod enlarge;
mod field;
mod footer;
mod frame;
mod gallery;
mod grid;
mod head;
mod header;
mod icon;
mod initial;
mod notice;
mod owner_tools;
mod pager;
mod person_tools;
mod photo_fields;
mod scripts;
mod share;
mod sharing;
mod tile;

pub(crate) use {
    account_fields::AccountFields,
    display_choice::DisplayChoice,
    empty::Empty,
    enlarge::Enlarge,
    field::{Field, Tick, VisibilityChoice},
    footer::Footer,
    frame::Frame,
    gallery::Gallery,
    grid::Grid,
    head::{Head, LinkPreview},
    header::Header,
    icon::{Drawn, Icon},
    initial::Initial,
    notice::{Notice, Problem},
    owner_tools::OwnerTools,
    pager::Pager,
    person_tools::PersonTools,
    photo_fields::{AltField, DescriptionField, LicenceChoice, PhotoFields, TagsField, TitleField},
    scripts::{Bundle, Reload, Scripts},
    share::ShareButton,
    sharing::Feeds,
};

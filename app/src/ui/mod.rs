//! The parts that pages are made of: one small file each, HTML only.

mod account_fields;
mod display_choice;
mod enlarge;
mod field;
mod footer;
mod frame;
mod gallery;
mod grid;
mod head;
mod header;
mod notice;
mod owner_tools;
mod pager;
mod scripts;
mod share;
mod tile;

pub(crate) use {
    account_fields::AccountFields,
    display_choice::DisplayChoice,
    enlarge::Enlarge,
    field::{Field, VisibilityChoice},
    footer::Footer,
    frame::Frame,
    gallery::Gallery,
    grid::Grid,
    head::{Head, LinkPreview},
    header::Header,
    notice::{Notice, Problem},
    owner_tools::OwnerTools,
    pager::Pager,
    scripts::{Bundle, Reload, Scripts},
    share::ShareButton,
};

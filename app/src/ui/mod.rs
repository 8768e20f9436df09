//! The parts that pages are made of: one small file each, HTML only.

mod account_fields;
mod display_choice;
mod field;
mod footer;
mod frame;
mod grid;
mod head;
mod header;
mod notice;
mod owner_tools;
mod pager;
mod scripts;
mod tile;

pub(crate) use {
    account_fields::AccountFields,
    display_choice::DisplayChoice,
    field::{Field, VisibilityChoice},
    footer::Footer,
    frame::Frame,
    grid::Grid,
    head::{Head, LinkPreview},
    header::Header,
    notice::{Notice, Problem},
    owner_tools::OwnerTools,
    pager::Pager,
    scripts::{Bundle, Reload, Scripts},
};

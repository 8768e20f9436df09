//! The parts that pages are made of: one small file each, HTML only.

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
    field::VisibilityChoice,
    footer::Footer,
    frame::Frame,
    grid::Grid,
    head::{Head, LinkPreview},
    header::Header,
    notice::{Notice, Problem},
    owner_tools::OwnerTools,
    pager::Pager,
    scripts::{Reload, Scripts},
};

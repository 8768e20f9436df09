//! The parts that pages are made of: one small file each, HTML only.

mod account_fields;
mod bar_chart;
mod browse_nav;
mod column_heads;
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
mod link_list;
mod make_link;
mod notice;
mod options;
mod order_nav;
mod owner_tools;
mod pager;
mod pages_nav;
mod person_tools;
mod photo_fields;
mod plan_notice;
mod scripts;
mod settings_nav;
mod share;
mod sharing;
mod tile;

pub(crate) use {
    account_fields::AccountFields,
    bar_chart::{BarChart, Charts},
    browse_nav::{BrowseNav, BrowsePage},
    column_heads::ColumnHeads,
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
    link_list::LinkList,
    make_link::MakeLink,
    notice::{Notice, Problem},
    options::options,
    order_nav::{OrderNav, OrderPage},
    owner_tools::OwnerTools,
    pager::Pager,
    person_tools::PersonTools,
    photo_fields::{AltField, DescriptionField, LicenceChoice, PhotoFields, TagsField, TitleField},
    plan_notice::PlanNotice,
    scripts::{Bundle, Reload, Scripts},
    settings_nav::{SettingsNav, SettingsPage},
    share::ShareButton,
    sharing::Feeds,
};

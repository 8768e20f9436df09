//! Every use case, as people and machines ask for it. One list a file.

mod account;
mod audit;
mod cron;
mod edit;
mod jobs;
mod leave;
mod passkeys;
mod people;
mod process;
mod read;
mod sessions;
mod settings;
mod share;
mod site_settings;
mod sweep;
mod upload;

use crate::check::{Case, check};

/// All of them.
pub(crate) fn all() -> impl Iterator<Item = &'static Case> {
    LISTS.iter().flat_map(|list| list.iter())
}

macro_rules! lists {
    ($($name:ident),*) => {
        const LISTS: &[&[Case]] = &[$($name::CASES),*];

        mod fails {
            $(#[test]
            fn $name() {
                super::$name::CASES.iter().for_each(super::check);
            })*
        }
    };
}

lists!(
    account,
    audit,
    cron,
    edit,
    jobs,
    leave,
    passkeys,
    people,
    process,
    read,
    sessions,
    settings,
    share,
    site_settings,
    sweep,
    upload
);

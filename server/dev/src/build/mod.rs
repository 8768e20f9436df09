//! Builds everything that runs: a literal list of steps, each skipped when nothing it depends on has changed.
//!
//! Results are kept beside cargo's own, so that a second checkout of the same sources builds nothing.

mod browser;
mod cache;
mod images;
mod lightbox;
mod mirror;
mod recipe;
mod style;
mod worker;

pub(crate) use mirror::mirror;
pub(crate) use worker::{compile_watched, package_watched};

use crate::{
    command::step,
    fault::{Result, While},
    place::Place,
};
use recipe::Recipe;
use std::{fs, path::PathBuf};

/// Where the image service stands after a build.
pub(crate) const IMAGES: &str = "target/run/images";

/// Builds everything, optimised. For deployment the Worker is made smaller as well, which takes a minute longer.
pub(crate) fn all(place: &Place, deploy: bool) -> Result<()> {
    println!("building");
    let _alone = cache::lock(place)?;
    everything_served(place, if deploy { &worker::SMALL } else { &worker::QUICK })?;
    let images = make(place, &images::SERVICE)?;
    step("put the image service in place", || {
        mirror(&[&images], &place.at("target/run"))?;
        Ok(((), "made"))
    })
}

/// Builds what runs on Cloudflare, made small.
pub(crate) fn site(place: &Place) -> Result<()> {
    println!("building");
    let _alone = cache::lock(place)?;
    everything_served(place, &worker::SMALL)
}

fn everything_served(place: &Place, worker: &Recipe) -> Result<()> {
    let browse = make(place, &browser::BROWSE)?;
    let forms = make(place, &browser::FORMS)?;
    let stretch = make(place, &browser::STRETCH)?;
    let style = step("styles", || Ok((style::make(place)?, "made")))?;
    let lightbox = step("lightbox", || Ok((lightbox::make(place)?, "made")))?;
    let worker = make(place, worker)?;
    step("put everything in place", || {
        mirror::site(place, &[browse, forms, stretch, lightbox], &style)?;
        mirror(&[&worker], &place.at("server/build"))?;
        Ok(((), "made"))
    })
}

/// Builds only the image service: the program.
pub(crate) fn images(place: &Place) -> Result<PathBuf> {
    let _alone = cache::lock(place)?;
    Ok(make(place, &images::SERVICE)?.join("images"))
}

/// Adds to a site that cargo-leptos builds what cargo-leptos does not know of.
pub(crate) fn beside_cargo_leptos(place: &Place) -> Result<()> {
    let _alone = cache::lock(place)?;
    let stretch = make(place, &browser::STRETCH)?;
    mirror::add(&stretch, &place.site().join("pkg"))?;
    mirror::add(&lightbox::make(place)?, &place.site().join("pkg"))?;
    let images = make(place, &images::SERVICE)?;
    mirror(&[&images], &place.at("target/run"))
}

/// The folder that assets are in: their hash.
pub(crate) fn assets_version(place: &Place) -> Result<String> {
    let folder = place.site().join("pkg");
    let mut entries = fs::read_dir(&folder).while_doing(format_args!("listing {}", folder.display()))?;
    let only = entries.next().and_then(|entry| entry.ok());
    let only = only.ok_or_else(|| format!("{} is empty", folder.display()))?;
    Ok(only.file_name().to_string_lossy().into_owned())
}

fn make(place: &Place, recipe: &Recipe) -> Result<PathBuf> {
    step(recipe.title, || recipe.make(place))
}

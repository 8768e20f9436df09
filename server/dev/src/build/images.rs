//! The image service, a native program.

use super::recipe::Recipe;
use crate::fault::While as _;
use std::fs;

/// The program `images`.
pub(crate) const SERVICE: Recipe = Recipe {
    name: "images",
    title: "image service",
    sources: &[
        "server/images/Cargo.toml",
        "server/images/src",
        "app/domain/Cargo.toml",
        "app/domain/src",
    ],
    cargo: &["--release", "--package=images", "--bin=images"],
    compiled: "release/images",
    finish: |bench| {
        fs::copy(bench.compiled, bench.into.join("images"))
            .map(|_| ())
            .while_doing("copying the image service")
    },
};

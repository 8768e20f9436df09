//! Puts finished files where they are served from, touching only what differs: a running wrangler watches them.

use crate::{
    digest::{Digest, files},
    fault::{Result, While},
    place::Place,
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// What Cloudflare says with files, which it serves without waking the Worker (`_headers`). The name of assets' folder is a hash of them, so
/// browsers may keep them for ever. The policy is that of the worker which stretches passwords: it loads a module and compiles it.
const HEADERS: &str = "\
/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Strict-Transport-Security: max-age=31536000; includeSubDomains
  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; object-src 'none'; \
base-uri 'none'; form-action 'none'; frame-ancestors 'none'
  Cross-Origin-Resource-Policy: same-origin
/pkg/*
  Cache-Control: public, max-age=31536000, immutable
";

/// Makes a folder hold exactly what these folders hold.
pub(crate) fn mirror(from: &[&Path], to: &Path) -> Result<()> {
    let mut wanted = BTreeMap::new();
    for folder in from {
        want(&mut wanted, folder, Path::new(""))?;
    }
    make_exactly(&wanted, to)
}

/// Adds a folder's files to another folder.
pub(crate) fn add(from: &Path, to: &Path) -> Result<()> {
    let mut wanted = BTreeMap::new();
    want(&mut wanted, from, Path::new(""))?;
    wanted
        .iter()
        .try_for_each(|(name, source)| place_file(source, &to.join(name)))
}

/// Makes the site: what is public, and the modules and the style sheet in a folder below `/pkg` that is named by a hash of them.
pub(crate) fn site(place: &Place, modules: &[PathBuf], style: &Path) -> Result<()> {
    let headers = place.at("target/style/_headers");
    fs::write(&headers, HEADERS).while_doing("writing _headers")?;
    let (mut wanted, mut assets) = (BTreeMap::new(), BTreeMap::new());
    want(&mut wanted, &place.at("public"), Path::new(""))?;
    for module in modules {
        want(&mut assets, module, Path::new(""))?;
    }
    assets.insert(PathBuf::from("app.css"), style.to_owned());
    let folder = Path::new("pkg").join(version_of(&assets)?);
    wanted.extend(assets.into_iter().map(|(name, source)| (folder.join(name), source)));
    wanted.insert(PathBuf::from("_headers"), headers);
    make_exactly(&wanted, &place.site())
}

/// The short name of these files together.
fn version_of(assets: &BTreeMap<PathBuf, PathBuf>) -> Result<String> {
    let mut digest = Digest::default();
    for (name, source) in assets {
        let content = fs::read(source).while_doing(format_args!("reading {}", source.display()))?;
        digest.text(&name.to_string_lossy()).bytes(&content);
    }
    Ok(digest.hex().chars().take(10).collect())
}

fn want(wanted: &mut BTreeMap<PathBuf, PathBuf>, folder: &Path, below: &Path) -> Result<()> {
    for file in files(folder)? {
        let name = below.join(file.strip_prefix(folder).unwrap_or(&file));
        wanted.insert(name, file);
    }
    Ok(())
}

fn make_exactly(wanted: &BTreeMap<PathBuf, PathBuf>, to: &Path) -> Result<()> {
    for (name, source) in wanted {
        place_file(source, &to.join(name))?;
    }
    for present in files(to)? {
        let name = present.strip_prefix(to).unwrap_or(&present);
        if !wanted.contains_key(name) {
            remove(&present, to)?;
        }
    }
    Ok(())
}

/// Removes a file, and folders that are empty then.
fn remove(file: &Path, below: &Path) -> Result<()> {
    fs::remove_file(file).while_doing(format_args!("removing {}", file.display()))?;
    let mut folders = file.ancestors().skip(1).take_while(|folder| *folder != below);
    // one that holds something cannot be removed
    while folders.next().is_some_and(|folder| fs::remove_dir(folder).is_ok()) {}
    Ok(())
}

/// Replaces by renaming, because a program that is running cannot be written to.
fn place_file(source: &Path, target: &Path) -> Result<()> {
    let doing = || format!("copying {} to {}", source.display(), target.display());
    let content = fs::read(source).while_doing(doing())?;
    if fs::read(target).is_ok_and(|present| present == content) {
        return Ok(());
    }
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).while_doing(doing())?;
    }
    let mut unfinished = target.as_os_str().to_owned();
    unfinished.push(".new");
    fs::copy(source, &unfinished).while_doing(doing())?;
    fs::rename(&unfinished, target).while_doing(doing())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_holds_exactly_what_was_asked() {
        let base = std::env::temp_dir().join(format!("heliograph-mirror-{}", std::process::id()));
        let (from, to) = (base.join("from"), base.join("to"));
        fs::create_dir_all(from.join("deep")).unwrap();
        fs::create_dir_all(to.join("old/deep")).unwrap();
        fs::write(from.join("deep/new"), "1").unwrap();
        fs::write(to.join("stale"), "2").unwrap();
        fs::write(to.join("old/deep/stale"), "3").unwrap();

        mirror(&[&from], &to).unwrap();

        assert_eq!(files(&to).unwrap(), [to.join("deep/new")]);
        assert!(!to.join("old").exists());
        fs::remove_dir_all(base).unwrap();
    }
}

//! The photographs' files: out of their packages, cut where the manifest says so.

use super::{crop, manifest::Photo, packages, rcc};
use crate::{
    digest::Digest,
    fault::{Result, While},
    place::Place,
};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

/// A file, ready to be sent.
pub(crate) struct File {
    pub(crate) bytes: Vec<u8>,
    pub(crate) media_type: &'static str,
}

/// Where the photographs are on this machine.
pub(crate) struct Photographs<'a> {
    place: &'a Place,
    cache: PathBuf,
    packages: HashMap<String, PathBuf>,
}

impl<'a> Photographs<'a> {
    /// Fetches every package that one of these photos needs.
    pub(crate) fn fetch(place: &'a Place, photos: &[Photo]) -> Result<Self> {
        let cache = place
            .variable("HELIOGRAPH_CACHE")
            .ok_or("set-up names no cache folder")?;
        let cache = Path::new(cache).join("demo");
        let mut packages = HashMap::new();
        for Photo { package, .. } in photos {
            if !packages.contains_key(package) {
                packages.insert(package.clone(), packages::unpacked(place, &cache, package)?);
            }
        }
        Ok(Self { place, cache, packages })
    }

    /// A photo's file; nothing if this version of the package has it no more.
    pub(crate) fn read(&self, photo: &Photo) -> Result<Option<File>> {
        let Some(whole) = self.whole(photo)? else {
            return Ok(None);
        };
        let bytes = match photo.crop {
            None => whole,
            Some(part) => self.cropped(photo, &whole, part)?,
        };
        let media_type = if extension(photo) == "webp" {
            "image/webp"
        } else {
            "image/jpeg"
        };
        Ok(Some(File { bytes, media_type }))
    }

    fn whole(&self, photo: &Photo) -> Result<Option<Vec<u8>>> {
        let folder = self.packages.get(&photo.package);
        let Some(path) = folder.and_then(|folder| packages::find(folder, &photo.file)) else {
            return Ok(None);
        };
        let bytes = fs::read(&path).while_doing(format_args!("reading {}", path.display()))?;
        Ok(match &photo.inside {
            None => Some(bytes),
            Some(inside) => rcc::file(&bytes, inside).map(<[u8]>::to_vec),
        })
    }

    /// The cut picture, which is kept: the site knows a photo again only by the same bytes.
    fn cropped(&self, photo: &Photo, whole: &[u8], part: [u32; 4]) -> Result<Vec<u8>> {
        let mut name = Digest::default();
        name.bytes(whole).text(&format!("{part:?}"));
        let kept = self.cache.join(format!("{}.{}", name.hex(), extension(photo)));
        if !kept.exists() {
            let from = self.cache.join(format!("whole.{}", extension(photo)));
            let fresh = self.cache.join(format!("fresh.{}", extension(photo)));
            fs::write(&from, whole).while_doing(format_args!("writing {}", from.display()))?;
            crop::crop(self.place, &from, &fresh, part)?;
            fs::remove_file(&from).while_doing(format_args!("removing {}", from.display()))?;
            fs::rename(&fresh, &kept).while_doing(format_args!("writing {}", kept.display()))?;
        }
        fs::read(&kept).while_doing(format_args!("reading {}", kept.display()))
    }
}

fn extension(photo: &Photo) -> &str {
    let name = photo.inside.as_deref().unwrap_or(&photo.file);
    name.rsplit('.').next().unwrap_or_default()
}

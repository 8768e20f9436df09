//! Assets that no page names, because they are loaded when they are needed.

use super::{Unable, window};

/// A page's module, whose address tells where the other assets of its release are.
const MODULE: &str = "link[rel=modulepreload]";

/// The address of a file beside the page's module, of the same release.
///
/// # Errors
/// Outside a page that has one.
pub(crate) fn asset(name: &str) -> Result<String, Unable> {
    let document = window()?.document().ok_or(Unable)?;
    let module = document.query_selector(MODULE)?;
    let module = module.and_then(|link| link.get_attribute("href")).ok_or(Unable)?;
    let (path, version) = module.split_at(module.find('?').unwrap_or(module.len()));
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    Ok(format!("{folder}/{name}{version}"))
}

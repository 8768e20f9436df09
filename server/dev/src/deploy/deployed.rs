//! The deployed site, as far as the machines of the image service concern it.

use super::{Site, config, look, options::Options, secrets::Secrets};
use crate::{fault::Result, place::Place};

/// A site that is deployed.
pub(crate) struct Deployed<'a>(Site<'a>);

impl<'a> Deployed<'a> {
    /// Finds it.
    pub(crate) fn find(place: &'a Place) -> Result<Self> {
        let site = Site::find(place, &Options::read(Vec::new())?)?;
        match look::live(&site.wrangler, &site.names.site)? {
            Some(_) => Ok(Self(site)),
            None => Err("the site is not deployed yet: `make deploy` first".into()),
        }
    }

    /// Where photos are fetched from and stored.
    pub(crate) fn storage_origin(&self) -> String {
        config::storage_origin(&self.0.account.id)
    }

    /// The name of the tunnel to the image service, once it is chosen.
    pub(crate) fn images_host(&self) -> Option<String> {
        let url = self.0.source.chosen_var(&self.0.names, "IMAGES_URL")?;
        Some(url.trim_start_matches("https://").trim_end_matches('/').to_owned())
    }

    /// Gives the Worker another key to sign tickets with.
    pub(crate) fn set_ticket_key(&self, key: &str) -> Result<()> {
        let call = ["secret", "bulk", "--name", &self.0.names.site];
        self.0
            .wrangler
            .run_with(&call, &Secrets::one("TICKET_KEY", key))
            .map(|_| ())
    }
}

//! What is left for people to do, once it is deployed.

use super::{Site, secrets, smoke::Health};

/// Where choices stand.
const CHOICES: &str = "under [env.production.vars] in wrangler.toml, and `make deploy` again";

/// Prints it: only what this site still lacks.
pub(crate) fn print(site: &Site<'_>, origin: &str, health: &Health, storage: bool) {
    println!("\nready: {origin}");
    if site.names.preview {
        println!("  a preview with a database of its own; its photos are removed after a fortnight");
        return;
    }
    let steps = [
        first_admin(),
        images(site, health, storage),
        domain(origin),
        media(site),
    ];
    for (number, step) in (1..).zip(steps.into_iter().flatten()) {
        println!("\n{number}. {step}");
    }
}

/// The site cannot know whether there is an admin: nobody is one for having been first.
fn first_admin() -> Option<String> {
    Some(
        "If nobody is an admin yet, sign up at the site, then: make token DEPLOYED=1 EMAIL=you@example.org ROLE=admin"
            .to_owned(),
    )
}

fn images(site: &Site<'_>, health: &Health, storage: bool) -> Option<String> {
    if !storage {
        let how = secrets::how_to_make(&site.account.id, &site.buckets()).replace('\n', "\n   ");
        return Some(format!(
            "Thumbnails need a VPS, and first the storage key.\n   {how}\n   Then run `make deploy` again: it asks for them (or \
             takes them from the environment)."
        ));
    }
    (!health.images).then(|| {
        format!(
            "Thumbnails need a VPS: `make deploy-images HOST=root@…` puts the image service there, README.md says how its \
             tunnel is made; then IMAGES_URL {CHOICES}."
        )
    })
}

fn domain(origin: &str) -> Option<String> {
    origin.ends_with(".workers.dev").then(|| {
        format!(
            "For a domain of your own: SITE_ORIGIN = \"https://photos.example.org\" {CHOICES}. Passkeys belong to a domain: \
             choose it before people make any."
        )
    })
}

fn media(site: &Site<'_>) -> Option<String> {
    let none = site.source.chosen_var(&site.names, "MEDIA_ORIGIN").is_none();
    none.then(|| {
        format!(
            "To serve public photos without waking the Worker: a custom domain for the bucket {} \
             (dash.cloudflare.com: R2, the bucket, Settings, Custom Domains); then MEDIA_ORIGIN {CHOICES}.",
            site.buckets().last().map_or("", String::as_str)
        )
    })
}

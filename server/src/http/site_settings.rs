//! The form of the site's settings: saving them, and going back to an earlier version. Without scripts or with.

use super::{Call, api, pages, problem, viewer};
use app::refusal;
use domain::site_settings::{Field, SiteSettings};
use service::{
    Error,
    error::Invalid,
    site_settings::{restore, save},
};
use url::form_urlencoded;
use worker::{Response, Result};

/// Its path.
pub(super) const PATH: &str = "/admin/settings";

/// How much of a field is brought back to the form: no good value is longer.
const LONGEST: usize = 200;

/// `POST /admin/settings`: 303 back to the page. If something could not be saved, with what was wrong, and with everything that was
/// typed. To whoever may not, there is no such page.
pub(crate) async fn answer(mut call: Call) -> Result<Response> {
    if let Err(error) = api::check_small(&call) {
        return problem::refuse(&error, call.language);
    }
    let text = call.request.text().await.unwrap_or_default();
    let fields: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    let field = |name: &str| {
        let found = fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    };
    match change(&call, &field).await {
        Ok(()) => pages::see_other(&format!("{PATH}?saved=1")),
        Err(error @ (Error::NotFound | Error::SignInFirst)) => problem::refuse(&error, call.language),
        Err(error) => pages::see_other(&back(&refusal::sentence(&error, call.language), &field)),
    }
}

async fn change(call: &Call, field: &dyn Fn(&str) -> Option<String>) -> service::Result<()> {
    let viewer = viewer::of(call).await?;
    // nobody else learns which values are good
    if !domain::access::may_set_up(viewer) {
        return Err(Error::NotFound);
    }
    let number = |name: &str| field(name).and_then(|text| text.parse::<u32>().ok()).map(i64::from);
    let base = number("version").ok_or(Invalid::FormUnreadable)?;
    match field("restore") {
        Some(_) => restore(&call.world, viewer, base, number("restore").ok_or(Error::NotFound)?).await,
        None => save(&call.world, viewer, base, &SiteSettings::read(field)?).await,
    }
}

fn back(sentence: &str, field: &dyn Fn(&str) -> Option<String>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("error", sentence);
    for one in Field::ALL {
        if let Some(value) = field(one.as_str()) {
            let value: String = value.chars().take(LONGEST).collect();
            query.append_pair(one.as_str(), &value);
        }
    }
    format!("{PATH}?{}", query.finish())
}

//! A member's image settings: plain forms, which work without scripts.

use super::load::page;
use crate::{
    RequestContext, catalogue,
    catalogue::{fill, number},
    functions::ApplyImageSettings,
    respond,
    text::size,
    ui::{Head, Problem, Scripts, SettingsNav, SettingsPage, Tick, options},
};
use domain::{
    image_settings::{Largest, MarkKind},
    watermark::{MAX_MARK_TEXT, Position},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use service::settings::{MOST_EARLIER, Settings};

/// Its path.
const PATH: &str = "/settings/images";

/// `/settings/images`.
#[component]
pub(crate) fn ImageSettingsPage() -> impl IntoView {
    let context = RequestContext::current()?;
    if context.session.is_none() {
        respond::sign_in_first("/settings/images");
        return None;
    }
    Some(page(
        async move |context: RequestContext| {
            service::settings::read(&context.world, context.viewer())
                .await
                .map(Some)
        },
        |settings| view! { <Forms settings/> },
    ))
}

#[component]
fn Forms(settings: Settings) -> impl IntoView {
    let words = &catalogue::here().settings;
    let saved = use_query_map()
        .with_untracked(|query| query.get("saved").is_some())
        .then(|| view! { <p class="said" role="status">{words.saved}</p> });
    let earlier = settings.earlier;
    view! {
        <Head title=words.title description=words.description/>
        <Scripts/>
        <section class="narrow settings-page">
            <SettingsNav here=SettingsPage::Images/>
            <h1>{words.heading}</h1>
            <Problem/>
            {saved}
            <p class="faint">{words.applies}</p>
            <form method="post" action=PATH enctype="multipart/form-data">
                <Files settings=settings.clone()/>
                <Watermark settings/>
                <button type="submit">{words.save}</button>
            </form>
            {(earlier > 0).then(|| view! { <Earlier count=earlier/> })}
        </section>
    }
}

#[component]
fn Files(settings: Settings) -> impl IntoView {
    let words = &catalogue::here().settings;
    let wanted = settings.settings;
    let widths = Largest::ALL.map(|largest| {
        let text = fill(words.pixels, &[("n", &largest.pixels().to_string())]);
        view! { <option value=largest.pixels().to_string() selected=largest == wanted.largest>{text}</option> }
    });
    let value = |smaller| if smaller { "smaller" } else { "keep" };
    let text = |smaller| if smaller { words.smaller } else { words.keep };
    let originals = options([false, true], wanted.smaller_original, value, text);
    view! {
        <fieldset>
            <legend>{words.files}</legend>
            <label class="field">
                <span>{words.largest}</span>
                <select name="largest">{widths.into_iter().collect_view()}</select>
            </label>
            <Tick name="avif" text=words.avif ticked=wanted.avif hint=words.avif_hint/>
            <div class="field">
                <label for="original">{words.original}</label>
                <select id="original" name="original" aria-describedby="original-hint">{originals}</select>
                <p class="hint" id="original-hint">{words.original_hint}</p>
            </div>
            <Tick name="credit" text=words.credit ticked=wanted.credit hint=words.credit_hint/>
        </fieldset>
    }
}

#[component]
fn Watermark(settings: Settings) -> impl IntoView {
    let words = &catalogue::here().settings;
    let wanted = settings.settings;
    let kinds = options(MarkKind::ALL, wanted.mark, MarkKind::as_str, |kind| words.kind(kind));
    let text = |position| words.position(position);
    let positions = options(Position::ALL, wanted.style.position, Position::as_str, text);
    view! {
        <fieldset>
            <legend>{words.watermark}</legend>
            <p class="hint">{words.watermark_hint}</p>
            <label class="field">
                <span>{words.mark}</span>
                <select name="mark">{kinds}</select>
            </label>
            <label class="field">
                <span>{words.text}</span>
                <input type="text" name="mark_text" maxlength=MAX_MARK_TEXT autocomplete="off" value=wanted.text/>
            </label>
            <Picture stored=settings.picture/>
            <label class="field">
                <span>{words.position}</span>
                <select name="position">{positions}</select>
            </label>
            <Percent name="opacity" text=words.opacity value=wanted.style.opacity/>
            <Percent name="scale" text=words.scale value=wanted.style.scale/>
            <Tick name="tiled" text=words.tiled ticked=wanted.style.tiled/>
        </fieldset>
    }
}

#[component]
fn Picture(stored: Option<u64>) -> impl IntoView {
    let words = &catalogue::here().settings;
    let known = stored.map(|bytes| format!(" {}", fill(words.picture_stored, &[("size", &size::of(bytes))])));
    view! {
        <div class="field">
            <label for="mark-picture">{words.picture}</label>
            <input
                id="mark-picture"
                class="file"
                type="file"
                name="mark_picture"
                accept="image/png"
                aria-describedby="mark-picture-hint"
            />
            <p class="hint" id="mark-picture-hint">{words.picture_hint}{known}</p>
        </div>
    }
}

#[component]
fn Percent(name: &'static str, text: &'static str, value: u8) -> impl IntoView {
    view! {
        <label class="field">
            <span>{text}</span>
            <input type="number" name=name min="5" max="100" step="1" required value=value/>
        </label>
    }
}

#[component]
fn Earlier(count: u32) -> impl IntoView {
    let words = &catalogue::here().settings;
    let many = if count < MOST_EARLIER {
        words.earlier_many
    } else {
        words.earlier_most
    };
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    view! {
        <section>
            <h2>{words.apply_heading}</h2>
            <p>{number(count, words.earlier_one, many)}</p>
            <form method="post" action=ApplyImageSettings::PATH>
                <button class="quiet" type="submit">{words.apply}</button>
                <p class="hint">{words.apply_hint}</p>
            </form>
        </section>
    }
}

//! All uploads at a glance: how far they have come, why they wait, what is done to many at once, what to do afterwards.

use super::{
    batch::Batch,
    edit::settings,
    hold::Hold,
    progress::Totals,
    summary::{summary, time_left},
    tile::Tile,
    voice::Voice,
};
use crate::{
    catalogue::{UploadWords, fill, number},
    text::size,
};
use leptos::{html, prelude::*};

/// Nothing, until there are uploads.
#[component]
pub(super) fn Overview(
    /// The uploads.
    batch: Batch,
    /// Where is written what many share.
    form: NodeRef<html::Div>,
) -> impl IntoView {
    let words = UploadWords::here();
    let sentence = move || summary(&batch.each(|tile| tile.stage), batch.count_unsaved());
    let left_out = move || match batch.left_out.get() {
        0 => String::new(),
        count => number(count, words.left_out_one, words.left_out_many),
    };
    view! {
        <p class="faint" role="status">{left_out}</p>
        <Voice sentence/>
        <section
            class="overview"
            id="overview"
            tabindex="-1"
            aria-label=words.overview
            hidden=move || batch.entries.with(Vec::is_empty)
        >
            <p class="summary">{sentence}</p>
            <Progress batch/>
            <Waiting batch/>
            <Done batch form/>
            <Tools batch form/>
        </section>
    }
}

#[component]
fn Progress(batch: Batch) -> impl IntoView {
    let words = UploadWords::here();
    let told = move || {
        let totals = batch.totals();
        let Totals {
            photos,
            arrived,
            bytes,
            sent,
        } = totals;
        let numbers = [arrived.to_string(), photos.to_string(), size::of(sent), size::of(bytes)];
        let [arrived, photos, sent, bytes] = numbers.each_ref().map(String::as_str);
        let values = [
            ("arrived", arrived),
            ("photos", photos),
            ("sent", sent),
            ("bytes", bytes),
        ];
        fill(words.totals, &values) + &batch.seconds_left(totals).map_or_else(String::new, time_left)
    };
    view! {
        <div class="totals" hidden=move || !batch.totals().is_sending()>
            <progress
                max=move || batch.totals().bytes.to_string()
                value=move || batch.totals().sent.to_string()
                aria-label=words.all_uploads
            ></progress>
            <p class="faint">{told}</p>
        </div>
    }
}

/// Why the line waits, and the next step.
#[component]
fn Waiting(batch: Batch) -> impl IntoView {
    let words = UploadWords::here();
    let signed_out = move || batch.hold.get() == Some(Hold::SignedOut);
    view! {
        <div class="hold" role="status">
            {move || batch.hold.get().map(|hold| view! { <p>{hold.text()}</p> })}
        </div>
        <p class="row" hidden=move || !signed_out()>
            <a class="button" href="/sign-in" target="_blank" rel="noopener">{words.sign_in}</a>
            <button class="quiet" type="button" on:click=move |_| batch.go_on(Hold::SignedOut)>{words.go_on}</button>
        </p>
    }
}

/// What to do when everything is sent.
#[component]
fn Done(batch: Batch, form: NodeRef<html::Div>) -> impl IntoView {
    let words = UploadWords::here();
    let totals = move || batch.totals();
    // once there is something to see, the form is awake
    let own_page = move || (totals().arrived > 0).then(|| own_page(form)).flatten();
    let settled = move || batch.each(Tile::is_settled).into_iter().all(|settled| settled);
    view! {
        <div class="done" hidden=move || totals().is_sending() || totals().arrived == 0>
            <p>{move || if settled() { words.all_done } else { words.all_stored }}</p>
            <p class="row">
                <a class="button" href=own_page>{words.see_photos}</a>
                <button
                    class="quiet"
                    type="button"
                    on:click=move |_| {
                        batch.clear_done();
                        super::focus_chooser();
                    }
                >
                    {words.upload_more}
                </button>
            </p>
        </div>
    }
}

/// The uploader's own page, which the form knows.
fn own_page(form: NodeRef<html::Div>) -> Option<String> {
    let form = form.get_untracked()?.query_selector("[data-own-page]").ok()??;
    form.get_attribute("data-own-page")
}

/// What is done to all, or to those that are chosen.
#[component]
fn Tools(batch: Batch, form: NodeRef<html::Div>) -> impl IntoView {
    let words = UploadWords::here();
    let chosen = move || batch.count_chosen();
    let apply = move || match chosen() {
        0 => words.apply_all.to_owned(),
        count => number(count, words.apply_one, words.apply_many),
    };
    let again = move || fill(words.retry_all, &[("n", &batch.count_lost().to_string())]);
    view! {
        <div class="row" role="group" aria-label=words.tools>
            <button class="quiet" type="button" on:click=move |_| batch.apply(&settings(form))>{apply}</button>
            <button class="quiet" type="button" on:click=move |_| batch.name_after_files()>{words.name_files}</button>
            <button class="quiet" type="button" on:click=move |_| batch.choose_all(chosen() == 0)>
                {move || if chosen() == 0 { words.choose_all } else { words.choose_none }}
            </button>
            <button class="quiet" type="button" hidden=move || chosen() == 0 on:click=move |_| batch.remove_chosen()>
                {words.remove_chosen}
            </button>
            <button type="button" hidden=move || batch.count_lost() < 2 on:click=move |_| batch.again_all()>
                {again}
            </button>
        </div>
        <p class="faint">{words.apply_hint}</p>
    }
}

//! The last runs of the cron: when, how long, and what each task did.

use crate::{
    catalogue::{self, fill},
    text::{date::minute, figures::whole},
    ui::ColumnHeads,
};
use leptos::prelude::*;
use service::cron::{Outcome, Ran, Run};

/// All of them.
#[component]
pub(super) fn Runs(runs: Vec<Run>) -> impl IntoView {
    let words = &catalogue::here().statistics;
    if runs.is_empty() {
        return view! { <section><h2>{words.runs}</h2><p class="faint">{words.no_runs}</p></section> }.into_any();
    }
    let rows = runs.into_iter().map(row).collect_view();
    view! {
        <section>
            <h2>{words.runs}</h2>
            <p class="faint">{words.runs_text}</p>
            <table>
                <ColumnHeads of=vec![words.began, words.took, words.done]/>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(run: Run) -> impl IntoView {
    let words = &catalogue::here().statistics;
    let took = run.ended_at.map_or_else(
        || words.died.to_owned(),
        |ended| {
            let millis = u64::try_from(ended.millis() - run.started_at.millis()).unwrap_or(0);
            fill(words.millis, &[("n", &whole(millis))])
        },
    );
    let said: Vec<_> = run.tasks.iter().filter_map(task).collect();
    let done = if said.is_empty() {
        view! { <span class="faint">{words.nothing_done}</span> }.into_any()
    } else {
        view! { <ul class="done">{said}</ul> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">{minute(run.started_at, catalogue::language())}</th>
            <td>{took}</td>
            <td>{done}</td>
        </tr>
    }
}

/// What a task did, unless that is nothing. Its words are those of the log.
fn task(ran: &Ran) -> Option<impl IntoView + use<>> {
    let words = &catalogue::here().statistics;
    let failed = match &ran.outcome {
        Outcome::Failed(why) => {
            Some(view! { <span class="chip">{words.failed}</span>" "<code>{why.clone()}</code> }.into_any())
        }
        Outcome::Did(_) => {
            let figures = ran.outcome.figures();
            let told = |(name, number): (&str, u64)| format!("{name} {number}").trim().to_owned();
            let told: Vec<String> = figures.into_iter().map(told).collect();
            (!told.is_empty()).then(|| told.join(" · ").into_any())
        }
    };
    failed.map(|said| view! { <li><code>{ran.task.clone()}</code>" "{said}</li> })
}

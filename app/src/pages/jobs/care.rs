//! Which backups there are, and what the audit has found.

use crate::{
    catalogue::{self, fill},
    text::{
        date::minute,
        figures::{amount, whole},
    },
    ui::ColumnHeads,
};
use domain::plan::Resource;
use leptos::prelude::*;
use service::{
    audit::Audit,
    sql::{audit::FindingRow, backups::BackupRow},
};

/// Which backups there are.
#[component]
pub(super) fn Backups(backups: Vec<BackupRow>) -> impl IntoView {
    let words = &catalogue::here().jobs;
    let language = catalogue::language();
    let row = |backup: BackupRow| {
        view! {
            <tr>
                <th scope="row">{minute(backup.begun_at, language)}</th>
                <td>{words.backup(backup.state)}</td>
                <td>{whole(backup.row_count)}</td>
                <td>{amount(Resource::StoredBytes, backup.bytes)}</td>
            </tr>
        }
    };
    let table = if backups.is_empty() {
        view! { <p>{words.no_backups}</p> }.into_any()
    } else {
        view! {
            <table>
                <ColumnHeads of=vec![words.begun, words.state, words.rows, words.size]/>
                <tbody>{backups.into_iter().map(row).collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section>
            <h2>{words.backups}</h2>
            <p>{words.backups_text}</p>
            {table}
        </section>
    }
}

/// What the audit has found.
#[component]
pub(super) fn StoredFiles(audit: Audit) -> impl IntoView {
    let words = &catalogue::here().jobs;
    let progress = match audit.state.ended_at {
        Some(ended) => {
            let values = [
                ("time", minute(ended, catalogue::language())),
                ("n", whole(audit.state.last_looked_at)),
            ];
            fill(
                words.audit_last,
                &values.each_ref().map(|(name, text)| (*name, text.as_str())),
            )
        }
        None => fill(words.audit_never, &[("n", &whole(audit.state.looked_at))]),
    };
    let none = audit.findings.is_empty().then(|| view! { <p>{words.no_findings}</p> });
    let findings = audit
        .findings
        .into_iter()
        .map(|finding| view! { <Finding finding/> })
        .collect_view();
    view! {
        <section>
            <h2>{words.audit}</h2>
            <p>{words.audit_text}</p>
            <p>{progress}</p>
            {none}
            <ul class="people">{findings}</ul>
        </section>
    }
}

#[component]
fn Finding(finding: FindingRow) -> impl IntoView {
    let words = &catalogue::here().jobs;
    let object = ("object", finding.object.as_str());
    let text = match (finding.found, finding.expected) {
        (Some(found), Some(expected)) => {
            let (found, expected) = (whole(found), whole(expected));
            fill(words.other_size, &[object, ("found", &found), ("expected", &expected)])
        }
        _ => fill(words.missing, &[object]),
    };
    view! {
        <li>
            <p><code>{finding.photo_id.to_string()}</code></p>
            <p>{text}</p>
            <p class="faint">{minute(finding.noticed_at, catalogue::language())}</p>
        </li>
    }
}

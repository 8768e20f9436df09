//! What the site stores about people, made from the list that a test compares with the schema.

use crate::{
    RequestContext, catalogue,
    ui::{ColumnHeads, Head, Scripts},
};
use leptos::prelude::*;
use service::letters::offered;
use service::stored::{Group, Purpose, of_group};

/// `/privacy`.
#[component]
pub(crate) fn PrivacyPage() -> impl IntoView {
    let words = &catalogue::here().privacy;
    let groups = Group::ALL
        .into_iter()
        .map(|group| view! { <Stored group/> })
        .collect_view();
    let letters = RequestContext::current().is_some_and(|context| offered(&context.world));
    let letters = letters.then(|| {
        let words = &catalogue::here().letters;
        view! { <section><h2>{words.privacy_heading}</h2><p>{words.privacy}</p></section> }
    });
    let besides = [
        (words.files_heading, words.files),
        (words.browser_heading, words.browser),
        (words.network_heading, words.network),
        (words.caches_heading, words.caches),
        (words.backups_heading, words.backups),
        (words.others_heading, words.others),
    ]
    .map(|(heading, text)| view! { <section><h2>{heading}</h2><p>{text}</p></section> })
    .into_iter()
    .collect_view();
    view! {
        <Head title=words.title description=words.description path="/privacy"/>
        <Scripts/>
        <article class="narrow told">
            <h1>{words.heading}</h1>
            <p>{words.intro}</p>
            {groups}
            {besides}
            {letters}
            <p><a href="/settings/privacy">{words.settings}</a></p>
            <p><a href=service::leave::PATH>{words.leave}</a></p>
        </article>
    }
}

#[component]
fn Stored(group: Group) -> impl IntoView {
    let words = &catalogue::here().privacy;
    let [name, kept, seen] = catalogue::here().stored.group(group);
    let rows = of_group(group)
        .into_iter()
        .map(|(purpose, columns)| view! { <Row purpose columns/> })
        .collect_view();
    view! {
        <section>
            <h2>{name}</h2>
            <dl>
                <dt>{words.kept}</dt>
                <dd>{kept}</dd>
                <dt>{words.seen}</dt>
                <dd>{seen}</dd>
            </dl>
            <table>
                <ColumnHeads of=vec![words.what, words.why]/>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Row(purpose: Purpose, columns: Vec<String>) -> impl IntoView {
    let [what, why] = catalogue::here().stored.purpose(purpose);
    let label = catalogue::here().privacy.columns;
    let columns = columns
        .into_iter()
        .map(|column| view! { <li><code>{column}</code></li> })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{what}<ul class="columns" aria-label=label>{columns}</ul></th>
            <td>{why}</td>
        </tr>
    }
}

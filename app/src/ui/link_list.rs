//! A photo's share links, each with what use was made of it. Plain forms: they work without scripts.

use crate::{
    catalogue::{self, fill, number},
    functions::RevokeShareLink,
    text::date,
};
use domain::{id::PhotoId, time::Timestamp};
use leptos::{prelude::*, server_fn::ServerFn};
use service::sql::share_links::LinkRow;

/// All of them, the newest first.
#[component]
pub(crate) fn LinkList(
    /// The photo.
    photo: PhotoId,
    /// Its links.
    links: Vec<LinkRow>,
    /// Now.
    now: Timestamp,
) -> impl IntoView {
    let words = &catalogue::here().share_links;
    let none = links.is_empty().then(|| view! { <p class="faint">{words.none}</p> });
    let items = links
        .into_iter()
        .zip(1_usize..)
        .map(|(link, place)| view! { <li><Link photo link place now/></li> })
        .collect_view();
    view! {
        <section>
            <h2>{words.list_heading}</h2>
            {none}
            <ul class="links">{items}</ul>
        </section>
    }
}

#[component]
fn Link(
    photo: PhotoId,
    link: LinkRow,
    /// Where in the list it stands, from 1: several may have been made on one day.
    place: usize,
    now: Timestamp,
) -> impl IntoView {
    let (words, language) = (&catalogue::here().share_links, catalogue::language());
    let day = |time: Timestamp| {
        let machine = time.day();
        view! { <time datetime=machine>{date::day(time, language)}</time> }
    };
    let ends = if link.grant().holds(now) {
        words.ends
    } else {
        words.ended
    };
    let gives = gives(&link);
    let (place, made) = (place.to_string(), date::day(link.created_at, language));
    let revoke = fill(words.revoke_named, &[("n", &place), ("day", &made)]);
    view! {
        <dl class="facts">
            <div><dt>{words.made}</dt><dd>{day(link.created_at)}</dd></div>
            <div><dt>{ends}</dt><dd>{day(link.expires_at)}</dd></div>
            <div><dt>{words.opened}</dt><dd>{opened(&link)}</dd></div>
            {link.last_used_at.map(|time| view! { <div><dt>{words.last_opened}</dt><dd>{day(time)}</dd></div> })}
            {(!gives.is_empty()).then(|| view! { <div><dt>{words.gives}</dt><dd>{gives}</dd></div> })}
        </dl>
        <form method="post" action=RevokeShareLink::PATH>
            <input type="hidden" name="photo" value=photo.to_string()/>
            <input type="hidden" name="link" value=link.id.to_string()/>
            <button class="danger" type="submit" aria-label=revoke>{words.revoke}</button>
        </form>
    }
}

fn opened(link: &LinkRow) -> String {
    let words = &catalogue::here().share_links;
    match link.max_views {
        Some(most) => {
            let values = [("n", &*link.views.to_string()), ("most", &*most.to_string())];
            fill(words.times_of, &values)
        }
        None => number(
            usize::try_from(link.views).unwrap_or(usize::MAX),
            words.times_one,
            words.times_many,
        ),
    }
}

/// What goes with it, in one line.
fn gives(link: &LinkRow) -> String {
    let words = &catalogue::here().share_links;
    let grant = link.grant();
    let said = [
        (link.is_protected(), words.has_password),
        (grant.may_download, words.has_download),
        (!grant.hide_metadata, words.has_metadata),
    ];
    let said: Vec<&str> = said.into_iter().filter(|(is, _)| *is).map(|(_, text)| text).collect();
    said.join(" · ")
}

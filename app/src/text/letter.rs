//! Letters by e-mail in words: in the language of whoever asked, and without anything that anybody wrote.

use crate::{
    Language, RequestContext,
    catalogue::{fill, of},
};
use domain::id::UserId;
use service::letters::{Message, Write, Written, password_changed, verify};

/// Writes letters to whoever asks.
pub(crate) fn writer(context: &RequestContext) -> Write {
    let (language, site) = (context.language, host(&context.site.origin).to_owned());
    Box::new(move |message| written(message, language, &site))
}

/// Sends somebody new, once the answer is on its way, a link that shows that their address is theirs; if this site does that.
pub(crate) async fn welcome(context: &RequestContext, user: UserId) {
    context.after(verify::welcome(&context.world, user, writer(context)).await);
}

/// Tells somebody, once the answer is on its way, that their password was changed.
pub(crate) fn say_password_changed(context: &RequestContext, user: UserId) {
    context.after(password_changed(&context.world, user, writer(context)));
}

fn written(message: &Message, language: Language, site: &str) -> Written {
    let words = &of(language).letters;
    let (subject, text, link) = match message {
        Message::Verify { link } => (words.verify_subject, words.verify_text, link),
        Message::Reset { link } => (words.reset_subject, words.reset_text, link),
        Message::PasswordChanged { forgot } => (words.changed_subject, words.changed_text, forgot),
    };
    let values = [("site", site), ("link", link.as_str())];
    Written {
        subject: fill(subject, &values),
        text: fill(text, &values),
    }
}

/// The host of an origin: what people call the site.
fn host(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_one_link_on_a_line_of_its_own_and_a_subject_of_one_line() {
        let link = "https://photos.example/reset/abc".to_owned();
        let messages = [
            Message::Verify { link: link.clone() },
            Message::Reset { link: link.clone() },
            Message::PasswordChanged { forgot: link.clone() },
        ];
        for message in messages {
            for language in Language::ALL {
                let Written { subject, text } = written(&message, language, host("https://photos.example"));
                assert_eq!(text.lines().filter(|line| *line == link).count(), 1, "{text}");
                assert_eq!(text.matches("://").count(), 1, "{text}");
                assert!(text.contains("photos.example") && text.ends_with('\n'), "{text}");
                assert!(
                    !subject.contains(['\r', '\n', '{']) && !text.contains(['<', '{']),
                    "{subject}: {text}"
                );
            }
        }
    }
}

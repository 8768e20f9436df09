use super::*;
use crate::{image_settings::SettingsError, watermark::Position};

const USUAL_FORM: [(&str, &str); 14] = [
    ("name", "Heliograph"),
    ("sign_up", "open"),
    ("visibility", "public"),
    ("licence", "all-rights-reserved"),
    ("largest", "2048"),
    ("mark", "none"),
    ("mark_text", ""),
    ("position", "bottom-right"),
    ("opacity", "50"),
    ("scale", "25"),
    ("warn", "80"),
    ("act", "95"),
    ("prefetch", "100"),
    ("show_avif", "100"),
];

fn read(changes: &[(&str, &str)]) -> Result<SiteSettings, Refused> {
    SiteSettings::read(&|name| {
        let mut fields = changes.iter().chain(&USUAL_FORM);
        fields
            .find(|(field, _)| *field == name)
            .map(|(_, value)| (*value).to_owned())
    })
}

fn usual() -> SiteSettings {
    SiteSettings::usual(SignUpMode::Open)
}

/// Nothing in it is as usual.
fn unusual() -> SiteSettings {
    read(&[
        ("name", "  Ада's\nphotos "),
        ("sign_up", "closed"),
        ("visibility", "private"),
        ("licence", "cc-by"),
        ("avif", "on"),
        ("largest", "640"),
        ("mark", "text"),
        ("mark_text", "© Ada"),
        ("position", "centre"),
        ("opacity", "5"),
        ("scale", "100"),
        ("tiled", "on"),
        ("warn", "50"),
        ("act", " 97 "),
        ("prefetch", "0"),
        ("show_avif", "7"),
    ])
    .unwrap()
}

#[test]
fn a_form_left_as_it_is_is_what_is_usual() {
    assert_eq!(read(&[]).unwrap(), usual());
    assert_eq!(usual().changes(&usual()), []);
}

#[test]
fn everything_can_be_chosen_and_is_told_as_it_was_chosen() {
    let chosen = unusual();
    assert_eq!(
        (chosen.name.as_str(), chosen.sign_up),
        ("Ада's photos", SignUpMode::Closed)
    );
    assert_eq!(chosen.marks, Marks { warn: 50, act: 97 });
    let member = chosen.images.settings();
    assert_eq!((member.mark, member.style.position), (MarkKind::Text, Position::Centre));
    assert!(!member.smaller_original, "that is never chosen for somebody");
    assert_eq!(usual().changes(&chosen), Field::ALL);
    let again = SiteSettings::read(&|name| {
        let field = Field::ALL.into_iter().find(|field| field.as_str() == name)?;
        Some(field.value(&chosen))
    });
    assert_eq!(again, Ok(chosen));
}

/// A field, what is sent in it, and what is said of that.
const REFUSED: [(&str, &str, &str); 16] = [
    (
        "name",
        " \n",
        "Name of the site: please give a name of 1 to 40 characters.",
    ),
    (
        "sign_up",
        "Open",
        "Who can make an account: this choice is not offered. Please choose again.",
    ),
    (
        "visibility",
        "",
        "Who may see a new photo: this choice is not offered. Please choose again.",
    ),
    (
        "licence",
        "mit",
        "Licence of a new photo: this choice is not offered. Please choose again.",
    ),
    (
        "largest",
        "4096",
        "Largest size that is shown: this choice is not offered. Please choose again.",
    ),
    (
        "mark",
        "picture",
        "Watermark: this choice is not offered. Please choose again.",
    ),
    (
        "mark",
        "text",
        "Text of the watermark: Please write the text of the watermark.",
    ),
    (
        "position",
        "left",
        "Where it lies: this choice is not offered. Please choose again.",
    ),
    (
        "opacity",
        "4",
        "Opacity in percent: please give a whole number from 5 to 100.",
    ),
    (
        "scale",
        "1e1",
        "Width in percent of the photo's: please give a whole number from 5 to 100.",
    ),
    (
        "warn",
        "49",
        "Warn from percent: please give a whole number from 50 to 97.",
    ),
    (
        "warn",
        "95",
        "Do without from percent: it must be above the mark at which admins are warned.",
    ),
    (
        "act",
        "98",
        "Do without from percent: please give a whole number from 50 to 97.",
    ),
    (
        "act",
        "",
        "Do without from percent: please give a whole number from 50 to 97.",
    ),
    (
        "prefetch",
        "101",
        "Fetch pages ahead, percent of viewers: please give a whole number from 0 to 100.",
    ),
    (
        "show_avif",
        "-1",
        "Show AVIF, percent of viewers: please give a whole number from 0 to 100.",
    ),
];

#[test]
fn what_cannot_be_saved_is_refused_by_the_name_of_its_field() {
    let (long_name, long_text) = ("é".repeat(41), "é".repeat(61));
    let long = [
        (
            "name",
            long_name.as_str(),
            "Name of the site: please give a name of 1 to 40 characters.",
        ),
        (
            "mark_text",
            long_text.as_str(),
            "Text of the watermark: The text of a watermark has at most 60 characters.",
        ),
    ];
    for (name, value, said) in REFUSED.into_iter().chain(long) {
        let refused = read(&[(name, value)]).unwrap_err();
        assert_eq!(refused.to_string(), said, "{name}={value}");
    }
    let chinese = read(&[("mark_text", "林梅")]).unwrap_err();
    assert_eq!(chinese.problem, Problem::Text(SettingsError::NotWritable));
    assert!(read(&[("name", &"é".repeat(40))]).is_ok());
}

#[test]
fn stored_settings_read_back() {
    for settings in [usual(), unusual()] {
        assert_eq!(SiteSettings::parse(&settings.to_json(), &usual()), settings);
    }
}

#[test]
fn what_another_version_stored_breaks_nothing() {
    let invited = SiteSettings::usual(SignUpMode::Invitation);
    for (json, name, sign_up) in [
        ("", "Heliograph", SignUpMode::Invitation),
        ("[]", "Heliograph", SignUpMode::Invitation),
        ("{}", "Heliograph", SignUpMode::Invitation),
        (
            r#"{"sign_up":"closed","colour":"red"}"#,
            "Heliograph",
            SignUpMode::Closed,
        ),
        (
            r#"{"sign_up":"closed","name":7,"marks":{"warn":1,"act":0}}"#,
            "Heliograph",
            SignUpMode::Closed,
        ),
        (
            r#"{"licence":"cc-by-5","sign_up":"closed","name":"Ada"}"#,
            "Ada",
            SignUpMode::Closed,
        ),
        (r#"{"sign_up":"by mail","name":"Ada"}"#, "Ada", SignUpMode::Invitation),
    ] {
        let read = SiteSettings::parse(json, &invited);
        assert_eq!((read.name.as_str(), read.sign_up), (name, sign_up), "{json}");
        assert_eq!(
            (read.marks, read.licence),
            (Marks::default(), Licence::default()),
            "{json}"
        );
    }
    let flags = SiteSettings::parse(r#"{"flags":{"avif":3,"albums":9},"images":{"avif":true}}"#, &usual());
    assert_eq!(flags.flags, Flags::default().with(Flag::Avif, 3));
    assert!(flags.images.avif && flags.images.style == Style::default());
}

//! Whose photo it is, as an XMP packet (ISO 16684-1; Dublin Core and XMP Rights Management).

use crate::limits::MAX_CREDIT_TEXT;
use domain::ticket::Credit;

/// The packet. Texts that are too long are cut.
pub(super) fn packet(credit: &Credit) -> String {
    let (creator, rights) = (escaped(&credit.creator), escaped(&credit.rights));
    let statement = credit.licence_url.as_deref().map(escaped).filter(|url| !url.is_empty());
    let statement = statement.map_or_else(String::new, |url| format!(r#" xmpRights:WebStatement="{url}""#));
    let creator = filled(&creator, |name| {
        format!("<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>")
    });
    let rights = filled(&rights, |text| {
        format!(r#"<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></dc:rights>"#)
    });
    [
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
        r#"<x:xmpmeta xmlns:x="adobe:ns:meta/">"#,
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">"#,
        r#"<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/""#,
        r#" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmpRights:Marked="True""#,
        &statement,
        ">",
        &creator,
        &rights,
        r#"</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"#,
    ]
    .concat()
}

fn filled(text: &str, element: impl Fn(&str) -> String) -> String {
    if text.is_empty() { String::new() } else { element(text) }
}

/// A text between tags or within quotes. Characters that XML 1.0 cannot hold are left out.
fn escaped(text: &str) -> String {
    let visible = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let mut escaped = String::new();
    for c in text.trim().chars().filter(visible).take(MAX_CREDIT_TEXT) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credit(creator: &str, rights: &str, licence_url: Option<&str>) -> Credit {
        Credit {
            creator: creator.to_owned(),
            rights: rights.to_owned(),
            licence_url: licence_url.map(str::to_owned),
        }
    }

    #[test]
    fn texts_cannot_leave_their_place() {
        let hostile = r#"</rdf:li>"'&<x:evil/>"#;
        let packet = packet(&credit(hostile, hostile, Some(hostile)));
        let escaped = "&lt;/rdf:li&gt;&quot;&apos;&amp;&lt;x:evil/&gt;";
        assert_eq!(packet.matches(escaped).count(), 3);
        assert!(!packet.contains("<x:evil"));
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out_and_long_texts_are_cut() {
        let packet = packet(&credit("Mei\0 \u{8}Lin\u{ffff}", &"é".repeat(100_000), None));
        assert!(packet.contains("<rdf:li>Mei Lin</rdf:li>"));
        assert_eq!(packet.matches('é').count(), MAX_CREDIT_TEXT);
        assert!(!packet.contains("WebStatement"));
    }

    #[test]
    fn what_is_empty_is_not_written() {
        let packet = packet(&credit("", "  ", Some("")));
        assert!(!packet.contains("rdf:li") && !packet.contains("WebStatement"));
    }

    #[test]
    fn the_longest_texts_fit_into_a_segment_of_a_jpeg() {
        let long = "\"".repeat(MAX_CREDIT_TEXT);
        assert!(packet(&credit(&long, &long, Some(&long))).len() < 60_000);
    }
}

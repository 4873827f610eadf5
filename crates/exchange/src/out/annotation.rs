//! W3C Web Annotations: each claim an annotation on the words that carry it, found by position and by quote.

use crate::told::Telling;
use serde_json::{Value, json};

pub(crate) const BEFORE: &str =
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:dateline:claims\",\"type\":\"AnnotationPage\",\"items\":[\n";
pub(crate) const AFTER: &str = "\n]}\n";

/// The target is the report's text, by its address or, where none is known, by the hash of the text that the offsets count in.
pub(crate) fn annotation(telling: &Telling<'_>) -> Value {
    let (origin, claim) = (telling.origin, telling.claim);
    let source = match &origin.url {
        Some(url) => url.clone(),
        None => format!("urn:sha256:{}", origin.text_sha256),
    };
    json!({
        "id": format!("urn:dateline:claim:{}", urn(&telling.key())),
        "type": "Annotation",
        "motivation": "describing",
        "generator": { "type": "Software", "name": claim.coder },
        "body": [
            { "type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en",
                "value": crate::phrase::headline(claim) },
            { "type": "TextualBody", "purpose": "classifying", "format": "application/json",
                "value": crate::json::told_line(telling) },
        ],
        "target": {
            "source": source,
            "selector": [
                { "type": "TextQuoteSelector", "exact": claim.evidence.text },
                { "type": "TextPositionSelector", "start": claim.evidence.start, "end": claim.evidence.end },
            ]
        }
    })
}

/// Characters that a URN cannot hold, written as their bytes.
fn urn(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

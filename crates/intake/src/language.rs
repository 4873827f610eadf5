//! Whether a text is in English, and if not, in what.
//!
//! English shows by its small words, whoever the text is about: names, of which news is full, are not counted, so that a report on
//! one country is not taken for another language sooner than a report on another.

use whatlang::{Lang, detect as by_letters};

/// Small words of English that are no common words of other languages in Latin script.
const SMALL: [&str; 24] = [
    "the", "and", "that", "with", "from", "said", "which", "were", "been", "has", "their", "they", "his", "her", "would", "who",
    "this", "are", "by", "after", "of", "to", "for", "not",
];
/// Characters looked at: the language of a report does not change later on.
const LOOKED_AT: usize = 6_000;
/// Fewer words tell nothing.
const ENOUGH: usize = 20;

/// The BCP 47 tag of the language, where the text leaves no doubt; `None` where it is too short or undecided.
///
/// ```
/// use dateline_intake::detect;
/// let french = "Les pourparlers entre les deux parties ont repris lundi à Genève, a annoncé le porte-parole du ministère, qui \
///     espère un accord avant la fin de la semaine.";
/// assert_eq!(detect(french), Some("fr"));
/// assert_eq!(detect("Troops crossed the river."), None);
/// ```
pub fn detect(text: &str) -> Option<&'static str> {
    let end = text.char_indices().nth(LOOKED_AT).map_or(text.len(), |(at, _)| at);
    let sample = &text[..end];
    let (mut words, mut small, mut letters, mut latin) = (0usize, 0usize, 0usize, 0usize);
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        words += 1;
        small += usize::from(word.len() <= 5 && SMALL.contains(&word.to_ascii_lowercase().as_str()));
        for c in word.chars() {
            letters += 1;
            latin += usize::from(c < '\u{250}');
        }
    }
    let foreign_script = letters >= 40 && latin * 2 < letters;
    if !foreign_script {
        if words < ENOUGH {
            return None;
        }
        // In English news every third to fifth word is one of these.
        if small * 12 >= words {
            return Some("en");
        }
    }
    let found = by_letters(sample)?;
    // A list of English names and figures has few small words: what letters alone tell must be sure.
    (found.lang() != Lang::Eng && (foreign_script || found.is_reliable() && small * 25 < words)).then(|| tag(found.lang()))
}

/// The shortest tag of a language.
fn tag(lang: Lang) -> &'static str {
    match lang.code() {
        "epo" => "eo",
        "eng" => "en",
        "rus" => "ru",
        "cmn" => "zh",
        "spa" => "es",
        "por" => "pt",
        "ita" => "it",
        "ben" => "bn",
        "fra" => "fr",
        "deu" => "de",
        "ukr" => "uk",
        "kat" => "ka",
        "ara" => "ar",
        "hin" => "hi",
        "jpn" => "ja",
        "heb" => "he",
        "yid" => "yi",
        "pol" => "pl",
        "amh" => "am",
        "jav" => "jv",
        "kor" => "ko",
        "nob" => "nb",
        "dan" => "da",
        "swe" => "sv",
        "fin" => "fi",
        "tur" => "tr",
        "nld" => "nl",
        "hun" => "hu",
        "ces" => "cs",
        "ell" => "el",
        "bul" => "bg",
        "bel" => "be",
        "mar" => "mr",
        "kan" => "kn",
        "ron" => "ro",
        "slv" => "sl",
        "hrv" => "hr",
        "srp" => "sr",
        "mkd" => "mk",
        "lit" => "lt",
        "lav" => "lv",
        "est" => "et",
        "tam" => "ta",
        "vie" => "vi",
        "urd" => "ur",
        "tha" => "th",
        "guj" => "gu",
        "uzb" => "uz",
        "pan" => "pa",
        "aze" => "az",
        "ind" => "id",
        "tel" => "te",
        "pes" => "fa",
        "mal" => "ml",
        "ori" => "or",
        "mya" => "my",
        "nep" => "ne",
        "sin" => "si",
        "khm" => "km",
        "tuk" => "tk",
        "aka" => "ak",
        "zul" => "zu",
        "sna" => "sn",
        "afr" => "af",
        "lat" => "la",
        "slk" => "sk",
        "cat" => "ca",
        "tgl" => "tl",
        "hye" => "hy",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_known() {
        let texts = [
            ("ru", "Представитель министерства обороны заявил в понедельник, что стороны договорились о прекращении огня."),
            ("ar", "أعلن المتحدث باسم الجيش يوم الاثنين أن الطرفين اتفقا على وقف إطلاق النار في المدينة."),
            (
                "de",
                "Die Gespräche zwischen den beiden Seiten wurden am Montag in Genf wieder aufgenommen, sagte ein Sprecher des \
                 Ministeriums, der auf eine Einigung vor dem Ende der Woche hofft.",
            ),
            (
                "es",
                "Las conversaciones entre las dos partes se reanudaron el lunes en Ginebra, dijo el portavoz del ministerio, que \
                 espera un acuerdo antes de que termine la semana.",
            ),
        ];
        for (tag, text) in texts {
            assert_eq!(detect(text), Some(tag), "{text}");
        }
    }

    #[test]
    fn english_full_of_foreign_names_stays_english() {
        let text = "Oberleutnant Friedrich von Schönberg und Söhne GmbH of Königs Wusterhausen told Süddeutsche Zeitung and Frankfurter \
            Allgemeine that the shelling by the Freischärler hit Straße des Friedens.";
        assert_eq!(detect(text), Some("en"));
    }
}

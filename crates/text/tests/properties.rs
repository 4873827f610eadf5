//! What holds of every string that is split.

use dateline_text::split;
use proptest::prelude::*;

/// Texts made of what news are made of, and of what breaks splitters.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z]{1,8}",
        2 => Just(" ".to_owned()),
        1 => "[ \\n\\t\u{a0}\u{200b}]{1,3}",
        1 => "[.!?…,;:]{1,3}",
        1 => "[\"'“”‘’`()\\[\\]<>-]{1,2}",
        1 => "[0-9]{1,5}[.,:/-]?[0-9]{0,4}",
        1 => prop_oneof!["U\\.S\\.", "Gen\\. ", "a\\.m\\.", "No\\. 5", "can't", "Syria’s", "http://x\\.y", "a@b\\.org", "\\$5m", "é", "–", "🙂"],
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let sentences = split(text);
    let mut end = 0;
    let mut paragraph = 0;
    let mut kept = String::new();
    for sentence in &sentences {
        prop_assert!(!sentence.tokens.is_empty());
        prop_assert!(sentence.paragraph >= paragraph);
        paragraph = sentence.paragraph;
        prop_assert_eq!(sentence.span.start, sentence.tokens[0].span.start);
        prop_assert_eq!(sentence.span.end, sentence.tokens[sentence.tokens.len() - 1].span.end);
        for token in &sentence.tokens {
            let words = text.get(token.span.start as usize..token.span.end as usize);
            prop_assert!(words.is_some_and(|w| !w.is_empty()), "{:?}", token);
            prop_assert!(token.span.start >= end, "tokens overlap at {:?}", token);
            end = token.span.end;
            kept += words.unwrap_or("");
        }
    }
    // Nothing but white space is lost.
    let solid = |t: &str| t.chars().filter(|c| c.is_alphanumeric() || c.is_ascii_punctuation()).collect::<String>();
    prop_assert_eq!(solid(&kept), solid(text));
    Ok(())
}

proptest! {
    // The same cases on every run.
    #![proptest_config(ProptestConfig { rng_seed: proptest::test_runner::RngSeed::Fixed(20221108), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_nothing_overlaps(text in texts()) {
        holds(&text)?;
    }

    #[test]
    fn any_string(text in any::<String>()) {
        holds(&text)?;
    }
}

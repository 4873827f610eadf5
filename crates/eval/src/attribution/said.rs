//! Attributions as plain spans, from claims or from nothing.

use crate::frame::Points;
use dateline_engine::{Claim, Quote, Span};
use std::collections::BTreeMap;

/// Who is given as the source of which words; spans in bytes, each part in as many pieces as it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The source.
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
}

impl Attribution {
    /// Its words, for people.
    pub(super) fn told(&self, text: &str) -> String {
        let words = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
        let line = format!("{} | {} | {}", words(&self.source), words(&self.cue), words(&self.content));
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The attributions that claims tell: one for each cue, with the words of its source, and as content what its claims of one sentence cover together.
/// Claims hold the shortest words that carry their proposition, so the content is shorter than what a reader would mark.
pub(super) fn of_claims(text: &str, claims: &[Claim]) -> Vec<Attribution> {
    let points = Points::new(text);
    let span = |quote: &Quote| points.of(quote.start, quote.end);
    let mut by_cue: BTreeMap<Span, Attribution> = BTreeMap::new();
    for claim in claims {
        for link in &claim.attribution {
            let Some(cue) = &link.cue else { continue };
            let cue = span(cue);
            let attribution = by_cue.entry(cue).or_default();
            attribution.cue = vec![cue];
            if let Some(words) = link.source.words.as_ref().filter(|_| attribution.source.is_empty()) {
                attribution.source = vec![span(words)];
            }
            let evidence = span(&claim.evidence);
            match attribution.content.last_mut() {
                // Over the end of a paragraph nothing is joined.
                Some(last) if !text.get(last.end as usize..evidence.start as usize).unwrap_or_default().contains('\n') => {
                    *last = last.cover(evidence);
                }
                _ => attribution.content.push(evidence),
            }
        }
    }
    by_cue.into_values().collect()
}

/// What somebody would answer who reads nothing: every sentence is said by its first word, by way of its second.
pub(super) fn of_nothing(text: &str) -> Vec<Attribution> {
    let sentences = dateline_text::split(text);
    let attribution = |sentence: &dateline_text::Sentence| {
        let [first, second, rest @ ..] = sentence.tokens.as_slice() else { return None };
        let content = rest.iter().map(|token| token.span).reduce(Span::cover)?;
        Some(Attribution { source: vec![first.span], cue: vec![second.span], content: vec![content] })
    };
    sentences.iter().filter_map(attribution).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::claim;
    use serde_json::json;

    #[test]
    fn claims_of_one_cue_are_one_attribution() {
        let quote = |start: u32, end: u32| json!({"start": start, "end": end, "text": ""});
        let source = json!({"id": "", "wikidata": null, "name": "", "code": null, "sector": null, "kind": "", "person": null, "office": null, "words": quote(0, 2), "via": ""});
        let link = json!([{"source": source, "stance": "asserts", "cue": quote(3, 7), "relation": "party"}]);
        let claims = [
            claim(json!({"evidence": [8, 12], "attribution": link})),
            claim(json!({"evidence": [14, 20], "attribution": link})),
            claim(json!({"evidence": [14, 20]})),
        ];
        let told = of_claims("He said it rained and it poured.", &claims);
        assert_eq!(
            told,
            [Attribution { source: vec![Span::new(0, 2)], cue: vec![Span::new(3, 7)], content: vec![Span::new(8, 20)] }]
        );
    }

    #[test]
    fn nothing_read_is_a_sentence_each() {
        let told = of_nothing("He said it rained. No.");
        assert_eq!(told[0].told("He said it rained. No."), "He | said | it rained.");
    }
}

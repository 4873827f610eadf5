//! Quotations and what is attributed: a sentence ends, a quotation goes on.
//!
//! The network sees one sentence at a time. Content that reaches into a quotation is taken to have all of it, and
//! a quotation that begins a sentence and that nobody else claims belongs to the last speaker quoted in its paragraph.

use crate::Attribution;
use dateline_text::Span;

/// A quotation with its marks, and where its paragraph begins.
struct Quotation {
    span: Span,
    paragraph: u32,
}

/// The quotations of a text in order. One that is not closed ends with its paragraph.
fn quotations(text: &str) -> Vec<Quotation> {
    let (mut found, mut open, mut paragraph) = (Vec::new(), None, 0);
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match (c, open) {
            ('\n', _) => {
                found.extend(open.take().map(|start| Quotation { span: Span::new(start, at), paragraph }));
                paragraph = end as u32;
            }
            ('“' | '"', None) => open = Some(at),
            ('”' | '"', Some(start)) => {
                found.push(Quotation { span: Span::new(start, end), paragraph });
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| Quotation { span: Span::new(start, text.len()), paragraph }));
    found
}

/// Numbers of the quotations that a stretch reaches into.
fn touched(quotations: &[Quotation], span: Span) -> std::ops::Range<usize> {
    let first = quotations.partition_point(|q| q.span.end <= span.start);
    let end = quotations.partition_point(|q| q.span.start < span.end);
    first..end.max(first)
}

/// Whether a quotation stands at the beginning of a sentence.
fn begins_a_sentence(text: &str, quotation: &Quotation) -> bool {
    let before = text[..quotation.span.start as usize].trim_end_matches(' ');
    before.is_empty() || before.ends_with(['.', '!', '?', '\n', '”', '"'])
}

/// Lets contents have the whole of their quotations.
pub(crate) fn complete(text: &str, attributions: &mut [Attribution]) {
    let quotations = quotations(text);
    if quotations.is_empty() {
        return;
    }
    for attribution in attributions.iter_mut() {
        let reached = |span: &Span| touched(&quotations, *span).fold(*span, |all, q| all.cover(quotations[q].span));
        let whole: Vec<Span> = attribution.content.iter().map(reached).collect();
        attribution.content = without(&merged(whole), &merged([&attribution.source[..], &attribution.cue].concat()));
        attribution.content.retain(|span| !span.of(text).trim().is_empty());
    }
    let mut free = vec![true; quotations.len()];
    // Where the cue of each attribution that quotes begins, and its number.
    let mut quoting = Vec::new();
    for (number, attribution) in attributions.iter().enumerate() {
        for span in attribution.content.iter().chain(&attribution.source).chain(&attribution.cue) {
            free[touched(&quotations, *span)].fill(false);
        }
        if attribution.content.iter().any(|span| !touched(&quotations, *span).is_empty()) {
            quoting.extend(attribution.cue.first().map(|cue| (cue.start, number)));
        }
    }
    quoting.sort_unstable();
    for (quotation, _) in quotations.iter().zip(&free).filter(|(q, free)| **free && begins_a_sentence(text, q)) {
        let before = quoting.partition_point(|(cue, _)| *cue < quotation.span.start);
        if let Some(&(cue, number)) = quoting[..before].last()
            && cue >= quotation.paragraph
        {
            attributions[number].content.push(quotation.span);
        }
    }
    for attribution in attributions {
        attribution.content = merged(std::mem::take(&mut attribution.content));
    }
}

/// Stretches in order, those that touch as one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable_by_key(|s| (s.start, s.end));
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}

/// What is left of some stretches without others, both in order and without overlap.
fn without(spans: &[Span], others: &[Span]) -> Vec<Span> {
    let mut out = Vec::new();
    for span in spans {
        let mut start = span.start;
        let first = others.partition_point(|o| o.end <= span.start);
        for other in others[first..].iter().take_while(|o| o.start < span.end) {
            if other.start > start {
                out.push(Span::new(start as usize, other.start as usize));
            }
            start = start.max(other.end);
        }
        if start < span.end {
            out.push(Span::new(start as usize, span.end as usize));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, part: &str) -> Span {
        let start = text.find(part).unwrap();
        Span::new(start, start + part.len())
    }

    #[test]
    fn a_quotation_over_two_sentences_is_one_content() {
        let text = "“They fired. We left,” Ali said. “Two fell.” It rained.\n“Who knows.”";
        let mut said =
            [Attribution { source: vec![at(text, "Ali")], cue: vec![at(text, "said")], content: vec![at(text, "We left")] }];
        complete(text, &mut said);
        let parts: Vec<&str> = said[0].content.iter().map(|s| s.of(text)).collect();
        assert_eq!(parts, ["“They fired. We left,”", "“Two fell.”"]);
    }

    #[test]
    fn source_and_cue_stay_out_of_the_content() {
        let text = "\"We left, he said, at dawn. It was cold.\"";
        let mut said =
            [Attribution { source: vec![at(text, "he")], cue: vec![at(text, "said")], content: vec![at(text, "at dawn")] }];
        complete(text, &mut said);
        let parts: Vec<&str> = said[0].content.iter().map(|s| s.of(text)).collect();
        assert_eq!(parts, ["\"We left, ", ", at dawn. It was cold.\""]);
    }

    #[test]
    fn an_open_quotation_ends_with_its_paragraph() {
        let text = "“Go on.\nNo more";
        let spans: Vec<&str> = quotations(text).iter().map(|q| q.span.of(text)).collect();
        assert_eq!(spans, ["“Go on."]);
    }
}

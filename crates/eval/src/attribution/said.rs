//! Attributions as plain spans, from the reader or from nothing.

use dateline_engine::{Engine, Report, Span};

/// Who is given as the source of which words; spans in bytes, each part in as many pieces as it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attribution {
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

/// The attributions that the reader finds in a report.
pub(super) fn of_reader(engine: &Engine, report: &Report) -> Vec<Attribution> {
    let sentences = dateline_text::split(&report.text);
    let marks = engine.lexicon().mark(&report.text, &sentences);
    let found = engine.reader().attributions(&report.text, &sentences, &marks);
    found.into_iter().map(|a| Attribution { source: a.source, cue: a.cue, content: a.content }).collect()
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

    #[test]
    fn the_reader_tells_who_said_what() {
        let engine = Engine::new(dateline_engine::Options::default());
        let report = Report::new("a", "The ministry said that rebels had fled.");
        let told = of_reader(&engine, &report);
        assert_eq!(told[0].told(&report.text), "The ministry | said | that rebels had fled");
    }

    #[test]
    fn nothing_read_is_a_sentence_each() {
        let told = of_nothing("He said it rained. No.");
        assert_eq!(told[0].told("He said it rained. No."), "He | said | it rained.");
    }
}

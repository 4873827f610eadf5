//! Every row of the event lexicon on its own sentences, through the reader: does it fire, and stay silent where it must?
//!
//! The reader errs now and then on so short a sentence, so shares are asked for; what fails is printed.

use dateline_lexicon::Lexicon;
use dateline_syntax::Reader;
use dateline_text::Report;

/// Types of the events that a sentence tells, with the rules that found them.
fn events(sentence: &str) -> Vec<(String, String)> {
    let lexicon = Lexicon::builtin();
    let mut report = Report::new("row", sentence);
    report.published = "2021-05-04".parse().ok();
    let sentences = dateline_text::split(&report.text);
    let marks = lexicon.mark(&report.text, &sentences);
    let trees = Reader::builtin().read(&report.text, &sentences, &marks);
    let coded = dateline_coding::code(&report, &trees, lexicon, "test");
    coded.claims.into_iter().filter_map(|c| c.event.map(|e| (e.kind, c.rule))).collect()
}

#[test]
fn rows_fire_on_their_sentences() {
    let (mut right, mut all) = (0, 0);
    for row in Lexicon::builtin().predicates.all().iter().filter(|r| !r.kind.is_empty()) {
        for sentence in &row.fires {
            all += 1;
            let told = events(sentence);
            if told.iter().any(|(kind, _)| *kind == row.kind) {
                right += 1;
            } else {
                println!("{} ({}): “{sentence}” gives {told:?}", row.file_line, row.id);
            }
        }
    }
    println!("{right} of {all} sentences give the type of their row");
    assert!(all > 400 && right * 100 >= all * 85, "{right} of {all}");
}

#[test]
fn rows_stay_silent_where_they_must() {
    let (mut right, mut all) = (0, 0);
    for row in Lexicon::builtin().predicates.all() {
        for sentence in &row.silent {
            all += 1;
            // Another row may rightly take the sentence; this one, or for a silent sense its lemma's types, may not.
            let told = events(sentence);
            let fired = told.iter().any(|(kind, rule)| if row.kind.is_empty() { rule.split(';').next().is_some_and(|r| r.contains(&row.lemmas[0])) } else { *kind == row.kind && rule.contains(&row.id) });
            if fired {
                println!("{} ({}): “{sentence}” gives {told:?}", row.file_line, row.id);
            } else {
                right += 1;
            }
        }
    }
    println!("{right} of {all} sentences stay silent");
    assert!(all > 60 && right * 100 >= all * 90, "{right} of {all}");
}

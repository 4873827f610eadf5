//! Every row of the event lexicon on its own sentences; what fails is printed. `dateline lexicon test` does the same.

use dateline_coding::trial::{Trial, trials};
use dateline_lexicon::Lexicon;

/// How many of the sentences are as their rows say, and of how many.
fn share(fires: bool) -> (usize, usize) {
    let lexicon = Lexicon::builtin();
    let all: Vec<Trial<'_>> =
        lexicon.predicates.all().iter().flat_map(|row| trials(lexicon, row)).filter(|t| t.fires == fires).collect();
    for trial in all.iter().filter(|t| !t.passed) {
        println!("{} ({}): “{}” gives {:?}", trial.row.file_line, trial.row.id, trial.sentence, trial.told);
    }
    (all.iter().filter(|t| t.passed).count(), all.len())
}

#[test]
fn rows_fire_on_their_sentences() {
    let (right, all) = share(true);
    println!("{right} of {all} sentences give the type of their row");
    assert!(all > 400 && right * 100 >= all * 85, "{right} of {all}");
}

#[test]
fn rows_stay_silent_where_they_must() {
    let (right, all) = share(false);
    println!("{right} of {all} sentences stay silent");
    assert!(all > 60 && right * 100 >= all * 90, "{right} of {all}");
}

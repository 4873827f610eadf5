//! What must hold of every folder that is laid over the lexicon.

use dateline_lexicon::{Folder, Lexicon};
use proptest::prelude::*;

const FILES: &[&str] = &[
    "actors/states.tsv",
    "actors/seats.tsv",
    "actors/bodies.tsv",
    "actors/outlets.tsv",
    "actors/people.tsv",
    "actors/groups.tsv",
    "actors/populations.tsv",
    "actors/agents.tsv",
    "cues/reporting.toml",
    "cues/effects.toml",
    "cues/words.toml",
    "events/classes.toml",
    "events/modes.toml",
    "events/contexts.toml",
    "events/plover.toml",
    "events/acled.toml",
    "events/facilities.toml",
    "events/light.toml",
    "events/parts.toml",
    "events/own.toml",
    "places/regions.tsv",
    "places/spellings.tsv",
    "terms/obligations.toml",
    "terms/figures.toml",
    "terms/counting.toml",
    "words/common.txt",
    "drop.tsv",
];

/// The built-in file of a name; empty where it is no file of ours.
fn ours(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon").join(name);
    std::fs::read_to_string(path).unwrap_or_default()
}

/// Some lines of a file of ours, broken in a few places: far more telling than mere noise.
fn broken(name: &str, from: usize, lines: usize, noise: &[(usize, String)]) -> String {
    let text = ours(name);
    let head: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).take(1).collect();
    let count = text.lines().count().max(1);
    let body = text.lines().skip(from % count).take(lines);
    let mut out: Vec<char> = head.into_iter().chain(body).collect::<Vec<_>>().join("\n").chars().collect();
    for (at, with) in noise {
        let at = at % (out.len() + 1);
        out.splice(at..at, with.chars());
    }
    out.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn any_folder_is_survived_and_told_alike(
        from in 0usize..2000,
        lines in 0usize..40,
        noise in prop::collection::vec((0usize..100_000, "[\\PC\t\n\"=\\[\\]|@#-]{0,6}"), 0..12),
    ) {
        let texts: Vec<String> = FILES.iter().map(|f| broken(f, from, lines, &noise)).collect();
        let folder = || Folder::from_texts("mine", FILES.iter().copied().zip(texts.iter().map(String::as_str)));
        let (one, two) = (Lexicon::layered(vec![folder()]), Lexicon::layered(vec![folder()]));
        prop_assert_eq!(one.problems(), two.problems());
        prop_assert_eq!(one.version(), two.version());
        prop_assert!(one.problems().iter().all(|p| !p.file.is_empty() && !p.message.is_empty()));
        one.warnings(1);
    }
}

#[test]
fn the_program_s_own_files_laid_over_themselves_change_nothing() {
    let names = [
        "actors/groups.tsv",
        "actors/people.tsv",
        "actors/agents.tsv",
        "events/fighting.toml",
        "terms/figures.toml",
        "terms/counting.toml",
        "cues/effects.toml",
    ];
    let texts: Vec<String> = names.iter().map(|n| ours(n)).collect();
    let folder = Folder::from_texts("copy", names.iter().copied().zip(texts.iter().map(String::as_str)));
    let (copy, own) = (Lexicon::layered(vec![folder]), Lexicon::builtin());
    assert_eq!(copy.problems(), []);
    assert_eq!((copy.actors.len(), copy.name_count()), (own.actors.len(), own.name_count()));
    assert_eq!(copy.predicates.all().len(), own.predicates.all().len());
    assert_eq!(copy.agents.iter().count(), own.agents.iter().count());
    assert_eq!(copy.terms.ids().len(), own.terms.ids().len());
    assert_ne!(copy.version(), own.version());
}

//! Cases of the published table.

use super::*;
use dateline_syntax::{Deprel, Feats, Upos, Word};
use dateline_text::split;

fn tree(text: &str) -> Tree {
    let sentence = &split(text)[0];
    let words = sentence
        .tokens
        .iter()
        .enumerate()
        .map(|(i, t)| {
            let form = t.span.of(text);
            let plural = form.ends_with('s') && form.len() > 3;
            Word {
                span: t.span,
                first_token: i as u32,
                token_count: 1,
                upos: if form.starts_with(char::is_uppercase) { Upos::Propn } else { Upos::Noun },
                lemma: form.to_lowercase(),
                feats: if plural { Feats::PLURAL } else { Feats::default() },
                head: (i > 0).then_some(0),
                deprel: if form == "no" { Deprel::Det } else { Deprel::Dep },
                name: None,
                mark: None,
            }
        })
        .collect();
    Tree { span: sentence.span, paragraph: 0, words }
}

#[test]
fn counts() {
    for (text, low, high) in [
        ("He counted more than 6,500 dead.", Some(6500), None),
        ("around 30,000 people fled", Some(27000), Some(33000)),
        ("at least 39 civilians", Some(39), None),
        ("scores of people", Some(40), Some(99)),
        ("dozens were killed", Some(24), Some(99)),
        ("a few soldiers", Some(2), Some(5)),
        ("several rockets", Some(3), Some(9)),
        ("half a dozen men", Some(6), Some(6)),
        ("two dozen men", Some(24), Some(24)),
        ("more than two dozen men", Some(24), None),
        ("between 20 and 30 men", Some(20), Some(30)),
        ("20-30 men", Some(20), Some(30)),
        ("two or three men", Some(2), Some(3)),
        ("up to 50 men", None, Some(50)),
        ("nearly 400 men", Some(360), Some(400)),
        ("some 200 men", Some(180), Some(220)),
        ("1.2 million people", Some(1_200_000), Some(1_200_000)),
        ("2 to 3 million people", Some(2_000_000), Some(3_000_000)),
        ("twenty-five men", Some(25), Some(25)),
        ("a hundred men", Some(100), Some(100)),
        ("no casualties", Some(0), Some(0)),
        ("hundreds of thousands of people", Some(200_000), Some(999_999)),
        ("tens of thousands fled", Some(20_000), Some(99_999)),
        ("fewer than 10 men", None, Some(9)),
        ("100 or more people", Some(100), None),
        ("one soldier died", Some(1), Some(1)),
        ("a further 20 men", Some(20), Some(20)),
        ("more than a dozen men", Some(12), None),
        ("hundreds dead", Some(200), Some(999)),
    ] {
        let tree = tree(text);
        let found = quantities(text, &tree);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!((found[0].low, found[0].high, found[0].unit), (low, high, None), "{text}");
    }
}

#[test]
fn other_numbers_are_flagged() {
    for (text, unit) in [
        ("a 122mm shell", Unit::Measure),
        ("10 km away", Unit::Measure),
        ("worth $5 million now", Unit::Money),
        ("boys aged 12 fled", Unit::Age),
        ("a 12-year-old boy", Unit::Age),
        ("said Noha, 45, asking", Unit::Age),
        ("40 percent of it", Unit::Percent),
        ("for six weeks", Unit::Time),
        ("on 5 May they left", Unit::Date),
        ("on May 5 they left", Unit::Date),
        ("in 2017 they left", Unit::Date),
        ("since a 2020 war", Unit::Date),
        ("an F-16 jet", Unit::Name),
        ("a 7.62 round", Unit::Measure),
    ] {
        let tree = tree(text);
        let found = quantities(text, &tree);
        assert_eq!(found.iter().map(|q| q.unit).collect::<Vec<_>>(), [Some(unit)], "{text}");
    }
}

#[test]
fn no_quantities() {
    for text in ["a soldier died", "no one knows", "they fought one another", "he scores well", "no, he said"] {
        assert_eq!(quantities(text, &tree(text)), [], "{text}");
    }
}

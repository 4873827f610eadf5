//! Names found in sentences, written as a reader would mark them: `[Armenia|state] and [Baku|place] …`.

use dateline_lexicon::Lexicon;
use dateline_text::split;

/// Marks a text and writes the marks into it.
fn marked(text: &str) -> String {
    let sentences = split(text);
    let marks = Lexicon::builtin().mark(text, &sentences);
    let mut out = String::new();
    let mut at = 0;
    for (sentence, marks) in sentences.iter().zip(&marks) {
        for mark in marks {
            let first = sentence.tokens[mark.first as usize].span;
            let last = sentence.tokens[(mark.first + mark.len - 1) as usize].span;
            let span = first.cover(last);
            out.push_str(&text[at..span.start as usize]);
            out.push_str(&format!("[{}|{}]", span.of(text), mark.class.as_str()));
            at = span.end as usize;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// The text without brackets and classes.
fn plain(marked: &str) -> String {
    let mut out = String::new();
    for part in marked.split('[') {
        match part.split_once(']') {
            Some((name, rest)) => {
                out.push_str(name.rsplit_once('|').map_or(name, |(n, _)| n));
                out.push_str(rest);
            }
            None => out.push_str(part),
        }
    }
    out
}

fn check(cases: &[&str]) {
    for case in cases {
        assert_eq!(marked(&plain(case)), *case);
    }
}

#[test]
fn states_their_peoples_and_their_capitals() {
    check(&[
        "[Armenia|state] and [Azerbaijan|state] held talks, [Baku|place] said.",
        "[Azerbaijani|demonym] forces fired on [Armenian|demonym] positions in [Nagorno-Karabakh|place].",
        "The [United States|state] and the [U.S.|state] ally [South Korea|state] protested.",
        "[Azerbaijan|state]'s army withdrew. [Azerbaijan|state] is ready.",
        "[US|state]-led raids went on, he told us.",
        "[Guinea-Bissau|state], [Guinea|state], [Niger|state] and [Nigeria|state] are neighbours.",
        "[Türkiye|state] and [Côte d’Ivoire|state] voted against.",
    ]);
}

#[test]
fn words_with_a_capital_by_rule_are_no_names() {
    check(&[
        "Police said nothing on Monday in May.",
        "Turkey is a bird only in lower case: they ate turkey and polished the china."
            .replace("Turkey", "[Turkey|state]")
            .as_str(),
        "Nice weather held. Reading the list took long. Mobile units moved.",
        "March was quiet, and so was August.",
    ]);
}

#[test]
fn people_by_full_name_then_by_surname() {
    check(&[
        "President [Vladimir Putin|person] spoke. Later [Putin|person] left.",
        "The [Armenian|demonym] prime minister, [Nikol Pashinian|person], met [Ilham Aliyev|person]. [Aliyev|person] praised [Pashinian|person].",
    ]);
}

#[test]
fn strangers_are_nobody_in_the_table() {
    check(&[
        "Maria Putin, a nurse, was hurt. Putin said she was well.",
        "Michael Jordan played. Chad Johnson and Paris Hilton watched.",
        "Officer Ms. Davis said that she saw Kevin Lebanon.",
    ]);
}

#[test]
fn bodies_outlets_and_seats() {
    check(&[
        "The [Organization for Security and Cooperation in Europe|org] ([OSCE|org]) met.",
        "The [Kremlin|org] told [TASS|outlet] and [Al Jazeera|outlet] about the [UN Security Council|org].",
        "The [Syrian Observatory for Human Rights|org] and the [Red Cross|org] counted the dead.",
    ]);
}

#[test]
fn short_forms_follow_the_whole_name() {
    check(&[
        "The [Syrian Observatory for Human Rights|org] counted nine. A day later the [Observatory|org] said ten.",
        "The observatory on the hill and the Observatory were closed.",
    ]);
}

#[test]
fn places_of_several_words_and_unknown_names_that_go_on() {
    check(&[
        "Troops in [Beit Hanoun|place] and near the [Golan Heights|place] fired.",
        "Prime Minister Lee Sang-min spoke in the [Middle East|place].",
    ]);
}

#[test]
fn abbreviations_that_the_report_explains_itself() {
    check(&[
        "Regional Small Farmers (RSF) met on Monday. Later RSF said no.",
        "The [Rapid Support Forces|group] ([RSF|group]) fought on. The [RSF|group] said no.",
    ]);
}

#[test]
fn a_possessive_is_no_plural() {
    check(&["[Iraq|state]'s oil.", "[Serb|demonym]'s and [Serbs|demonym]."]);
}

#[test]
fn texts_in_capitals_and_texts_without_apostrophes() {
    check(&[
        "SOLDIERS FROM [EL SALVADOR|state] AND [NICARAGUA|state] FOUGHT NEAR [SAN SALVADOR|place]; IT TOLD US LITTLE.",
        "[MOSCOW|place] (Reuters) - Fighting went on.".replace("Reuters", "[Reuters|outlet]").as_str(),
    ]);
    let long = "The army of [Syrias|state] neighbour moved. ".to_owned()
        + &"Nothing else was told by anyone there that day. ".repeat(12);
    check(&[
        &long,
        &long.replace("The army of [Syrias|state] neighbour", "The government of President [Bashar al-Assads|person] ally"),
    ]);
}

#[test]
fn exchanging_two_parties_exchanges_their_marks_only() {
    let text = "ANKARA said nothing. Armenia and Azerbaijan fought near the border. Yerevan said that Azerbaijani troops shelled an Armenian \
        village; Baku denied it. Armenians fled. Armenia's prime minister, Nikol Pashinyan, called Ilham Aliyev. Pashinyan was angry, Aliyev was not.";
    let pairs = [("Armenia", "Azerbaijan"), ("Yerevan", "Baku"), ("Nikol Pashinyan", "Ilham Aliyev"), ("Pashinyan", "Aliyev")];
    let mut swapped = text.to_owned();
    // Longest first; `Armenian` and `Azerbaijani` before the states that begin them.
    let all = [("Armenians", "Azerbaijanis"), ("Armenian", "Azerbaijani")].into_iter().chain(pairs);
    for (n, (a, b)) in all.enumerate() {
        let hold = format!("\u{1}{n}\u{2}");
        swapped = swapped
            .replace(b, &hold)
            .replace(a, &format!("\u{3}{n}\u{2}"))
            .replace(&hold, a)
            .replace(&format!("\u{3}{n}\u{2}"), b);
        // Protect what is done from the shorter names.
        swapped = swapped.replace(a, &format!("\u{4}{n}a")).replace(b, &format!("\u{4}{n}b"));
    }
    let all = [("Armenians", "Azerbaijanis"), ("Armenian", "Azerbaijani")].into_iter().chain(pairs);
    for (n, (a, b)) in all.enumerate() {
        swapped = swapped.replace(&format!("\u{4}{n}a"), a).replace(&format!("\u{4}{n}b"), b);
    }
    let classes = |text: &str| -> Vec<Vec<(u32, &'static str)>> {
        let sentences = split(text);
        let marks = Lexicon::builtin().mark(text, &sentences);
        marks.iter().map(|m| m.iter().map(|m| (m.first, m.class.as_str())).collect()).collect()
    };
    assert_ne!(text, swapped);
    assert_eq!(classes(text), classes(&swapped), "{swapped}");
}

#[test]
fn marks_are_in_order_and_never_overlap() {
    let text = "Syrian Arab News Agency SANA said the Islamic State of Iraq and Syria took Deir ez-Zor, Al-Hasakah and Abu Kamal from Bashar al-Assad's army.";
    let sentences = split(text);
    for (sentence, marks) in sentences.iter().zip(Lexicon::builtin().mark(text, &sentences)) {
        let mut end = 0;
        for mark in marks {
            assert!(mark.len >= 1 && mark.first >= end, "{mark:?}");
            end = mark.first + mark.len;
            assert!(end as usize <= sentence.tokens.len());
        }
    }
}

#[test]
fn two_names_that_share_their_last_word_are_both_marked() {
    assert_eq!(
        marked("Talks between North and South Korea resumed."),
        "Talks between [North|state] and [South Korea|state] resumed."
    );
    assert_eq!(marked("The north and South Korea differ."), "The north and [South Korea|state] differ.");
}

//! What opens a text or a paragraph and belongs to none of its sentences: a publication date, a dateline.
//!
//! A dateline tells where and when a report was written and by which agency, nothing that happened. Read together
//! with the sentence behind it, its place would look like somebody who acts.

use crate::calendar::is_month;
use crate::token::is_space;

/// Words that open a publication header.
const HEADERS: &[&str] = &[
    "date of publication",
    "publication date",
    "last updated",
    "published on",
    "updated on",
    "posted on",
    "published",
    "updated",
    "posted",
    "date",
];

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Length of a publication date that opens a text: `date 2020-11-02`, `Published on 4 April 2017`, or a bare full date
/// before a capital; behind the `first` line (the headline) only a date with its weekday. `None` where the line opens otherwise.
pub(crate) fn header_len(line: &str, first: bool) -> Option<usize> {
    let lower = line.to_ascii_lowercase();
    if !first && !DAYS.iter().any(|day| lower.starts_with(day)) {
        return None;
    }
    let opener = HEADERS.iter().find(|h| lower.starts_with(**h) && lower[h.len()..].starts_with([' ', ':']));
    let mut at = opener.map_or(0, |h| h.len());
    at += lower[at..].len() - lower[at..].trim_start_matches([' ', ':']).len();
    let date = at + date_len(&lower[at..])?;
    let next = line[date..].trim_start();
    let breaks = next.is_empty() || next.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'));
    (line[date..].is_empty() || line[date..].starts_with(is_space)).then_some(()).filter(|()| breaks)?;
    Some(date)
}

/// Length of a full date: `2020-11-02`, `4 April 2017`, `April 4, 2017`, `Tuesday, April 4, 2017`.
fn date_len(lower: &str) -> Option<usize> {
    let bytes = lower.as_bytes();
    let iso = |i: usize, b: u8| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() };
    if bytes.len() >= 10 && bytes[..10].iter().enumerate().all(|(i, &b)| iso(i, b)) {
        return Some(10);
    }
    let named = DAYS.iter().find_map(|day| lower.strip_prefix(day)).map(|rest| rest.trim_start_matches([',', ' ']));
    let rest = named.unwrap_or(lower);
    let mut words = rest.split(' ');
    let (a, b, c) = (words.next()?, words.next()?, words.next()?);
    let day =
        |w: &str| (1..=2).contains(&w.trim_end_matches(',').len()) && w.trim_end_matches(',').bytes().all(|b| b.is_ascii_digit());
    let month = |w: &str| is_month(w.trim_end_matches(['.', ',']));
    let year = |w: &str| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
    let full = year(c) && (day(a) && month(b) || month(a) && day(b));
    full.then(|| lower.len() - rest.len() + a.len() + b.len() + c.len() + 2)
}

/// Longest dateline in bytes, its dash left out.
const LONGEST: usize = 80;

/// A shorter line than this, in bytes, is a headline or a caption: a dash in it may stand for anything.
const SENTENCE: usize = 60;

/// Length of a dateline that opens a paragraph: `GENEVA, Nov 2 (Reuters) -`, `KYIV, Ukraine —`, `Cairo (dpa) –`; `None`
/// where there is none. Less certain forms (`Beirut, Lebanon -`, `Pretoria –`, `KABUL:`) count in the `opening` of a text only.
pub(crate) fn dateline_len(line: &str, opening: bool) -> Option<usize> {
    let end = line.char_indices().map(|(at, _)| at).find(|&at| at >= LONGEST).unwrap_or(line.len());
    let head = line.get(..end)?;
    let dashes = [" -- ", " — ", " – ", " - ", " _ ", "—", ": "];
    // Of two that begin at one place the longer one counts.
    let found = dashes.iter().filter_map(|dash| Some((head.find(dash)?, *dash)));
    let (at, dash) = found.min_by_key(|(at, dash)| (*at, usize::MAX - dash.len()))?;
    let body = line[at + dash.len()..].trim_start();
    let begins = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '[' | '(');
    if !body.starts_with(begins) {
        return None;
    }
    let place = Place::of(&line[..at])?;
    // A text in capitals throughout shows a dateline only by its agency or its date.
    let shouting = !body.chars().any(char::is_lowercase);
    let sentence = opening
        && line.len() >= SENTENCE
        && body.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?'])
        && dashes[..5].iter().all(|dash| !body.contains(dash));
    let certain = place.agency || place.dated;
    let dateline = match dash {
        _ if shouting => place.shouted && certain && dash == " -- ",
        ": " => place.shouted && !certain && place.words <= 2 && sentence,
        "—" => place.shouted || certain,
        _ => place.shouted || certain || sentence && (place.parts > 1 || place.words <= 2),
    };
    dateline.then(|| at + dash.trim_end().len())
}

/// How many words of a sentence are a dateline whose dash is left out, or that no line begins: `MOSCOW (Sputnik) Over 100 people fled`. Only a place in
/// capitals with an agency of one word is certain enough.
pub(crate) fn dateline_words(words: &[&str]) -> Option<usize> {
    let open = words.iter().take(6).position(|w| *w == "(").filter(|&open| open > 0)?;
    let shouted = |w: &&str| *w == "," || w.chars().all(|c| c.is_uppercase() || c == '-');
    let letters = |w: &str| w.chars().count();
    if letters(words[0]) < 4 || !words[..open].iter().all(shouted) || words.get(open + 2) != Some(&")") {
        return None;
    }
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    let agency = words.get(open + 1).is_some_and(|w| capital(w) && w.chars().all(char::is_alphanumeric));
    let rest = words.get(open + 3..)?;
    let dash = usize::from(rest.first().is_some_and(|w| matches!(*w, "-" | "–" | "—" | "--")));
    // In a text all in capitals nothing stands out.
    let body = rest.get(dash..).filter(|body| body.len() > 3 && body.iter().any(|w| w.chars().any(char::is_lowercase)))?;
    (agency && capital(body.first()?)).then_some(open + 3 + dash)
}

/// What stands before the dash of a dateline.
struct Place {
    /// Whether its first word is in capitals.
    shouted: bool,
    /// Whether an agency in brackets ends it.
    agency: bool,
    /// Whether it has a day of a month.
    dated: bool,
    /// Parts between commas, words in all; agency and date not counted.
    parts: usize,
    words: usize,
}

impl Place {
    /// `None` where these are no names of places, dates and agencies.
    fn of(text: &str) -> Option<Place> {
        const WORDS: usize = 8;
        let (outside, agency) = match text.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
            Some((before, inside)) => (before, Some(inside.trim())),
            None => (text, None),
        };
        // An agency is a name of one or few words: letters, digits, strokes.
        let named = |name: &str| {
            (2..=24).contains(&name.len())
                && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | ' ' | '.' | '-' | '&'))
        };
        if outside.contains(['(', ')', '"', '“', ':', ';']) || agency.is_some_and(|name| !named(name)) {
            return None;
        }
        let capital = |w: &str| w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
        let particle =
            |w: &str| matches!(w, "de" | "del" | "la" | "las" | "el" | "al" | "of" | "the" | "and" | "bin" | "sur" | "near");
        let (mut words, mut parts, mut months, mut numbers) = (0, 0, 0, 0);
        for part in outside.split([',', '/']) {
            let mut place = false;
            for (k, word) in part.split_whitespace().enumerate() {
                let bare = word.trim_end_matches('.');
                if bare.chars().all(|c| c.is_ascii_digit()) {
                    numbers += 1;
                } else if is_month(&bare.to_ascii_lowercase()) {
                    months += 1;
                } else if capital(word) || k > 0 && particle(word) {
                    (place, words) = (true, words + 1);
                } else {
                    return None;
                }
            }
            parts += usize::from(place);
        }
        let first = outside.split([' ', ',', '/']).find(|w| !w.is_empty())?;
        let letters = first.chars().filter(|c| c.is_alphabetic());
        let shouted = letters.clone().count() > 2 && letters.clone().all(char::is_uppercase);
        // A number that belongs to no date: `F 16 -`, `UN 2 -`.
        let sound = (1..=WORDS).contains(&words) && (numbers == 0 || months > 0) && numbers <= 2 && months <= 1;
        sound.then_some(Place { shouted, agency: agency.is_some(), dated: months > 0 && numbers > 0, parts, words })
    }
}

#[cfg(test)]
mod tests {
    use crate::block::blocks;

    fn cut(text: &str) -> Vec<&str> {
        blocks(text).into_iter().map(|b| b.span.of(text)).collect()
    }

    #[test]
    fn a_publication_date_stands_apart() {
        assert_eq!(cut(" date 2020-11-02 Talks failed."), ["date 2020-11-02", "Talks failed."]);
        assert_eq!(
            cut("Date of publication 2 October 2016 Planes bombed a camp."),
            ["Date of publication 2 October 2016", "Planes bombed a camp."]
        );
        assert_eq!(cut("Friday, May 7, 2021 The army left."), ["Friday, May 7, 2021", "The army left."]);
        assert_eq!(
            cut("Talks fail\nFriday, May 7, 2021 The army left."),
            ["Talks fail", "Friday, May 7, 2021", "The army left."]
        );
        assert_eq!(cut("2 October 2016 was a Sunday."), ["2 October 2016 was a Sunday."]);
        assert_eq!(cut("Sunday, 2 October 2016 was hot."), ["Sunday, 2 October 2016 was hot."]);
        assert_eq!(cut("Date palms grow here."), ["Date palms grow here."]);
    }

    /// `|` marks where the dateline ends; it is taken out of the text.
    #[test]
    fn a_dateline_stands_apart() {
        for marked in [
            "DUBAI (Reuters) -| Fighters left.",
            "GENEVA, Nov 2 (AFP) —| Talks failed.",
            "KYIV, Ukraine (AP) —| Drones hit a plant.",
            "NEW YORK, N.Y. –| The council met.",
            "BAGHDAD, Iraq—|Two men died.",
            "GAZA, Nov. 28 (Xinhua) --| Fatah met.",
            "BEIRUT _| Rebels left.",
            "Cairo (dpa) -| Gunmen fled.",
            "Las Vegas, NV (KTNV) --| Police came.",
            "LIMA, 9 JAN 90 (EFE) --| [TEXT] GUERRILLAS ATTACKED A TOWN.",
            "SAN SALVADOR, 3 JAN 90 --| A MAYOR WAS SHOT.",
            "Beirut, Lebanon -| The army said on Monday that it had left the border villages.",
            "Pretoria –| The high court on Tuesday dismissed an application of the ministry.",
            "KABUL:| The Taliban on Monday said that their fighters had left the northern province.",
            // None of these has one.
            "The UN - which left - said so.",
            "NATO - an alliance - met.",
            "WAR - PEACE",
            "Syria - Rebels take a town",
            "Police: Man shot",
            "Ukraine - Europe's breadbasket for long - said on Monday that it had shipped its grain.",
            "Two days later — After the raid — they left.",
            "F 16 - The jet fell.",
            "He left (he said) - Then they came.",
            "ATTACK -- FIVE DEAD",
        ] {
            let text = marked.replace('|', "");
            let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
            assert_eq!(cut(&text), expected);
        }
    }

    #[test]
    fn a_dateline_without_a_dash_stands_apart() {
        let split = |text: &str| crate::split(text).iter().map(|s| s.span.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            split("Talks failed. MOSCOW (Sputnik) Over 100 people fled the town."),
            ["Talks failed.", "MOSCOW (Sputnik)", "Over 100 people fled the town."]
        );
        assert_eq!(split("TEL AVIV (AFP) - Two men were shot there."), ["TEL AVIV (AFP) -", "Two men were shot there."]);
        for whole in [
            "NATO (an alliance) met on Monday again.",
            "The UN (Geneva) Office said so on Monday.",
            "MOSCOW (SPUTNIK) PEOPLE FLED THE TOWN.",
        ] {
            assert_eq!(split(whole), [whole]);
        }
    }

    #[test]
    fn far_from_the_opening_only_what_is_certain_counts() {
        let line = "Pretoria – The high court on Tuesday dismissed an application of the ministry.";
        let text = format!("One.\nTwo.\nThree.\nFour.\n{line}\nKYIV (AP) — Five.");
        assert_eq!(cut(&text)[4..], [line, "KYIV (AP) —", "Five."]);
    }
}

//! What opens a text or a paragraph and belongs to none of its sentences: a publication date, a dateline.
//!
//! A dateline tells where and when a report was written and by which agency, nothing that happened. Read together
//! with the sentence behind it, its place would look like somebody who acts.

use crate::calendar::{is_month, month_number, weekday_len};
use crate::token::is_space;
use jiff::civil::Date;

/// Words that open a publication header.
const HEADERS: &[&str] = &[
    "date of publication",
    "publication date",
    "last updated at",
    "last updated on",
    "last updated",
    "published on",
    "updated on",
    "posted on",
    "published",
    "updated",
    "posted",
    "date",
];

/// So many bytes of a text, at most, are looked at for the day that it gives itself.
const HEAD: usize = 400;

/// Length of a publication date that opens a text: `date 2020-11-02`, `Published on 4 April 2017`, or a bare full date
/// before a capital; behind the `first` line (the headline) only a date with its weekday. `None` where the line opens otherwise.
pub(crate) fn header_len(line: &str, first: bool) -> Option<usize> {
    header(line, first).map(|(len, _)| len)
}

fn header(line: &str, first: bool) -> Option<(usize, Date)> {
    let lower = line.to_ascii_lowercase();
    if !first && weekday_len(&lower).is_none() {
        return None;
    }
    let opener = HEADERS.iter().find(|h| lower.starts_with(**h) && lower[h.len()..].starts_with([' ', ':']));
    let mut at = opener.map_or(0, |h| h.len());
    at += lower[at..].len() - lower[at..].trim_start_matches([' ', ':']).len();
    let (len, day) = full_date(&lower[at..])?;
    let date = at + len;
    let next = line[date..].trim_start();
    let breaks = next.is_empty() || next.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'));
    // Behind words that say what date it is, a number may open the report: "Last updated at Apr 9 2017 15 people died".
    let told = opener.is_some() || weekday_len(&lower[at..]).is_some();
    let breaks = breaks || told && next.starts_with(|c: char| c.is_ascii_digit());
    (line[date..].is_empty() || line[date..].starts_with(is_space)).then_some(()).filter(|()| breaks)?;
    Some((date, day))
}

/// A full date at the beginning of a text in lower case, and its length: `2020-11-02`, `4 April 2017`, `April 4, 2017`,
/// `Tuesday, April 4, 2017`, `Tue Apr 4 2017`, and the day of news sites abroad, `27-07-2016`.
fn full_date(lower: &str) -> Option<(usize, Date)> {
    let number = |digits: &str| digits.parse::<i16>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()));
    let date = |year: i16, month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    if let Some(head) = lower.get(..10) {
        let parts: Vec<&str> = head.split(['-', '.', '/']).collect();
        if let [a, b, c] = parts[..]
            && let (Some(x), Some(y), Some(z)) = (number(a), number(b), number(c))
        {
            return match (a.len(), b.len(), c.len()) {
                (4, 2, 2) if head.as_bytes()[4] == b'-' => date(x, y, z),
                // Which is the day and which the month shows only where one of them is no month.
                (2, 2, 4) if x > 12 || !head.contains('/') => date(z, y, x),
                (2, 2, 4) if y > 12 => date(z, x, y),
                _ => None,
            }
            .map(|day| (10, day));
        }
    }
    let named = weekday_len(lower).map(|len| lower[len..].trim_start_matches([',', ' ']));
    let rest = named.unwrap_or(lower);
    let mut words = rest.split(' ');
    let (a, b) = (words.next()?, words.next()?);
    let bare = |word: &str| word.trim_end_matches([',', '.']).to_owned();
    // A blank that was lost: "Jul 282016".
    if let (Some(month), Some(both)) = (month_number(&bare(a)), Some(b).filter(|b| matches!(b.len(), 5 | 6))) {
        let (day, year) = both.split_at_checked(both.len().checked_sub(4)?)?;
        return Some((lower.len() - rest.len() + a.len() + 1 + b.len(), date(number(year)?, i16::from(month), number(day)?)?));
    }
    let c = words.next()?;
    let (x, y) = (bare(a), bare(b));
    let whole = !c.get(4..)?.starts_with(|c: char| c.is_alphanumeric());
    let year = c.get(..4).and_then(number).filter(|_| whole)?;
    let (month, day) = match (month_number(&x), month_number(&y)) {
        (Some(month), _) => (month, number(&y)?),
        (_, Some(month)) => (month, number(&x)?),
        _ => return None,
    };
    Some((lower.len() - rest.len() + a.len() + b.len() + 4 + 2, date(year, i16::from(month), day)?))
}

/// The day that a text gives itself, at its head: `Published on 4 April 2017`, or behind its headline, `AFP Saturday 2 Jul 2016`.
pub(crate) fn own_day(text: &str) -> Option<Date> {
    let end = (0..=HEAD.min(text.len())).rev().find(|&at| text.is_char_boundary(at))?;
    let head = &text[..end];
    let mut lines =
        head.lines().map(|line| line.trim_start_matches([' ', '\t', '\u{feff}', '('])).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let in_header = header(first, true).or_else(|| lines.take(2).find_map(|line| header(line, false)));
    let behind = || {
        let words: Vec<(usize, &str)> =
            head.split(' ').map(|word| (word.as_ptr() as usize - head.as_ptr() as usize, word)).collect();
        (1..words.len()).find_map(|i| {
            let shouts = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_uppercase());
            let told =
                shouts(words[i - 1].1) || HEADERS.contains(&words[i - 1].1.trim_start_matches('(').to_ascii_lowercase().as_str());
            let lower = head[words[i].0..].to_ascii_lowercase();
            weekday_len(&lower).filter(|_| told)?;
            full_date(&lower)
        })
    };
    in_header.or_else(behind).map(|(_, day)| day)
}

/// Length of a dateline without a dash or a comma behind a publication date, as a page that was made plain leaves it: `BEIRUT Air strikes killed`,
/// `KHAN SHEIKHUN Syria A suspected attack`.
pub(crate) fn plain_dateline_len(line: &str) -> Option<usize> {
    const BEGINNERS: [&str; 14] =
        ["A", "An", "The", "At", "In", "On", "As", "It", "Two", "Three", "Four", "Five", "Some", "More"];
    let shouts = |word: &str| word.chars().all(|c| c.is_uppercase() || c == '-');
    let begins = |word: &str| BEGINNERS.contains(&word);
    let words: Vec<&str> = line.splitn(6, ' ').collect();
    // A word of one letter in capitals begins a sentence.
    let places = words.iter().take_while(|word| shouts(word) && !begins(word)).count();
    let (next, behind) = (words.get(places)?, words.get(places + 1)?);
    let sound = (1..=3).contains(&places) && words[0].chars().count() > 3 && next.starts_with(char::is_uppercase);
    // Behind the town its country, where a sentence begins behind that.
    let country = usize::from(!begins(next) && begins(behind));
    let len = words[..places + country].iter().map(|word| word.len() + 1).sum();
    // "NATO Secretary General Stoltenberg": names go on.
    (sound && (country == 1 || behind.starts_with(char::is_lowercase))).then_some(len)
}

/// Where in a sentence an agency and the day of its report part the headline from the report, the full stop between them lost:
/// `Raids kill nine AFP Saturday 2 Jul 2016 Planes bombed a town`: the words up to it, and its own.
pub(crate) fn headed_words(words: &[&str]) -> Option<(usize, usize)> {
    const LAST: usize = 60;
    (1..words.len().min(LAST)).find_map(|agency| {
        let shouts = words[agency].len() > 1 && words[agency].chars().all(char::is_uppercase);
        let rest = words.get(agency + 1..).filter(|rest| shouts && rest.len() > 4)?;
        let date = |len: usize| full_date(&rest[..len].join(" ").replace(" ,", ",").to_lowercase());
        let len = (4..=6.min(rest.len() - 1)).find(|&len| date(len).is_some())?;
        weekday_len(&rest[0].to_lowercase())?;
        let breaks = rest[len].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘'));
        breaks.then_some((agency, len + 1))
    })
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
    fn a_text_gives_its_own_day() {
        let day = |text: &str| super::own_day(text).map(|day| day.to_string());
        for (text, own) in [
            ("Date of publication 27 October 2016 Planes struck a school.", "2016-10-27"),
            ("Last updated at Oct 262016 BEIRUT Air strikes hit a school.", "2016-10-26"),
            ("Mon Jul 18 2016 21 Civilians Killed in Raids.", "2016-07-18"),
            ("27-07-2016 Syria Dozens Injured in Attack.", "2016-07-27"),
            ("24.08.2013 State media accused rebels.", "2013-08-24"),
            ("Raids kill nine Monitor AFP Saturday 2 Jul 2016 Planes bombed a town.", "2016-07-02"),
            ("A man was shot. (Published Friday, July 31, 2015)\n\nPolice came.", "2015-07-31"),
            ("Talks fail\nFriday, May 7, 2021 The army left.", "2021-05-07"),
        ] {
            assert_eq!(day(text).as_deref(), Some(own), "{text}");
        }
        for text in [
            "On January 3, 2017 at about 6 p.m. police came.",
            "The army left the town on Friday, May 7, 2021, the ministry said.",
            "2 October 2016 was a Sunday.",
            "05/06/2016 Two men were shot.",
            "Published in May 2016.",
            "Updated at Oct ...., they said.",
            "Last updated at Oct 1....",
            "",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_plain_dateline_behind_a_day_stands_apart() {
        assert_eq!(
            cut("Last updated at Oct 262016 BEIRUT Air strikes hit a school."),
            ["Last updated at Oct 262016 BEIRUT", "Air strikes hit a school."]
        );
        assert_eq!(
            cut("Last updated at Apr 052017 KHAN SHEIKHUN Syria A suspected attack killed dozens."),
            ["Last updated at Apr 052017 KHAN SHEIKHUN Syria", "A suspected attack killed dozens."]
        );
        for whole in ["NATO planes left.", "NATO Secretary General Stoltenberg left."] {
            assert_eq!(cut(&format!("Published 2 May 2016 {whole}")), ["Published 2 May 2016", whole]);
        }
    }

    #[test]
    fn an_agency_and_its_day_part_the_headline_from_the_report() {
        let text = "Raids kill nine AFP Saturday 2 Jul 2016 Planes bombed a town.";
        let parts: Vec<&str> = crate::split(text).iter().map(|s| s.span.of(text)).collect();
        assert_eq!(parts, ["Raids kill nine", "AFP Saturday 2 Jul 2016", "Planes bombed a town."]);
        let whole = "The UN met on Saturday 2 July 2016 and Planes left.";
        assert_eq!(crate::split(whole).len(), 1);
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

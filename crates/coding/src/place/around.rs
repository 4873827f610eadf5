//! The words before and after a place name: kind ("town of"), relation ("10 km south of"), direction.

use super::Mention;
use dateline_syntax::Tree;
use dateline_text::Span;

/// What a word beside the name says of the place's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cue {
    /// City, town.
    Town,
    /// Village, hamlet.
    Village,
    /// Province, governorate, oblast: the first level.
    Province,
    /// District, county: either level.
    District,
    /// State of a federation, or a sovereign one.
    State,
    /// Region, area: a division or a land form.
    Region,
    /// River, sea, lake, gulf, strait.
    Water,
    /// Mountains, valley, desert, island.
    Terrain,
    /// Camp, airport, crossing and the like: a site in or near the place.
    Site,
    /// Street, road: not the place itself.
    Road,
}

fn cue(word: &str) -> Option<Cue> {
    Some(match word {
        "town" | "city" | "capital" | "suburb" | "port" | "municipality" | "hometown" | "stronghold" => Cue::Town,
        "village" | "hamlet" | "settlement" | "outpost" => Cue::Village,
        "province" | "governorate" | "oblast" | "provinces" | "governorates" | "department" | "prefecture" | "wilayat" => {
            Cue::Province
        }
        "district" | "county" | "districts" | "counties" | "raion" | "rayon" | "subdistrict" | "sub-district" | "canton" => {
            Cue::District
        }
        "state" | "republic" => Cue::State,
        "region" | "regions" | "territory" | "enclave" | "area" | "plain" | "heartland" => Cue::Region,
        "river" | "sea" | "lake" | "gulf" | "strait" | "straits" | "canal" | "ocean" | "bay" => Cue::Water,
        "mountains" | "mountain" | "mount" | "valley" | "desert" | "island" | "islands" | "peninsula" | "heights" | "hills"
        | "gorge" | "forest" | "plateau" => Cue::Terrain,
        "airport" | "camp" | "crossing" | "dam" | "airbase" | "base" | "airfield" | "prison" | "hospital" | "university" => {
            Cue::Site
        }
        "street" | "road" | "avenue" | "boulevard" | "highway" | "lane" | "st" | "ave" | "blvd" | "rd" | "drive" => Cue::Road,
        _ => return None,
    })
}

/// The surroundings of one name.
#[derive(Clone, Debug)]
pub(super) struct Around<'t> {
    /// What the words say of its kind.
    pub cue: Option<Cue>,
    /// The words from the relation's or the cue's first to the cue's last.
    pub phrase: Span,
    /// The relation's words, if any.
    pub relation: Option<Relation<'t>>,
}

/// How what happened lies to the place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Relation<'t> {
    pub words: &'t str,
    /// Distance in km, where told.
    pub km: Option<f64>,
    /// Bearing in degrees from north, clockwise, where told.
    pub bearing: Option<f64>,
    pub form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Off the place: `10 km south of`, `north of`, `20 miles from`.
    Off,
    /// `near`, `close to`, `outside`, `on the outskirts of`.
    Near,
    /// A part of it: `northern`, `the north of`.
    Part,
}

/// A word with where it stands, without the marks around it.
type Piece<'t> = (Span, &'t str);

fn pieces(text: &str, within: Span) -> Vec<Piece<'_>> {
    let stretch = within.of(text);
    let mut all = Vec::new();
    let mut at = 0;
    for chunk in stretch.split(|c: char| c.is_whitespace() || c == '—' || c == ')') {
        let start = within.start as usize + at;
        at += chunk.len() + stretch[at + chunk.len()..].chars().next().map_or(0, char::len_utf8);
        let cut = chunk.trim_matches(|c: char| !c.is_alphanumeric() && c != ',' && c != ';' && c != '(');
        if !cut.is_empty() {
            let lead =
                chunk.len() - chunk.trim_start_matches(|c: char| !c.is_alphanumeric() && c != ',' && c != ';' && c != '(').len();
            all.push((Span::new(start + lead, start + lead + cut.len()), cut));
        }
    }
    all
}

/// Looks around a name within its sentence.
pub(super) fn look<'t>(text: &'t str, tree: &Tree, mention: &Mention) -> Around<'t> {
    let before = pieces(text, Span { start: tree.span.start.min(mention.span.start), end: mention.span.start });
    let after = pieces(text, Span { start: mention.span.end, end: tree.span.end.max(mention.span.end) });
    let lower: Vec<String> = before.iter().map(|(_, word)| word.to_lowercase()).collect();
    let mut around = Around { cue: None, phrase: mention.span, relation: None };
    // The cue after the name: "Idlib province", "Aleppo's Nayrab district" belongs to the nearer name.
    let adjective = after
        .first()
        .filter(|(_, word)| matches!(*word, "refugee" | "military" | "international" | "border" | "air" | "residential"));
    if let Some((span, word)) = after.get(usize::from(adjective.is_some()))
        && text[mention.span.end as usize..after[0].0.start as usize].trim().is_empty()
    {
        let plain = word.trim_end_matches([',', ';']).trim_end_matches("'s").trim_end_matches("’s").to_lowercase();
        if let Some(found) = cue(&plain) {
            around.cue = Some(found);
            around.phrase = around.phrase.cover(Span { start: span.start, end: span.start + plain.len().min(span.len()) as u32 });
        }
    }
    let mut at = without_article(&lower, lower.len());
    // The cue before it: "the town of X", "Lake X".
    if at >= 1 {
        let of = lower[at - 1] == "of" && at >= 2;
        let place = if of { at - 2 } else { at - 1 };
        let told = cue(&lower[place])
            .filter(|&c| of || matches!(c, Cue::Water | Cue::Terrain | Cue::Town | Cue::Village) && around.cue.is_none());
        if let Some(found) = told {
            around.cue = around.cue.or(Some(found));
            at = without_article(&lower, place);
            around.phrase = around.phrase.cover(before[at].0);
        }
    }
    if let Some((relation, start)) = relation(text, &lower, &before, at) {
        around.phrase = around.phrase.cover(Span { start, end: mention.span.start });
        around.relation = Some(relation);
    }
    around
}

/// One piece back where the piece before `end` is the article.
fn without_article(lower: &[String], end: usize) -> usize {
    end - usize::from(end > 0 && lower[end - 1] == "the")
}

/// A compass word as degrees from north.
fn bearing(word: &str) -> Option<f64> {
    let plain: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    let stem = plain.strip_suffix("ern").or(plain.strip_suffix("ward")).or(plain.strip_suffix("wards")).unwrap_or(&plain);
    Some(match stem {
        "north" => 0.0,
        "northeast" => 45.0,
        "east" => 90.0,
        "southeast" => 135.0,
        "south" => 180.0,
        "southwest" => 225.0,
        "west" => 270.0,
        "northwest" => 315.0,
        _ => return None,
    })
}

/// Kilometres in a unit of length.
fn unit(word: &str) -> Option<f64> {
    Some(match word {
        "km" | "kms" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => 1.0,
        "mile" | "miles" | "mi" => 1.609,
        "meters" | "metres" | "m" => 0.001,
        _ => return None,
    })
}

fn number(word: &str) -> Option<f64> {
    const WORDS: &[(&str, f64)] = &[
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("fifteen", 15.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
        ("hundred", 100.0),
    ];
    let written = WORDS.iter().find(|(name, _)| *name == word).map(|(_, n)| *n);
    written.or_else(|| word.replace(',', "").parse().ok()).filter(|n: &f64| n.is_finite() && *n >= 0.0 && *n < 5000.0)
}

/// The relation that ends just before piece `end`, and where it begins.
fn relation<'t>(text: &'t str, lower: &[String], before: &[Piece<'_>], end: usize) -> Option<(Relation<'t>, u32)> {
    let word = |back: usize| end.checked_sub(back).map_or("", |at| lower[at].as_str());
    let make = |back: usize, km, bearing, form| {
        let start = before[end - back].0.start;
        let words = text.get(start as usize..before[end - 1].0.end as usize).unwrap_or("");
        Some((Relation { words, km, bearing, form }, start))
    };
    if matches!(word(1), "of" | "from") {
        if let Some(degrees) = bearing(word(2)) {
            // "10 km south of", "10 km to the south of", "south of", "in the north of".
            let back = if word(3) == "the" && word(4) == "to" { 4 } else { 2 };
            if let Some((km, length)) = distance(lower, end - back) {
                return make(back + length, Some(km), Some(degrees), Form::Off);
            }
            let part = word(3) == "the" && matches!(word(4), "in" | "across" | "from" | "throughout");
            return make(2, None, Some(degrees), if part { Form::Part } else { Form::Off });
        }
        if let Some((km, length)) = distance(lower, end - 1) {
            return make(1 + length, Some(km), None, Form::Off);
        }
        if word(1) == "of"
            && matches!(word(2), "outskirts" | "suburbs" | "countryside" | "vicinity" | "edge" | "outskirt" | "edges")
        {
            let back = if word(3) == "the" && matches!(word(4), "on" | "in" | "at") { 4 } else { 2 };
            return make(back, None, None, Form::Near);
        }
        return None;
    }
    match word(1) {
        "near" | "outside" | "around" | "nearby" => make(1, None, None, Form::Near),
        "to" if matches!(word(2), "close" | "next") => make(2, None, None, Form::Near),
        direction if direction.ends_with("ern") || matches!(direction, "north" | "south" | "east" | "west") => {
            bearing(direction).and_then(|degrees| make(1, None, Some(degrees), Form::Part))
        }
        "central" | "downtown" => make(1, None, None, Form::Part),
        _ => None,
    }
}

/// A distance that ends just before piece `end`: km and how many pieces it takes.
fn distance(lower: &[String], end: usize) -> Option<(f64, usize)> {
    let last = lower.get(end.checked_sub(1)?)?;
    if let Some(factor) = unit(last) {
        let mut at = end.checked_sub(2)?;
        let mut count = number(&lower[at])?;
        if count == 100.0 && at > 0 && lower[at - 1] == "a" {
            at -= 1;
        }
        if matches!(
            lower.get(at.wrapping_sub(1)).map(String::as_str),
            Some("about" | "around" | "some" | "roughly" | "approximately")
        ) {
            at -= 1;
        }
        count *= factor;
        return Some((count, end - at));
    }
    // "15km", "15-km"
    let split = last.find(|c: char| c.is_alphabetic())?;
    let factor = unit(&last[split..])?;
    number(last[..split].trim_end_matches('-')).map(|count| (count * factor, 1))
}

//! Which spellings of a place's name enter the index, and which short forms are derived.

use dateline_lexicon::places::fold;
use std::collections::BTreeMap;

/// Words at the end or the beginning of a division's name that tell its rank. News texts write
/// "Idlib province" for GeoNames' "Idlib Governorate", so that the name proper must be found alone.
const RANKS: &[&str] = &[
    "governorate",
    "province",
    "district",
    "region",
    "oblast",
    "county",
    "state",
    "department",
    "rayon",
    "raion",
    "prefecture",
    "emirate",
    "parish",
    "municipality",
    "krai",
    "kray",
    "republic",
    "voivodeship",
    "canton",
    "division",
    "wilaya",
    "wilayat",
    "city",
    "sub district",
    "subdistrict",
    "regency",
    "municipio",
    "autonomous region",
    "autonomous oblast",
    "administrative region",
    "township",
    "subprefecture",
    "borough",
    "kommun",
    "rayonu",
    "raionul",
    "territory",
    "governate",
    "muhafazat",
];
const RANKS_BEFORE: &[&str] = &[
    "provincia de",
    "departamento de",
    "departamento del",
    "provincia del",
    "municipio de",
    "departement de",
    "departement du",
    "departement des",
    "departement de la",
    "wilaya de",
    "region of",
    "state of",
    "district of",
    "province of",
    "respublika",
    "muhafazat",
    "muhafazat al",
    "ostan e",
    "province de",
    "region de",
    "qada",
    "gouvernorat de",
    "commune de",
    "partido de",
    "raionul",
    "kabupaten",
    "kota",
    "distrito de",
    "canton de",
];

/// Names of divisions that are directions, numbers of a series or the like, and so say nothing alone.
const EMPTY: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "centre",
    "center",
    "middle",
    "nord",
    "sud",
    "est",
    "ouest",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "north east",
    "north west",
    "south east",
    "south west",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "upper",
    "lower",
    "capital",
    "coast",
    "islands",
    "highlands",
    "federal",
    "national",
    "metropolitan",
    "norte",
    "sur",
    "oeste",
    "este",
    "greater",
    "new",
    "old",
    "special",
    "union",
    "first",
];

/// Countries where names begin with the Arabic article, as GeoNames writes it: assimilated ("Ar Raqqah").
const ARABIC: &[&str] = &[
    "AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE", "IL", "EH",
];
const ARTICLES: &[&str] =
    &["al", "ar", "as", "ash", "at", "ath", "az", "ad", "an", "el", "ed", "es", "esh", "er", "ez", "et", "en"];

/// Countries where place names are written in Latin letters and English texts take them over as they are.
const LATIN: &[&str] = &[
    "US", "CA", "GB", "IE", "AU", "NZ", "FR", "DE", "AT", "CH", "IT", "ES", "PT", "BE", "NL", "LU", "DK", "NO", "SE", "FI", "IS",
    "EE", "LV", "LT", "PL", "CZ", "SK", "HU", "SI", "HR", "RO", "MX", "BR", "AR", "CL", "UY", "PY", "BO", "EC", "CR", "PA", "CU",
    "DO", "PR", "PH", "ID", "MY", "PG", "MG", "MT", "AD", "SM", "LI", "MC", "RE", "GP", "MQ", "GF", "NC", "PF", "JM", "TT",
];

/// Whether other spellings than the main one of a settlement are worth their room: not those of small
/// towns in countries whose names English takes over, where they are renderings into other languages.
pub fn has_other_spellings(iso2: &str, population: u32) -> bool {
    population >= 20_000 || !LATIN.contains(&iso2)
}

/// Whether a spelling among GeoNames' alternate names is one that an English news text may use: Latin
/// letters, capitalised, of ordinary length, no code.
pub fn is_news_spelling(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let latin = name.chars().all(|c| (c as u32) < 0x250 || ('\u{1e00}'..'\u{1f00}').contains(&c) || "’‘ʻʼ".contains(c));
    let plain = !name.chars().any(|c| c.is_ascii_digit() || "()/,;=*[]\"`:!?&+|".contains(c));
    let first = name.trim_start_matches(['‘', '’', 'ʻ', 'ʼ', '\'']);
    let capital = first.chars().next().is_some_and(char::is_uppercase)
        || ["al-", "el-", "ar-", "as-", "ash-", "at-", "az-", "ad-", "an-", "d'", "l'"].iter().any(|a| first.starts_with(a));
    let code = name.len() <= 4 && !name.chars().any(char::is_lowercase);
    latin && plain && capital && !code && letters >= 3 && name.chars().count() <= 32 && name.split_whitespace().count() <= 4
}

/// Folded spellings of a settlement's name, each with whether it is a main one: the name itself and short
/// forms of "Saint"; and, not main, the forms that English texts give to names with the Arabic article.
pub fn settlement(name: &str, iso2: &str) -> BTreeMap<String, bool> {
    let folded = fold(name);
    let mut all = BTreeMap::from([(folded.clone(), true)]);
    for (long, short) in [("saint ", "st "), ("sainte ", "ste "), ("mount ", "mt "), ("fort ", "ft ")] {
        if let Some(rest) = folded.strip_prefix(long) {
            all.insert(format!("{short}{rest}"), true);
        } else if let Some(rest) = folded.strip_prefix(short) {
            all.insert(format!("{long}{rest}"), true);
        }
    }
    if ARABIC.contains(&iso2) {
        let mut derived = Vec::new();
        if let Some((article, rest)) = folded.split_once(' ')
            && ARTICLES.contains(&article)
            && rest.len() >= 3
        {
            derived.extend([format!("al {rest}"), format!("el {rest}")]);
            derived.extend((rest.len() >= 4).then(|| rest.to_owned()));
        }
        // The feminine ending is written with and without its h.
        let with_h = derived.iter().chain(all.keys()).filter_map(|n| n.strip_suffix("ah")).map(|stem| format!("{stem}a"));
        let with_h: Vec<String> = with_h.collect();
        for name in derived.into_iter().chain(with_h) {
            all.entry(name).or_insert(false);
        }
    }
    all.retain(|n, _| n.len() >= 2);
    all
}

/// Folded spellings of a division's name: in full, and without its rank.
pub fn division(name: &str, iso2: &str) -> BTreeMap<String, bool> {
    let mut all = settlement(&without_rank(&fold(name)), iso2);
    all.extend(settlement(name, iso2));
    all.retain(|n, _| n.len() >= 3 && !RANKS.contains(&n.as_str()) && !EMPTY.contains(&n.as_str()));
    all
}

/// A division's folded name without the words that tell its rank.
pub fn without_rank(folded: &str) -> String {
    for rank in RANKS {
        if let Some(rest) = folded.strip_suffix(rank)
            && let Some(rest) = rest.strip_suffix(' ')
            && rest.len() >= 3
        {
            return rest.trim_end_matches(" autonomous").to_owned();
        }
    }
    for rank in RANKS_BEFORE {
        if let Some(rest) = folded.strip_prefix(rank)
            && let Some(rest) = rest.strip_prefix(' ')
            && rest.len() >= 3
        {
            return rest.to_owned();
        }
    }
    folded.to_owned()
}

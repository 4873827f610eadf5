//! Codes of other data sets: of states, and of CAMEO's events. The tables stand in `tables/`, with their sources.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A state or territory as other data sets number it; an empty string where they don't.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166 alpha-3.
    pub iso3: &'static str,
    /// ISO 3166 alpha-2.
    pub iso2: &'static str,
    /// ISO 3166 numeric, three digits.
    pub numeric: &'static str,
    /// FIPS 10-4, as GDELT has it.
    pub fips: &'static str,
    /// Correlates of War.
    pub cow: &'static str,
    /// Gleditsch and Ward, as UCDP has it.
    pub gw: &'static str,
    /// UCDP's region.
    pub region: &'static str,
    /// English name.
    pub name: &'static str,
}

/// A code of CAMEO.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cameo {
    /// Two to four digits; the leading zero belongs to it.
    pub code: &'static str,
    /// Goldstein's score.
    pub goldstein: f32,
    /// PLOVER's type; empty for mere statements (01, 02).
    pub kind: &'static str,
    /// PLOVER's mode, or empty.
    pub mode: &'static str,
    /// PLOVER's contexts.
    pub contexts: Vec<&'static str>,
    /// Its name.
    pub name: &'static str,
}

impl Cameo {
    /// Quad class as GDELT and PLOVER count them: 1 verbal cooperation … 4 material conflict.
    pub fn quad(&self) -> u8 {
        match self.code.get(..2) {
            Some("01" | "02" | "03" | "04" | "05") => 1,
            Some("06" | "07" | "08") => 2,
            Some("09" | "10" | "11" | "12" | "13") => 3,
            _ => 4,
        }
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#')).skip(1).map(|l| l.split('\t').collect())
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let row = |c: Vec<&'static str>| match c[..] {
        [iso3, iso2, numeric, fips, cow, gw, region, name] => Some(Country { iso3, iso2, numeric, fips, cow, gw, region, name }),
        _ => None,
    };
    rows(include_str!("../tables/country.tsv")).filter_map(row).collect()
});

static BY_CODE: LazyLock<FxHashMap<String, usize>> = LazyLock::new(|| {
    let mut map = FxHashMap::default();
    for (i, c) in COUNTRIES.iter().enumerate() {
        for key in [c.iso3.to_owned(), format!("fips {}", c.fips), format!("gw {}", c.gw), format!("no {}", c.numeric)] {
            map.entry(key).or_insert(i);
        }
        map.entry(format!("name {}", c.name.to_lowercase())).or_insert(i);
    }
    map
});

static CAMEO: LazyLock<FxHashMap<&'static str, Cameo>> = LazyLock::new(|| {
    let row = |c: Vec<&'static str>| match c[..] {
        [code, goldstein, kind, mode, contexts, name] => {
            let contexts = contexts.split('|').filter(|c| !c.is_empty()).collect();
            Some((code, Cameo { code, goldstein: goldstein.parse().unwrap_or(0.0), kind, mode, contexts, name }))
        }
        _ => None,
    };
    rows(include_str!("../tables/cameo.tsv")).filter_map(row).collect()
});

fn look_up(key: &str) -> Option<&'static Country> {
    BY_CODE.get(key).and_then(|&i| COUNTRIES.get(i))
}

/// The state with an ISO alpha-3 code.
pub fn country(iso3: &str) -> Option<&'static Country> {
    look_up(iso3)
}

/// The state with a FIPS 10-4 code.
pub fn country_by_fips(fips: &str) -> Option<&'static Country> {
    look_up(&format!("fips {}", Some(fips).filter(|f| !f.is_empty())?))
}

/// The state with a number of Gleditsch and Ward.
pub fn country_by_gw(number: &str) -> Option<&'static Country> {
    look_up(&format!("gw {}", Some(number).filter(|n| !n.is_empty())?))
}

/// The state with an ISO number.
pub fn country_by_number(number: &str) -> Option<&'static Country> {
    look_up(&format!("no {:0>3}", Some(number).filter(|n| !n.is_empty())?))
}

/// The state with an English name, however it is written in other data sets.
pub fn country_by_name(name: &str) -> Option<&'static Country> {
    let name = name.trim().to_lowercase();
    // As ICEWS, ACLED and UCDP write some, beside the names of the table.
    let usual = match name.as_str() {
        "russian federation" | "russia (soviet union)" => "russia",
        "occupied palestinian territory" | "palestinian territory, occupied" | "palestinian territory" => "palestine",
        "democratic republic of congo" | "dr congo (zaire)" | "dr congo" | "congo, democratic republic of the" => {
            return country("COD");
        }
        "congo" | "republic of congo" | "republic of the congo" => return country("COG"),
        "yemen (north yemen)" => "yemen",
        "myanmar (burma)" | "burma" => return country("MMR"),
        "cambodia (kampuchea)" => "cambodia",
        "bosnia-herzegovina" => return country("BIH"),
        "zimbabwe (rhodesia)" => "zimbabwe",
        "ivory coast" | "cote d'ivoire" => return country("CIV"),
        "macedonia, fyr" | "macedonia" => return country("MKD"),
        "serbia (yugoslavia)" => "serbia",
        "madagascar (malagasy)" => "madagascar",
        "united states of america" => "united states",
        "czech republic" | "czechia" => return country("CZE"),
        "swaziland" | "kingdom of eswatini (swaziland)" => return country("SWZ"),
        other => other,
    };
    look_up(&format!("name {usual}"))
}

/// A code of CAMEO; of an unknown one its beginning.
pub fn cameo(code: &str) -> Option<&'static Cameo> {
    let code = code.trim();
    (2..=code.len()).rev().find_map(|n| CAMEO.get(code.get(..n)?))
}

/// CAMEO for a type and mode of PLOVER where the coding tells no better one. Lossy: a mode may be told by several codes.
pub fn cameo_of(kind: &str, mode: Option<&str>) -> Option<&'static Cameo> {
    let code = match (kind, mode.unwrap_or("")) {
        ("AGREE", _) => "030",
        ("CONSULT", "visit") => "042",
        ("CONSULT", "phone") => "041",
        ("CONSULT", "third-party") => "044",
        ("CONSULT", _) => "040",
        ("SUPPORT", _) => "051",
        ("CONCEDE", _) => "080",
        ("COOPERATE", _) => "060",
        ("AID", _) => "070",
        ("RETREAT", "release") => "0841",
        ("RETREAT", "ceasefire") => "0871",
        ("RETREAT", "access") => "086",
        ("RETREAT", "withdraw") => "0874",
        ("RETREAT", _) => "087",
        ("REQUEST", "assist") => "103",
        ("REQUEST", "change") => "104",
        ("REQUEST", "yield") => "105",
        ("REQUEST", "meet") => "106",
        ("REQUEST", _) => "100",
        ("ACCUSE", "investigate") => "090",
        ("ACCUSE", "allege") => "112",
        ("ACCUSE", _) => "111",
        ("REJECT", "meet") => "125",
        ("REJECT", "assist") => "121",
        ("REJECT", "yield") => "124",
        ("REJECT", _) => "120",
        ("THREATEN", "violence") => "138",
        ("THREATEN", _) => "130",
        ("PROTEST", "riot") => "145",
        ("PROTEST", "hunger") => "142",
        ("PROTEST", "strike" | "boycott") => "143",
        ("PROTEST", "obstruct") => "144",
        ("PROTEST", _) => "141",
        ("SANCTION", "expel") => "166",
        ("SANCTION", "discontinue") => "162",
        ("SANCTION", _) => "160",
        ("MOBILIZE", "police") => "153",
        ("MOBILIZE", "troops") => "154",
        ("MOBILIZE", _) => "150",
        ("COERCE", "arrest") => "173",
        ("COERCE", "deport") => "174",
        ("COERCE", "seize") => "171",
        ("COERCE", "restrict") => "172",
        ("COERCE", "curfew") => "1723",
        ("COERCE", _) => "170",
        ("ASSAULT", "abduct") => "181",
        ("ASSAULT", "beat") => "182",
        ("ASSAULT", "sexual") => "1821",
        ("ASSAULT", "torture") => "1822",
        ("ASSAULT", "suicide-attack") => "1831",
        ("ASSAULT", "explosives") => "183",
        ("ASSAULT", "targeted") => "186",
        ("ASSAULT", "destroy") => "1712",
        ("ASSAULT", "firearms") => "193",
        ("ASSAULT", "heavy-weapons") => "194",
        ("ASSAULT", "aerial" | "drone") => "195",
        ("ASSAULT", "crowd-control") => "175",
        ("ASSAULT", "unconventional") => "204",
        ("ASSAULT", _) => "190",
        _ => return None,
    };
    cameo(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_whole() {
        let text = |table: &str| table.lines().filter(|l| !l.starts_with('#')).skip(1).count();
        assert_eq!(COUNTRIES.len(), text(include_str!("../tables/country.tsv")));
        assert_eq!(CAMEO.len(), text(include_str!("../tables/cameo.tsv")));
        let germany = country("DEU").expect("Germany");
        assert_eq!((germany.fips, germany.cow, germany.gw, germany.numeric), ("GM", "255", "260", "276"));
    }

    #[test]
    fn states_are_found_by_every_code_and_name() {
        assert_eq!(country_by_fips("SU").map(|c| c.iso3), Some("SDN"));
        assert_eq!(country_by_gw("678").map(|c| c.iso3), Some("YEM"));
        assert_eq!(country_by_number("4").map(|c| c.iso3), Some("AFG"));
        assert_eq!(country_by_name("Russia (Soviet Union)").map(|c| c.iso3), Some("RUS"));
        assert_eq!(country_by_name("DR Congo (Zaire)").map(|c| c.iso3), Some("COD"));
        assert_eq!(country_by_fips(""), None);
    }

    #[test]
    fn every_fallback_is_a_code_of_its_type() {
        for (kind, mode) in
            [("ASSAULT", Some("aerial")), ("AGREE", None), ("RETREAT", Some("ceasefire")), ("PROTEST", Some("riot"))]
        {
            assert_eq!(cameo_of(kind, mode).map(|c| c.kind), Some(kind), "{kind}");
        }
        assert_eq!(cameo("0871").map(|c| (c.kind, c.mode, c.quad())), Some(("RETREAT", "ceasefire", 2)));
        assert_eq!(cameo("19999").map(|c| c.code), Some("19"));
        assert_eq!(cameo("0"), None);
    }
}

//! What of a predicted claim agrees with gold, field by field.
//!
//! Gold is terser than the contract: its evidence is the quote itself (with `occurrence`), its event type and term stand at the
//! top, its `when` is a pair of dates and its attribution links are flat. Both layouts are understood on either side.

use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeSet;

/// A text by code points.
pub(super) struct Text {
    chars: Vec<char>,
}

impl Text {
    pub fn new(text: &str) -> Text {
        Text { chars: text.chars().collect() }
    }

    /// Where the evidence of a claim stands, in code points.
    pub fn span(&self, claim: &Value) -> (i64, i64) {
        let evidence = &claim["evidence"];
        if evidence.is_object() {
            return (evidence["start"].as_i64().unwrap_or(-1), evidence["end"].as_i64().unwrap_or(-1));
        }
        let words: Vec<char> = evidence.as_str().unwrap_or_default().chars().collect();
        let mut at = -1;
        for _ in 0..claim["occurrence"].as_i64().unwrap_or(1).max(1) {
            at = self.find(&words, (at + 1) as usize);
        }
        (at, at + words.len() as i64)
    }

    fn find(&self, words: &[char], from: usize) -> i64 {
        let rest = self.chars.get(from..).unwrap_or_default();
        let found = if words.is_empty() { Some(0) } else { rest.windows(words.len()).position(|w| w == words) };
        found.map_or(-1, |at| (from + at) as i64)
    }

    fn slice(&self, (start, end): (i64, i64)) -> String {
        let bound = |at: i64| at.clamp(0, self.chars.len() as i64) as usize;
        self.chars[bound(start).min(bound(end))..bound(end)].iter().collect()
    }

    /// Whether the offsets of a claim do not give its words.
    pub fn broken(&self, claim: &Value) -> bool {
        let evidence = &claim["evidence"];
        evidence.is_object() && Some(self.slice(self.span(claim)).as_str()) != evidence["text"].as_str()
    }

    /// The first 90 characters of the evidence, on one line.
    pub fn words(&self, claim: &Value) -> String {
        self.slice(self.span(claim)).chars().take(90).map(|c| if c == '\n' { ' ' } else { c }).collect()
    }
}

/// Agreement at each level; every level but `found` asks for `what` as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub what: bool,
    pub who: bool,
    pub says: bool,
    pub flags: bool,
}

impl Verdict {
    pub fn full(self) -> bool {
        self.what && self.who && self.says && self.flags
    }

    /// All levels in their order, `found` first and `full` last.
    pub fn levels(self) -> [bool; 6] {
        [true, self.what, self.who, self.says, self.flags, self.full()]
    }

    pub fn agreements(self) -> usize {
        self.levels().into_iter().filter(|ok| *ok).count()
    }

    /// Names of the levels that are wrong.
    pub fn wrong(self) -> String {
        let named = [("what", self.what), ("who", self.who), ("says", self.says), ("flags", self.flags)];
        named.iter().filter(|(_, ok)| !ok).map(|(name, _)| *name).collect::<Vec<_>>().join("+")
    }
}

pub(super) fn judge(gold: &Value, claim: &Value) -> Verdict {
    let what = same_what(gold, claim);
    let flags = [("polarity", "positive"), ("modality", "actual"), ("aspect", "current")];
    Verdict {
        what,
        who: what && same_who(gold, claim),
        says: what && same_speaker(gold, claim),
        flags: what && flags.iter().all(|(key, usual)| flag(gold, key, usual) == flag(claim, key, usual)),
    }
}

fn kind(claim: &Value) -> &str {
    claim["kind"].as_str().unwrap_or_default()
}

fn body(claim: &Value) -> &Value {
    &claim[kind(claim)]
}

/// A field of the body, else of the claim itself.
fn field<'v>(claim: &'v Value, key: &str) -> Option<&'v str> {
    body(claim)[key].as_str().or(claim[key].as_str())
}

/// What a claim is called in a list of errors.
pub(super) fn label(claim: &Value) -> String {
    let named = [field(claim, "type"), field(claim, "term"), body(claim)["what"].as_str()];
    named.into_iter().flatten().find(|word| !word.is_empty()).unwrap_or(kind(claim)).to_owned()
}

fn norm(name: &Value) -> String {
    let text = name.as_str().unwrap_or_default();
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two names may be the same: equal, or one within the other, letters and digits alone.
fn alike(a: &Value, b: &Value) -> bool {
    let (a, b) = (norm(a), norm(b));
    let long_enough = a.chars().count().min(b.chars().count()) >= 3;
    a == b || (long_enough && (a.contains(&b) || b.contains(&a)))
}

/// The codes of a list of entities, upper case.
pub(super) fn codes(entities: &Value) -> BTreeSet<String> {
    let code = |entity: &Value| entity["code"].as_str().filter(|c| !c.is_empty()).map(str::to_uppercase);
    entities.as_array().into_iter().flatten().filter_map(code).collect()
}

/// Whether the value of `claim` is the gold value or one of the alternatives that gold lists.
fn listed(gold: &Value, claim: &Value, key: &str, alternatives: &str) -> bool {
    let told = field(claim, key);
    told == gold[key].as_str()
        || gold[alternatives].as_array().into_iter().flatten().any(|v| v.as_str() == told && told.is_some())
}

fn same_what(gold: &Value, claim: &Value) -> bool {
    let (a, b) = (body(gold), body(claim));
    match kind(gold) {
        "event" => listed(gold, claim, "type", "alt_types"),
        "figure" => alike(&a["what"], &b["what"]) && a["low"] == b["low"] && a["high"] == b["high"],
        "obligation" => match field(claim, "term") {
            term if term == field(gold, "term") => true,
            _ => listed(gold, claim, "term", "alt_terms"),
        },
        "control" => alike(&a["place"], &b["place"]) && a["basis"] == b["basis"],
        _ => alike(&a["office"], &b["office"]),
    }
}

fn same_who(gold: &Value, claim: &Value) -> bool {
    let (ga, gr) = (codes(&gold["actors"]), codes(&gold["recipients"]));
    let (pa, pr) = (codes(&claim["actors"]), codes(&claim["recipients"]));
    match kind(gold) {
        "figure" => true,
        "control" => alike(&body(gold)["holder"], &body(claim)["holder"]) || !ga.is_disjoint(&pa),
        "office" => {
            let person = &body(gold)["person"];
            let person = if person.as_str().is_some_and(|p| !p.is_empty()) { person } else { &gold["person"] };
            alike(person, &body(claim)["person"])
        }
        _ => {
            // Every side together: who visits whom is told in many ways.
            if matches!(gold["type"].as_str(), Some("CONSULT" | "AGREE" | "COOPERATE")) {
                let third = &codes(&gold["third_parties"]) | &codes(&claim["third_parties"]);
                let (g, p) = (&ga | &gr, &pa | &pr);
                return &g - &third == &p - &third || g == p;
            }
            ga == pa && gr == pr
        }
    }
}

/// The sources of a claim, outermost first; in gold the link is the source itself.
fn sources(claim: &Value) -> Vec<&Value> {
    claim["attribution"].as_array().into_iter().flatten().map(|link| link.get("source").unwrap_or(link)).collect()
}

fn same_speaker(gold: &Value, claim: &Value) -> bool {
    let outlet = |source: &&Value| source["kind"] == "outlet";
    let (ours, theirs) = (sources(gold), sources(claim));
    let inner = |chain: &[&Value]| chain.iter().rev().find(|s| s["kind"] != "outlet").map(|s| (*s).clone());
    match (inner(&ours), inner(&theirs)) {
        (None, None) => {}
        (Some(a), Some(b)) => {
            let code = |v: &Value| v["code"].as_str().unwrap_or_default().to_uppercase();
            let (ac, bc) = (code(&a), code(&b));
            let same = if !ac.is_empty() && !bc.is_empty() { ac == bc } else { alike(&a["name"], &b["name"]) };
            if !same {
                return false;
            }
        }
        _ => return false,
    }
    let relays = |chain: Vec<&Value>| chain.into_iter().filter(outlet).map(|s| s["name"].clone()).collect::<Vec<_>>();
    let (ours, theirs) = (relays(ours), relays(theirs));
    ours.len() == theirs.len() && ours.iter().all(|a| theirs.iter().any(|b| alike(a, b)))
}

/// A flag, where coders may differ on promises: the act itself, or what it promises.
fn flag<'v>(claim: &'v Value, key: &str, usual: &'v str) -> &'v str {
    let value = claim[key].as_str().filter(|v| !v.is_empty()).unwrap_or(usual);
    let promise =
        kind(claim) == "obligation" || matches!(field(claim, "type"), Some("AGREE" | "CONCEDE" | "THREATEN" | "REQUEST"));
    if value == "future" && promise { usual } else { value }
}

/// First and last day as ordinals; `None` where there is no date. Open and unknown stretches count as no date.
fn days(when: &Value) -> Option<(i64, i64)> {
    let (start, end) = match when {
        Value::Object(when) => {
            let word = |key: &str| when.get(key).and_then(Value::as_str).filter(|v| !v.is_empty());
            if word("precision") == Some("unknown") || word("open").is_some() {
                return None;
            }
            (word("start")?, word("end")?)
        }
        Value::Array(pair) => {
            let word = |i: usize| pair.get(i).and_then(Value::as_str).filter(|v| !v.is_empty());
            (word(0)?, word(1)?)
        }
        _ => return None,
    };
    Some((ordinal(start, "0000-01-01")?, ordinal(end, "0000-12-28")?))
}

/// The day of a date that may lack its day or month, filled up from `tail`.
fn ordinal(text: &str, tail: &str) -> Option<i64> {
    let head: String = text.chars().take(10).collect();
    let whole = format!("{head}{}", tail.get(head.len()..).unwrap_or_default());
    let date: Date = whole.parse().ok().filter(|_| whole.len() == 10)?;
    let since = date.since(jiff::civil::date(1, 1, 1)).ok()?;
    Some(i64::from(since.get_days()))
}

pub(super) fn told_when(gold: &Value) -> bool {
    days(&gold["when"]).is_some()
}

/// Dates overlap, and the predicted stretch is at most three times as wide; or both are empty.
pub(super) fn same_when(gold: &Value, claim: &Value) -> bool {
    match (days(&gold["when"]), days(&claim["when"])) {
        (Some(g), Some(p)) => g.1.min(p.1) >= g.0.max(p.0) && p.1 - p.0 < 3 * (g.1 - g.0 + 1) + 2,
        (g, p) => g.is_none() && p.is_none(),
    }
}

pub(super) fn told_where(gold: &Value) -> bool {
    gold["where"].as_object().is_some_and(|place| !place.is_empty())
}

/// Places agree in country and name; or both are empty.
pub(super) fn same_where(gold: &Value, claim: &Value) -> bool {
    let (g, p) = (&gold["where"], &claim["where"]);
    let told = told_where(claim) && p["precision"] != "unknown";
    if !told_where(gold) || !told {
        return !told_where(gold) && !told;
    }
    let country = |v: &'_ Value| v["country"].as_str().filter(|c| !c.is_empty()).map(str::to_owned);
    if let (Some(a), Some(b)) = (country(g), country(p))
        && a != b
    {
        return false;
    }
    norm(&g["name"]).is_empty() || alike(&g["name"], &p["name"])
}

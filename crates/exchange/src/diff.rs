//! What changed from one version of a record to another: incidents that came, went, were joined, split or changed, and why.
//!
//! Incidents are matched by the claims they share, not by their ids, which follow from their first claims.

use crate::release::{Brief, Known};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What happened to an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// None of its claims stood in an incident before.
    Came,
    /// None of its claims stands in an incident any more.
    Went,
    /// Several became one.
    Joined,
    /// One became several.
    Split,
    /// It is the same happening, told otherwise.
    Changed,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// What happened.
    pub change: Change,
    /// Ids before.
    pub before: Vec<String>,
    /// Ids after.
    pub after: Vec<String>,
    /// Headline, after where there is one.
    pub title: String,
    /// Fields that read otherwise: name, before, after.
    pub fields: Vec<(&'static str, String, String)>,
    /// Why.
    pub why: Vec<String>,
}

/// Reports or claims named in one reason.
const NAMED: usize = 5;

/// All changes from `a` to `b`: came, went, joined, split, changed; within each in the order of the incidents.
pub fn diff(a: &Known, b: &Known) -> Vec<Changed> {
    let of = |known: &Known| -> BTreeMap<(String, String), usize> {
        known.incidents.iter().enumerate().flat_map(|(i, brief)| brief.claims.iter().map(move |c| (c.clone(), i))).collect()
    };
    let (in_a, in_b) = (of(a), of(b));
    // Incidents that share claims, in both directions.
    let partners = |brief: &Brief, other: &BTreeMap<(String, String), usize>| -> BTreeSet<usize> {
        brief.claims.iter().filter_map(|c| other.get(c).copied()).collect()
    };
    let mut changes = Vec::new();
    let mut settled: BTreeSet<usize> = BTreeSet::new();
    for after in &b.incidents {
        let before: Vec<&Brief> = partners(after, &in_a).into_iter().map(|i| &a.incidents[i]).collect();
        match before[..] {
            [] => changes.push(change(Change::Came, &[], &[after], a, b)),
            [one] => {
                let parts = partners(one, &in_b);
                let at = in_a.get(one.claims.first().unwrap_or(&Default::default())).copied();
                if parts.len() > 1 {
                    // Told once, with all its parts.
                    if at.is_none_or(|at| settled.insert(at)) {
                        let parts: Vec<&Brief> = parts.into_iter().map(|i| &b.incidents[i]).collect();
                        changes.push(change(Change::Split, &[one], &parts, a, b));
                    }
                } else if one.fields != after.fields || one.claims != after.claims || one.id != after.id {
                    changes.push(change(Change::Changed, &[one], &[after], a, b));
                }
            }
            _ => changes.push(change(Change::Joined, &before, &[after], a, b)),
        }
    }
    for before in &a.incidents {
        if partners(before, &in_b).is_empty() {
            changes.push(change(Change::Went, &[before], &[], a, b));
        }
    }
    changes.sort_by_key(|c| c.change);
    changes
}

fn change(change: Change, before: &[&Brief], after: &[&Brief], a: &Known, b: &Known) -> Changed {
    let ids = |list: &[&Brief]| list.iter().map(|x| x.id.clone()).collect::<Vec<_>>();
    let mut fields = Vec::new();
    if let ([x], [y]) = (before, after) {
        let names: BTreeSet<&'static str> = x.fields.keys().chain(y.fields.keys()).copied().collect();
        for name in names {
            let value = |brief: &Brief| brief.fields.get(name).cloned().unwrap_or_default();
            if value(x) != value(y) {
                fields.push((name, value(x), value(y)));
            }
        }
    }
    let title = after.first().or(before.first()).map_or(String::new(), |x| x.title.clone());
    Changed { change, before: ids(before), after: ids(after), title, fields, why: why(before, after, a, b) }
}

/// What the claims that came and went, and the decisions of people, explain.
fn why(before: &[&Brief], after: &[&Brief], a: &Known, b: &Known) -> Vec<String> {
    let claims = |list: &[&Brief]| -> BTreeSet<(String, String)> { list.iter().flat_map(|x| x.claims.clone()).collect() };
    let (old, new) = (claims(before), claims(after));
    let mut reasons: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |reason: String, report: &str| {
        reasons.entry(reason).or_default().insert(report.to_owned());
    };
    for (report, _) in new.difference(&old) {
        match (a.reports.get(report), b.reports.get(report)) {
            (None, _) => add("new reports".into(), report),
            (Some(x), Some(y)) if x.0 != y.0 => add("corrected reports".into(), report),
            (Some(x), Some(y)) if x.1 != y.1 => add(format!("coded anew ({} → {})", x.1, y.1), report),
            _ => add("claims joined otherwise".into(), report),
        }
    }
    for (report, _) in old.difference(&new) {
        match (a.reports.get(report), b.reports.get(report)) {
            (_, None) => add("reports that are gone".into(), report),
            (Some(x), Some(y)) if x.0 != y.0 => add("corrected reports".into(), report),
            (Some(x), Some(y)) if x.1 != y.1 => add(format!("coded anew ({} → {})", x.1, y.1), report),
            _ => add("claims joined otherwise".into(), report),
        }
    }
    let mut why: Vec<String> = reasons.into_iter().map(|(reason, reports)| format!("{reason}: {}", some(&reports))).collect();
    // Decisions that are new, or taken back.
    for (here, there, what) in [(b, a, "decided"), (a, b, "no longer decided")] {
        for decision in here.decisions.iter().filter(|d| !there.decisions.contains(d)) {
            if old.union(&new).any(|(_, claim)| decision.0.contains(claim)) {
                why.push(format!("{what}: {}", decision.1));
            }
        }
    }
    if why.is_empty() {
        why.push("joined or judged otherwise by the program, or by other reports around it".to_owned());
    }
    why
}

fn some(reports: &BTreeSet<String>) -> String {
    let named: Vec<&str> = reports.iter().take(NAMED).map(String::as_str).collect();
    let more = reports.len().saturating_sub(NAMED);
    if more > 0 { format!("{} and {more} more", named.join(", ")) } else { named.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(id: &str, killed: &str, claims: &[(&str, &str)]) -> Brief {
        Brief {
            id: id.into(),
            title: id.to_uppercase(),
            fields: BTreeMap::from([("killed", killed.to_owned())]),
            claims: claims.iter().map(|(r, c)| ((*r).to_owned(), (*c).to_owned())).collect(),
        }
    }

    fn known(incidents: Vec<Brief>, reports: &[(&str, &str, &str)]) -> Known {
        let reports =
            reports.iter().map(|(id, sha, coder)| ((*id).to_owned(), ((*sha).to_owned(), (*coder).to_owned()))).collect();
        Known { incidents, reports, decisions: Vec::new() }
    }

    #[test]
    fn what_came_went_and_changed_is_told_with_its_reason() {
        let a = known(
            vec![brief("i1", "3", &[("r1", "c1")]), brief("i2", "", &[("r2", "c2")])],
            &[("r1", "s1", "k"), ("r2", "s2", "k")],
        );
        let b = known(
            vec![brief("i1", "5", &[("r1", "c1"), ("r3", "c3")]), brief("i4", "", &[("r4", "c4")])],
            &[("r1", "s1", "k"), ("r3", "s3", "k"), ("r4", "s4", "k")],
        );
        let found = diff(&a, &b);
        let told: Vec<(Change, &str)> = found.iter().map(|c| (c.change, c.why[0].as_str())).collect();
        assert_eq!(
            told,
            [
                (Change::Came, "new reports: r4"),
                (Change::Went, "reports that are gone: r2"),
                (Change::Changed, "new reports: r3")
            ]
        );
        assert_eq!(found[2].fields, [("killed", "3".to_owned(), "5".to_owned())]);
        assert_eq!(diff(&a, &a), []);
    }

    #[test]
    fn two_that_became_one_are_joined_and_the_way_back_is_a_split() {
        let apart = known(
            vec![brief("i1", "", &[("r1", "c1")]), brief("i2", "", &[("r2", "c2")])],
            &[("r1", "s", "k"), ("r2", "s", "k")],
        );
        let mut one = known(vec![brief("i1", "", &[("r1", "c1"), ("r2", "c2")])], &[("r1", "s", "k"), ("r2", "s", "k")]);
        one.decisions.push((BTreeSet::from(["c2".to_owned()]), "join by A. Editor: same bridge".to_owned()));
        let joined = diff(&apart, &one);
        assert_eq!((joined.len(), joined[0].change, joined[0].before.len()), (1, Change::Joined, 2));
        assert!(joined[0].why.iter().any(|w| w == "decided: join by A. Editor: same bridge"), "{joined:?}");
        let split = diff(&one, &apart);
        assert_eq!((split.len(), split[0].change, split[0].after.len()), (1, Change::Split, 2));
    }

    #[test]
    fn a_report_read_by_another_coder_says_so() {
        let a = known(vec![brief("i1", "", &[("r1", "c1")])], &[("r1", "s", "one")]);
        let b = known(vec![brief("i9", "", &[("r1", "c9")])], &[("r1", "s", "two")]);
        let why: Vec<String> = diff(&a, &b).into_iter().flat_map(|c| c.why).collect();
        assert_eq!(why, ["coded anew (one → two): r1", "coded anew (one → two): r1"]);
    }
}

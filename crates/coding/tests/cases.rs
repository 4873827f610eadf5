//! Cases that a linguist can write: `cases/*.md`, each a heading, a report and what must, or must not, come of it.
//!
//! ```text
//! ## An agentless passive has no actor
//! date 2024-05-07
//! > The village was shelled on Monday.
//! - event ASSAULT, actors: none, when: 2024-05-06
//! - no event AGREE
//! ```
//! A line wants one claim of that kind and type for which everything after the comma holds. Codes are separated by `+`.

use dateline_coding::claim::{Claim, Entity};
use dateline_lexicon::Lexicon;
use dateline_syntax::Reader;
use dateline_text::Report;

struct Case {
    name: String,
    date: Option<String>,
    text: String,
    wants: Vec<String>,
}

fn parse(file: &str, source: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in source.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: format!("{file}: {name}"), date: None, text: String::new(), wants: Vec::new() });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(date) = line.strip_prefix("date ") {
            case.date = Some(date.trim().to_owned());
        } else if let Some(text) = line.strip_prefix("> ") {
            if !case.text.is_empty() {
                case.text.push(' ');
            }
            case.text.push_str(text);
        } else if line.trim() == ">" {
            case.text.push_str("\n\n");
        } else if let Some(want) = line.strip_prefix("- ") {
            case.wants.push(want.to_owned());
        }
    }
    cases
}

fn claims(case: &Case) -> Vec<Claim> {
    let mut report = Report::new("case", case.text.clone());
    report.published = case.date.as_ref().map(|d| d.parse().expect("a date"));
    let lexicon = Lexicon::builtin();
    let sentences = dateline_text::split(&report.text);
    let marks = lexicon.mark(&report.text, &sentences);
    let trees = Reader::builtin().read(&report.text, &sentences, &marks);
    dateline_coding::code(&report, &trees, lexicon, "test").claims
}

fn codes(entities: &[Entity]) -> String {
    let mut all: Vec<String> = entities.iter().map(|e| e.code.clone().unwrap_or_else(|| e.name.clone())).collect();
    all.sort();
    all.dedup();
    if all.is_empty() { "none".into() } else { all.join("+") }
}

fn body(claim: &Claim) -> String {
    let (event, figure, obligation) = (&claim.event, &claim.figure, &claim.obligation);
    let what = event
        .as_ref()
        .map(|e| e.kind.clone())
        .or_else(|| figure.as_ref().map(|f| f.what.to_string()))
        .or_else(|| obligation.as_ref().map(|o| o.term.to_string()))
        .or_else(|| claim.control.as_ref().map(|c| c.basis.to_string()))
        .or_else(|| claim.office.as_ref().map(|o| o.office.clone()))
        .unwrap_or_default();
    format!("{} {}", claim.kind, what)
}

fn fits(claim: &Claim, want: &str) -> bool {
    let (head, rest) = want.split_once(", ").map_or((want, ""), |(h, r)| (h, r));
    if body(claim) != head {
        return false;
    }
    rest.split(", ").filter(|p| !p.is_empty()).all(|part| {
        let (key, value) = part.split_once(": ").unwrap_or((part, ""));
        let number = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
        let got = match key {
            "actors" => codes(&claim.actors),
            "recipients" => codes(&claim.recipients),
            "third" => codes(&claim.third_parties),
            "polarity" => claim.polarity.to_string(),
            "modality" => claim.modality.to_string(),
            "aspect" => claim.aspect.to_string(),
            "certainty" => claim.certainty.as_str().to_owned(),
            "says" => codes(
                &claim.attribution.iter().map(|l| l.source.clone()).collect::<Vec<_>>()
                    [claim.attribution.len().saturating_sub(1)..],
            ),
            "sector" => return claim.actors.iter().any(|e| e.sector.as_deref() == Some(value)),
            "noted" => return claim.rule.contains(value),
            "sayer" => claim.attribution.last().and_then(|l| l.source.sector.clone()).unwrap_or_default(),
            "via" => claim.attribution.iter().map(|l| l.source.name.clone()).collect::<Vec<_>>().join(" > "),
            "stance" => claim.attribution.last().map(|l| l.stance.to_string()).unwrap_or_default(),
            "when" => claim.when.as_ref().map_or("none".into(), |w| {
                let (a, b) = (w.start.clone().unwrap_or_default(), w.end.clone().unwrap_or_default());
                if a == b { a } else { format!("{a}..{b}") }
            }),
            "where" => claim.place.as_ref().map_or("none".into(), |p| p.name.clone()),
            "number" => {
                let f = claim.figure.clone().unwrap_or_default();
                format!("{}-{}", number(f.low), number(f.high))
            }
            "scope" => claim.figure.as_ref().map(|f| f.scope.to_string()).unwrap_or_default(),
            "mode" => {
                let modes = claim.event.as_ref().map(|e| e.modes.clone()).unwrap_or_default();
                return modes.iter().any(|m| m.as_ref() == value);
            }
            "context" => {
                let contexts = claim.event.as_ref().map(|e| e.contexts.clone()).unwrap_or_default();
                return contexts.iter().any(|c| c.as_ref() == value);
            }
            "person" => claim.office.as_ref().map(|o| o.person.clone()).unwrap_or_default(),
            "place" => claim.control.as_ref().map(|c| c.place.clone()).unwrap_or_default(),
            "quote" => claim.evidence.text.clone(),
            "rule" => claim.rule.split(['.', ';']).next().unwrap_or_default().to_owned(),
            "acled" => claim.event.as_ref().and_then(|e| e.acled.clone()).map_or("none".into(), |a| a.to_string()),
            "link" => return claim.links.iter().any(|l| l.rel == value),
            other => panic!("unknown key {other} in “{want}”"),
        };
        got == value
    })
}

#[test]
fn cases() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the folder of cases").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let mut failed = Vec::new();
    let mut count = 0;
    for file in files {
        let source = std::fs::read_to_string(&file).expect("a case file");
        for case in parse(&file.file_stem().unwrap_or_default().to_string_lossy(), &source) {
            count += 1;
            let claims = claims(&case);
            for claim in &claims {
                let e = &claim.evidence;
                let words: String = case.text.chars().skip(e.start as usize).take((e.end - e.start) as usize).collect();
                assert_eq!(words, e.text, "{}: a broken quote", case.name);
            }
            for want in &case.wants {
                let ok = match want.strip_prefix("no ") {
                    Some(unwanted) => !claims.iter().any(|c| fits(c, unwanted)),
                    None => claims.iter().any(|c| fits(c, want)),
                };
                if !ok {
                    let got: Vec<String> = claims
                        .iter()
                        .map(|c| {
                            format!(
                                "      {}, actors: {}, recipients: {}, polarity: {}, modality: {}, quote: {}",
                                body(c),
                                codes(&c.actors),
                                codes(&c.recipients),
                                c.polarity,
                                c.modality,
                                c.evidence.text
                            )
                        })
                        .collect();
                    failed.push(format!("{}\n    wanted {want}\n    got\n{}", case.name, got.join("\n")));
                }
            }
        }
    }
    assert!(count > 0);
    assert!(failed.is_empty(), "{} of {count} cases:\n{}", failed.len(), failed.join("\n"));
}

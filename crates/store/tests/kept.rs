//! Reports taken back, coding anew, coverage, the brief of a day, and the project that views follow.

mod made;

use dateline_record::{Standing, Unit};
use dateline_store::{Filter, Paging, Project, Store};
use made::war;
use std::path::Path;

const TIME: &str = "2022-01-01T00:00:00Z";

fn record() -> Store {
    let mut store = Store::memory().expect("a record");
    for (source, text) in war() {
        store.add(&source, Some(text), "c", TIME).expect("added");
    }
    store.refresh().expect("joined");
    store
}

fn standing(store: &Store, id: &str) -> Option<Standing> {
    store.incident(id).expect("an answer").and_then(|i| i.standing).map(|s| s.standing)
}

#[test]
fn a_report_that_was_taken_back_is_shown_and_counts_no_more() {
    let mut store = record();
    assert_eq!(standing(&store, "b00000000-0"), Some(Standing::Disputed));
    // Without the Herald nobody denies the shelling, and only the Tribune tells of it.
    assert!(store.retract("a", "the Herald took it back", TIME).expect("retracted"));
    assert!(!store.retract("a", "again", TIME).expect("an answer"), "it was taken back before");
    store.refresh().expect("joined");
    let incident = store.incident("b00000000-0").expect("an answer").expect("an incident");
    assert_eq!((incident.standing.map(|s| s.standing), incident.reports), (Some(Standing::Reported), 2));
    store.retract("c", "wrong", TIME).expect("retracted");
    store.refresh().expect("joined");
    assert_eq!(standing(&store, "c00000000-0"), Some(Standing::Retracted));
    let retracted = Filter { standing: Some("retracted".into()), ..Filter::default() };
    assert_eq!(store.incidents(&retracted, &Paging::all()).expect("a page").total, 1);
    let report = store.report("c").expect("an answer").expect("a report");
    assert_eq!((report.meta.retracted.as_deref(), report.meta.version), (Some("wrong"), 2));
    assert_eq!(store.as_of(5).expect("a record").coverage(&Filter::default()).expect("coverage").retracted.len(), 0);
    let coverage = store.coverage(&Filter::default()).expect("coverage");
    assert_eq!(
        coverage.retracted.iter().map(|(r, why)| (r.id.as_str(), why.as_str())).collect::<Vec<_>>(),
        [("a", "the Herald took it back"), ("c", "wrong")]
    );
}

#[test]
fn coverage_tells_what_was_read_and_what_was_not() {
    let mut store = record();
    let silent = made::report("s", "2021-03-09", "Courier", "Rain is expected.", &[]);
    store.add(&silent, Some("Rain is expected."), "c", TIME).expect("added");
    store.fail("news.jsonl:7", "bad-json", "a line that is no JSON", TIME).expect("kept");
    store.fail("news.jsonl:7", "bad-json", "a line that is no JSON", TIME).expect("kept");
    let coverage = store.coverage(&Filter::default()).expect("coverage");
    let courier = coverage.rows.iter().find(|r| r.day.as_deref() == Some("2021-03-09")).expect("a day");
    assert_eq!((courier.reports, courier.claims, courier.silent), (2, 1, 1));
    assert_eq!(coverage.silent.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["s"]);
    assert_eq!(coverage.failures.len(), 1);
    let herald = store.coverage(&Filter { source: Some("herald".into()), ..Filter::default() }).expect("coverage");
    assert_eq!(herald.rows.len(), 2);
}

#[test]
fn what_another_coder_read_is_found_and_read_as_it_was() {
    let mut store = record();
    let (source, text) = war().remove(0);
    store.add(&source, Some(text), "newer", TIME).expect("added");
    let stale = store.stale("newer").expect("an answer");
    assert_eq!((stale.reports, stale.without_text), (vec!["b".into(), "c".into(), "d".into(), "e".into()], 0));
    let report = store.original("b").expect("an answer").expect("a report");
    assert_eq!((report.text.as_str(), report.publisher.as_deref()), (war()[1].1, Some("Tribune")));
    let mut without = Store::memory().expect("a record");
    without.add(&source, None, "c", TIME).expect("added");
    assert_eq!(without.stale("newer").expect("an answer").without_text, 1);
}

#[test]
fn the_brief_of_a_day_tells_what_its_reports_bring() {
    let store = record();
    let brief = |day: &str| store.brief(day.parse().expect("a day"), &Filter::default()).expect("a brief");
    let first = brief("2021-03-02");
    assert_eq!((first.reports, first.new.len(), first.again.len(), first.disputed.len()), (1, 1, 0, 1));
    assert_eq!(first.new[0].reports, 1, "told as that evening knew it");
    assert_eq!(first.sides, [("XXB".to_owned(), 1)]);
    let next = brief("2021-03-03");
    assert_eq!((next.new.len(), next.again.len(), next.disputed.len()), (0, 1, 0), "told again; the dispute is not new");
    assert_eq!(brief("2021-03-04").reports, 0);
}

#[test]
fn tolls_by_month_and_rounds_of_talks() {
    let store = record();
    let ledger = store.periods(&Filter::default(), Unit::Month).expect("ledgers");
    assert_eq!((ledger.len(), ledger[0].what.as_str(), ledger[0].periods.len()), (1, "wounded", 1));
    assert_eq!((ledger[0].periods[0].period.as_str(), ledger[0].periods[0].low), ("2021-03", 4));
    let talks = store.talks(&Filter::default(), &Paging::all()).expect("talks").rows;
    assert_eq!(talks.len(), 1);
    assert_eq!(talks[0].row.place.as_ref().map(|p| p.name.as_str()), Some("Geneva"));
}

#[test]
fn views_follow_the_project() {
    let mut store = record();
    let mut follow = |text: &str| -> Vec<String> {
        store.follow(Some(Project::parse(&format!("name = \"War\"\n{text}"), Path::new("dateline.toml")).expect("a project")));
        let page = store.incidents(&Filter::default(), &Paging::all()).expect("a page");
        assert_eq!(page.total, page.rows.len());
        page.rows.into_iter().filter_map(|r| r.from).collect()
    };
    let (shelling, raid, talks) = ("2021-03-01", "2021-03-05", "2021-03-07");
    assert_eq!(follow(""), [shelling, raid, talks]);
    assert_eq!(follow("parties = [\"FRA\"]"), [""; 0]);
    assert_eq!(follow("dyads = [[\"XXA\", \"Boria\"]]\ncountries = [\"XXB\", \"CHE\"]"), [raid, talks]);
    assert_eq!(follow("from = \"2021-03-02\"\nto = \"2021-03-06\""), [raid]);
    assert_eq!(follow("[include]\ntypes = [\"violence\"]\nreports = 2"), [shelling]);
    assert_eq!(follow("[include]\nstandings = [\"disputed\"]"), [shelling]);
    let claims = store.claims(&Filter::default()).expect("claims").count();
    assert_eq!(claims, 5, "the shelling, and who holds Ardal");
}

#[test]
fn faults_of_a_project_file_are_told_with_their_lines() {
    let faults = |text: &str| match Project::parse(text, Path::new("war/dateline.toml")) {
        Err(dateline_store::Error::Project(faults)) => faults.join("\n"),
        other => panic!("{other:?}"),
    };
    assert!(faults("nme = \"x\"").starts_with("war/dateline.toml:1: "));
    let text = "name = \"x\"\ndyads = [[\"ARM\"]]\nfrom = \"yesterday\"\ncountries = [\"Armenia\"]\n\n[include]\nstandings = [\"sure\"]\n";
    let told = faults(text);
    for line in [
        "war/dateline.toml:2: a dyad",
        "war/dateline.toml:3: \"yesterday\"",
        "war/dateline.toml:4: \"Armenia\"",
        "war/dateline.toml:7: \"sure\"",
    ] {
        assert!(told.contains(line), "{line} in {told}");
    }
    assert!(faults("name = \"x\"\nfrom = \"2021-02-02\"\nto = \"2020-02-02\"").contains(":3: the period ends"));
    assert!(faults("name = \"x\"\nlexicon = [\"nowhere\"]").contains(":2: there is no folder war/nowhere"));
    assert!(faults("name = ").contains(":1:"));
    // What is written to begin with is itself no fault.
    let begin = Project::parse(&Project::template("A \"war\""), Path::new("dateline.toml")).expect("a project");
    assert_eq!(begin.name, "A \"war\"");
}

#[test]
fn a_project_file_beside_the_record_is_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("war.db");
    let mut store = Store::create(&file).expect("a record");
    war().iter().for_each(|(s, t)| assert_eq!(store.add(s, Some(t), "c", TIME).expect("added"), dateline_store::Added::New));
    store.refresh().expect("joined");
    store.close().expect("closed");
    std::fs::write(folder.path().join("dateline.toml"), "name = \"War\"\n[include]\ntypes = [\"talks\"]\n").expect("written");
    let store = Store::open(&file).expect("a record");
    assert_eq!(store.incidents(&Filter::default(), &Paging::all()).expect("a page").total, 1);
    // Ledgers follow country and period as incidents do: who holds Ardal, in XXA, is told in March 2021.
    let held = |project: &str| {
        std::fs::write(folder.path().join("dateline.toml"), format!("name = \"War\"\n{project}")).expect("written");
        let store = Store::open(&file).expect("a record");
        let control = store.control(&Filter::default(), &Paging::all()).expect("a page").total;
        (control, store.sources(&Filter::default(), &Paging::all()).expect("a page").total > 0)
    };
    assert_eq!(held("countries = [\"XXA\"]"), (1, true));
    assert_eq!(held("countries = [\"XXB\"]"), (0, true));
    assert_eq!(held("from = \"2022-01-01\""), (0, false));
    std::fs::write(folder.path().join("dateline.toml"), "name = 7").expect("written");
    assert!(matches!(Store::open(&file), Err(dateline_store::Error::Project(_))));
}

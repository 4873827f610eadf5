//! A folder of one's own, laid over the lexicon, as its user meets it.

use assert_cmd::Command;
use std::path::Path;
use tempfile::TempDir;

fn dateline() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("dateline"));
    command.env_remove("NO_COLOR");
    command
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// What a command prints, what it complains of, and its exit code.
fn run(args: &[&str], folder: &Path) -> (String, String, i32) {
    let output = dateline().args(args).arg("--lexicon").arg(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

/// The claims of a report with this text.
fn claims(text: &str, folder: Option<&Path>) -> Vec<serde_json::Value> {
    let mut command = dateline();
    command.args(["read", "--format", "jsonl", "--date", "2021-05-04", "-"]);
    if let Some(folder) = folder {
        command.arg("--lexicon").arg(folder);
    }
    let output = command.write_stdin(text).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn types(claims: &[serde_json::Value]) -> Vec<&str> {
    claims.iter().filter_map(|c| c["event"]["type"].as_str()).collect()
}

const RAID: &str = r##"source = "own"

[[row]]
id = "own.cattle_raid"
lemmas = ["rustle", "raid"]
pos = "verb"
type = "CATTLE_RAID"
parent = "ASSAULT"
score = -7.5
modes = ["livestock"]
needs = { obj = ["cattle", "cow", "herd", "livestock"] }
fires = ["Armed men raided cattle in the valley on Monday."]
silent = ["Police raided a house in the valley on Monday."]
"##;

#[test]
fn an_own_event_type_comes_out_under_its_name() {
    let mine = folder(&[("events/raids.toml", RAID)]);
    let text = "Armed men raided cattle near Nairobi on Monday.";
    let with = claims(text, Some(mine.path()));
    let raid = with.iter().find(|c| c["event"]["type"] == "CATTLE_RAID").expect("the row fires");
    assert_eq!(raid["event"]["parent"], "ASSAULT");
    assert_eq!(raid["event"]["score"], -7.5);
    assert_eq!(raid["event"]["quad"], 4, "inherited");
    assert_eq!(raid["event"]["modes"][0], "livestock");
    assert!(raid["rule"].as_str().unwrap().starts_with("own.cattle_raid"));
    assert!(!types(&claims(text, None)).contains(&"CATTLE_RAID"));

    let (version, _, _) = run(&["--version"], mine.path());
    assert!(raid["coder"].as_str().unwrap() == version.trim() && version.contains('+'), "{version}");
    let (plain, csv) = (dateline().arg("--version").output().unwrap().stdout, run(&["lexicon", "test"], mine.path()));
    assert!(!String::from_utf8(plain).unwrap().contains('+'));
    assert_eq!((csv.0.as_str(), csv.2), ("2 of 2 sentences are as their rows say\n", 0));
}

#[test]
fn a_type_without_a_parent_has_its_own_quad_class_and_score() {
    let row = RAID.replace("parent = \"ASSAULT\"", "quad = 2").replace("-7.5", "3.0");
    let mine = folder(&[("events/raids.toml", &row)]);
    let with = claims("Armed men raided cattle near Nairobi on Monday.", Some(mine.path()));
    let raid = with.iter().find(|c| c["event"]["type"] == "CATTLE_RAID").expect("the row fires");
    assert_eq!((&raid["event"]["quad"], &raid["event"]["score"]), (&2.into(), &3.0.into()));
    assert!(raid["event"].get("parent").is_none());
    assert_eq!(raid["actors"].as_array().unwrap().len(), 1);
}

#[test]
fn a_sentence_that_a_row_promises_and_does_not_keep_is_told_with_its_line() {
    let mine = folder(&[("events/raids.toml", &RAID.replace("raided cattle in", "admired cattle in"))]);
    let (out, _, code) = run(&["lexicon", "test"], mine.path());
    let place = format!("{}/events/raids.toml:4: row own.cattle_raid must fire on", mine.path().display());
    assert!(code == 1 && out.contains(&place), "{out}");
}

#[test]
fn a_row_with_the_id_of_ours_replaces_it_and_a_dropped_one_is_gone() {
    let text = "Rebels ambushed a convoy on Monday.";
    let before = claims(text, None);
    let rule = before.iter().find(|c| c["event"]["type"] == "ASSAULT").unwrap()["rule"].as_str().unwrap().to_owned();
    let id = rule.split("; ").next().unwrap();
    let replaced = format!(
        "source = \"own\"\n[[row]]\nid = \"{id}\"\nlemmas = [\"ambush\"]\npos = \"verb\"\ntype = \"COERCE\"\nfires = [\"Rebels ambushed a convoy.\"]\n"
    );
    let mine = folder(&[("events/mine.toml", &replaced)]);
    let after = claims(text, Some(mine.path()));
    assert!(types(&after).contains(&"COERCE") && !types(&after).contains(&"ASSAULT"), "{after:?}");

    // People hold offices in a group that is dropped: no reason to complain.
    let drop = format!("what\tkey\twhy\nevent\t{id}\ttest\nactor\tgroup:19th-of-april-movement\t\n");
    let mine = folder(&[("drop.tsv", &drop)]);
    assert!(!types(&claims(text, Some(mine.path()))).contains(&"ASSAULT"));
}

#[test]
fn own_actors_nouns_cues_and_places_are_known() {
    let mine = folder(&[
        (
            "actors/groups.tsv",
            "id\tname\tnames\tmembers\tkind\tcode\tsector\tfrom\tto\tsource\tstatus\ngroup:zq\tZquux Front\tZQF\tZquuxist|Zquuxists\tarmed_group\tKEN\tREB\t\t\town\tunverified\n",
        ),
        ("actors/agents.tsv", "lemma\tsector\tkind\toffice\tnote\nzherdsman\tCVL\tpeople\t\t\n"),
        (
            "actors/people.tsv",
            "id\tname\tnames\tcode\tsector\toffice\tpolity\tfrom\tto\tsource\tstatus\nperson:zara-quux\tZara Quuxley\t\tKEN\tREB\tleader\tgroup:zq\t2020\t\town\tunverified\n",
        ),
        (
            "places/regions.tsv",
            "name\tnames\tkind\tcountries\tlat\tlon\tradius_km\tpopulation\tgeonames\tsource\nZquuxville\t\tsettlement\tKEN\t1.5\t36.5\t2\t\t\town\n",
        ),
        (
            "cues/reporting.toml",
            "[[verb]]\nstance = \"asserts\"\nlemmas = [\"zquoth\"]\nexample = \"She zquoths that it rains.\"\n",
        ),
    ]);
    let text =
        "The Zquux Front attacked a village in Zquuxville on Monday. Zara Quuxley said the army shelled Zquuxville on Sunday.";
    let all = claims(text, Some(mine.path()));
    let attack =
        all.iter().find(|c| c["event"]["type"] == "ASSAULT" && c["actors"][0]["id"] == "group:zq").expect("the group acts");
    assert_eq!(attack["actors"][0]["code"], "KEN");
    assert_eq!((&attack["where"]["name"], &attack["where"]["country"]), (&"Zquuxville".into(), &"KEN".into()));
    assert!(all.iter().any(|c| c["attribution"][0]["source"]["person"] == "Zara Quuxley"), "{all:?}");
}

#[test]
fn places_of_ours_can_be_replaced_and_dropped() {
    let head = "name\tnames\tkind\tcountries\tlat\tlon\tradius_km\tpopulation\tgeonames\tsource\n";
    let moved = folder(&[("places/regions.tsv", &format!("{head}Aleppo\t\tsettlement\tSYR\t10.5\t20.5\t3\t2000000\t\town\n"))]);
    let text = "Rebels shelled Aleppo in Syria on Monday.";
    let all = claims(text, Some(moved.path()));
    assert_eq!(all.iter().find(|c| c["event"]["type"] == "ASSAULT").unwrap()["where"]["lat"], 10.5);
    let gone = folder(&[("drop.tsv", "what\tkey\twhy\nplace\tAleppo\t\n")]);
    let all = claims(text, Some(gone.path()));
    assert!(all.iter().all(|c| c["where"]["geonames"] != 170063), "{all:?}");
}

#[test]
fn every_fault_is_told_with_file_and_line_and_nothing_is_read() {
    let group = "id\tname\tnames\tmembers\tkind\tcode\tsector\tfrom\tto\tsource\tstatus\n";
    let people = "id\tname\tnames\tcode\tsector\toffice\tpolity\tfrom\tto\tsource\tstatus\n";
    let row = |more: &str| format!("source = \"own\"\n[[row]]\nid = \"a\"\nlemmas = [\"zap\"]\npos = \"verb\"\n{more}\n");
    let place = "name\tnames\tkind\tcountries\tlat\tlon\tradius_km\tpopulation\tgeonames\tsource\n";
    let cases: &[(&str, String, &str, &str)] = &[
        ("actors/groups.tsv", "id\tname\n".into(), "1", "the header must read"),
        ("actors/groups.tsv", format!("{group}g:a\tA\n"), "2", "2 cells where the header has 11"),
        (
            "actors/groups.tsv",
            format!("{group}g:a\tA\t\t\tarmed_group\tXXX\tREB\t\t\town\tverified\n"),
            "2",
            "unknown code “XXX”",
        ),
        ("actors/groups.tsv", format!("{group}g:a\tA\t\t\tgang\tSYR\tREB\t\t\town\tverified\n"), "2", "unknown kind “gang”"),
        (
            "actors/groups.tsv",
            format!("{group}g:a\tA\t\t\tarmed_group\tSYR\tRBL\t\t\town\tverified\n"),
            "2",
            "unknown sector “RBL”",
        ),
        (
            "actors/groups.tsv",
            format!("{group}g:a\tA\t\t\tarmed_group\tSYR\tREB\t2015\t2012\town\tverified\n"),
            "2",
            "ends before it begins",
        ),
        ("actors/groups.tsv", format!("{group}g:a\tA\t\t\tarmed_group\tSYR\tREB\tMay\t\town\tverified\n"), "2", "is no date"),
        ("actors/groups.tsv", format!("{group}g:a\tA\t\t\tarmed_group\tSYR\tREB\t\t\t\tverified\n"), "2", "the source is empty"),
        ("actors/groups.tsv", format!("{group}g:a\tA\t\t\tarmed_group\tSYR\tREB\t\t\town\tsure\n"), "2", "status “sure”"),
        (
            "actors/groups.tsv",
            format!(
                "{group}g:a\tA\t\t\tarmed_group\tSYR\tREB\t\t\town\tverified\ng:a\tB\t\t\tarmed_group\tSYR\tREB\t\t\town\tverified\n"
            ),
            "3",
            "the id “g:a” is taken by",
        ),
        (
            "actors/people.tsv",
            format!("{people}person:zz\tZed Zed\t\tSYR\tGOV\tpresident\tnowhere\t\t\town\tverified\n"),
            "2",
            "no polity “nowhere”",
        ),
        ("actors/seats.tsv", "name\tactor\tsector\tsource\nThe Barn\tZZZ\tGOV\town\n".into(), "2", "no actor “ZZZ”"),
        ("actors/agents.tsv", "lemma\tsector\tkind\toffice\tnote\nzed\tCVL\tperson\t\t\n".into(), "2", "unknown kind “person”"),
        ("events/x.toml", row("type = \"ASSALT\"\nfires = [\"x\"]"), "3", "unknown type “ASSALT”"),
        (
            "events/x.toml",
            row("type = \"RAID\"\nparent = \"ASSALT\"\nfires = [\"x\"]"),
            "3",
            "parent “ASSALT” is no type of PLOVER",
        ),
        ("events/x.toml", row("type = \"RAID\"\nquad = 7\nfires = [\"x\"]"), "3", "the quad class is 1 to 4"),
        ("events/x.toml", row("type = \"ASSAULT\"\nscore = 1.0\nfires = [\"x\"]"), "3", "belong to a type of your own"),
        ("events/x.toml", row("type = \"ASSAULT\"\nmodes = [\"ariel\"]\nfires = [\"x\"]"), "3", "has no mode “ariel”"),
        ("events/x.toml", row("type = \"ASSAULT\""), "3", "needs a sentence in `fires`"),
        (
            "events/x.toml",
            row("type = \"ASSAULT\"\nfires = [\"x\"]\nneeds = { obj = [\"@nothing\"] }"),
            "3",
            "unknown class or kind “@nothing”",
        ),
        ("events/x.toml", row("type = \"ASSAULT\"\nfires = [\"x\"]\nactor = [\"subject\"]"), "3", "unknown slot “subject”"),
        ("events/x.toml", row("type = \"ASSAULT\"\nfires = [\"x\"]\ncolour = 1"), "8", "unknown field `colour`"),
        ("events/x.toml", "source = \"own\"\n[[row]\n".into(), "2", "not readable"),
        ("events/classes.toml", "[class]\nzed = [\"@nowhere\"]\n".into(), "2", "there is no class @nowhere"),
        (
            "events/modes.toml",
            "[[mode]]\ntype = \"ASSAULT\"\nmode = \"ariel\"\nlemmas = [\"x\"]\n".into(),
            "3",
            "has no mode “ariel”",
        ),
        ("events/contexts.toml", "[context]\nzed = [\"x\"]\n".into(), "2", "unknown context “zed”"),
        ("events/parts.toml", "[role]\nboss = [\"x\"]\n".into(), "2", "unknown role “boss”"),
        ("events/facilities.toml", "[sector]\nZZZ = [\"x\"]\n".into(), "2", "unknown sector “ZZZ”"),
        (
            "cues/effects.toml",
            "[[effect]]\nlemmas = [\"zed\"]\nmodality = \"past\"\nexample = \"x\"\n".into(),
            "2",
            "unknown modality “past”",
        ),
        (
            "cues/reporting.toml",
            "[[verb]]\nstance = \"asserts\"\nlemmas = [\"zed\", \"zed\"]\nexample = \"x\"\n".into(),
            "3",
            "verb “zed” stands twice",
        ),
        (
            "terms/figures.toml",
            "[[figure]]\nid = \"z\"\nwhat = \"kild\"\npos = \"verb\"\ncounted = \"obj\"\nlemmas = [\"z\"]\nfires = [\"x\"]\n"
                .into(),
            "2",
            "unknown figure “kild”",
        ),
        ("places/regions.tsv", format!("{place}A\t\ttown\tSYR\t1\t2\t3\t\t\town\n"), "2", "unknown kind “town”"),
        ("places/regions.tsv", format!("{place}A\t\tsettlement\tSYR\t91\t2\t3\t\t\town\n"), "2", "lat “91”"),
        ("places/regions.tsv", format!("{place}A\t\tsettlement\tSY\t1\t2\t3\t\t\town\n"), "2", "unknown country “SY”"),
        (
            "places/spellings.tsv",
            "geonames\tname\tnames\tsource\n1\tAleppo\tHalab City\town\n".into(),
            "2",
            "no place named “Aleppo”",
        ),
        ("drop.tsv", "what\tkey\twhy\nevent\tno.such.row\t\n".into(), "2", "there is no event “no.such.row” to drop"),
        ("drop.tsv", "what\tkey\twhy\nverse\tx\t\n".into(), "2", "the first column is one of"),
    ];
    for (file, text, line, message) in cases {
        let mine = folder(&[(file, text)]);
        let (out, _, code) = run(&["lexicon", "check"], mine.path());
        let place = format!("{}/{file}:{line}: error: ", mine.path().display());
        let told = out.lines().any(|l| l.starts_with(&place) && l.contains(message));
        assert!(told && code == 1, "wanted {place}{message}\nin\n{out}");
    }
    let mine = folder(&[(cases[0].0, &cases[0].1)]);
    let (out, err, code) = run(&["explain", "Rebels attacked."], mine.path());
    assert!(out.is_empty() && code == 2, "{out}");
    assert!(err.contains("groups.tsv:1: error: the header must read") && err.contains("nothing is read with it"), "{err}");
}

#[test]
fn what_is_no_lexicon_is_told() {
    let mine = folder(&[("actors/notes.tsv", "x"), ("poems/a.txt", "x"), ("README.md", "x"), ("words/common.txt", "zqword\n")]);
    let (out, _, code) = run(&["lexicon", "check"], mine.path());
    assert!(out.contains("actors/notes.tsv: warning: not read") && out.contains("poems: warning: not read"), "{out}");
    assert!(code == 0 && !out.contains("README"), "{out}");
    let (out, _, code) = run(&["lexicon", "check"], Path::new("/no/such/folder"));
    assert!(code == 1 && out.contains("/no/such/folder: error: cannot be read as a folder"), "{out}");
    let mine = folder(&[]);
    std::fs::create_dir(mine.path().join("actors")).unwrap();
    std::fs::write(mine.path().join("actors/agents.tsv"), b"lemma\tsector\tkind\toffice\tnote\nzed\xff\t\t\t\t\n").unwrap();
    let (out, _, code) = run(&["lexicon", "check"], mine.path());
    assert!(code == 1 && out.contains("agents.tsv:2: error: not UTF-8 from here on"), "{out}");
}

#[test]
fn templates_grow_into_a_folder() {
    let mine = tempfile::tempdir().unwrap();
    for (kind, name) in [("group", "Zquux Front"), ("group", "Zquux Army"), ("event", "rustle"), ("person", "Zara Quuxley")] {
        let (out, err, code) = run(&["lexicon", "new", kind, name], mine.path());
        assert!(code == 0 && out.contains(&format!("{}", mine.path().display())), "{out}{err}");
    }
    let groups = std::fs::read_to_string(mine.path().join("actors/groups.tsv")).unwrap();
    assert_eq!(groups.lines().count(), 3, "one header, two rows");
    let (out, _, code) = run(&["lexicon", "check"], mine.path());
    assert!(code == 0 && out.contains("armed group: 2 rows, 2 of them unverified"), "{out}");
    // Nobody filled in the sentence of the event row: its test says so.
    let (out, _, code) = run(&["lexicon", "test"], mine.path());
    assert!(code == 1 && out.contains("row own.rustle must fire"), "{out}");
    assert_eq!(dateline().args(["lexicon", "new", "sonnet"]).output().unwrap().status.code(), Some(2));
}

#[test]
fn coverage_tells_what_fired_and_what_is_missing() {
    let mine = folder(&[("events/raids.toml", RAID)]);
    let text = "The Syrian army zorbled the Turkish army. The Syrian army rustled the Turkish army. Armed men raided cattle near Nairobi, Turkey said on Monday.";
    let mut command = dateline();
    command.args(["lexicon", "coverage", "--tsv", "--date", "2021-05-04", "-", "--lexicon"]).arg(mine.path());
    let output = command.write_stdin(text).output().unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.contains("event rows\town.cattle_raid\t1\t"), "{table}");
    assert!(table.contains("reporting cues\tsay\t1\t") && table.contains("reporting cues\tdeny\t0\t"));
    assert!(table.lines().any(|l| l.starts_with("actors\tTUR\t") && !l.starts_with("actors\tTUR\t0")), "{table}");
    assert!(table.lines().all(|l| l.split('\t').count() == 5), "five cells in each row");
    assert!(table.contains("open verb\trustle\t1\t"), "its row asks for cattle: {table}");
    let open: Vec<&str> = table.lines().filter(|l| l.starts_with("open verb\tzorbl")).collect();
    assert!(open.len() == 1 && open[0].contains("The Syrian army zorbled the Turkish army."), "{open:?}");
}

#[test]
fn the_example_folder_is_sound() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/lexicon");
    let (out, err, code) = run(&["lexicon", "check"], &example);
    assert!(code == 0 && out.contains(": 0 errors, 0 warnings"), "{out}{err}");
    let (out, _, code) = run(&["lexicon", "test"], &example);
    assert!(code == 0, "{out}");
}

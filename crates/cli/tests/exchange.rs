//! What leaves the record and what comes in, with the program, a record in a file, and readers that others wrote: the crates csv and
//! geojson, and Python with what is installed there (`read_back.py`).

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CLAIMS: [&str; 7] = ["jsonl", "csv", "plover", "polecat", "icews", "petrarch", "annotations"];
const INCIDENTS: [&str; 8] = ["acled", "ged", "eventreport", "geojson", "timelinejs", "gdelt-events", "gdelt-mentions", "ftm"];

fn dateline(db: &Path, args: &[&str]) -> Output {
    Command::new(cargo_bin("dateline")).arg("--db").arg(db).args(args).output().expect("runs")
}

fn well(db: &Path, args: &[&str]) -> String {
    let output = dateline(db, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn examples() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports").to_string_lossy().into_owned()
}

fn reports(folder: &Path, name: &str, rows: &[(&str, &str, &str, &str)]) -> String {
    let line = |(id, date, publisher, text): &(&str, &str, &str, &str)| {
        serde_json::json!({ "id": id, "date": date, "publisher": publisher, "text": text }).to_string()
    };
    let path = folder.join(name);
    fs::write(&path, rows.iter().map(line).collect::<Vec<_>>().join("\n")).expect("written");
    path.to_string_lossy().into_owned()
}

fn rows(path: &Path, delimiter: u8, header: bool) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(header).from_path(path).expect("opens");
    reader.records().map(|r| r.expect("a sound row")).collect()
}

#[test]
fn every_format_is_read_back_by_a_reader_of_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    well(&db, &["record", "add", &examples()]);
    for format in CLAIMS.iter().chain(&INCIDENTS) {
        let path = folder.path().join(format);
        well(&db, &["export", "--format", format, "-o", path.to_str().expect("a path")]);
    }
    let claims: Value = serde_json::from_str(&well(&db, &["timeline", "-f", "json"])).expect("JSON");
    let incidents: BTreeSet<&str> = claims.as_array().expect("a list").iter().filter_map(|i| i["id"].as_str()).collect();

    // The csv crate reads what is not written with it: rows of one width, numbers where there are numbers.
    for (format, width) in [("csv", 63), ("acled", 31), ("ged", 49), ("eventreport", 20)] {
        let table = rows(&folder.path().join(format), b',', true);
        assert!(!table.is_empty() && table.iter().all(|row| row.len() == width), "{format}");
    }
    for (format, width, header) in [
        ("polecat", 40, true),
        ("icews", 20, true),
        ("gdelt-events", 61, false),
        ("gdelt-mentions", 16, false),
        ("petrarch", 11, false),
    ] {
        let table = rows(&folder.path().join(format), b'\t', header);
        assert!(!table.is_empty() && table.iter().all(|row| row.len() == width), "{format}");
    }

    // The geojson crate.
    let text = fs::read_to_string(folder.path().join("geojson")).expect("read");
    let collection: geojson::FeatureCollection =
        text.parse::<geojson::GeoJson>().expect("GeoJSON").try_into().expect("a collection");
    assert_eq!(collection.features.len(), incidents.len());
    let mut points = 0;
    for feature in &collection.features {
        let Some(geojson::feature::Id::String(id)) = &feature.id else { panic!("a feature without an id") };
        assert!(incidents.contains(id.as_str()));
        let precision = feature.property("precision").and_then(Value::as_str).expect("a precision");
        assert!(feature.geometry.is_none() || !matches!(precision, "country" | "region" | "unknown"), "no fake points");
        points += usize::from(feature.geometry.is_some());
    }
    assert!(points > 5);

    // Python, with what is installed there.
    let python =
        ["python3", "python"].into_iter().find(|p| Command::new(p).arg("--version").output().is_ok_and(|o| o.status.success()));
    let python = std::env::var("DATELINE_PYTHON").ok().or(python.map(str::to_owned));
    let Some(python) = python else {
        eprintln!("SKIPPED: there is no Python here, so its csv and json read nothing back");
        return;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read_back.py");
    let output = Command::new(python).arg(script).arg(folder.path()).output().expect("runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{told}\n{}", String::from_utf8_lossy(&output.stderr));
    eprintln!("{told}");
}

#[test]
fn an_export_holds_exactly_what_passes_the_filters() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    well(&db, &["record", "add", &examples()]);
    let args = ["--actor", "SDN", "--type", "ASSAULT"];
    let shown: Value = serde_json::from_str(&well(&db, &[&["timeline", "-f", "json"], &args[..]].concat())).expect("JSON");
    let ids = |list: &Value| {
        list.as_array().expect("a list").iter().filter_map(|i| i["id"].as_str().map(str::to_owned)).collect::<BTreeSet<_>>()
    };
    let map: Value = serde_json::from_str(&well(&db, &[&["export", "--format", "geojson"], &args[..]].concat())).expect("JSON");
    assert_eq!(ids(&map["features"]), ids(&shown));
    assert!(!ids(&shown).is_empty());
    let page: Value =
        serde_json::from_str(&well(&db, &[&["export", "--format", "annotations"], &args[..]].concat())).expect("JSON");
    let claims: usize = shown.as_array().expect("a list").iter().map(|i| i["claims"].as_u64().unwrap_or(0) as usize).sum();
    assert_eq!(page["items"].as_array().map(Vec::len), Some(claims));
    // Without a record at all: the same rows from the reports themselves.
    let direct = well(&db, &["read", &examples(), "--format", "ged"]);
    assert_eq!(direct, well(&db, &["export", "--format", "ged"]));
}

#[test]
fn what_is_denied_or_planned_is_no_row_that_says_it_happened() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    let file = reports(
        folder.path(),
        "r.jsonl",
        &[(
            "a",
            "2020-11-03",
            "Herald",
            "Azerbaijan denied shelling the town of Berd on Monday. Armenia may attack Ganja on Friday.",
        )],
    );
    well(&db, &["record", "add", &file]);
    for format in ["acled", "gdelt-events", "polecat", "icews", "petrarch"] {
        let text = well(&db, &["export", "--format", format]);
        assert!(!text.contains("ASSAULT") && !text.contains("Shelling") && !text.contains("\t19"), "{format}: {text}");
    }
    let plover = well(&db, &["export", "--format", "plover"]);
    let shelling = plover.lines().map(|l| serde_json::from_str::<Value>(l).expect("JSON")).find(|r| r["event"][0] == "ASSAULT");
    let shelling = shelling.expect("PLOVER has a mode for it");
    assert!(shelling["mode"].as_array().expect("modes").iter().any(|m| m == "negation"), "{shelling}");
    assert_eq!(shelling["has_event"], false);
}

#[test]
fn redacted_exports_name_no_private_person_and_no_exact_point() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    let file = reports(
        folder.path(),
        "r.jsonl",
        &[(
            "a",
            "2023-05-22",
            "Herald",
            "Sudan's army shelled Omdurman on Sunday, killing Samira Wahbi, a teacher. Samira Wahbi was hit at home, \
             President Omar al-Bashir said on Sunday.",
        )],
    );
    well(&db, &["record", "add", &file]);
    let told = well(&db, &["export", "--format", "jsonl"]);
    assert!(told.contains("Samira Wahbi"), "the test needs her in the claims: {told}");
    for format in CLAIMS.iter().chain(&INCIDENTS) {
        let text = well(&db, &["export", "--format", format, "--redact"]);
        assert!(!text.contains("Samira") && !text.contains("Wahbi"), "{format}: {text}");
    }
    let exact: Value = serde_json::from_str(told.lines().find(|l| l.contains("\"lat\":1")).expect("a place")).expect("JSON");
    let lat = exact["where"]["lat"].as_f64().expect("degrees");
    assert!((lat * 10.0).fract().abs() > 1e-9, "{lat} is coarse already");
    let coarse = well(&db, &["export", "--format", "jsonl", "--redact"]);
    assert!(!coarse.contains(&format!("{lat}")), "{coarse}");
}

#[test]
fn neither_nationality_nor_trade_nor_headline_unmasks_anybody_and_towns_keep_their_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    let told = [
        ("Soldiers arrested Nadia Mansour, a Syrian farmer, in Aleppo on Wednesday.", "Mansour"),
        ("Rebels killed Yusuf Darwish, the driver of a bus, in Aleppo on Wednesday.", "Darwish"),
        ("Soldiers arrested Aleppo resident Karim Halabi on Wednesday.", "Halabi"),
        ("Rebels killed the Syrian Khaled Tawil in Homs on Wednesday.", "Tawil"),
        ("Gunmen shot dead Fatima Haddad, a 34-year-old teacher, in Aleppo on Wednesday, her brother said.", "Haddad"),
        ("“We heard the blast,” said Huda Zaman, a shopkeeper in Abu Kamal. Troops shelled Abu Kamal on Wednesday.", "Zaman"),
    ];
    let lines: Vec<String> = told
        .iter()
        .enumerate()
        .map(|(i, (text, _))| {
            let headline = text.split(". ").next();
            let report = serde_json::json!({ "id": format!("r{i}"), "date": "2016-10-06", "publisher": "Herald", "title": headline, "text": text });
            report.to_string()
        })
        .collect();
    let file = folder.path().join("r.jsonl");
    fs::write(&file, lines.join("\n")).expect("written");
    well(&db, &["record", "add", file.to_str().expect("a path")]);
    let mut written: Vec<(String, String)> =
        CLAIMS.iter().chain(&INCIDENTS).map(|f| ((*f).to_owned(), well(&db, &["export", "--format", f, "--redact"]))).collect();
    let out = folder.path().join("release");
    well(&db, &["record", "release", out.to_str().expect("a path"), "--redact"]);
    let files = bytes(&out).into_iter().filter(|(name, _)| name != "CODEBOOK.md");
    written.extend(files.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))));
    for (name, text) in &written {
        for (_, surname) in told {
            assert!(!text.to_lowercase().contains(&surname.to_lowercase()), "{name} has {surname}: {text}");
        }
    }
    let csv = &written.iter().find(|(name, _)| name == "csv").expect("it").1;
    assert!(csv.contains("Aleppo") && csv.contains("Abu Kamal"), "{csv}");
}

#[test]
fn what_was_taken_back_is_marked_where_that_can_be_and_counts_no_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    let rows = [
        ("r1", "2016-10-06", "Herald", "Rebels shelled the city of Aleppo on Wednesday, killing four civilians."),
        ("r2", "2016-10-07", "Gazette", "Nine civilians died when rebels shelled Aleppo city on Wednesday, residents said."),
    ];
    well(&db, &["record", "add", &reports(folder.path(), "r.jsonl", &rows)]);
    let all = |format: &str| well(&db, &["export", "--format", format]);
    let cell = |table: &str, column: &str| {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let at = reader.headers().expect("a header").iter().position(|c| c == column).expect("the column");
        reader.records().map(|r| r.expect("a row")[at].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(cell(&all("ged"), "number_of_sources"), ["2"]);

    well(&db, &["record", "remove", "r2", "--reason", "made up"]);
    let ged = all("ged");
    assert_eq!(cell(&ged, "number_of_sources"), ["1"]);
    assert!(!ged.contains("Gazette") && cell(&ged, "best") == ["4"] && cell(&ged, "high") == ["4"], "{ged}");
    let acled = all("acled");
    assert_eq!((cell(&acled, "source"), cell(&acled, "fatalities")), (vec!["Herald".to_owned()], vec!["4".to_owned()]));
    assert!(acled.contains("[taken back: made up]"));
    for format in ["polecat", "icews", "petrarch", "eventreport", "gdelt-events", "gdelt-mentions"] {
        assert!(!all(format).contains("Gazette"), "{format}");
    }
    let csv = all("csv");
    let told: BTreeSet<(String, String)> = cell(&csv, "report_id").into_iter().zip(cell(&csv, "retracted")).collect();
    assert_eq!(told, BTreeSet::from([("r1".into(), String::new()), ("r2".into(), "made up".into())]));
    for line in all("jsonl").lines().map(|l| serde_json::from_str::<Value>(l).expect("JSON")) {
        assert_eq!(line["retracted"] == "made up", line["report"]["id"] == "r2", "{line}");
    }
    assert!(all("plover").lines().all(|l| l.contains("\"retracted\":\"made up\"") == l.contains("\"has_event\":false")));
    let map: Value = serde_json::from_str(&all("geojson")).expect("JSON");
    let properties = &map["features"][0]["properties"];
    assert_eq!((&properties["sources"], &properties["taken_back"]), (&"Herald".into(), &"Gazette".into()));
    assert!(!well(&db, &["record", "sample", "-n", "50"]).contains(",r2,"));
    let reports = release(&db, folder.path(), "release").join("reports.jsonl");
    assert!(fs::read_to_string(reports).expect("read").contains("\"retracted\":\"made up\""));

    well(&db, &["record", "remove", "r1", "--reason", "made up too"]);
    for format in ["ged", "acled", "polecat", "icews", "petrarch", "eventreport", "gdelt-events", "gdelt-mentions"] {
        let header = matches!(format, "ged" | "acled" | "polecat" | "icews" | "eventreport");
        assert_eq!(all(format).lines().count(), usize::from(header), "{format}");
    }
    let map: Value = serde_json::from_str(&all("geojson")).expect("JSON");
    let properties = &map["features"][0]["properties"];
    assert_eq!((&properties["standing"], &properties["killed_best"]), (&"retracted".into(), &Value::Null));
}

#[test]
fn a_total_of_a_war_is_no_number_of_deaths_of_an_event() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    let rows = [
        (
            "a",
            "2018-01-10",
            "Herald",
            "Rebels shelled Idlib on Monday, killing 3 soldiers. Up to half a million Syrians have died since 2011.",
        ),
        ("b", "2018-02-20", "Herald", "Rebels killed or wounded 415 soldiers in Homs on Monday."),
    ];
    well(&db, &["record", "add", &reports(folder.path(), "r.jsonl", &rows)]);
    let told = well(&db, &["export", "--format", "jsonl"]);
    assert!(told.contains("500000") && told.contains("415"), "the test needs both numbers: {told}");
    for (format, column) in [("acled", "fatalities"), ("ged", "high"), ("eventreport", "deaths_high")] {
        let table = well(&db, &["export", "--format", format]);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let at = reader.headers().expect("a header").iter().position(|c| c == column).expect("the column");
        let most = reader.records().filter_map(|r| r.expect("a row")[at].parse::<u64>().ok()).max();
        assert_eq!(most, Some(3), "{format}: {table}");
    }
}

#[test]
fn violence_without_a_doer_has_acleds_name_for_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    let rows = [("a", "2023-05-22", "Herald", "A bomb exploded at a market in Omdurman on Sunday, killing 3 people.")];
    well(&db, &["record", "add", &reports(folder.path(), "r.jsonl", &rows)]);
    let path = folder.path().join("acled.csv");
    well(&db, &["export", "--format", "acled", "-o", path.to_str().expect("a path")]);
    let row = &rows_of(&path)[0];
    assert_eq!(
        (&row["actor1"], &row["inter1"]),
        (&"Unidentified Armed Group (Sudan)".to_owned(), &"Political militia".to_owned())
    );
    assert!(row["interaction"].starts_with("Political militia"), "{row:?}");
}

fn rows_of(path: &Path) -> Vec<std::collections::BTreeMap<String, String>> {
    csv::Reader::from_path(path).expect("opens").deserialize().map(|r| r.expect("a sound row")).collect()
}

/// The text with two parties' names exchanged, and what data sets call them by.
fn exchanged(text: &str) -> String {
    const PAIRS: [(&str, &str); 7] = [
        ("Armenia", "Azerbaijan"),
        ("ARMENIA", "AZERBAIJAN"),
        ("ARM", "AZE"),
        ("371", "373"),
        ("ARMMIL", "AZEMIL"),
        ("Armenian", "Azerbaijani"),
        ("ARMENIAN", "AZERBAIJANI"),
    ];
    let mut out = String::new();
    let mut word = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        let other = PAIRS.iter().find_map(|(a, b)| {
            if word == *a {
                Some(*b)
            } else if word == *b {
                Some(*a)
            } else {
                None
            }
        });
        out.push_str(other.unwrap_or(&word));
        word.clear();
        out.push(c);
    }
    out.pop();
    out
}

#[test]
fn exchanging_the_parties_names_exchanges_them_in_every_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "Armenia shelled Azerbaijani troops on Monday, killing 3 soldiers, Georgia said. Azerbaijan denied it. \
                Azerbaijan and Armenia clashed on Sunday, killing 5 people. Armenia and Azerbaijan agreed on a ceasefire on Tuesday.";
    let read = |name: &str, text: &str, format: &str| {
        let file = reports(folder.path(), name, &[("r", "2020-11-04", "Herald", text)]);
        // Ids follow from the text; what is left must be the same but for the names.
        let mut rows: Vec<Vec<String>> = {
            let text = well(&folder.path().join("none.db"), &["read", &file, "--format", format]);
            let tab = if matches!(format, "acled" | "ged" | "eventreport") { b',' } else { b'\t' };
            let mut reader = csv::ReaderBuilder::new().delimiter(tab).has_headers(false).from_reader(text.as_bytes());
            reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect()
        };
        let ids: &[usize] = match format {
            "ged" => &[0, 1],
            _ => &[0],
        };
        if format != "petrarch" {
            rows.iter_mut().for_each(|row| ids.iter().for_each(|&i| row[i].clear()));
        } else {
            rows.iter_mut().for_each(|row| row[5].clear());
        }
        rows
    };
    for format in ["acled", "ged", "eventreport", "polecat", "icews", "petrarch", "gdelt-events"] {
        // Offsets shift with the lengths of names.
        let plain = |rows: Vec<Vec<String>>, swap: bool| {
            let offset = |i: usize| format == "icews" && i == 12;
            let cell = |(i, c): (usize, String)| {
                if offset(i) {
                    String::new()
                } else if swap {
                    exchanged(&c)
                } else {
                    c
                }
            };
            let mut rows: Vec<Vec<String>> =
                rows.into_iter().map(|row| row.into_iter().enumerate().map(cell).collect()).collect();
            rows.sort();
            rows
        };
        let (one, other) = (plain(read("a.jsonl", text, format), true), plain(read("b.jsonl", &exchanged(text), format), false));
        assert!(one.len() > 1, "{format}: nothing to compare");
        assert_eq!(one, other, "{format}");
    }
}

#[test]
fn formulas_in_reports_stay_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    let file = reports(
        folder.path(),
        "r.jsonl",
        &[("=cmd|'/c calc'!A1", "2020-11-03", "@Herald", "Armenia shelled the town of Ganja on Monday, killing 3 people.")],
    );
    well(&db, &["record", "add", &file]);
    for format in ["csv", "acled", "eventreport", "ged"] {
        let path = folder.path().join(format);
        well(&db, &["export", "--format", format, "-o", path.to_str().expect("a path")]);
        for row in rows(&path, b',', true) {
            for cell in row.iter().filter(|c| c.starts_with(['=', '@', '+'])) {
                panic!("{format}: {cell}");
            }
        }
    }
}

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,iso,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities,timestamp\n\
SDN90001,2023-05-20,2023,1,Explosions/Remote violence,Shelling/artillery/missile attack,Military Forces of Sudan (2019-),State forces,Civilians (Sudan),Civilians,729,Sudan,Khartoum,Omdurman,15.645,32.478,1,Radio Example; Example Post,\"On 20 May 2023, the army shelled a market in Omdurman (Khartoum). At least 18 people were killed.\",18,1684972800\n\
SDN90002,someday,2023,1,Battles,Armed clash,Rapid Support Forces,,Military Forces of Sudan (2019-),,729,Sudan,,Omdurman,15.6,32.4,1,Radio Example,Clash.,0,1684972800\n";

const GED: &str = "\u{feff}id,relid,year,type_of_violence,side_a,side_b,source_office,source_date,source_headline,where_prec,where_coordinates,adm_1,latitude,longitude,country,country_id,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low\n\
700001,SUD-2023-3-1-1,2023,3,Government of Sudan,Civilians,Agence Example,2023-05-21,Market shelled,1,Omdurman town,Khartoum,15.6445,32.4777,Sudan,625,1,2023-05-20 00:00:00.000,2023-05-20 00:00:00.000,0,0,21,0,21,25,20\n";

#[test]
fn other_data_sets_stand_beside_the_reports_in_one_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    let file = reports(
        folder.path(),
        "r.jsonl",
        &[(
            "a",
            "2023-05-21",
            "Herald",
            "Sudan's army shelled a market in Omdurman on Saturday, killing 30 people, the doctors' union said.",
        )],
    );
    well(&db, &["record", "add", &file]);
    let (acled, ged) = (folder.path().join("acled.csv"), folder.path().join("ged.csv"));
    fs::write(&acled, ACLED).expect("written");
    fs::write(&ged, GED).expect("written");
    let output = dateline(&db, &["import", "--from", "acled", acled.to_str().expect("a path")]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // The row without a readable date costs only itself.
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(":3: event_date") && said.contains("1 rows of ACLED (1 new)"), "{said}");
    well(&db, &["import", "--from", "ged", ged.to_str().expect("a path")]);

    let tolls: Value = serde_json::from_str(&well(&db, &["toll", "--place", "Omdurman", "-f", "json"])).expect("JSON");
    let said: BTreeSet<(String, u64)> = tolls
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|row| row["tolls"].as_array().expect("tolls"))
        .filter(|toll| toll["what"] == "killed")
        .flat_map(|toll| toll["said"].as_array().expect("voices"))
        .map(|s| (s["voice"]["speaker"].as_str().unwrap_or("").to_owned(), s["low"].as_u64().unwrap_or(0)))
        .collect();
    assert!(said.contains(&("ACLED".to_owned(), 18)) && said.contains(&("UCDP GED".to_owned(), 20)), "{said:?}");
    assert!(said.iter().any(|(_, low)| *low == 30), "{said:?}");
    assert_eq!(tolls.as_array().map(Vec::len), Some(1), "one incident, three accounts: {tolls}");

    // The words of each claim stand in its report where it says so.
    let texts: Vec<Value> =
        well(&db, &["export", "--format", "jsonl"]).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert!(texts.iter().any(|c| c["evidence"]["text"].as_str().is_some_and(|t| t.starts_with("On 20 May 2023, the army"))));
    // The same file again changes nothing.
    let again = dateline(&db, &["import", "--from", "ged", ged.to_str().expect("a path")]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("1 unchanged"));
}

#[test]
fn what_we_write_in_a_format_we_read_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    well(&db, &["record", "add", &examples()]);
    for (to, from) in [("acled", "acled"), ("ged", "ged"), ("icews", "icews"), ("gdelt-events", "gdelt"), ("polecat", "polecat")]
    {
        let path = folder.path().join(to);
        let path = path.to_str().expect("a path");
        well(&db, &["export", "--format", to, "-o", path]);
        let back = folder.path().join(format!("{to}.db"));
        well(&back, &["import", "--from", from, path]);
        let tab = if matches!(to, "acled" | "ged") { b',' } else { b'\t' };
        let written = rows(Path::new(path), tab, to != "gdelt-events");
        let claims: Vec<Value> =
            well(&back, &["export", "--format", "jsonl"]).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
        let events = claims.iter().filter(|c| c["kind"] == "event").count();
        assert!(events * 10 >= written.len() * 9, "{to}: {events} events of {} rows", written.len());
        for claim in &claims {
            assert!(!claim["report"]["id"].as_str().expect("an id").is_empty());
            let named =
                claim["actors"].as_array().expect("actors").iter().all(|a| a["name"].as_str().is_some_and(|n| !n.is_empty()));
            assert!(named, "{claim}");
        }
    }
}

#[test]
fn hostile_files_end_in_a_clear_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    let open_quote = format!("event_date,event_type,actor1\n2020-01-01,\"{}", "x".repeat(3 << 20));
    let cases: [(&str, &[u8], &str); 5] = [
        ("acled", b"a,b,c\n1,2,3\n", "names no column event_date"),
        ("acled", open_quote.as_bytes(), "quotation mark"),
        ("gdelt", b"1\t2\t3\n", "columns where 61 were expected"),
        ("polecat", b"Event Date\tEvent Type\t\xff\xfe\n2020-01-01\tNONSENSE\t\xff\n", "none of PLOVER's"),
        ("icews", b"", "0 rows"),
    ];
    for (format, bytes, says) in cases {
        let path = folder.path().join(format);
        fs::write(&path, bytes).expect("written");
        let output = dateline(&db, &["import", "--from", format, path.to_str().expect("a path")]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{format}: {said}");
        assert!(said.contains(says), "{format}: {said}");
    }
}

fn release(db: &Path, folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    well(db, &["record", "release", path.to_str().expect("a path"), "--title", "A test"]);
    path
}

fn bytes(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path()).collect();
    files.sort();
    files.iter().map(|f| (f.file_name().unwrap_or_default().to_string_lossy().into_owned(), fs::read(f).expect("read"))).collect()
}

#[test]
fn a_release_has_the_same_bytes_whatever_the_order_and_tells_what_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = ("a", "2020-11-03", "Herald", "Azerbaijan shelled the town of Berd on Monday, killing 3 people, Armenia said.");
    let two = ("b", "2020-11-04", "Gazette", "Azerbaijan shelled the town of Berd on Monday, killing 5 people, medics said.");
    let three = ("c", "2021-02-01", "Gazette", "Greece and Turkey held talks in Athens on Sunday.");
    let (a, b) = (folder.path().join("a.db"), folder.path().join("b.db"));
    for (name, list) in [("1", [one]), ("2", [three])] {
        well(&a, &["record", "add", &reports(folder.path(), name, &list)]);
    }
    for (name, list) in [("3", [three]), ("4", [one])] {
        well(&b, &["record", "add", &reports(folder.path(), name, &list)]);
    }
    let (first, second) = (release(&a, folder.path(), "first"), release(&b, folder.path(), "second"));
    assert_eq!(bytes(&first), bytes(&second));
    let taken = dateline(&a, &["record", "release", first.to_str().expect("a path")]);
    assert_eq!(taken.status.code(), Some(2), "a release never overwrites another");

    well(&a, &["record", "add", &reports(folder.path(), "5", &[two])]);
    let diff = |x: &Path, y: &Path| {
        well(&a, &["record", "diff", x.to_str().expect("a path"), y.to_str().expect("a path"), "-f", "json"])
    };
    assert_eq!(diff(&first, &second), "[]\n");
    let changes: Value = serde_json::from_str(&diff(&first, &a)).expect("JSON");
    let changed = changes.as_array().expect("a list").iter().find(|c| c["change"] == "changed").expect("a change");
    assert_eq!(changed["why"][0], "new reports: b", "{changes}");
    assert!(changed["fields"].as_array().expect("fields").iter().any(|f| f[0] == "killed" && f[1] == "3"), "{changes}");

    // Whoever alters a file of a release is found out.
    let path = second.join("incidents.jsonl");
    let text = fs::read_to_string(&path).expect("read").replace("Berd", "Bern");
    fs::write(&path, text).expect("written");
    let refused = dateline(&a, &["record", "diff", first.to_str().expect("a path"), second.to_str().expect("a path")]);
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("SHA-256"));
}

#[test]
fn samples_are_drawn_filled_in_compared_and_become_gold() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    well(&db, &["record", "add", &examples()]);
    let path = folder.path().join("sample.csv");
    well(&db, &["record", "sample", "-n", "12", "--seed", "7", "-o", path.to_str().expect("a path")]);
    let again = well(&db, &["record", "sample", "-n", "12", "--seed", "7"]);
    assert_eq!(fs::read_to_string(&path).expect("read"), again);

    // Two people fill it in; they differ on the third row, and the first corrects the type of the second.
    let fill = |name: &str, verdicts: &dyn Fn(usize) -> (&'static str, &'static str)| {
        let mut reader = csv::Reader::from_path(&path).expect("opens");
        let headers = reader.headers().expect("a header").clone();
        let at = |column: &str| headers.iter().position(|h| h == column).expect("the column");
        let out = folder.path().join(format!("{name}.csv"));
        let mut writer = csv::Writer::from_path(&out).expect("opens");
        writer.write_record(&headers).expect("written");
        for (i, row) in reader.records().enumerate() {
            let mut row: Vec<String> = row.expect("a row").iter().map(str::to_owned).collect();
            let (verdict, fix) = verdicts(i);
            row[at("checked_by")] = name.to_owned();
            row[at("verdict")] = verdict.to_owned();
            row[at("fix_polarity")] = fix.to_owned();
            writer.write_record(&row).expect("written");
        }
        writer.flush().expect("written");
        out.to_string_lossy().into_owned()
    };
    let one = fill("Ada", &|i| match i {
        1 => ("partly", "negative"),
        2 | 3 => ("wrong", ""),
        _ => ("right", ""),
    });
    let two = fill("Ben", &|i| match i {
        1 => ("partly", "negative"),
        3 => ("wrong", ""),
        _ => ("right", ""),
    });
    let gold = folder.path().join("gold");
    let said = well(&db, &["record", "audit", &one, &two, "--json", "--gold", gold.to_str().expect("a path")]);
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(said["coders"][0]["precision"]["hits"], 9);
    assert_eq!(said["coders"][1]["precision"]["hits"], 10);
    assert_eq!((&said["pairs"][0]["both"], &said["pairs"][0]["same"]), (&12.into(), &11.into()));
    // By hand: agreement 11/12; by chance (9·10 + 1·1 + 2·1) / 144.
    let (alike, chance) = (11.0 / 12.0, 93.0 / 144.0);
    let kappa = said["pairs"][0]["kappa"].as_f64().expect("a kappa");
    assert!((kappa - (alike - chance) / (1.0 - chance)).abs() < 1e-9, "{kappa}");
    assert_eq!(said["unsettled"].as_array().map(Vec::len), Some(1));
    // Gold: twelve, less the one they differ on and the one that both call wrong; what scores claims reads it.
    let score = well(&db, &["eval", "claims", gold.to_str().expect("a path"), "--json"]);
    let claims: usize = fs::read_dir(&gold)
        .expect("a folder")
        .flatten()
        .filter(|e| e.path().extension().is_some_and(|x| x == "json"))
        .map(|e| serde_json::from_slice::<Value>(&fs::read(e.path()).expect("read")).expect("JSON"))
        .map(|v| v["claims"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!(claims, 10);
    assert!(serde_json::from_str::<Value>(&score).is_ok(), "{score}");
}

//! The program as its users meet it.

use assert_cmd::Command;
use std::path::{Path, PathBuf};

fn dateline() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("dateline"));
    command.env_remove("NO_COLOR");
    command
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn every_form_of_the_examples_is_complete() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports.jsonl");
    let jsonl = dateline().args(["read", "--format", "jsonl", "--reports"]).arg(&reports).arg(examples()).output().unwrap();
    assert!(jsonl.status.success());
    let claims: Vec<serde_json::Value> = text(&jsonl.stdout).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(claims.len() > 50, "{} claims", claims.len());

    let array = dateline().args(["read", "-f", "json"]).arg(examples()).output().unwrap();
    assert_eq!(serde_json::from_slice::<Vec<serde_json::Value>>(&array.stdout).unwrap(), claims);

    let table = dateline().args(["read", "-f", "csv"]).arg(examples()).output().unwrap();
    let header = text(&table.stdout).lines().next().unwrap().to_owned();
    assert!(header.starts_with("claim_id,report_id,published,publisher,kind,type,mode,actor1,"), "{header}");

    let page = text(&dateline().args(["read"]).arg(examples()).output().unwrap().stdout);
    assert!(page.lines().count() > claims.len(), "each claim has its own lines");
    assert!(!page.contains('\x1b'), "no colour away from a terminal");
    assert!(page.lines().all(|line| line.chars().count() <= 120), "lines are wrapped");

    // Offsets refer to the texts as the program hands them out.
    let texts = std::fs::read_to_string(&reports).unwrap();
    let texts: std::collections::BTreeMap<String, Vec<char>> = texts
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap())
        .map(|r| (r["id"].as_str().unwrap().to_owned(), r["text"].as_str().unwrap().chars().collect()))
        .collect();
    for claim in &claims {
        let (evidence, text) = (&claim["evidence"], &texts[claim["report"]["id"].as_str().unwrap()]);
        let (start, end) = (evidence["start"].as_u64().unwrap() as usize, evidence["end"].as_u64().unwrap() as usize);
        assert_eq!(text[start..end].iter().collect::<String>(), evidence["text"].as_str().unwrap());
    }
}

#[test]
fn a_bad_file_is_told_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "\0\0").unwrap();
    std::fs::write(
        folder.path().join("b.jsonl"),
        "{oops\n{\"id\":\"good\",\"date\":\"2020-11-02\",\"text\":\"Armenia accused Azerbaijan of shelling a village.\"}\n",
    )
    .unwrap();
    let output = dateline().args(["read", "-f", "jsonl"]).arg(folder.path()).arg("/no/such/file").output().unwrap();
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    for told in ["error[binary]", "a.txt", "error[broken-json]", "b.jsonl:1:", "error[unreadable] /no/such/file"] {
        assert!(errors.contains(told), "{told} in {errors}");
    }
    assert!(text(&output.stdout).contains("\"id\":\"good\""));
}

#[test]
fn an_undated_report_from_standard_input_is_read_with_a_warning() {
    let read = |args: &[&str]| {
        dateline().args(["read", "-", "-f", "jsonl"]).args(args).write_stdin("Talks began on Monday.").output().unwrap()
    };
    let bare = read(&[]);
    assert_eq!(bare.status.code(), Some(0));
    assert!(text(&bare.stderr).contains("warning[no-date] -"));
    assert_eq!(text(&read(&["--date", "2022-11-08"]).stderr), "");
}

#[test]
fn exit_codes_are_as_documented() {
    assert_eq!(dateline().args(["read", "--format", "pigeon", "x"]).output().unwrap().status.code(), Some(2));
    assert_eq!(dateline().args(["read", "--date", "soon", "x"]).output().unwrap().status.code(), Some(2));
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(dateline().arg("read").arg(folder.path()).output().unwrap().status.code(), Some(1));
    let nowhere = folder.path().join("no/reports.jsonl");
    assert_eq!(dateline().args(["read", "--reports"]).arg(nowhere).arg(examples()).output().unwrap().status.code(), Some(3));
}

#[test]
fn a_reader_who_has_had_enough_is_no_error() {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("dateline"))
        .args(["read", "-f", "jsonl"])
        .arg(examples())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
}

#[test]
fn explain_shows_the_tree_and_the_claims() {
    let sentence = "Armenia accused Azerbaijan of shelling a village on Sunday.";
    let page = text(&dateline().args(["explain", sentence, "--date", "2020-11-02"]).output().unwrap().stdout);
    for shown in ["Sentence 1", "─ accused", "state: Armenia (ARM)", "2020-11-01", "2 claims"] {
        assert!(page.contains(shown), "{shown} in\n{page}");
    }
}

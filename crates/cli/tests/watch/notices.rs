//! What is told, where, and how often.

use crate::site::Server;
use crate::{dateline, log, once, rested};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A folder that is followed, a webhook, and a filter for one party.
fn followed(folder: &Path, server: &Server) -> (PathBuf, PathBuf) {
    let (db, list) = (folder.join("w.db"), folder.join("list.toml"));
    std::fs::create_dir(folder.join("inbox")).unwrap();
    let inbox = folder.join("inbox");
    // Every look looks: nothing is left to the clock.
    let text = format!(
        "every = '1ms'\npause = '1ms'\n[[folder]]\npath = '{}'\n[[filter]]\nname = 'truce'\nactor = 'AZE'\n[webhook]\nurl = '{}/hook'\n",
        inbox.display(),
        server.address
    );
    std::fs::write(&list, text).unwrap();
    (db, list)
}

fn put(folder: &Path, name: &str, text: &str) {
    rested(&folder.join("inbox").join(name), text);
}

/// The notices of a look, as they were posted.
fn posted(server: &Server) -> Vec<Value> {
    let asked = server.asked();
    asked
        .iter()
        .filter(|(line, ..)| line.starts_with("POST /hook "))
        .map(|(.., body)| serde_json::from_str(body).unwrap())
        .collect()
}

const AGREED: &str = "Date: 2020-11-10\nPublisher: Example Post\n\nArmenia and Azerbaijan agreed on Monday to cease fire.\n";
const BROKEN: &str = "Date: 2020-11-13\nPublisher: Example Herald\n\nArmenia said on Friday that Azerbaijan shelled Armenian troops \
    near the town of Goris on Thursday.\n";

#[test]
fn a_breach_that_is_newly_alleged_is_printed_and_posted_once() {
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    let (db, list) = followed(folder.path(), &server);
    server.put("/hook", 200, &[], "");
    put(folder.path(), "a.txt", AGREED);
    let (printed, said) = once(&db, &list);
    assert!(!printed.contains("breached"), "nothing is alleged yet: {printed}");
    assert_eq!(posted(&server).len(), printed.lines().count(), "{said}");

    put(folder.path(), "b.txt", BROKEN);
    let (printed, said) = once(&db, &list);
    let printed: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(printed, posted(&server), "what is printed is what is posted: {said}");
    let breaches: Vec<&Value> = printed.iter().filter(|n| n["tell"] == "breached").collect();
    let [breach] = breaches[..] else { panic!("one breach, of {printed:?}") };
    assert_eq!(breach["filter"], "truce");
    assert_eq!(breach["breach"]["breach"]["accused"], serde_json::json!(["Azerbaijan"]));
    assert_eq!(breach["breach"]["breach"]["accusers"], serde_json::json!(["Armenia"]));
    assert_eq!(breach["breach"]["agreement"]["from"], "2020-11-09");

    // The same again from somebody else is no new breach; and a look at nothing tells nothing.
    put(folder.path(), "c.txt", &BROKEN.replace("Herald", "Mirror"));
    let (printed, _) = once(&db, &list);
    assert!(!printed.contains("breached"), "{printed}");
    server.asked();
    once(&db, &list);
    assert!(posted(&server).is_empty());
}

#[test]
fn people_read_a_breach_on_one_line() {
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    let (db, list) = followed(folder.path(), &server);
    server.put("/hook", 200, &[], "");
    // The filter is new only to an empty record: what is there before is taken for told.
    once(&db, &list);
    put(folder.path(), "a.txt", AGREED);
    put(folder.path(), "b.txt", BROKEN);
    let output = dateline(&db).arg("watch").arg(&list).arg("--once").output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let line = printed.lines().find(|line| line.starts_with("breached")).unwrap_or_else(|| panic!("{printed}"));
    assert!(line.contains("2020-11-09  agreement of ARM, AZE: breach by Azerbaijan, alleged by Armenia"), "{line}");
}

#[test]
fn what_the_webhook_did_not_take_is_posted_again() {
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    let (db, list) = followed(folder.path(), &server);
    server.put("/hook", 500, &[], "");
    put(folder.path(), "a.txt", BROKEN);
    let (printed, said) = once(&db, &list);
    assert!(printed.is_empty() && said.contains("warning[webhook]"), "{printed}{said}");
    let refused = server.asked();
    assert!(!refused.is_empty());
    server.put("/hook", 200, &[], "");
    let (printed, _) = once(&db, &list);
    let taken = server.asked();
    assert_eq!(log(&db).len(), 1, "the report is not added again");
    assert!(printed.contains("\"tell\":\"new\""), "{printed}");
    let keys = |asked: &[(String, String, String)]| asked.iter().map(|(_, key, _)| key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&taken), keys(&refused), "the same notice has the same Idempotency-Key");
}

//! `dateline watch` against a server of feeds on this machine, and killed at work.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A web server of one thread: what it has under each path, and what it was asked.
#[derive(Default)]
struct Site {
    /// Status, headers, body by path.
    pages: BTreeMap<String, (u16, Vec<(String, String)>, String)>,
    /// First line of each request, its conditional headers, its body.
    asked: Vec<(String, String, String)>,
}

struct Server {
    address: String,
    site: Arc<Mutex<Site>>,
}

impl Server {
    fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let site = Arc::new(Mutex::new(Site::default()));
        let shared = site.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = answer(stream, &shared);
            }
        });
        Server { address, site }
    }

    fn put(&self, path: &str, status: u16, headers: &[(&str, &str)], body: &str) {
        let headers = headers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        self.site.lock().unwrap().pages.insert(path.to_owned(), (status, headers, body.to_owned()));
    }

    /// What was asked since the last time, without `robots.txt`.
    fn asked(&self) -> Vec<(String, String, String)> {
        std::mem::take(&mut self.site.lock().unwrap().asked)
    }
}

fn answer(stream: TcpStream, site: &Mutex<Site>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let (mut condition, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let lower = line.to_ascii_lowercase();
        if lower.trim().is_empty() {
            break;
        }
        if lower.starts_with("if-none-match") || lower.starts_with("idempotency-key") {
            condition = line.split_once(':').map_or("", |(_, v)| v).trim().to_owned();
        }
        if let Some(told) = lower.strip_prefix("content-length:") {
            length = told.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let path = first.split(' ').nth(1).unwrap_or("").to_owned();
    let mut site = site.lock().unwrap();
    if path != "/robots.txt" {
        site.asked.push((first.trim().to_owned(), condition.clone(), String::from_utf8_lossy(&body).into_owned()));
    }
    let (status, headers, body) = site.pages.get(&path).cloned().unwrap_or((404, Vec::new(), String::new()));
    let tag = headers.iter().find(|(name, _)| name == "ETag").map(|(_, tag)| tag.clone());
    let (status, body) = if tag.is_some_and(|tag| tag == condition) { (304, String::new()) } else { (status, body) };
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n", body.len())?;
    for (name, value) in headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    write!(stream, "\r\n{body}")
}

fn entry(id: &str, link: &str, day: &str, text: &str) -> String {
    format!(
        "<item><title>{id}</title><guid>{id}</guid><link>{link}</link><pubDate>{day}</pubDate><description>{text}</description></item>"
    )
}

fn feed(entries: &[String]) -> String {
    format!("<rss version=\"2.0\"><channel><title>Example Post</title>{}</channel></rss>", entries.join(""))
}

fn dateline(db: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("dateline"));
    command.arg("--db").arg(db).env_remove("NO_COLOR");
    command
}

/// One look; what was printed, and what was said.
fn once(db: &Path, list: &Path) -> (String, String) {
    let output = dateline(db).arg("watch").arg(list).args(["--once", "--jsonl"]).output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// Makes every feed due, as if its time had passed.
fn pass_time(db: &Path) {
    let path = PathBuf::from(format!("{}.watch", db.display()));
    let mut state: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    for feed in state["feeds"].as_object_mut().unwrap().values_mut() {
        feed["next"] = 0.into();
    }
    std::fs::write(path, state.to_string()).unwrap();
}

/// Reports that were added or corrected, in the order of the log.
fn log(db: &Path) -> Vec<(String, String)> {
    let output = dateline(db).args(["record", "log", "-n", "100000", "--format", "json"]).output().unwrap();
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let word = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or("").to_owned();
    rows.iter().map(|row| (word(row, "action"), word(row, "report"))).rev().collect()
}

const SHELLED: &str = "Armenia said on Monday that Azerbaijan shelled the town of Goris, killing three people.";
const DENIED: &str = "Azerbaijan on Monday denied that its forces shelled the town of Goris.";
const DAY: &str = "Tue, 03 Nov 2020 10:00:00 GMT";

#[test]
fn a_feed_is_followed_politely_and_what_is_new_is_posted() {
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let (db, list) = (folder.path().join("w.db"), folder.path().join("list.toml"));
    let url = &server.address;
    std::fs::write(
        &list,
        format!("every = '1h'\npause = '1ms'\n[[feed]]\nurl = '{url}/feed'\npages = true\n[[filter]]\nname = 'f'\nplace = 'Goris'\n[webhook]\nurl = '{url}/hook'\n"),
    )
    .unwrap();
    server.put("/robots.txt", 200, &[], "User-agent: dateline\nDisallow: /closed\n");
    server.put("/hook", 200, &[], "");
    let closed = entry("closed", &format!("{url}/closed/b"), DAY, "Troops left the village of Khndzoresk on Monday.");
    let elsewhere = entry("elsewhere", "http://169.254.169.254/c", DAY, "Troops left the village of Vorotan on Monday.");
    server.put("/feed", 200, &[("ETag", "\"1\"")], &feed(&[entry("one", &format!("{url}/a"), DAY, "Short."), closed, elsewhere]));
    server.put(
        "/a",
        200,
        &[("Content-Type", "text/html")],
        &format!("<html><body><article><p>{SHELLED}</p></article></body></html>"),
    );

    let (told, said) = once(&db, &list);
    let asked = server.asked();
    let lines: Vec<&str> = asked.iter().map(|(line, ..)| line.as_str()).collect();
    assert_eq!(lines, ["GET /feed HTTP/1.1", "GET /a HTTP/1.1", "POST /hook HTTP/1.1"], "{said}");
    assert_eq!(log(&db).len(), 3, "pages that may not be fetched are read as the feed has them: {said}");
    let notice: serde_json::Value = serde_json::from_str(told.lines().next().unwrap()).unwrap();
    assert_eq!((notice["filter"].as_str(), notice["tell"].as_str()), (Some("f"), Some("new")));
    assert_eq!(serde_json::from_str::<serde_json::Value>(&asked[2].2).unwrap(), notice);
    assert!(!asked[2].1.is_empty(), "an Idempotency-Key");

    // Nothing is due; then nothing is new; then something is.
    once(&db, &list);
    assert!(server.asked().is_empty(), "asked before the hour was over");
    pass_time(&db);
    once(&db, &list);
    let asked = server.asked();
    assert_eq!(
        asked.iter().map(|(line, tag, _)| (line.as_str(), tag.as_str())).collect::<Vec<_>>(),
        [("GET /feed HTTP/1.1", "\"1\"")]
    );
    server.put(
        "/feed",
        200,
        &[("ETag", "\"2\"")],
        &feed(&[entry("two", &format!("{url}/d"), DAY, ""), entry("one", &format!("{url}/a"), DAY, "Short.")]),
    );
    server.put(
        "/d",
        200,
        &[("Content-Type", "text/html")],
        &format!("<html><body><article><p>{DENIED}</p></article></body></html>"),
    );
    pass_time(&db);
    let (told, said) = once(&db, &list);
    assert!(told.contains("\"tell\":\"disputed\""), "{told}{said}");
    assert!(server.asked().iter().all(|(line, ..)| !line.contains("/a ")), "a page is fetched once");
    assert_eq!(log(&db).iter().filter(|(action, _)| action == "add").count(), 4);
}

#[test]
fn a_server_that_asks_to_be_left_alone_is() {
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let (db, list) = (folder.path().join("w.db"), folder.path().join("list.toml"));
    std::fs::write(&list, format!("every = '1h'\npause = '1ms'\n[[feed]]\nurl = '{}/feed'\n", server.address)).unwrap();
    server.put("/feed", 503, &[("Retry-After", "3600")], "");
    let (_, said) = once(&db, &list);
    assert!(said.contains("warning[feed]") && said.contains("503") && said.contains("3600 s"), "{said}");
    server.asked();
    once(&db, &list);
    assert!(server.asked().is_empty());
}

#[test]
fn a_host_without_sound_rules_is_left_alone() {
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let (db, list) = (folder.path().join("w.db"), folder.path().join("list.toml"));
    std::fs::write(&list, format!("[[feed]]\nurl = '{}/feed'\n", server.address)).unwrap();
    server.put("/robots.txt", 500, &[], "");
    server.put("/feed", 200, &[], &feed(&[]));
    let (_, said) = once(&db, &list);
    assert!(said.contains("robots.txt answered 500"), "{said}");
    assert!(server.asked().is_empty());
}

#[test]
fn settings_that_mean_nothing_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (db, list) = (folder.path().join("w.db"), folder.path().join("list.toml"));
    for (text, told) in [
        ("", "nothing to watch"),
        ("[[folder]]\npath = 'x'\ncolour = 'red'", "colour"),
        ("[[folder]]\npath = 'x'\n[[filter]]\nname = 'f'\nplaec = 'y'", "plaec"),
        ("every = 'often'\n[[folder]]\npath = 'x'", "often"),
    ] {
        std::fs::write(&list, text).unwrap();
        let (_, said) = once(&db, &list);
        assert!(said.contains(told), "{said}");
    }
}

fn reports(folder: &Path, count: usize) -> PathBuf {
    let inbox = folder.join("inbox");
    for number in 0..count {
        let sub = inbox.join(format!("{}", number % 3));
        std::fs::create_dir_all(&sub).unwrap();
        let text = format!(
            "Date: 2020-11-03\n\nArmenia said on Monday that Azerbaijan shelled the town of Goris, killing {} people.\n",
            number + 2
        );
        std::fs::write(sub.join(format!("{}.txt", number / 2)), text).unwrap();
    }
    // Files that are still being written are left for the next look.
    std::thread::sleep(Duration::from_millis(1_700));
    inbox
}

#[test]
fn killed_at_work_it_loses_nothing_and_repeats_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let inbox = reports(folder.path(), 180);
    let list = folder.path().join("list.toml");
    std::fs::write(&list, format!("every = '1s'\n[[folder]]\npath = '{}'\n", inbox.display())).unwrap();
    let (calm, killed) = (folder.path().join("calm.db"), folder.path().join("killed.db"));
    once(&calm, &list);
    let mut wanted = log(&calm);
    assert_eq!(
        wanted.len(),
        std::fs::read_dir(&inbox).unwrap().map(|d| std::fs::read_dir(d.unwrap().path()).unwrap().count()).sum::<usize>()
    );
    for round in 0..12u64 {
        let mut child = dateline(&killed).arg("watch").arg(&list).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(60 + round * 47));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    once(&killed, &list);
    let mut found = log(&killed);
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
    let check = dateline(&killed).args(["record", "check"]).output().unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
    // A file that changes is a correction of its report.
    std::fs::write(inbox.join("0/0.txt"), "Date: 2020-11-03\n\nArmenia said that nobody was killed in Goris on Monday.\n")
        .unwrap();
    std::thread::sleep(Duration::from_millis(1_700));
    once(&killed, &list);
    assert_eq!(log(&killed).last().map(|(action, _)| action.clone()).as_deref(), Some("correct"));
}

#[test]
fn one_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let (db, list) = (folder.path().join("w.db"), folder.path().join("list.toml"));
    std::fs::create_dir(folder.path().join("inbox")).unwrap();
    std::fs::write(&list, format!("[[folder]]\npath = '{}'\n", folder.path().join("inbox").display())).unwrap();
    let mut first = dateline(&db).arg("watch").arg(&list).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let state = folder.path().join("w.db.watch");
    for _ in 0..200 {
        if state.exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let (_, said) = once(&db, &list);
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(said.contains("in use"), "{said}");
}

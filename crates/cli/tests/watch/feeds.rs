//! Feeds: asked politely, read once.

use crate::site::Server;
use crate::{log, once, pass_time};

fn entry(id: &str, link: &str, day: &str, text: &str) -> String {
    format!(
        "<item><title>{id}</title><guid>{id}</guid><link>{link}</link><pubDate>{day}</pubDate><description>{text}</description></item>"
    )
}

fn feed(entries: &[String]) -> String {
    format!("<rss version=\"2.0\"><channel><title>Example Post</title>{}</channel></rss>", entries.join(""))
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

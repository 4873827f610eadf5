//! Input that means harm or is broken: each costs itself, a bounded amount, and gets a message.

use dateline_intake::{Item, Options, open, read_bytes};
use std::io::Write;
use std::time::{Duration, Instant};

fn codes(name: &str, bytes: &[u8], options: &Options) -> Vec<String> {
    let begun = Instant::now();
    let codes = read_bytes(name, bytes, options).into_iter().map(|item| match item {
        Item::Report(report) => report.id,
        Item::Problem(problem) => problem.cause.code().to_owned(),
    });
    let codes = codes.collect();
    assert!(begun.elapsed() < Duration::from_secs(20), "{name} took {:?}", begun.elapsed());
    codes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_bomb_stops_early() {
    // A thousand bytes for each one, twice over.
    let bomb = gzip(&gzip(&vec![b'a'; 300 << 20]));
    let options = Options { unpacked_free: 1 << 20, ..Options::default() };
    assert_eq!(codes("bomb.gz", &bomb, &options), ["bomb"]);
    let mut onion = gzip(b"{\"text\":\"x\"}");
    for _ in 0..9 {
        onion = gzip(&onion);
    }
    assert_eq!(codes("onion.gz", &onion, &Options::default()), ["nested"]);
}

#[test]
fn files_that_are_read_whole_have_a_longest() {
    let told = |name: &str, bytes: &[u8], options: &Options| {
        let problem = |item| match item {
            Item::Problem(problem) => Some(problem.to_string()),
            Item::Report(_) => None,
        };
        read_bytes(name, bytes, options).into_iter().filter_map(problem).collect::<Vec<_>>().join("\n")
    };
    let mut pdf = b"%PDF-1.4\n".to_vec();
    pdf.resize((16 << 20) + 1, b' ');
    let said = told("long.pdf", &pdf, &Options::default());
    assert!(said.contains("error[too-long] long.pdf") && said.contains("16777216") && said.contains("split it"), "{said}");
    let small = Options { longest_file: 1_000, longest_page: 1_000, ..Options::default() };
    let words = "The army shelled the town on Sunday, residents said. ".repeat(30);
    let page = format!("<html><body><p>{words}</p></body></html>");
    for (name, text) in [("long.txt", words.clone()), ("long.rtf", format!("{{\\rtf1 {words}}}")), ("long.html", page)] {
        let said = told(name, text.as_bytes(), &small);
        assert!(said.contains(&format!("error[too-long] {name}")) && said.contains("1000 bytes"), "{said}");
        assert!(!told(name, text.as_bytes(), &Options::default()).contains("too-long"), "{name}");
    }
}

#[test]
fn laughs_are_not_expanded() {
    let mut xml = String::from("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l0 \"ha\">");
    for i in 1..30 {
        xml.push_str(&format!(
            "<!ENTITY l{i} \"&l{};&l{};&l{};&l{};&l{};&l{};&l{};&l{};\">",
            i - 1,
            i - 1,
            i - 1,
            i - 1,
            i - 1,
            i - 1,
            i - 1,
            i - 1
        ));
    }
    let feed = format!(
        "{xml}]><rss version=\"2.0\"><channel><title>&l29;</title><item><title>t</title><description>&l29;</description></item></channel></rss>"
    );
    let _ = codes("laughs.rss", feed.as_bytes(), &Options::default());
    let sentences = format!(
        "{xml}]><Sentences><Sentence date=\"20221108\" id=\"a_1\" source=\"x\"><Text>Fire &l29; here.</Text></Sentence></Sentences>"
    );
    assert_eq!(codes("laughs.xml", sentences.as_bytes(), &Options::default()), ["a"]);
}

#[test]
fn endless_lines_and_records() {
    let mut long = b"{\"text\":\"".to_vec();
    long.extend(vec![b'a'; 50 << 20]);
    long.extend(b"\"}\n{\"id\":\"b\",\"date\":\"2022-11-08\",\"text\":\"Fire.\"}\n");
    assert_eq!(codes("long.jsonl", &long, &Options::default()), ["too-long", "b"]);
    let mut open_quote = b"id,date,text\n1,2022-11-08,\"".to_vec();
    open_quote.extend(vec![b'a'; 50 << 20]);
    assert_eq!(codes("open.csv", &open_quote, &Options::default()), ["too-long"]);
    let mut array = b"[{\"text\":\"".to_vec();
    array.extend(vec![b'a'; 50 << 20]);
    assert_eq!(codes("long.json", &array, &Options::default()), ["too-long"]);
    let lying = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nx";
    assert_eq!(codes("lying.warc", lying, &Options::default()), ["broken"]);
    let mut headers = b"WARC/1.0\r\n".to_vec();
    headers.extend(vec![b'a'; 1 << 20]);
    assert_eq!(codes("headers.warc", &headers, &Options::default()), ["broken"]);
}

#[test]
fn deep_nesting() {
    let deep = |open: &str, times: usize| open.repeat(times);
    assert_eq!(codes("deep.html", format!("<html>{}", deep("<div>", 200_000)).as_bytes(), &Options::default()), ["broken"]);
    assert_eq!(
        codes("deep.jsonl", format!("{{\"text\":{}", deep("[", 200_000)).as_bytes(), &Options::default()),
        ["broken-json"]
    );
    let paragraphs = format!("<html><body>{}", deep("<p>Troops shelled the town on Monday and left.", 20_000));
    assert_eq!(
        codes("paragraphs.html", paragraphs.as_bytes(), &Options::default()).last().map(String::as_str),
        Some("paragraphs")
    );
    let formatting = format!("<html><body>{}", deep("<b><i>", 100_000));
    let _ = codes("bold.html", formatting.as_bytes(), &Options::default());
    let _ = codes("deep.rtf", format!("{{\\rtf1{}", deep("{", 1_000_000)).as_bytes(), &Options::default());
}

#[test]
fn odd_characters_and_dates() {
    let lines = "{\"id\":\"lone\",\"text\":\"a \\ud800 b\"}\n{\"id\":\"nul\",\"date\":\"2022-11-08\",\"text\":\"Troops\\u0000shelled.\"}\n\
        {\"id\":\"bidi\",\"date\":\"2022-11-08\",\"text\":\"Troops \\u202eshelled.\"}\n{\"id\":\"late\",\"date\":\"9022-11-08\",\"text\":\"Fire.\"}\n";
    let told = codes("odd.jsonl", lines.as_bytes(), &Options::default());
    assert_eq!(told, ["broken-json", "nul", "nul", "hidden", "bidi", "bad-date", "no-date", "late"]);
    let items = read_bytes("odd.jsonl", lines.lines().nth(1).unwrap().as_bytes(), &Options::default());
    assert!(matches!(items.last(), Some(Item::Report(report)) if report.text == "Troops shelled."), "as long as it was");
}

#[test]
fn truncated_files_of_every_kind() {
    let line = gzip(&b"{\"id\":\"a\",\"text\":\"Fire.\"}\n".repeat(5_000));
    for bytes in [
        &line[..line.len() / 2],
        b"PK\x03\x04",
        b"%PDF-1.7\n%%EOF",
        b"{\\rtf1",
        b"WARC/1.0\r\n",
        b"\x28\xb5\x2f\xfd\x00",
        b"\x1f\x8b\x08",
        b"[{",
    ] {
        let told = codes("cut", bytes, &Options::default());
        assert!(!told.is_empty(), "{bytes:?}");
    }
}

#[cfg(unix)]
#[test]
fn circles_of_links_and_pipes_in_folders() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "date 2022-11-08 Fire.").unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("circle")).unwrap();
    std::os::unix::fs::symlink("self.txt", folder.path().join("self.txt")).unwrap();
    let found: Vec<String> = open(&[folder.path().to_owned()], Options::default())
        .map(|item| match item {
            Item::Report(report) => report.id,
            Item::Problem(problem) => problem.cause.code().to_owned(),
        })
        .collect();
    assert_eq!(found, ["a", "unreadable"]);
}

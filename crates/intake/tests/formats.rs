//! Reports in every form that they come in, written here as their programs write them.

use dateline_intake::{Cause, Field, Item, Options, Outlets, read_bytes};
use dateline_text::Report;
use jiff::civil::date;
use std::io::Write;

fn reports(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Report> {
    items(name, bytes, &Options::default()).0
}

fn items(name: &str, bytes: impl AsRef<[u8]>, options: &Options) -> (Vec<Report>, Vec<&'static str>) {
    let (mut reports, mut codes) = (Vec::new(), Vec::new());
    for item in read_bytes(name, bytes.as_ref(), options) {
        match item {
            Item::Report(report) => reports.push(report),
            Item::Problem(problem) => codes.push(problem.cause.code()),
        }
    }
    (reports, codes)
}

const STORY: [&str; 3] = [
    "Government troops and fighters of the Northern Front agreed on Monday to stop shelling each other around the town of Dessaro, \
     the mediator said after two days of talks in the capital.",
    "The Northern Front, which has held the hills above the town since March, accused the army of breaking the truce within hours. \
     An army spokesman denied it and said that no shot had been fired.",
    "At least 12 people were killed in the town last week, according to its hospital, and some 3,000 have left their homes since the \
     fighting began.",
];

fn page() -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Truce agreed in Dessaro - The Example Post</title>\
         <meta property=\"og:site_name\" content=\"The Example Post\">\
         <link rel=\"canonical\" href=\"https://www.example-post.org/world/truce\">\
         <script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\
         \"headline\":\"Truce agreed in Dessaro\",\"datePublished\":\"2022-11-08T23:30:00-05:00\"}}</script></head>\
         <body><nav><a href=/>Home</a> <a href=/w>World</a></nav><article><h1>Truce agreed in Dessaro</h1>\
         <p class=\"byline\">By Jane Doe in Dessaro</p><p>{}</p>\
         <figure><img src=a.jpg><figcaption>Troops in the hills in a file photograph.</figcaption></figure>\
         <p>{}</p><p><a href=/more>Read more: how the fighting began</a></p><p>Read more: the war in maps</p><p>{}</p>\
         <p>(Reporting by Jane Doe; Editing by John Roe)</p></article>\
         <aside><h3>Related</h3><ul><li><a href=/1>Another war altogether</a></li></ul></aside>\
         <footer>Copyright 2022 The Example Post. All rights reserved.</footer></body></html>",
        STORY[0], STORY[1], STORY[2]
    )
}

#[test]
fn a_page_gives_its_story_and_nothing_else() {
    let found = reports("saved.html", page());
    let [report] = &found[..] else { panic!("{found:?}") };
    assert_eq!(report.text, STORY.join("\n\n"));
    assert_eq!(report.title.as_deref(), Some("Truce agreed in Dessaro"));
    assert_eq!(report.published, Some(date(2022, 11, 8)), "the day in the outlet's own zone");
    assert_eq!(report.publisher.as_deref(), Some("The Example Post"), "no table knows the host: the page's own word");
    assert_eq!(report.url.as_deref(), Some("https://www.example-post.org/world/truce"));
    assert_eq!(report.origin.as_ref().and_then(|o| o.original_sha256.clone()).map(|h| h.len()), Some(64));
}

#[test]
fn hosts_name_outlets() {
    let table = |host: &str| host.ends_with("example-post.org").then(|| "Example Post".to_owned());
    let options = Options { outlets: Outlets::new(table), ..Options::default() };
    assert_eq!(items("saved.html", page(), &options).0[0].publisher.as_deref(), Some("Example Post"));
}

#[test]
fn an_old_page_tells_its_day_in_words_and_its_letters_in_a_code_page() {
    let page = format!(
        "<html><head><title>Talks</title><meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\"></head><body>\
         <table><tr><td><font size=2>Published: Tuesday, 8 November 2022</font></td></tr></table><p>{}</p><p>{} \
         The town is called XXX in Cyrillic.</p></body></html>",
        STORY[0], STORY[1]
    );
    let mut bytes = page.into_bytes();
    let at = bytes.windows(3).position(|w| w == b"XXX").unwrap();
    bytes[at..at + 3].copy_from_slice(b"\xc4\xee\xec");
    let found = reports("old.htm", bytes);
    assert_eq!(found[0].published, Some(date(2022, 11, 8)));
    assert!(found[0].text.contains("Дом"), "{}", found[0].text);
}

#[test]
fn rss_and_atom() {
    let rss = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>Example Post</title><language>en-gb</language>\
         <item><title>Truce &amp; talks</title><link>https://example.org/a</link><guid isPermaLink=\"false\">a1</guid>\
         <pubDate>Tue, 08 Nov 2022 23:30:00 -0500</pubDate><description>Short.</description>\
         <content:encoded><![CDATA[<p>{}</p><p>{}</p>]]></content:encoded></item>\
         <item><title>Second</title><link>https://example.org/b</link><description>{}</description></item></channel></rss>",
        STORY[0], STORY[1], STORY[2]
    );
    let found = reports("feed", rss);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].id.as_str(), found[0].title.as_deref()), ("a1", Some("Truce & talks")));
    assert_eq!(found[0].text, STORY[..2].join("\n\n"));
    assert_eq!(found[0].published, Some(date(2022, 11, 8)));
    assert_eq!((found[1].id.as_str(), found[1].published), ("https://example.org/b", None));
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Example Post</title><id>f</id><updated>2022-11-09T00:00:00Z</updated>\
         <entry><id>urn:x:1</id><title>Truce</title><link href=\"https://example.org/a\"/><published>2022-11-08T23:30:00-05:00</published>\
         <updated>2022-11-09T08:00:00Z</updated><content type=\"html\">&lt;p&gt;{}&lt;/p&gt;</content></entry></feed>",
        STORY[0]
    );
    let found = reports("feed", atom);
    assert_eq!(
        (found[0].id.as_str(), found[0].text.as_str(), found[0].published),
        ("urn:x:1", STORY[0], Some(date(2022, 11, 8)))
    );
    assert!(found[0].version.is_some());
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn record(kind: &str, uri: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2022-11-09T01:00:00Z\r\n\
         WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

#[test]
fn a_web_archive_packed_record_by_record() {
    let http = |status: &str, headers: &str, body: &[u8]| {
        let mut answer = format!("HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n").into_bytes();
        answer.extend_from_slice(body);
        answer
    };
    let page = page();
    let kind = "application/http; msgtype=response";
    let chunked = format!("{:x}\r\n{page}\r\n0\r\n\r\n", page.len());
    let mut archive = Vec::new();
    for part in [
        record("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
        record("request", "https://example.org/a", "application/http; msgtype=request", b"GET /a HTTP/1.1\r\n\r\n"),
        record("response", "https://example.org/a", kind, &http("200 OK", "", page.as_bytes())),
        record("response", "https://example.org/gone", kind, &http("404 Not Found", "", b"<p>No such page.</p>")),
        record("response", "https://example.org/b", kind, &http("200 OK", "Transfer-Encoding: chunked\r\n", chunked.as_bytes())),
        record("response", "https://example.org/c", kind, &http("200 OK", "Content-Encoding: gzip\r\n", &gzip(page.as_bytes()))),
        record("conversion", "https://example.org/d", "text/plain", STORY[0].as_bytes()),
    ] {
        archive.extend(gzip(&part));
    }
    let found = reports("crawl.warc.gz", archive);
    let ids: Vec<&str> = found.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["https://example.org/a", "https://example.org/b", "https://example.org/c", "https://example.org/d"]);
    assert!(found[..3].iter().all(|r| r.text == STORY.join("\n\n") && r.published == Some(date(2022, 11, 8))));
    assert_eq!(found[3].published, None, "the day of the capture is no day of publication");
    assert_eq!(found[0].origin.as_ref().and_then(|o| o.record), Some(3));
    assert_eq!(found[0].version.as_deref(), Some("2022-11-09T01:00:00Z"));
}

#[test]
fn ninjs_of_all_versions() {
    let old = format!(
        r#"{{"uri":"urn:a","type":"text","version":"1","versioncreated":"2022-11-08T10:00:00Z","pubstatus":"usable","language":"en",
        "headline":"Truce","body_xhtml":"<p>{}</p>","infosource":[{{"name":"Northern News Agency"}}]}}"#,
        STORY[0]
    );
    let new = format!(
        r#"{{"uri":"urn:b","type":"text","version":"2","versionCreated":"2022-11-08T10:00:00+02:00","pubStatus":"usable",
        "headlines":[{{"role":"main","value":"Truce"}}],"bodies":[{{"role":"main","contentType":"text/html","value":"<p>x</p>"}},
        {{"role":"main","contentType":"text/plain","value":"{}"}}],"infoSources":[{{"name":"Hospital of Dessaro","role":"source"}}]}}"#,
        STORY[0]
    );
    for item in [&old, &new] {
        let found = reports("item.json", item);
        let [report] = &found[..] else { panic!("{found:?}") };
        assert_eq!(
            (report.text.as_str(), report.title.as_deref(), report.published),
            (STORY[0], Some("Truce"), Some(date(2022, 11, 8)))
        );
        assert_eq!(report.suppliers.len(), 1);
    }
    let gone = r#"{"uri":"urn:b","versionCreated":"2022-11-09T10:00:00Z","version":"3","pubStatus":"canceled","bodies":[]}"#;
    let picture = r#"{"uri":"urn:c","type":"picture","versionCreated":"2022-11-09T10:00:00Z","body_text":"x"}"#;
    let array = format!("[\n{old},\n{new},\n{gone},{picture}]");
    let (found, codes) = items("items.json", array, &Options::default());
    assert_eq!((found.len(), codes), (2, vec!["cancelled", "not-text"]));
}

#[test]
fn petrarch_and_ngec() {
    let xml = "<Sentences>\n<Sentence date=\"20221108\" id=\"AFP1_1\" source=\"AFP\" sentence=\"True\"><Text>\nTalks &amp; shelling went on \
        in &lt;Dessaro&gt;.\n</Text><Parse>(ROOT (S))</Parse></Sentence>\n<Sentence date=\"20221108\" id=\"AFP1_2\" source=\"AFP\" \
        sentence=\"True\"><Text>Both sides left.</Text></Sentence>\n<Sentence date=\"20221109\" id=\"AFP2_1\" source=\"AFP\" \
        sentence=\"True\"><Text>They came back.</Text></Sentence></Sentences>";
    let found = reports("sentences.xml", xml);
    let told: Vec<(&str, &str)> = found.iter().map(|r| (r.id.as_str(), r.text.as_str())).collect();
    assert_eq!(told, [("AFP1", "Talks & shelling went on in <Dessaro>.\n\nBoth sides left."), ("AFP2", "They came back.")]);
    assert_eq!((found[0].published, found[0].publisher.as_deref()), (Some(date(2022, 11, 8)), Some("AFP")));
    let ngec = r#"{"id":"20221108-1-ASSAULT","date":"2022-11-01","event_text":"Troops shelled Dessaro.","event_type":["ASSAULT"],"story_id":"1","publisher":"AFP","headline":"Shelling","pub_date":"2022-11-08","version":"NGEC v2"}"#;
    let found = reports("events.jsonl", ngec);
    assert_eq!((found[0].text.as_str(), found[0].published), ("Troops shelled Dessaro.", Some(date(2022, 11, 8))));
    assert_eq!((found[0].title.as_deref(), found[0].version.as_deref()), (Some("Shelling"), None));
}

#[test]
fn tables_with_known_and_told_columns() {
    let csv = format!(
        "Title,Publication title,Publication date,Full text,StoreId\r\n\"Truce, at last\",Example Post,\"Nov 8, 2022\",\"{}\n\n{}\",77\r\n",
        STORY[0], STORY[1]
    );
    let found = reports("export.csv", &csv);
    assert_eq!(
        (found[0].id.as_str(), found[0].title.as_deref(), found[0].publisher.as_deref()),
        ("77", Some("Truce, at last"), Some("Example Post"))
    );
    assert_eq!((found[0].text.as_str(), found[0].published), (STORY[..2].join("\n\n").as_str(), Some(date(2022, 11, 8))));
    let own = "when;words\n2022-11-08;Troops shelled Dessaro.\n";
    let options = Options { columns: vec![(Field::Text, "words".into()), (Field::Date, "when".into())], ..Options::default() };
    assert_eq!(items("own.csv", own, &options).0[0].published, Some(date(2022, 11, 8)));
    assert_eq!(items("own.csv", own, &Options::default()).1, ["no-column"]);
}

/// Two articles as the older Nexis wrote them.
fn nexis() -> String {
    let article = |number: u32, outlet: &str, day: &str, headline: &str, body: &str| {
        format!(
            "                               {number} of 2 DOCUMENTS\n\n                          {outlet}\n\n                     {day}\n                        Late Edition - Final\n\n{headline}\n\nBYLINE: By JANE DOE\n\nSECTION: Section A; Column 1; Foreign Desk; Pg. 1\n\nLENGTH: 812 words\n\nDATELINE: DESSARO\n\n{body}\n\nURL: http://www.example.org/\n\nSUBJECT: CEASEFIRES (90%)\n\nLOAD-DATE: November 9, 2022\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n                   Copyright 2022 {outlet}\n                              All Rights Reserved\n\n\n"
        )
    };
    article(1, "The Example Post", "November 8, 2022 Tuesday", "Truce Agreed in Dessaro", &STORY[..2].join("\n\n"))
        + &article(2, "Northern Herald", "November 9, 2022 Wednesday", "Shelling Resumes", STORY[2])
}

#[test]
fn nexis_of_both_layouts() {
    let found = reports("nexis.txt", nexis());
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].text.starts_with(STORY[0]) && found[0].text.contains(STORY[1]), "{}", found[0].text);
    assert_eq!(
        (found[0].title.as_deref(), found[0].publisher.as_deref()),
        (Some("Truce Agreed in Dessaro"), Some("The Example Post"))
    );
    assert_eq!(found[1].published, Some(date(2022, 11, 9)));
    assert!(!found[1].text.contains("SUBJECT") && !found[1].text.contains("Copyright"), "{}", found[1].text);
    let new = |headline: &str, body: &str| {
        format!(
            "{headline}\nThe Example Post\nNovember 8, 2022 Tuesday\n\nCopyright 2022 The Example Post All Rights Reserved\n\nSection: NEWS; Pg. 4\n\nLength: 812 words\n\nByline: Jane Doe\n\nBody\n\n\n{body}\n\nClassification\n\n\nLanguage: ENGLISH\n\nPublication-Type: Newspaper\n\nLoad-Date: November 9, 2022\n\n\nEnd of Document\n\n"
        )
    };
    let text = new("Truce Agreed in Dessaro", &STORY.join("\n\n")) + &new("Second Story", STORY[0]);
    let found = reports("nexis-uni.txt", text);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!(
        (found[0].text.as_str(), found[0].title.as_deref()),
        (STORY.join("\n\n").as_str(), Some("Truce Agreed in Dessaro"))
    );
    assert_eq!(found[1].publisher.as_deref(), Some("The Example Post"));
}

#[test]
fn factiva_of_both_layouts() {
    let plain = format!(
        "Truce agreed in Dessaro\nBy Jane Doe\n456 words\n8 November 2022\n06:30\nReuters News\nLBA\nEnglish\n(c) 2022 Reuters Limited\n\n{}\n\nDocument LBA0000020221108eib800abc\n\nSecond story\n40 words\n9 November 2022\nExample Post\nEXPO\nEnglish\n(c) 2022 Example Post\n\n{}\n\nDocument EXPO000020221109eib900abd\n",
        STORY[..2].join("\n\n"),
        STORY[2]
    );
    let found = reports("factiva.txt", plain);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!((found[0].id.as_str(), found[0].publisher.as_deref()), ("LBA0000020221108eib800abc", Some("Reuters News")));
    assert_eq!(
        (found[0].title.as_deref(), found[0].text.as_str()),
        (Some("Truce agreed in Dessaro"), STORY[..2].join("\n\n").as_str())
    );
    assert_eq!(found[1].published, Some(date(2022, 11, 9)));
    let coded = format!(
        "HD  Truce agreed\n    in Dessaro\nBY  Jane Doe\nWC  456 words\nPD  8 November 2022\nSN  Reuters News\nSC  LBA\nLA  English\nLP  {}\nTD  {}\nAN  Document LBA0000020221108eib800abc\n",
        STORY[0], STORY[1]
    );
    let found = reports("factiva.txt", coded);
    assert_eq!(
        (found[0].title.as_deref(), found[0].text.as_str()),
        (Some("Truce agreed in Dessaro"), STORY[..2].join("\n\n").as_str())
    );
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn word_documents() {
    let paragraphs: String =
        nexis().lines().map(|l| format!("<w:p><w:r><w:t xml:space=\"preserve\">{l}</w:t></w:r></w:p>")).collect();
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body>{paragraphs}<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p></w:body></w:document>"
    );
    let file = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())]);
    let found = reports("nexis.docx", file);
    assert_eq!(found.len(), 2);
    assert!(found[0].text.starts_with(STORY[0]) && !found[1].text.contains("gone"));
}

#[test]
fn rich_text() {
    let lines: String = nexis().lines().map(|l| format!("{l}\\par\n")).collect();
    let found = reports("nexis.rtf", format!("{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Arial;}}}}\\f0 {lines}}}"));
    assert_eq!(found.len(), 2);
    assert!(found[0].text.starts_with(STORY[0]), "{}", found[0].text);
}

/// A PDF of one page a text, set in lines of at most 80 letters, a wider gap between paragraphs.
fn pdf(pages: &[String]) -> Vec<u8> {
    use lopdf::content::{Content, Operation};
    use lopdf::{Document, Object, Stream, dictionary};
    let mut file = Document::with_version("1.5");
    let tree = file.new_object_id();
    let font = file.add_object(
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier", "Encoding" => "WinAnsiEncoding" },
    );
    let resources = file.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let mut kids: Vec<Object> = Vec::new();
    for page in pages {
        let mut operations = vec![
            Operation::new("BT", vec![]),
            Operation::new("Tf", vec!["F1".into(), 10.into()]),
            Operation::new("Td", vec![50.into(), 750.into()]),
        ];
        for line in page.lines() {
            let mut rest = line.trim();
            if rest.is_empty() {
                operations.push(Operation::new("Td", vec![0.into(), (-12).into()]));
            }
            while !rest.is_empty() {
                let cut = if rest.len() <= 80 { rest.len() } else { rest[..80].rfind(' ').unwrap_or(80) };
                operations.push(Operation::new("Tj", vec![Object::string_literal(rest[..cut].trim())]));
                operations.push(Operation::new("Td", vec![0.into(), (-12).into()]));
                rest = rest[cut..].trim();
            }
        }
        operations.push(Operation::new("ET", vec![]));
        let content = file.add_object(Stream::new(dictionary! {}, Content { operations }.encode().unwrap()));
        kids.push(file.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content }).into());
    }
    let count = kids.len() as i64;
    file.objects.insert(
        tree,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] }),
    );
    let root = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    file.trailer.set("Root", root);
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn pdf_of_many_articles() {
    let articles: Vec<String> =
        nexis().split_inclusive("All Rights Reserved\n").filter(|a| !a.trim().is_empty()).map(str::to_owned).collect();
    let found = reports("nexis.pdf", pdf(&articles));
    assert_eq!(found.len(), 2, "{found:#?}");
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat(&found[0].text).starts_with(&flat(&STORY[..2].join(" "))), "{}", found[0].text);
    assert_eq!(found[0].publisher.as_deref(), Some("The Example Post"));
    assert_eq!(found[1].published, Some(date(2022, 11, 9)));
}

#[test]
fn packings_in_packings() {
    let line = r#"{"id":"a","date":"2022-11-08","text":"Troops shelled Dessaro."}"#;
    let packed = zstd::encode_all(&gzip(line.as_bytes())[..], 3).unwrap();
    let file = zip(&[
        ("../../etc/a.jsonl.gz.zst", &packed),
        ("b/page.html", page().as_bytes()),
        ("c.png", b"\x89PNG"),
        ("d.zip", &zip(&[("e.txt", b"date 2022-11-08 Fire.")])),
    ]);
    let (found, codes) = items("news.zip", file, &Options::default());
    assert_eq!(found.len(), 3);
    assert_eq!(
        found[0].origin.as_ref().unwrap().file,
        "news.zip!../../etc/a.jsonl.gz.zst",
        "a name names, and nothing is written"
    );
    assert_eq!((found[1].id.as_str(), found[2].id.as_str()), ("page", "e"));
    assert_eq!(codes, ["skipped"]);
}

#[test]
fn other_languages_are_marked() {
    let line = r#"{"id":"a","date":"2022-11-08","text":"Les pourparlers entre les deux parties ont repris lundi à Genève, a annoncé le porte-parole du ministère, qui espère un accord avant la fin de la semaine."}"#;
    let (found, codes) = items("a.jsonl", line, &Options::default());
    assert_eq!((found[0].language.as_deref(), found[0].in_english()), (Some("fr"), false));
    assert_eq!(codes, ["language"]);
    let problems = read_bytes("a.jsonl", line.as_bytes(), &Options::default());
    assert!(matches!(&problems[0], Item::Problem(p) if p.cause == Cause::Language("fr".into())));
}

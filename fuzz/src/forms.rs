//! Whole files of the forms that intake knows, built from whatever bytes come: every byte is a choice. Random bytes break off at the
//! first character that a form forbids; these go on into its far corners.
//!
//! Without a trap and without damage such a file is a sound one, and every article in it must come out: its words, its day and its
//! place in the order. With them anything may come out but a panic, an endless wait, or more than the bytes can pay for.

/// Choices out of bytes; when they are used up, the first choice.
pub struct Choices<'b>(pub &'b [u8]);

impl Choices<'_> {
    fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                *first
            }
            None => 0,
        }
    }

    fn below(&mut self, n: usize) -> usize {
        usize::from(self.byte()) % n.max(1)
    }

    fn pick<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

/// An article as it went in.
pub struct Article {
    pub id: String,
    /// ISO.
    pub day: String,
    pub title: String,
    pub paragraphs: Vec<String>,
}

/// A file of articles.
pub struct File {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub articles: Vec<Article>,
    /// Nothing in it is wrong: each article must come out.
    pub sound: bool,
}

const SENTENCES: [&str; 10] = [
    "Talks between both sides began in Geneva on Monday, the mediator said.",
    "The army shelled the town of Goma on Sunday, killing 12 people, residents said.",
    "“We will not leave,” a spokesman for the rebels told reporters.",
    "The government denied that its forces had crossed the border.",
    "At least three people were wounded, according to the hospital in the town.",
    "It was not clear who had fired first, and neither side would say so.",
    "The ceasefire that was agreed in May has been broken many times since then.",
    "Aid agencies said that a convoy of ten trucks had reached the camp at noon.",
    "The minister’s office said 5 < 6 & 7 > 4 in a statement that puzzled many.",
    "Witnesses saw smoke over the airport, and flights were put off until the evening.",
];

/// What makes readers stumble: marks of the forms themselves, markup that is not closed, characters that few expect.
const TRAPS: [&str; 40] = [
    "<",
    "&",
    "&#0;",
    "&#x110000;",
    "&nosuch;",
    "]]>",
    "<![CDATA[",
    "<!--",
    "</p></div></body>",
    "<script>",
    "<p",
    "<table><tr><td>",
    "\"",
    "\"\"",
    ",",
    "\t",
    "\r",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{fffd}",
    "\\",
    "\\u8220?",
    "{",
    "}",
    "{\\*\\bin9999 ",
    "\\'9",
    "\nBODY:\n",
    "\n2 of 9 DOCUMENTS\n",
    "\nEnd of Document\n",
    "\nDocument LBA0000020221108eib800abc\n",
    "\ndate 2022-11-08 ",
    "\nLOAD-DATE: \n",
    "\r\n\r\n",
    "Content-Length: 99999999999\r\n",
    "WARC/1.0\r\n",
    "<!DOCTYPE a [<!ENTITY b \"bb\">]>",
    "&b;",
    "<style>p{}",
    "🕊\u{301}\u{200d}",
];

const DAYS: [&str; 6] = ["2022-11-08", "1999-12-31", "2024-02-29", "2011-03-05", "1987-07-01", "2020-10-10"];
/// Days that are none, or none that a report can have.
const NO_DAYS: [&str; 8] =
    ["soon", "", "2022-13-40", "0000-00-00", "99999-01-01", "11/08/2022", "Tue, 99 Nov 2022 25:61:61 +9999", "-1"];

/// Writes articles in a form.
type Form = fn(&mut Choices<'_>, &[Article]) -> String;

/// Name of the file, the form, and whether it holds one article alone.
const FORMS: [(&str, Form, bool); 12] = [
    ("f.html", html, true),
    ("f.xml", rss, false),
    ("f.xml", atom, false),
    ("f.json", ninjs, false),
    ("f.json", ninjs_3, false),
    ("f.txt", nexis, false),
    ("f.txt", factiva, false),
    ("f.csv", csv, false),
    ("f.xml", petrarch, false),
    ("f.jsonl", lines, false),
    ("f.rtf", rtf, false),
    ("f.warc", warc, false),
];

/// Builds a file.
pub fn file(bytes: &[u8]) -> File {
    let mut choices = Choices(bytes);
    let (name, build, alone) = FORMS[choices.below(FORMS.len())];
    let trap = choices.below(4) == 3;
    let count = if alone { 1 } else { 1 + choices.below(4) };
    let mut articles: Vec<Article> = (0..count).map(|number| article(&mut choices, number)).collect();
    if trap {
        for _ in 0..=choices.below(3) {
            let which = choices.below(articles.len());
            let article = &mut articles[which];
            let trap = choices.pick(&TRAPS);
            match choices.below(4) {
                0 => article.title.push_str(trap),
                1 => article.day = choices.pick(&NO_DAYS).to_owned(),
                2 => article.id.push_str(trap),
                _ => article.paragraphs[0].insert_str(0, trap),
            }
        }
    }
    let mut bytes = build(&mut choices, &articles).into_bytes();
    let damaged = choices.below(4) == 3;
    if damaged {
        damage(&mut bytes, &mut choices);
    }
    File { name, bytes, articles, sound: !trap && !damaged }
}

fn article(choices: &mut Choices<'_>, number: usize) -> Article {
    let mut paragraphs = Vec::new();
    for _ in 0..=choices.below(3) {
        let mut paragraph = String::new();
        // Long enough to be told from a caption, and to be known for English.
        for _ in 0..3 + choices.below(3) {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(choices.pick(&SENTENCES));
        }
        // Different from every other one: a page's repeated words are taken for its furniture.
        paragraph.push_str(&format!(" That was told in part {} of report {}.", paragraphs.len() + 1, number + 1));
        paragraphs.push(paragraph);
    }
    let day = choices.pick(&DAYS).to_owned();
    Article { id: format!("urn:r{number}"), day, title: format!("Talks begin again, report {}", number + 1), paragraphs }
}

/// A few bytes cut out, doubled, turned or put in.
fn damage(bytes: &mut Vec<u8>, choices: &mut Choices<'_>) {
    for _ in 0..=choices.below(4) {
        let at = (choices.below(256) << 8 | choices.below(256)) % (bytes.len() + 1);
        let end = (at + choices.below(64)).min(bytes.len());
        match choices.below(4) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(end..end, again);
            }
            2 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = choices.byte();
                }
            }
            _ => drop(bytes.splice(at..at, choices.pick(&TRAPS).bytes())),
        }
    }
}

/// Text in markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Text in JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn body(article: &Article) -> String {
    article.paragraphs.iter().map(|p| format!("<p>{}</p>\n", escaped(p))).collect()
}

fn html(choices: &mut Choices<'_>, articles: &[Article]) -> String {
    page(choices, &articles[0])
}

fn page(choices: &mut Choices<'_>, article: &Article) -> String {
    let menu = ["", "<nav><a href=\"/\">Home</a> <a href=\"/w\">World</a></nav>", "<header><ul><li>Home<li>World</ul></header>"];
    let around =
        [("<article>", "</article>"), ("<div id=\"content\"><div class=\"story-body\">", "</div></div>"), ("<main>", "</main>")];
    let (open, close) = around[choices.below(around.len())];
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title><meta property=\"article:published_time\" \
         content=\"{day}T06:30:00Z\"></head><body>{menu}{open}<h1>{title}</h1>\n{body}{close}<footer>All rights reserved</footer></body></html>",
        title = escaped(&article.title),
        day = article.day,
        menu = choices.pick(&menu),
        body = body(article)
    )
}

fn rss(choices: &mut Choices<'_>, articles: &[Article]) -> String {
    let cdata = choices.below(2) == 1;
    let items: String = articles
        .iter()
        .map(|a| {
            let text = if cdata { format!("<![CDATA[{}]]>", body(a)) } else { escaped(&body(a)) };
            format!(
                "<item><title>{}</title><guid isPermaLink=\"false\">{}</guid><pubDate>{}</pubDate><description>{text}</description></item>",
                escaped(&a.title),
                escaped(&a.id),
                mail(&a.day)
            )
        })
        .collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Herald</title>{items}</channel></rss>")
}

/// `2022-11-08` as mail writes it, which feeds took over; what is no day stays.
fn mail(day: &str) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let parts: Vec<&str> = day.split('-').collect();
    let month = parts.get(1).and_then(|m| m.parse::<usize>().ok()).and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    match (parts.as_slice(), month) {
        ([year, _, day], Some(month)) => format!("{day} {month} {year} 06:30:00 GMT"),
        _ => day.to_owned(),
    }
}

fn atom(_: &mut Choices<'_>, articles: &[Article]) -> String {
    let entry = |a: &Article| {
        format!(
            "<entry><id>{}</id><title>{}</title><published>{day}T06:30:00Z</published><updated>{day}T06:30:00Z</updated><content type=\"html\">{}</content></entry>",
            escaped(&a.id),
            escaped(&a.title),
            escaped(&body(a)),
            day = a.day
        )
    };
    let entries: String = articles.iter().map(entry).collect();
    format!("<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Herald</title>{entries}</feed>")
}

fn listed(items: Vec<String>) -> String {
    if items.len() == 1 { items.concat() } else { format!("[{}]", items.join(",\n")) }
}

fn ninjs(choices: &mut Choices<'_>, articles: &[Article]) -> String {
    let marked = choices.below(2) == 1;
    let item = |a: &Article| {
        let (key, text) = if marked { ("body_xhtml", body(a)) } else { ("body_text", a.paragraphs.join("\n\n")) };
        format!(
            "{{\"uri\": {}, \"type\": \"text\", \"version\": \"1\", \"versioncreated\": {}, \"pubstatus\": \"usable\", \"language\": \"en\", \"headline\": {}, \"{key}\": {}}}",
            quoted(&a.id),
            quoted(&format!("{}T06:30:00Z", a.day)),
            quoted(&a.title),
            quoted(&text)
        )
    };
    listed(articles.iter().map(item).collect())
}

fn ninjs_3(choices: &mut Choices<'_>, articles: &[Article]) -> String {
    let kind = choices.pick(&["text/plain", "text/html"]).to_owned();
    let item = |a: &Article| {
        let text = if kind == "text/html" { body(a) } else { a.paragraphs.join("\n\n") };
        format!(
            "{{\"uri\": {}, \"type\": \"text\", \"versionCreated\": {}, \"headlines\": [{{\"role\": \"main\", \"value\": {}}}], \
             \"bodies\": [{{\"role\": \"caption\", \"value\": \"no\"}}, {{\"role\": \"main\", \"contentType\": \"{kind}\", \"value\": {}}}], \"infoSources\": [{{\"name\": \"AFP\"}}]}}",
            quoted(&a.id),
            quoted(&format!("{}T06:30:00Z", a.day)),
            quoted(&a.title),
            quoted(&text)
        )
    };
    listed(articles.iter().map(item).collect())
}

fn nexis(choices: &mut Choices<'_>, articles: &[Article]) -> String {
    let newer = choices.below(2) == 1;
    let mut text = String::new();
    for (number, a) in articles.iter().enumerate() {
        let words = a.paragraphs.join("\n\n");
        text += &if newer {
            format!(
                "{}\n\nHerald\n\n{}\n\nLength: 80 words\n\nBody\n\n{words}\n\nLoad-Date: {}\n\n\nEnd of Document\n\n",
                a.title,
                long(&a.day),
                long(&a.day)
            )
        } else {
            format!(
                "{} of {} DOCUMENTS\n\nHerald\n\n{}\n\n{}\n\nLENGTH: 80 words\n\n{words}\n\nLOAD-DATE: {}\n\nLANGUAGE: ENGLISH\n\n",
                number + 1,
                articles.len(),
                long(&a.day),
                a.title,
                long(&a.day)
            )
        };
    }
    text
}

/// `November 8, 2022`.
fn long(day: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<&str> = day.split('-').collect();
    let month = parts.get(1).and_then(|m| m.parse::<usize>().ok()).and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    match (parts.as_slice(), month) {
        ([year, _, day], Some(month)) => format!("{month} {}, {year}", day.trim_start_matches('0')),
        _ => day.to_owned(),
    }
}

fn factiva(_: &mut Choices<'_>, articles: &[Article]) -> String {
    let mut text = String::new();
    for (number, a) in articles.iter().enumerate() {
        let day = mail(&a.day);
        let day = day.split(" 06:").next().unwrap_or("");
        let (first, rest) = a.paragraphs.split_first().map_or(("", &[][..]), |(f, r)| (f.as_str(), r));
        text += &format!("HD {}\nWC 80 words\nPD {day}\nSN Herald\nLA English\nLP {first}\n", a.title);
        if !rest.is_empty() {
            text += &format!("TD {}\n", rest.join("\n"));
        }
        text += &format!("AN Document LBA0000020221108eib800ab{number}\n\n");
    }
    text
}

fn csv(choices: &mut Choices<'_>, articles: &[Article]) -> String {
    let mark = choices.pick(&[",", ";", "\t"]);
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut rows = ["id", "date", "title", "text", "publisher"].join(mark) + "\r\n";
    for a in articles {
        rows +=
            &([cell(&a.id), cell(&a.day), cell(&a.title), cell(&a.paragraphs.join("\n\n")), cell("Herald")].join(mark) + "\r\n");
    }
    rows
}

fn petrarch(_: &mut Choices<'_>, articles: &[Article]) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Sentences>\n".to_owned();
    for (number, a) in articles.iter().enumerate() {
        for (at, paragraph) in a.paragraphs.iter().enumerate() {
            text += &format!(
                "<Sentence date=\"{}\" id=\"R{number}_{}\" source=\"AFP\" sentence=\"true\">\n<Text>\n{}\n</Text>\n</Sentence>\n",
                escaped(&a.day.replace('-', "")),
                at + 1,
                escaped(paragraph)
            );
        }
    }
    text + "</Sentences>\n"
}

fn lines(choices: &mut Choices<'_>, articles: &[Article]) -> String {
    let keys = [("text", "date", "title"), ("event_text", "pub_date", "headline")];
    let (text, day, title) = keys[choices.below(keys.len())];
    let line = |a: &Article| {
        format!(
            "{{\"id\": {}, \"{day}\": {}, \"{title}\": {}, \"{text}\": {}}}\n",
            quoted(&a.id),
            quoted(&a.day),
            quoted(&a.title),
            quoted(&a.paragraphs.join("\n\n"))
        )
    };
    articles.iter().map(line).collect()
}

fn rtf(_: &mut Choices<'_>, articles: &[Article]) -> String {
    // Of one article with its head; several are an export of Nexis.
    let text = if articles.len() == 1 {
        format!("Date: {}\n\n{}", articles[0].day, articles[0].paragraphs.join("\n\n"))
    } else {
        nexis(&mut Choices(&[]), articles)
    };
    let mut out = String::from("{\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0 Times;}}{\\*\\generator x;}\\f0 ");
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\par\n"),
            '\\' | '{' | '}' => out.extend(['\\', c]),
            c if c.is_ascii() => out.push(c),
            c => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{}?", *unit as i16));
                }
            }
        }
    }
    out + "}"
}

fn warc(choices: &mut Choices<'_>, articles: &[Article]) -> String {
    let mut text = String::new();
    for (number, a) in articles.iter().enumerate() {
        let page = page(choices, a);
        let answer =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{page}", page.len());
        text += &format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://h.example/{number}\r\nWARC-Date: 2024-03-01T06:30:00Z\r\n\
             WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        );
    }
    text
}

//! Shows every place name of JSON Lines reports and what it was taken for: `toponyms FILE`, `text` in each line.

use dateline_coding::place;
use dateline_lexicon::Lexicon;
use dateline_syntax::Reader;
use dateline_text::{Report, split};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("usage: toponyms FILE")?;
    let lexicon = Lexicon::builtin();
    for line in std::fs::read_to_string(file)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let report = Report::new(row["id"].as_str().unwrap_or(""), row["text"].as_str().unwrap_or(""));
        let sentences = split(&report.text);
        let marks = lexicon.mark(&report.text, &sentences);
        let trees = Reader::builtin().read(&report.text, &sentences, &marks);
        println!("== {}", report.id);
        for toponym in place::resolve(&report, &trees, lexicon) {
            let phrase = toponym.phrase.of(&report.text).replace('\n', " ");
            println!(
                "{phrase} | {} {} {} {:?} {:?} r{:?} | {:?} | {}",
                toponym.name,
                toponym.country.as_deref().unwrap_or("-"),
                toponym.precision,
                toponym.lat,
                toponym.lon,
                toponym.radius_km,
                toponym.relation,
                toponym.rule
            );
        }
    }
    Ok(())
}

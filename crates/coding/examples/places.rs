//! Measures the place resolver on JSON Lines with gold toponyms: `places FILE [N]`, N errors shown.

use dateline_coding::place;
use dateline_lexicon::Lexicon;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("usage: places FILE [ERRORS]")?;
    let shown: usize = args.next().map_or(Ok(0), |n| n.parse())?;
    let scores = place::evaluate(&std::fs::read_to_string(file)?, Lexicon::builtin());
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!(
        "toponyms with coordinates {}, held by the index {} ({:.1} %), left open {}",
        scores.toponyms,
        scores.held,
        share(scores.held, scores.toponyms),
        scores.open
    );
    println!(
        "within 161 km {:.1} %, most populous {:.1} %",
        share(scores.near, scores.held),
        share(scores.near_baseline, scores.held)
    );
    println!(
        "country {:.1} % of {}, most populous {:.1} %",
        share(scores.country, scores.with_country),
        scores.with_country,
        share(scores.country_baseline, scores.with_country)
    );
    scores.errors.iter().take(shown).for_each(|error| println!("{error}"));
    Ok(())
}

//! `dateline explain`: how a sentence is understood, step by step.

use crate::Outcome;
use crate::drawing::branches;
use crate::lexicon::{Chosen, engine_options};
use crate::options::ExplainOptions;
use crate::page;
use anyhow::Result;
use dateline_engine::syntax::{Feats, Mark};
use dateline_engine::{Claim, Engine, Lexicon, Note, Reading, Report, Tree};
use dateline_exchange::{Ink, Look, clean, headline, marks, said};
use dateline_lexicon::Sense;
use std::fmt::Write as _;
use std::io::Write as _;
use unicode_width::UnicodeWidthStr;

pub(crate) fn run(options: &ExplainOptions, lexicon: &Chosen) -> Result<Outcome> {
    let mut report = Report::new("explained", options.text.as_str());
    report.published = options.date;
    let engine = Engine::new(engine_options(lexicon, 1));
    let reading = engine.read(&report);
    let page = explain(&report, &reading, engine.lexicon(), &page::look(&options.page));
    std::io::stdout().lock().write_all(page.as_bytes())?;
    reading.problems.iter().for_each(|problem| eprintln!("{}", clean(&problem.to_string())));
    Ok(if reading.problems.iter().all(|problem| !problem.is_error()) { Outcome::Done } else { Outcome::Incomplete })
}

/// The whole page: for each sentence its tree and names and what was decided, then the claims.
fn explain(report: &Report, reading: &Reading, lexicon: &Lexicon, look: &Look) -> String {
    let mut out = String::new();
    match report.published {
        Some(date) => heading(&mut out, look, &format!("Read as of {date}")),
        None => heading(&mut out, look, "Read without a date: relative dates stay unresolved (give --date)"),
    }
    for (number, tree) in reading.trees.iter().enumerate() {
        out.push('\n');
        heading(&mut out, look, &format!("Sentence {}", number + 1));
        draw(&mut out, look, report, tree, lexicon);
        let notes: Vec<&Note> = reading.notes.iter().filter(|note| note.tree == number).collect();
        decisions(&mut out, look, report, tree, "Decided", notes.iter().copied().filter(|note| note.coded));
        decisions(&mut out, look, report, tree, "Left uncoded", notes.iter().copied().filter(|note| !note.coded));
    }
    out.push('\n');
    heading(
        &mut out,
        look,
        &match reading.claims.len() {
            0 => "No claims".to_owned(),
            1 => "1 claim".to_owned(),
            n => format!("{n} claims"),
        },
    );
    for (number, claim) in reading.claims.iter().enumerate() {
        claim_block(&mut out, look, &reading.claims, number + 1, claim);
    }
    out
}

fn heading(out: &mut String, look: &Look, text: &str) {
    let _ = writeln!(out, "{}", look.paint(Ink::Heading, text));
}

/// The tree with its words, and columns for tags, lemma and name.
fn draw(out: &mut String, look: &Look, report: &Report, tree: &Tree, lexicon: &Lexicon) {
    let lines = branches(tree);
    let rows: Vec<(String, [String; 4])> = tree
        .words
        .iter()
        .zip(&lines)
        .map(|(word, line)| {
            let tags = format!("{}{}", word.upos, short_feats(word.feats));
            let name = match (&word.mark, word.name) {
                (Some(mark), _) => named(mark, lexicon),
                (None, Some((tag, _))) => format!("perhaps a name ({tag:?})").to_lowercase(),
                (None, None) => String::new(),
            };
            (line.clone() + " " + &clean(word.span.of(&report.text)), [word.deprel.to_string(), word.lemma.clone(), tags, name])
        })
        .collect();
    let first = rows.iter().map(|(drawn, _)| drawn.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..3).map(|c| rows.iter().map(|(_, cells)| cells[c].width()).max().unwrap_or(0)).collect();
    for (drawn, cells) in &rows {
        let mut line = format!("  {}", pad(drawn, first));
        for (cell, width) in cells.iter().zip(&widths) {
            line += "  ";
            line += &look.paint(Ink::Faint, &pad(cell, *width));
        }
        line += "  ";
        line += &look.paint(Ink::Voice, &cells[3]);
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

/// Features without their names: ` past fin`.
fn short_feats(feats: Feats) -> String {
    let set = Feats::ALL.iter().filter(|(feat, _)| feats.has(*feat));
    set.map(|(_, name)| format!(" {}", name.split('=').nth(1).unwrap_or(name).to_lowercase())).collect()
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// What the lexicon knows of a marked name: its class, then every sense.
fn named(mark: &Mark, lexicon: &Lexicon) -> String {
    let senses = lexicon.name(mark.entry).senses.iter().take(4).map(|sense| match sense {
        Sense::Actor(id) => actor(lexicon, *id),
        Sense::Demonym(id) => format!("people of {}", actor(lexicon, *id)),
        Sense::Seat(id, sector) => format!("seat of {} {}", actor(lexicon, *id), sector.as_deref().unwrap_or("GOV")),
        Sense::Place => "a place".to_owned(),
    });
    let senses: Vec<String> = senses.collect();
    format!("{}: {}", mark.class.as_str(), senses.join("; "))
}

fn actor(lexicon: &Lexicon, id: dateline_lexicon::ActorId) -> String {
    let actor = lexicon.actors.get(id);
    let sector = actor.sector.as_deref().map_or(String::new(), |sector| format!(" {sector}"));
    format!("{} ({}{sector})", actor.name, actor.code)
}

/// Notes of one sentence, in the order of its words.
fn decisions<'n>(
    out: &mut String,
    look: &Look,
    report: &Report,
    tree: &Tree,
    title: &str,
    notes: impl Iterator<Item = &'n Note>,
) {
    for (i, note) in notes.enumerate() {
        if i == 0 {
            let _ = writeln!(out, "  {}", look.paint(Ink::Strong, title));
        }
        let word = tree.words.get(note.word).map_or("", |word| word.span.of(&report.text));
        let told = note.text.contains(&note.rule) || note.rule == title.to_lowercase();
        let rule = if told { String::new() } else { look.paint(Ink::Faint, &format!("  [{}]", note.rule)) };
        let _ = writeln!(out, "    {} {}{rule}", look.paint(Ink::Voice, &pad(&clean(word), 16)), clean(&note.text));
    }
}

/// A claim with the ground of each of its fields.
fn claim_block(out: &mut String, look: &Look, all: &[Claim], number: usize, claim: &Claim) {
    let marks: String = marks(claim).iter().map(|mark| format!(" [{mark}]")).collect();
    let _ = writeln!(out, "  {number}. {}{}", look.paint(Ink::Strong, &headline(claim)), look.paint(Ink::Mark, &marks));
    let mut field = |name: &str, text: String| {
        if !text.is_empty() {
            let _ = writeln!(out, "     {} {text}", look.paint(Ink::Faint, &format!("{name:8}")));
        }
    };
    field("words", format!("“{}”", clean(&claim.evidence.text)));
    field("says", said(claim).unwrap_or_else(|| "the report itself".to_owned()));
    for (role, entities) in [("actor", &claim.actors), ("to", &claim.recipients), ("third", &claim.third_parties)] {
        for entity in entities {
            let code = [entity.code.as_deref(), entity.sector.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let words = entity
                .words
                .as_ref()
                .map(|w| format!(" “{}”", clean(&w.text)))
                .filter(|w| !clean(&entity.via).contains(w.trim()));
            let words = words.unwrap_or_default();
            let name = entity.person.as_deref().map_or(entity.name.clone(), |p| format!("{} ({p})", entity.name));
            field(role, format!("{name} {code}{words}: {}", clean(&entity.via)));
        }
    }
    if let Some(when) = &claim.when {
        let (start, end) = (when.start.as_deref().unwrap_or("…"), when.end.as_deref().unwrap_or("…"));
        let days = if start == end { start.to_owned() } else { format!("{start} – {end}") };
        let words = when.words.as_ref().map_or(String::new(), |w| format!(" “{}”", clean(&w.text)));
        field("when", format!("{days}{words}: {}", clean(&when.rule)));
    }
    if let Some(place) = &claim.place {
        let country = place.country.as_deref().unwrap_or("country not told");
        let id = place.geonames.map_or(String::new(), |id| format!(", GeoNames {id}"));
        field("where", format!("{} ({country}, {}{id})", clean(&place.name), place.precision));
    }
    for link in &claim.links {
        let target = all.iter().position(|c| c.id == link.claim).map_or("?".to_owned(), |i| (i + 1).to_string());
        field("link", format!("{} claim {target}", link.rel));
    }
    field("rule", format!("{} (confidence {:.2})", clean(&claim.rule), claim.confidence));
}

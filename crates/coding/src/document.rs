//! A report made ready for coding: its trees as graphs, its dates, places and actors.

use crate::entity::{Ent, Entities, Loc};
use crate::graph::Graph;
use crate::number::{self, Quantity};
use crate::place::{self, Toponym};
use crate::speech;
use crate::time::{self, TimeExpr};
use dateline_lexicon::{Lexicon, Sense};
use dateline_syntax::Tree;
use dateline_text::{Report, Span};
use jiff::civil::Date;

/// Inhabitants of a city that news names without its country: a choice from reading news, tuned on no set.
const LARGE: u32 = 300_000;

/// Everything that the rules look at.
pub(crate) struct Document<'a> {
    pub report: &'a Report,
    /// The day from which relative dates are read.
    pub day: Option<Date>,
    pub lexicon: &'a Lexicon,
    pub graphs: Vec<Graph<'a>>,
    pub times: Vec<TimeExpr>,
    pub toponyms: Vec<Toponym>,
    pub quantities: Vec<Vec<Quantity>>,
    pub entities: Entities,
    /// Who "we" is outside of quotations: the body whose statement the report is.
    pub own_voice: Option<Ent>,
    /// For each sentence the stretch inside quotation marks.
    pub quoted: Vec<Span>,
}

impl<'a> Document<'a> {
    pub fn new(report: &'a Report, trees: &'a [Tree], lexicon: &'a Lexicon) -> Self {
        let mut doc = Document {
            report,
            day: report.day(),
            lexicon,
            graphs: trees.iter().map(Graph::new).collect(),
            times: time::find(report, trees),
            toponyms: place::resolve(report, trees, lexicon),
            quantities: trees.iter().map(|t| number::quantities(&report.text, t)).collect(),
            entities: Entities::default(),
            own_voice: None,
            quoted: Vec::new(),
        };
        // `two weeks ago` counts no people.
        for (tree, quantities) in doc.quantities.iter_mut().enumerate() {
            quantities.retain(|q| {
                !doc.times.iter().any(|t| t.tree == tree && t.first_word <= q.number_word && q.number_word <= t.last_word)
            });
        }
        doc.quoted = speech::quoted(&report.text, &doc.graphs);
        doc.entities = Entities::find(&doc);
        doc.own_voice = doc.statement_of();
        doc
    }

    /// The country code of a marked state or demonym.
    pub fn state_code(&self, entry: u32) -> Option<String> {
        self.lexicon.name(entry).senses.iter().find_map(|sense| match sense {
            Sense::Actor(id) | Sense::Demonym(id) => Some(self.lexicon.actors.get(*id).code.clone()),
            _ => None,
        })
    }

    /// The actors that the phrase headed by this word stands for.
    pub fn ents(&self, tree: usize, word: usize) -> &[Ent] {
        self.entities.at(Loc { tree, word })
    }

    /// The place that this word names.
    pub fn toponym_at(&self, tree: usize, word: usize) -> Option<&Toponym> {
        self.toponyms.iter().find(|t| t.mention.tree == tree && (t.mention.first_word..=t.mention.last_word).contains(&word))
    }

    /// Whether a place is a city that news names without its country.
    pub fn is_large(&self, place: &Toponym) -> bool {
        place.place.is_some_and(|id| self.lexicon.places().place(id).population >= LARGE)
    }

    /// The actor that a noun modifier stands for: `rebel` in `rebel stronghold`.
    pub fn modifier_actor(&self, tree: usize, word: usize) -> Option<Ent> {
        self.ents(tree, word).iter().find(|e| e.acts()).cloned()
    }

    /// Whether the noun is an office, as in a title.
    pub fn is_title(&self, graph: &Graph<'_>, word: usize) -> bool {
        let of = (word + 2 < graph.len() && graph.lemma(word + 1) == "of")
            .then(|| format!("{} of {}", graph.lemma(word), graph.lemma(word + 2)).to_lowercase());
        if of.is_some_and(|phrase| self.lexicon.agents.get(&phrase).is_some_and(|a| a.kind == "office")) {
            return true;
        }
        self.lexicon.agents.get(&graph.lemma(word).to_lowercase()).is_some_and(|a| a.kind == "office" || a.kind == "official")
            || (1..=3).any(|n| {
                word >= n
                    && self
                        .lexicon
                        .agents
                        .get(&(word - n..=word).map(|i| graph.lemma(i).to_lowercase()).collect::<Vec<_>>().join(" "))
                        .is_some_and(|a| a.kind == "office")
            })
    }

    /// A statement speaks as "we" outside of quotation marks: then whoever published it, or the body that it names
    /// first, is the speaker.
    fn statement_of(&self) -> Option<Ent> {
        let first_person = |graph: &Graph<'_>, quoted: &Span| {
            (0..graph.len())
                .filter(|&w| {
                    matches!(graph.lemma(w).to_lowercase().as_str(), "we" | "i" | "our" | "my") && !quoted.overlaps(graph.span(w))
                })
                .count()
        };
        let count: usize = self.graphs.iter().zip(&self.quoted).map(|(g, q)| first_person(g, q)).sum();
        if count < 3 {
            return None;
        }
        let institution = |e: &&Ent| matches!(e.kind, "igo" | "ngo" | "state" | "government" | "armed_group" | "party");
        let publisher = self.report.publisher.as_deref().unwrap_or_default();
        let all =
            || (0..self.graphs.len()).flat_map(|tree| (0..self.graphs[tree].len()).flat_map(move |word| self.ents(tree, word)));
        let named = all().filter(institution).find(|e| !e.name.is_empty() && publisher.contains(&e.name));
        named.cloned()
    }
}

//! A claim in the making: all its parts in terms of words and mentions, not yet of offsets and ids.

use crate::claim::{Control, Event, Figure, Kind, Obligation, Office};
use crate::entity::{Ent, Loc};
use crate::mood::Mood;
use crate::speech::Speaker;
use dateline_text::Span;

/// The body of a draft.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Event(Event),
    Figure(Figure),
    Obligation(Obligation),
    Control(Control),
    Office(Office),
}

impl Body {
    pub fn kind(&self) -> Kind {
        match self {
            Body::Event(_) => Kind::Event,
            Body::Figure(_) => Kind::Figure,
            Body::Obligation(_) => Kind::Obligation,
            Body::Control(_) => Kind::Control,
            Body::Office(_) => Kind::Office,
        }
    }
}

/// A claim in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub body: Body,
    /// The type of the user's own that the event's type stands for while it is coded.
    pub own: Option<String>,
    /// The predicate.
    pub at: Loc,
    /// Predicate and support words, from which date and place are found.
    pub core: Vec<usize>,
    pub evidence: Span,
    pub actors: Vec<Ent>,
    pub recipients: Vec<Ent>,
    pub third: Vec<(String, Ent)>,
    pub mood: Mood,
    /// Outermost first.
    pub speakers: Vec<Speaker>,
    pub time: Option<usize>,
    pub place: Option<usize>,
    /// How a date came from another sentence.
    pub carried: Option<&'static str>,
    /// The country of those it happened to, where no place is told: code and words.
    pub land: Option<(String, Span)>,
    /// A border or front that no gazetteer holds: its name and words.
    pub spot: Option<(String, Span)>,
    /// Ties to other drafts, by index.
    pub links: Vec<(&'static str, usize)>,
    pub historical: bool,
    pub rules: Vec<String>,
}

impl Draft {
    /// A draft of which nothing more is known yet.
    pub fn new(body: Body, at: Loc, mood: Mood) -> Draft {
        Draft {
            body,
            own: None,
            at,
            core: Vec::new(),
            evidence: Span::default(),
            actors: Vec::new(),
            recipients: Vec::new(),
            third: Vec::new(),
            mood,
            speakers: Vec::new(),
            time: None,
            place: None,
            carried: None,
            land: None,
            spot: None,
            links: Vec::new(),
            historical: false,
            rules: Vec::new(),
        }
    }

    pub fn event(&self) -> Option<&Event> {
        match &self.body {
            Body::Event(e) => Some(e),
            _ => None,
        }
    }

    pub fn is(&self, kind: &str) -> bool {
        self.event().is_some_and(|e| e.kind == kind)
    }
}

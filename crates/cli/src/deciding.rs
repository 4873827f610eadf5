//! What people decide on the command line: joins, splits and corrections, each checked before it is kept.

use crate::Outcome;
use crate::fault::{refused, unread};
use crate::lexicon::Chosen;
use crate::record::{Files, now};
use crate::record_options::{By, CorrectOptions, JoinOptions, SplitOptions};
use anyhow::Result;
use dateline_engine::{Claim, Lexicon};
use dateline_lexicon::vocabulary::{TYPES, is_type};
use dateline_record::{ClaimKey, Corrected, Edit, Incident, Overlay, read_correction};
use dateline_store::Store;

pub(crate) fn join(files: &Files, options: &JoinOptions) -> Result<Outcome> {
    told(&options.by)?;
    let store = files.open()?;
    let claims = keys(&store, &options.claims)?;
    if let Some(twice) = claims.iter().enumerate().find(|(i, key)| claims[..*i].contains(key)).map(|(_, key)| key) {
        return Err(refused(format!("claim {} is named twice: a join needs two different claims", twice.claim)));
    }
    keep(store, Edit::Join { claims }, &options.by)
}

pub(crate) fn split(files: &Files, options: &SplitOptions) -> Result<Outcome> {
    told(&options.by)?;
    let store = files.open()?;
    let (these, those) = (keys(&store, std::slice::from_ref(&options.claim))?, keys(&store, &options.others)?);
    if let Some(both) = these.iter().find(|key| those.contains(key)) {
        return Err(refused(format!("claim {} stands on both sides: it cannot be split from itself", both.claim)));
    }
    keep(store, Edit::Split { these, those }, &options.by)
}

pub(crate) fn correct(files: &Files, options: &CorrectOptions, lexicon: &Chosen) -> Result<Outcome> {
    told(&options.by)?;
    let (field, value) = (&options.field, options.value.trim().to_owned());
    let read = read_correction(field, &value).map_err(refused)?;
    let lexicon = lexicon.as_deref().unwrap_or_else(|| Lexicon::builtin());
    if let Corrected::What { kind, mode } = &read {
        of_lexicon(kind, mode.as_deref(), lexicon)?;
    }
    let mut store = files.open()?;
    store.refresh()?;
    let claim = keys(&store, std::slice::from_ref(&options.claim))?.remove(0);
    let Some(incident) = store.incident(&claim.claim)? else {
        return Err(refused(format!("claim {} tells of no incident: there is nothing to correct", claim.claim)));
    };
    let known = crate::known::known(&read, &told_of(&store, &incident)?, &incident, lexicon).map(Box::new);
    keep(store, Edit::Correct { claim, field: field.clone(), value, known }, &options.by)
}

/// The claims of an incident, as they were told.
fn told_of(store: &Store, incident: &Incident) -> Result<Vec<Claim>> {
    let told: Result<Vec<Option<_>>, _> = incident.claim_ids.iter().map(|id| store.claim(id)).collect();
    Ok(told?.into_iter().flatten().map(|row| row.claim).collect())
}

/// Who decides and why has to be told.
fn told(by: &By) -> Result<()> {
    for (flag, text) in [("--author", &by.author), ("--reason", &by.reason)] {
        if text.trim().is_empty() {
            return Err(refused(format!("{flag} is empty: a decision is kept with who took it and why")));
        }
    }
    Ok(())
}

fn keys(store: &Store, ids: &[String]) -> Result<Vec<ClaimKey>> {
    let key = |id: &String| {
        let claim = store.claim(id)?.ok_or_else(|| unread(format!("there is no claim {id}")))?;
        Ok(ClaimKey::of(&claim.claim))
    };
    ids.iter().map(key).collect()
}

fn keep(mut store: Store, edit: Edit, by: &By) -> Result<Outcome> {
    store.decide(&Overlay { edit, author: by.author.trim().to_owned(), time: now(), reason: by.reason.trim().to_owned() })?;
    store.refresh()?;
    store.close()?;
    Ok(Outcome::Done)
}

/// Whether the lexicon knows a type and its mode: PLOVER's, or the user's own, whose modes are those of the type that it refines.
fn of_lexicon(kind: &str, mode: Option<&str>, lexicon: &Lexicon) -> Result<()> {
    let own: Vec<(&str, Option<&str>)> =
        lexicon.predicates.own_types().map(|(name, own)| (name, own.parent.as_deref())).collect();
    let mine = own.iter().find(|(name, _)| *name == kind);
    if !is_type(kind) && mine.is_none() {
        let all: Vec<&str> = TYPES.iter().map(|(name, _)| *name).chain(own.iter().map(|(name, _)| *name)).collect();
        return Err(refused(format!("what: there is no event type {kind}; the types are {}", all.join(", "))));
    }
    let base = mine.and_then(|(_, parent)| *parent).unwrap_or(kind);
    let modes = TYPES.iter().find(|(name, _)| *name == base).map_or(&[] as &[&str], |(_, modes)| *modes);
    match mode.filter(|mode| !modes.contains(mode)) {
        Some(mode) if modes.is_empty() => Err(refused(format!("what: {kind} has no modes, and no {mode}"))),
        Some(mode) => Err(refused(format!("what: {kind} has no mode {mode}; its modes are {}", modes.join(", ")))),
        None => Ok(()),
    }
}

//! Reviews: claims drawn at random to look at, and how far those who looked agree.

use crate::Shared;
use crate::api::{Agreeing, Decision, Sample, SampleParams, SampleRow};
use crate::ask::{Answer, Ask};
use crate::parameters::Parameters;
use crate::problem::Problem;
use crate::views;
use axum::extract::State;
use axum::response::Response;
use dateline_store::Store;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Claims drawn at once.
const MOST: u64 = 200;

/// Claims drawn at random, each with the verdicts given so far.
#[utoipa::path(get, path = "/api/v1/review/sample", tag = "decisions", params(SampleParams),
    responses((status = 200, body = Sample), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn sample(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let ask = ask.knows(&[&["n", "seed"]])?;
    let work = move |store: &Store, query: &Parameters| {
        let n = query.number("n", 1, MOST)?.unwrap_or(20) as usize;
        let seed = query.number("seed", 0, u64::MAX)?.unwrap_or(1);
        let mut drawn: Vec<([u8; 32], String)> =
            store.claim_ids()?.into_iter().map(|id| (Sha256::digest(format!("{seed} {id}").as_bytes()).into(), id)).collect();
        let of = drawn.len() as u64;
        // The claims whose hashes come first: a draw without order, and the same whenever it is made.
        drawn.sort_unstable();
        drawn.truncate(n);
        let data_version = store.data_version()?;
        let mut verdicts = verdicts(store)?;
        let mut rows = Vec::with_capacity(drawn.len());
        for (_, id) in drawn {
            let Some(found) = store.claim(&id)? else { continue };
            let verdicts = verdicts.remove(&id).unwrap_or_default().into_values().collect();
            rows.push(SampleRow { claim: views::claim_answer(found, data_version), verdicts });
        }
        Answer::json(&Sample { data_version, seed, of, rows })
    };
    Ok(ask.answer(&shared, work).await)
}

/// How far those who looked at the same claims agree, and what each found.
#[utoipa::path(get, path = "/api/v1/review/agreement", tag = "decisions", responses((status = 200, body = Agreeing)))]
pub(crate) async fn agreement(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let ask = ask.knows(&[])?;
    let work = move |store: &Store, _: &Parameters| {
        let by_claim = verdicts(store)?;
        let said = by_claim
            .values()
            .map(|authors| authors.iter().map(|(author, d)| (author.as_str(), d.value.as_deref().unwrap_or(""))).collect());
        let (pairs, authors) = views::agreeing(said);
        Answer::json(&Agreeing { data_version: store.data_version()?, pairs, authors })
    };
    Ok(ask.answer(&shared, work).await)
}

/// The latest verdict of each author on each claim.
fn verdicts(store: &Store) -> Result<BTreeMap<String, BTreeMap<String, Decision>>, Problem> {
    let mut all: BTreeMap<String, BTreeMap<String, Decision>> = BTreeMap::new();
    for overlay in store.overlays(store.step(None)?)? {
        let decision = views::decision(overlay);
        if decision.edit == "review"
            && let Some(claim) = decision.claims.first()
        {
            all.entry(claim.clone()).or_default().insert(decision.author.clone(), decision);
        }
    }
    Ok(all)
}

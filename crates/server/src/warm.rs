//! What the first visitor would wait for, made as soon as the server stands: the index of the record, and the answers that every
//! view of the page begins with. They are kept like any other answers; who comes meanwhile waits for the same work.

use crate::Shared;
use crate::ask::Ask;
use crate::routes::{meta, spread};
use axum::extract::State;
use std::sync::Arc;

/// Asks what the page asks first.
pub(crate) async fn warm(shared: Arc<Shared>) {
    // Failing, they fail for the visitor too, who is told.
    if let Ok(ask) = Ask::of("/api/v1/meta") {
        let _ = meta::meta(State(shared.clone()), ask).await;
    }
    if let Ok(ask) = Ask::of("/api/v1/timeline?lanes=family") {
        let _ = spread::timeline(State(shared.clone()), ask).await;
    }
}

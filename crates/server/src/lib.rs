//! The API under `/api/v1` and the page, over one record.
pub mod api;

//! The tables that this crate makes, and how their schemas are versioned.

use crate::{Error, fields};
use arrow_schema::{FieldRef, Schema, SchemaRef};
use std::collections::HashMap;
use std::sync::Arc;

/// A kind of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// One row a claim, nested as in the published layout.
    Claims,
    /// One row a claim, the columns of the flat CSV with types.
    Flat,
    /// One row a report: what is known of it, its claims, and what the record needs beside them.
    Readings,
    /// One row an incident.
    Incidents,
}

impl View {
    /// All of them.
    pub const ALL: [View; 4] = [View::Claims, View::Flat, View::Readings, View::Incidents];

    /// Its name in metadata and documentation.
    pub fn name(self) -> &'static str {
        match self {
            View::Claims => "claims",
            View::Flat => "flat",
            View::Readings => "readings",
            View::Incidents => "incidents",
        }
    }

    /// Version of its layout. A column added at the end leaves it as it is; anything else counts it up.
    pub fn version(self) -> u32 {
        1
    }

    /// Its columns.
    pub fn fields(self) -> Vec<FieldRef> {
        match self {
            View::Claims => fields::claim(),
            View::Flat => fields::flat(),
            View::Readings => fields::reading(),
            View::Incidents => fields::incident(),
        }
    }

    /// Its schema, with `dateline.view` and `dateline.version` in the metadata.
    pub fn schema(self) -> SchemaRef {
        let metadata = HashMap::from([
            ("dateline.view".to_owned(), self.name().to_owned()),
            ("dateline.version".to_owned(), self.version().to_string()),
        ]);
        Arc::new(Schema::new_with_metadata(self.fields(), metadata))
    }

    /// Whether a table that says of itself what it is can be read here. One that says nothing (metadata are easily lost on
    /// the way through other programs) is judged by its columns alone.
    pub fn check(self, schema: &Schema) -> Result<(), Error> {
        let told = |key: &str| schema.metadata().get(key).map(String::as_str);
        if let Some(view) = told("dateline.view").filter(|v| *v != self.name()) {
            return Err(Error::Layout(self.name(), format!("it says that it holds {view}")));
        }
        match told("dateline.version").map(str::parse::<u32>) {
            Some(Ok(version)) if version > self.version() => Err(Error::Newer {
                found: format!("{} {version}", self.name()),
                known: format!("{} {}", self.name(), self.version()),
            }),
            _ => Ok(()),
        }
    }
}

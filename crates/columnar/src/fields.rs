//! The columns of each view. Numbers are signed and strings plain, because that is what every reader of Arrow knows.

use arrow_schema::{DataType, Field, FieldRef, Fields};
use std::sync::Arc;

const TEXT: DataType = DataType::Utf8;
const NUMBER: DataType = DataType::Int64;
const DEGREES: DataType = DataType::Float64;
const YES_NO: DataType = DataType::Boolean;

/// A column that is always filled.
fn told(name: &str, kind: DataType) -> FieldRef {
    Arc::new(Field::new(name, kind, false))
}

/// A column that may be empty.
fn maybe(name: &str, kind: DataType) -> FieldRef {
    Arc::new(Field::new(name, kind, true))
}

fn group(fields: Vec<FieldRef>) -> DataType {
    DataType::Struct(Fields::from(fields))
}

/// A list, itself never empty of meaning: no members is an empty list.
fn list(name: &str, member: DataType) -> FieldRef {
    told(name, DataType::List(told("item", member)))
}

fn quote() -> DataType {
    group(vec![told("start", NUMBER), told("end", NUMBER), told("text", TEXT)])
}

fn entity() -> DataType {
    group(vec![
        told("id", TEXT),
        maybe("wikidata", TEXT),
        told("name", TEXT),
        maybe("code", TEXT),
        maybe("sector", TEXT),
        told("kind", TEXT),
        maybe("person", TEXT),
        maybe("office", TEXT),
        maybe("words", quote()),
        told("via", TEXT),
        maybe("role", TEXT),
        maybe("either", YES_NO),
    ])
}

fn link() -> DataType {
    group(vec![told("source", entity()), told("stance", TEXT), maybe("cue", quote()), told("relation", TEXT)])
}

fn place(ends: bool) -> DataType {
    let mut fields = vec![
        told("name", TEXT),
        maybe("geonames", NUMBER),
        maybe("country", TEXT),
        maybe("admin1", TEXT),
        maybe("lat", DEGREES),
        maybe("lon", DEGREES),
        maybe("radius_km", DEGREES),
        told("precision", TEXT),
        maybe("relation", TEXT),
        maybe("words", quote()),
    ];
    if ends {
        fields.push(maybe("from", place(false)));
        fields.push(maybe("to", place(false)));
    }
    group(fields)
}

/// The published layout of a claim.
pub(crate) fn claim() -> Vec<FieldRef> {
    vec![
        told("schema", DataType::Int32),
        told("coder", TEXT),
        told("id", TEXT),
        told(
            "report",
            group(vec![
                told("id", TEXT),
                told("text_sha256", TEXT),
                maybe("published", TEXT),
                maybe("publisher", TEXT),
                maybe("wire", TEXT),
            ]),
        ),
        told("kind", TEXT),
        maybe(
            "event",
            group(vec![
                told("type", TEXT),
                maybe("parent", TEXT),
                list("modes", TEXT),
                list("contexts", TEXT),
                maybe("count", NUMBER),
                maybe("cameo", TEXT),
                maybe("acled", TEXT),
                maybe("quad", DataType::Int32),
                maybe("score", DataType::Float32),
            ]),
        ),
        maybe("figure", group(vec![told("what", TEXT), maybe("low", NUMBER), maybe("high", NUMBER), told("scope", TEXT)])),
        maybe("obligation", group(vec![told("term", TEXT), maybe("until", TEXT), maybe("condition", quote())])),
        maybe(
            "control",
            group(vec![
                told("place", TEXT),
                told("holder", TEXT),
                told("basis", TEXT),
                maybe("since", TEXT),
                maybe("until", TEXT),
            ]),
        ),
        maybe("office", group(vec![told("person", TEXT), told("office", TEXT), maybe("polity", TEXT)])),
        list("actors", entity()),
        list("recipients", entity()),
        list("third_parties", entity()),
        maybe(
            "when",
            group(vec![
                maybe("start", TEXT),
                maybe("end", TEXT),
                maybe("open", TEXT),
                told("precision", TEXT),
                maybe("words", quote()),
                told("rule", TEXT),
                maybe("anchor", TEXT),
            ]),
        ),
        maybe("where", place(true)),
        told("polarity", TEXT),
        told("modality", TEXT),
        maybe("condition", quote()),
        told("aspect", TEXT),
        told("certainty", TEXT),
        list("attribution", link()),
        list("hedges", quote()),
        told("evidence", quote()),
        list("links", group(vec![told("rel", TEXT), told("claim", TEXT)])),
        told("rule", TEXT),
        told("confidence", DataType::Float32),
    ]
}

/// The flat view: the CSV's columns, in their order, with types; an unknown is null. At the end the days as dates.
pub(crate) fn flat() -> Vec<FieldRef> {
    let kind = |name: &str| match name {
        "geonames" | "low" | "high" | "start" | "end" => NUMBER,
        "quad" => DataType::Int32,
        "lat" | "lon" => DEGREES,
        "score" | "confidence" => DataType::Float32,
        _ => TEXT,
    };
    let mut fields: Vec<FieldRef> = dateline_exchange::COLUMNS.iter().map(|name| maybe(name, kind(name))).collect();
    fields.extend(["published_day", "first_day", "last_day"].map(|name| maybe(name, DataType::Date32)));
    fields
}

/// One row a report.
pub(crate) fn reading() -> Vec<FieldRef> {
    vec![
        told("id", TEXT),
        told("text_sha256", TEXT),
        maybe("published", TEXT),
        maybe("publisher", TEXT),
        maybe("wire", TEXT),
        maybe("title", TEXT),
        maybe("url", TEXT),
        maybe("language", TEXT),
        maybe("origin", TEXT),
        maybe("original_sha256", TEXT),
        maybe("edition", TEXT),
        maybe("retracted", TEXT),
        told("coder", TEXT),
        list("problems", TEXT),
        list("claims", group(claim())),
        told("profile", DataType::Binary),
    ]
}

fn voice() -> DataType {
    group(vec![
        told("speaker", TEXT),
        maybe("code", TEXT),
        told("stance", TEXT),
        told("relation", TEXT),
        list("relays", TEXT),
        maybe("outlet", TEXT),
        maybe("published", TEXT),
        told("report", TEXT),
        told("claim", TEXT),
        told("quote", TEXT),
        told("start", NUMBER),
        told("end", NUMBER),
        told("denies", YES_NO),
        maybe("retracted", YES_NO),
        told("text", TEXT),
    ])
}

fn judged() -> DataType {
    group(vec![told("standing", TEXT), told("rule", TEXT)])
}

/// One row an incident: its account field by field, each value with who asserts and who denies it.
pub(crate) fn incident() -> Vec<FieldRef> {
    let value = group(vec![
        told("value", TEXT),
        list("asserted", voice()),
        list("denied", voice()),
        maybe("first", TEXT),
        maybe("last", TEXT),
    ]);
    let correction = group(vec![told("value", TEXT), told("author", TEXT), told("time", TEXT), told("reason", TEXT)]);
    let field =
        group(vec![told("name", TEXT), maybe("standing", judged()), list("values", value), maybe("corrected", correction)]);
    let said = group(vec![
        told("voice", voice()),
        maybe("low", NUMBER),
        maybe("high", NUMBER),
        maybe("whom", TEXT),
        told("scope", TEXT),
    ]);
    let toll = group(vec![
        told("what", TEXT),
        maybe("low", NUMBER),
        maybe("high", NUMBER),
        list("said", said),
        maybe("contradicts", TEXT),
    ]);
    vec![
        told("id", TEXT),
        told("family", TEXT),
        list("types", TEXT),
        maybe("from", TEXT),
        maybe("to", TEXT),
        maybe("place", place(true)),
        list("parties", TEXT),
        maybe("standing", judged()),
        list("fields", field),
        list("tolls", toll),
        told("reports", NUMBER),
        told("texts", NUMBER),
        told("unreal", YES_NO),
        told("not_so", YES_NO),
        list("claim_ids", TEXT),
    ]
}

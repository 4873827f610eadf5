//! The record: what many reports claim, joined into incidents, each with its accounts side by side.
//!
//! The only step across reports. A pure function: the claims of reports and the decisions of people in, a [`Record`] out, the
//! same whatever the order in which reports were added. It knows neither files nor databases nor how claims are made.

mod account;
mod agreement;
mod blocks;
mod compared;
mod copies;
mod correction;
mod crowd;
mod day;
mod family;
mod fields;
mod forest;
mod group;
pub mod grouped;
mod join;
mod joining;
mod ledger;
mod ledgers;
mod meeting;
mod mention;
mod monitors;
mod names;
mod nearness;
mod overlay;
mod periods;
mod phrase;
mod record;
mod reports;
mod row;
mod score;
mod source;
mod standing;
mod state;
mod statistics;
mod story;
mod talks;
mod telling;
mod title;
mod toll;
mod values;
mod voice;
mod words;

pub use account::{Correction, Field, Incident, Value};
pub use agreement::{Agreement, Breach, Term};
pub use joining::{Joining, Why};
pub use ledger::{ActorRow, PlaceTold, RelayRow, SourceRow, actors, places};
pub use ledgers::{Ledgers, Told};
pub use monitors::{MonitorRow, MonitorTold};
pub use overlay::{ClaimKey, Edit, Overlay};
pub use periods::{Counted, Period, PeriodLedger, Series, Step, Unit, ledger_of_periods};
pub use phrase::{clean, entity_name, headline, marks, said, speaker_chain};
pub use record::Record;
pub use reports::Reports;
pub use row::{Facet, IncidentRow, Party, PlaceRow, Quoted, facets};
pub use score::{Evidence, FEATURES};
pub use source::{Order, Provenance, Source};
pub use standing::{Judged, Standing};
pub use state::{Held, Holding, OfficeHeld};
pub use statistics::{Statistics, stems};
pub use talks::{Round, round};
pub use telling::{Saying, Telling, retell};
pub use toll::{Said, Toll, amount};
pub use voice::Voice;

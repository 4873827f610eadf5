//! What the Python package `dateline` is made of: the engine, the tables and the record, without a rule of its own.
//!
//! Python's lock is released while reports are read and while the record is joined. Tables leave through the Arrow C data
//! interface (`__arrow_c_stream__`), without copies.

mod engine;
mod errors;
mod explained;
mod record;
mod step;
mod table;

use pyo3::prelude::*;

/// The native module.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("DatelineError", module.py().get_type::<errors::DatelineError>())?;
    module.add_class::<engine::Engine>()?;
    module.add_class::<table::Table>()?;
    module.add_function(wrap_pyfunction!(table::claims_json, module)?)?;
    module.add_function(wrap_pyfunction!(table::schema, module)?)?;
    module.add_function(wrap_pyfunction!(table::flatten, module)?)?;
    module.add_class::<record::Record>()?;
    module.add_function(wrap_pyfunction!(record::resolve, module)?)?;
    module.add_class::<step::Rows>()?;
    module.add_class::<step::Whole>()?;
    module.add_function(wrap_pyfunction!(step::step, module)?)?;
    module.add_function(wrap_pyfunction!(step::step_schema, module)?)?;
    module.add_function(wrap_pyfunction!(step::parts, module)?)?;
    module.add_function(wrap_pyfunction!(step::roots, module)?)?;
    module.add_function(wrap_pyfunction!(step::overlaps, module)?)?;
    module.add_function(wrap_pyfunction!(step::full, module)?)?;
    Ok(())
}

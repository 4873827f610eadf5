//! Errors as Python exceptions: the words of the program, and its short fixed code as `.code`.

use pyo3::prelude::*;

pyo3::create_exception!(dateline, DatelineError, pyo3::exceptions::PyException, "What went wrong; `code` names it in short.");

/// An exception with a code.
pub(crate) fn error(code: &str, text: impl ToString) -> PyErr {
    Python::attach(|py| {
        let error = DatelineError::new_err(text.to_string());
        // An exception that cannot carry its code still tells what went wrong.
        let _ = error.value(py).setattr("code", code);
        error
    })
}

/// An exception for what is wrong with a table.
pub(crate) fn of_table(e: dateline_columnar::Error) -> PyErr {
    error(e.code(), e)
}

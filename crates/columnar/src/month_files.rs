//! Parquet, one file a month: `month=2023-05/claims.parquet`, a layout that Spark, DuckDB, polars and R read as one table.
//!
//! The month is that of the report, which every report of a corpus has and which never changes; when a thing happened is often not
//! told, or told differently. A file appears under its name only once it is complete.

use crate::{Error, View};
use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Rows in a row group: small enough that a reader skips what it does not ask for, and that open months need little memory.
const GROUP: usize = 20_000;

/// A folder of Parquet in the course of being written.
pub struct MonthFiles {
    folder: PathBuf,
    view: View,
    open: BTreeMap<String, (PathBuf, ArrowWriter<File>)>,
}

impl MonthFiles {
    /// Begins to write to `folder`, which must be empty or not be there: what a corpus holds is never a mixture of two runs.
    pub fn create(folder: &Path, view: View) -> Result<MonthFiles, Error> {
        let failed = |e: std::io::Error| file_error(folder, e);
        std::fs::create_dir_all(folder).map_err(failed)?;
        if std::fs::read_dir(folder).map_err(failed)?.next().is_some() {
            return Err(file_error(folder, "the folder is not empty"));
        }
        Ok(MonthFiles { folder: folder.to_owned(), view, open: BTreeMap::new() })
    }

    /// Adds a batch of rows whose reports are of one day; `None`: of unknown date.
    pub fn push(&mut self, published: Option<&str>, batch: &RecordBatch) -> Result<(), Error> {
        let month = published.and_then(|day| day.get(..7)).unwrap_or("unknown").to_owned();
        if !self.open.contains_key(&month) {
            let folder = self.folder.join(format!("month={month}"));
            std::fs::create_dir_all(&folder).map_err(|e| file_error(&folder, e))?;
            let path = folder.join(format!("{}.parquet", self.view.name()));
            let part = path.with_extension("part");
            let file = File::create(&part).map_err(|e| file_error(&part, e))?;
            // The metadata of the Arrow schema reach Arrow's readers; those of the file everybody else.
            let told = self.view.schema().metadata().iter().map(|(k, v)| KeyValue::new(k.clone(), v.clone())).collect();
            let level = ZstdLevel::try_new(3).unwrap_or_default();
            let properties = WriterProperties::builder()
                .set_compression(Compression::ZSTD(level))
                .set_max_row_group_row_count(Some(GROUP))
                .set_key_value_metadata(Some(told))
                .build();
            let writer = ArrowWriter::try_new(file, self.view.schema(), Some(properties)).map_err(|e| file_error(&part, e))?;
            self.open.insert(month.clone(), (path, writer));
        }
        let Some((path, writer)) = self.open.get_mut(&month) else { return Ok(()) };
        writer.write(batch).map_err(|e| file_error(path, e))
    }

    /// Completes all files.
    pub fn finish(self) -> Result<(), Error> {
        for (path, writer) in self.open.into_values() {
            writer.close().map_err(|e| file_error(&path, e))?;
            std::fs::rename(path.with_extension("part"), &path).map_err(|e| file_error(&path, e))?;
        }
        Ok(())
    }
}

/// The batches of a Parquet file, or of all under a folder in the order of their names.
pub fn read_files(path: &Path) -> Result<Vec<RecordBatch>, Error> {
    let mut batches = Vec::new();
    for file in files(path)? {
        let opened = File::open(&file).map_err(|e| file_error(&file, e))?;
        let reader =
            ParquetRecordBatchReaderBuilder::try_new(opened).and_then(|b| b.build()).map_err(|e| file_error(&file, e))?;
        for batch in reader {
            batches.push(batch.map_err(|e| file_error(&file, e))?);
        }
    }
    Ok(batches)
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut inside = Vec::new();
    for entry in std::fs::read_dir(path).map_err(|e| file_error(path, e))? {
        inside.push(entry.map_err(|e| file_error(path, e))?.path());
    }
    inside.sort();
    let mut found = Vec::new();
    for path in inside {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|e| e == "parquet") {
            found.push(path);
        }
    }
    Ok(found)
}

fn file_error(path: &Path, why: impl ToString) -> Error {
    Error::File(path.display().to_string(), why.to_string())
}

//! Files that are sent: kept in a folder of their own until they are read, then gone.

use crate::problem::Problem;
use axum::extract::Multipart;
use std::io::Write;
use std::path::PathBuf;
use tempfile::TempDir;

/// Files in one request.
const MOST_FILES: usize = 2_000;

/// Files sent, in the order they came.
pub(crate) struct Files {
    /// Gone when this is dropped.
    pub folder: TempDir,
    pub paths: Vec<PathBuf>,
    pub bytes: u64,
}

/// Takes in the files of a form. Names decide nothing but the ids of reports: each file lies in a folder of its own.
pub(crate) async fn take(mut form: Multipart, limit: usize) -> Result<Files, Problem> {
    let folder = tempfile::tempdir().map_err(Problem::internal)?;
    let (mut paths, mut bytes) = (Vec::new(), 0);
    let wrong = |error: axum::extract::multipart::MultipartError| match error.status().as_u16() {
        413 => Problem::too_large(limit),
        _ => Problem::body(error.body_text()),
    };
    while let Some(mut field) = form.next_field().await.map_err(wrong)? {
        if paths.len() == MOST_FILES {
            return Err(Problem::body(format!("more than {MOST_FILES} files; send them as one JSON Lines file")));
        }
        let name = safe(field.file_name().unwrap_or("text.txt"));
        let place = folder.path().join(paths.len().to_string());
        std::fs::create_dir(&place).map_err(Problem::internal)?;
        let path = place.join(name);
        let mut file = std::fs::File::create(&path).map_err(Problem::internal)?;
        while let Some(chunk) = field.chunk().await.map_err(wrong)? {
            bytes += chunk.len() as u64;
            file.write_all(&chunk).map_err(Problem::internal)?;
        }
        paths.push(path);
    }
    if paths.is_empty() {
        return Err(Problem::body("the form holds no file"));
    }
    Ok(Files { folder, paths, bytes })
}

/// The last part of a name, of characters that no system minds.
fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let kept: String = last.chars().filter(|c| c.is_alphanumeric() || " ._-#".contains(*c)).take(80).collect();
    let kept = kept.trim_matches([' ', '.']).to_owned();
    if kept.is_empty() { "text".to_owned() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn no_name_leads_out() {
        assert_eq!(safe("../../etc/passwd"), "passwd");
        assert_eq!(safe("..\\..\\a b.txt"), "a b.txt");
        assert_eq!(safe(".."), "text");
        assert_eq!(safe("\0\n"), "text");
        assert_eq!(safe("доклад-1.txt"), "доклад-1.txt");
        assert!(safe(&"x".repeat(500)).len() <= 80);
    }
}

//! Builds the page into the folder that the program embeds, where Node and npm are there; otherwise takes a plain page
//! which says what is missing. Never a reason for the build of the program to fail.
//!
//! `DATELINE_PAGE=plain` takes the plain page at once; `DATELINE_PAGE=DIR` takes a page that was built elsewhere.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

fn main() {
    println!("cargo::rerun-if-env-changed=DATELINE_PAGE");
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("page");
    let page = here.join("../../page");
    for part in ["src", "public", "static", "tools", "index.html", "package.json", "package-lock.json", "vite.config.ts"] {
        // Naming what is not there would build the page anew each time.
        if page.join(part).exists() {
            println!("cargo::rerun-if-changed={}", page.join(part).display());
        }
    }
    // That a page comes to be there is seen, too.
    println!("cargo::rerun-if-changed={}", page.join("package.json").display());
    println!("cargo::rerun-if-changed=plain");
    println!("cargo::rerun-if-changed=build.rs");
    if let Err(why) = build(&page, &out) {
        if page.join("package.json").exists() && env::var("DATELINE_PAGE").as_deref() != Ok("plain") {
            println!("cargo::warning=the page is not built, a plain one stands in: {why}");
        }
        let plain = || -> io::Result<()> {
            fresh(&out)?;
            copy(&here.join("plain"), &out)
        };
        if let Err(error) = plain() {
            println!("cargo::warning=no page is embedded: {error}");
        }
    }
}

fn build(page: &Path, out: &Path) -> Result<(), String> {
    match env::var("DATELINE_PAGE") {
        Ok(word) if word == "plain" => return Err("DATELINE_PAGE=plain".to_owned()),
        Ok(folder) if !folder.is_empty() => return take(Path::new(&folder), out),
        _ => {}
    }
    if !page.join("package.json").exists() {
        return Err("there is no folder page/".to_owned());
    }
    if !page.join("node_modules/.package-lock.json").exists() {
        let quick =
            ["ci", "--include=dev", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1", "--fetch-timeout=20000"];
        run(page, &quick)?;
    }
    fresh(out).map_err(|e| e.to_string())?;
    let folder = out.to_string_lossy().into_owned();
    run(page, &["exec", "--no", "--", "vite", "build", "--outDir", &folder, "--emptyOutDir", "--logLevel", "warn"])?;
    if out.join("index.html").exists() { Ok(()) } else { Err("the build left no index.html".to_owned()) }
}

fn run(page: &Path, arguments: &[&str]) -> Result<(), String> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(npm);
    command.args(arguments).current_dir(page);
    command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").env("CI", "1");
    let told = command.output().map_err(|e| format!("npm cannot be run ({e}); install Node 20 or later"))?;
    if told.status.success() {
        return Ok(());
    }
    let all = [told.stdout, told.stderr].concat();
    let words = String::from_utf8_lossy(&all);
    let last: Vec<&str> = words.lines().rev().filter(|l| !l.trim().is_empty()).take(6).collect();
    Err(format!("npm {} failed: {}", arguments[0], last.into_iter().rev().collect::<Vec<_>>().join(" | ")))
}

/// Takes a page that is built already.
fn take(from: &Path, out: &Path) -> Result<(), String> {
    if !from.join("index.html").exists() {
        return Err(format!("{} holds no index.html", from.display()));
    }
    println!("cargo::rerun-if-changed={}", from.display());
    fresh(out).and_then(|()| copy(from, out)).map_err(|e| e.to_string())
}

fn fresh(out: &Path) -> io::Result<()> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    fs::create_dir_all(out)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

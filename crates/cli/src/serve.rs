//! `dateline serve`: the page and the API over one record.

use crate::Outcome;
use crate::lexicon::{Chosen, engine_options};
use crate::options::Cli;
use anyhow::{Context, Result, bail};
use clap::Args;
use dateline_engine::Engine;
use dateline_server::guard::{Guard, hash_of, new_token, read_hash, write_hash};
use dateline_server::{Options, Server, is_loopback};
use dateline_store::{Project, Store};
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct ServeOptions {
    /// Port; 0 takes any free one
    #[arg(long, default_value_t = 8477, value_name = "N")]
    pub port: u16,
    /// Address to listen at; any but this machine's own needs --token-file
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_name = "ADDRESS")]
    pub listen: IpAddr,
    /// Open the page in a browser
    #[arg(long)]
    pub open: bool,
    /// Allow adding reports and taking decisions; makes the record where there is none
    #[arg(long)]
    pub write: bool,
    /// Ask for the token whose hash FILE holds
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// Make a token, print it, keep its hash in FILE, and end
    #[arg(long, value_name = "FILE", conflicts_with = "token_file")]
    pub new_token: Option<PathBuf>,
    /// A name under which the server may be asked, beside addresses and localhost
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
}

pub(crate) fn run(cli: &Cli, options: &ServeOptions, lexicon: &Chosen) -> Result<Outcome> {
    if let Some(file) = &options.new_token {
        return token(file);
    }
    let guard = Guard { hosts: options.host.iter().map(|h| h.to_ascii_lowercase()).collect(), token: hash(options)? };
    let address = SocketAddr::new(options.listen, options.port);
    if guard.token.is_none() && !is_loopback(&address) {
        eprintln!(
            "error[no-token] {} can be reached from elsewhere: make a token with --new-token FILE, and start with --token-file FILE",
            options.listen
        );
        return Ok(Outcome::Refused);
    }
    let record = record(cli.db.as_deref(), options.write)?;
    let project = cli.project.as_deref().map(Project::open).transpose()?;
    let listener = TcpListener::bind(address).with_context(|| format!("cannot listen at {address}"))?;
    let address = listener.local_addr()?;
    let engine = std::sync::Arc::new(Engine::new(engine_options(lexicon, 0)));
    let of = match &record {
        Some(path) => path.display().to_string(),
        None => "the example reports (no record here yet: dateline record add, or --db FILE)".to_owned(),
    };
    let server = Server::new(Options { record, project, write: options.write, guard, ..Options::default() }, engine)?;
    // To everybody is to this machine, too.
    let seen = if address.ip().is_unspecified() { SocketAddr::new(Ipv4Addr::LOCALHOST.into(), address.port()) } else { address };
    let page = format!("http://{seen}/");
    let mut out = std::io::stdout().lock();
    writeln!(out, "{page}")?;
    out.flush()?;
    drop(out);
    eprintln!("serving {of}; Ctrl-C ends");
    if options.open && !open(&page) {
        eprintln!("no browser could be opened; the address is {page}");
    }
    server.run_until_told(listener)?;
    Ok(Outcome::Done)
}

/// The record to serve; `None`: the examples. One that was named must be there.
fn record(db: Option<&Path>, write: bool) -> Result<Option<PathBuf>> {
    let named = db.map(Path::to_owned).or_else(|| std::env::var_os("DATELINE_DB").filter(|v| !v.is_empty()).map(PathBuf::from));
    let path = named.clone().unwrap_or_else(|| PathBuf::from("dateline.db"));
    if write {
        // What another program added and did not join is joined now.
        let mut store = Store::create(&path)?;
        join(&mut store)?;
        return Ok(Some(path));
    }
    if !path.is_file() {
        return match named {
            Some(path) => {
                bail!("there is no record at {}: make one with `dateline record add`, or start with --write", path.display())
            }
            None => Ok(None),
        };
    }
    let mut store = Store::open(&path)?;
    join(&mut store)?;
    Ok(Some(path))
}

fn join(store: &mut Store) -> Result<()> {
    if store.is_stale()? {
        eprintln!("joining claims …");
        store.refresh()?;
    }
    Ok(())
}

/// The hash of the token to ask for.
fn hash(options: &ServeOptions) -> Result<Option<[u8; 32]>> {
    let Some(file) = &options.token_file else { return Ok(None) };
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    match read_hash(&text) {
        Some(hash) => Ok(Some(hash)),
        None => bail!("{} holds no hash of a token: make one with --new-token", file.display()),
    }
}

fn token(file: &Path) -> Result<Outcome> {
    let token = new_token().map_err(|e| anyhow::anyhow!("this system gives no random numbers: {e}"))?;
    let mut create = std::fs::OpenOptions::new();
    create.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        create.mode(0o600);
    }
    let mut out = create.open(file).with_context(|| format!("cannot make {}", file.display()))?;
    out.write_all(write_hash(&hash_of(&token)).as_bytes())?;
    println!("{token}");
    eprintln!("the token is shown only now; {} holds its hash", file.display());
    Ok(Outcome::Done)
}

/// Asks the system to show an address.
fn open(address: &str) -> bool {
    let command = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let quiet = std::process::Stdio::null;
    std::process::Command::new(command).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn().is_ok()
}

//! Work that takes longer than a request: reading and adding files, with progress.

use crate::api::Job;
use crate::desk::lock;
use crate::problem::Problem;
use std::collections::BTreeMap;
use std::sync::Mutex;
use tokio::sync::watch;

/// Jobs under way at once, beside which others are told to come back.
const RUNNING: usize = 2;
/// Finished jobs that are remembered.
const REMEMBERED: usize = 16;
/// Problems told of one job.
pub(crate) const PROBLEMS: usize = 100;

/// All jobs, by number.
#[derive(Default)]
pub(crate) struct Jobs {
    all: Mutex<BTreeMap<u64, watch::Receiver<Job>>>,
}

/// The end at which a job tells how far it is.
pub(crate) struct Progress(watch::Sender<Job>);

impl Progress {
    /// Changes what is told.
    pub fn tell(&self, change: impl FnOnce(&mut Job)) {
        self.0.send_modify(change);
    }
}

impl Drop for Progress {
    /// A job that ends without saying how has failed.
    fn drop(&mut self) {
        self.0.send_if_modified(|job| {
            let lost = job.state == "running";
            if lost {
                job.state = "failed".to_owned();
                job.error = Some("it ended early; this is a defect of the program".to_owned());
            }
            lost
        });
    }
}

impl Jobs {
    /// Begins a job.
    pub fn begin(&self, work: &str, bytes: u64) -> Result<(Job, Progress), Problem> {
        let mut all = lock(&self.all);
        let running = all.values().filter(|job| job.borrow().state == "running").count();
        if running >= RUNNING {
            return Err(Problem::busy());
        }
        while all.len() >= REMEMBERED + RUNNING {
            let oldest = all.iter().find(|(_, job)| job.borrow().state != "running").map(|(number, _)| *number);
            let Some(oldest) = oldest else { break };
            all.remove(&oldest);
        }
        let number = all.keys().next_back().map_or(1, |last| last + 1);
        let job = Job {
            id: format!("j{number}"),
            work: work.to_owned(),
            state: "running".to_owned(),
            bytes,
            bytes_read: 0,
            reports: 0,
            claims: 0,
            added: 0,
            unchanged: 0,
            replaced: 0,
            problems: Vec::new(),
            error: None,
            answer: None,
        };
        let (sender, receiver) = watch::channel(job.clone());
        all.insert(number, receiver);
        Ok((job, Progress(sender)))
    }

    /// A job by its id.
    pub fn find(&self, id: &str) -> Result<watch::Receiver<Job>, Problem> {
        let number = id.strip_prefix('j').and_then(|n| n.parse().ok());
        let found = number.and_then(|n: u64| lock(&self.all).get(&n).cloned());
        found.ok_or_else(|| Problem::not_found("there is no such job; finished ones are forgotten after a while"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_at_once_and_so_many_remembered() {
        let jobs = Jobs::default();
        let first = jobs.begin("read", 1).unwrap();
        let second = jobs.begin("read", 1).unwrap();
        assert!(jobs.begin("read", 1).is_err());
        drop(second);
        assert_eq!(jobs.find("j2").unwrap().borrow().state, "failed");
        for _ in 0..100 {
            let (_, progress) = jobs.begin("read", 1).unwrap();
            progress.tell(|job| job.state = "done".to_owned());
        }
        assert!(lock(&jobs.all).len() <= REMEMBERED + RUNNING);
        assert_eq!(jobs.find("j1").unwrap().borrow().state, "running");
        assert!(jobs.find("j2").is_err() && jobs.find("x").is_err() && jobs.find("j").is_err());
        drop(first);
    }
}

//! `tomoni demo`, started in a folder of its own and stopped with the test.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

/// A running demo.
pub struct Demo {
    child: Child,
    folder: PathBuf,
    /// Where it answers.
    pub address: String,
}

impl Demo {
    /// Starts one; `name` tells its folder from those of other tests.
    pub fn start(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("tomoni-browser-{name}-{}", std::process::id()));
        let mut child = Command::new(env!("CARGO_BIN_EXE_tomoni"))
            .args(["demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().to_owned();
        assert!(address.starts_with("http://127.0.0.1:"), "{address}");
        Self {
            child,
            folder,
            address,
        }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

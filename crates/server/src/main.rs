//! tomoni

mod towns;

fn main() {}

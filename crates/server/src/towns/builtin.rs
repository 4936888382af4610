//! The governments that ship inside the binary. Their source and licence are in NOTICE.md.

use domain::municipality::Municipality;

use super::{Problem, Source, read};

const NAME: &str = "data/municipalities.tsv";
const TABLE: &str = include_str!("../../../../data/municipalities.tsv");

/// All 1,788 local governments of Japan: 47 prefectures and 1,741 municipalities, ordered by code. Problems mean that the
/// data file was damaged before the build.
pub fn builtin() -> Result<Vec<Municipality>, Vec<Problem>> {
    read(&[Source {
        name: NAME.to_owned(),
        bytes: TABLE.as_bytes().to_vec(),
    }])
}

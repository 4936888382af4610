//! How long records are kept. The classes are those towns' 文書管理規程 use.

use crate::coded::coded;

coded! {
    /// A retention class, counted from the day a record is concluded (完結).
    pub enum Class {
        /// 1年未満.
        UnderOneYear = "under1",
        /// 1年.
        OneYear = "1",
        /// 3年.
        ThreeYears = "3",
        /// 5年.
        FiveYears = "5",
        /// 10年.
        TenYears = "10",
        /// 30年.
        ThirtyYears = "30",
        /// 常用: as long as it is in use.
        InUse = "in_use",
        /// 永年.
        Permanent = "permanent",
    }
}

//! Plain structs made into pictures and documents.

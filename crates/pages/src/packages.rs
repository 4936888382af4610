//! 型: the list, one package, its form.

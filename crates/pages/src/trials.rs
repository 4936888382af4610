//! 試行: a trial, its indicators and measurements.

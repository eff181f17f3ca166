"""Fits weights, separators and calibration of a pack from labelled cases (the extra `tune`)."""

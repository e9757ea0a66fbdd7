"""The pictures that Easel learns from, drawn here: one function a subject, from a description."""

"""The view: one component a module, its JavaScript and CSS under ``frontend/<component>/``."""

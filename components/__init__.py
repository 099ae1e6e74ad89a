"""The view, in wings: what a person sees and does; its JavaScript and CSS are under ``frontend/``."""

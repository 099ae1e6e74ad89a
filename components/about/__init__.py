"""About the data: what it is and lacks, its rules and licences, how to correct and cite it."""

from components.about.page import about_model, show

__all__ = ["about_model", "show"]

"""The data side: load and validate a data package, and answer questions about it."""

from geo.datapackage.load import load
from geo.dataset.dataset import Dataset
from geo.errors import DataPackageError, Problem
from geo.selection.filters import Selection

__all__ = ["DataPackageError", "Dataset", "Problem", "Selection", "load"]

"""The data side: load and validate a data package, and answer questions about it."""

from geo.dataset import Dataset
from geo.errors import DataPackageError, Problem
from geo.filters import Selection
from geo.load import load

__all__ = ["DataPackageError", "Dataset", "Problem", "Selection", "load"]

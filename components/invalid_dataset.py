"""The page for a dataset that cannot be shown: what is wrong, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from components.wording.markdown_escape import plain
from geo.i18n import gettext as _
from geo.i18n import ngettext, sentence_text

if TYPE_CHECKING:
    from geo.errors import DataPackageError

MOST_SENTENCES = 20


def show(error: DataPackageError) -> None:
    """Say each problem as a sentence, then list all of them as a table.

    Parameters
    ----------
    error
        What the data side found.
    """
    count = len(error.problems)
    st.markdown(f"# {_('This dataset cannot be shown')}")
    st.markdown(
        ngettext(
            "{count} problem was found. Mend it, then load the page again.",
            "{count} problems were found. Mend them, then load the page again.",
            count,
        ).format(count=count)
    )
    for problem in error.problems[:MOST_SENTENCES]:
        st.error(plain(problem), icon=":material/error:")
    st.markdown(plain(_("The same list on the command line: python -m geo check FOLDER")))
    st.dataframe(
        pd.DataFrame(
            [
                {
                    _("File"): problem.file,
                    _("Line"): problem.row,
                    _("Column"): problem.column,
                    _("Value"): problem.read,
                    _("Expected"): sentence_text(problem.expected),
                    _("What to do"): sentence_text(problem.remedy),
                }
                for problem in error.problems
            ]
        ).astype("string"),
        hide_index=True,
    )

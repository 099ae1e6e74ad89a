"""The dashboard: the server that is started, and the script that it runs for every change on the page.

Start it with ``sh .run/start``, or by ``streamlit run dashboard.py``. The server imports this file for its `app`:
the page with the addresses beside it (``components/http/``). The page itself is ``components/page.py``, the data
side is ``geo/``.
"""

from __future__ import annotations

import os
import sys

import streamlit as st

if __name__ == "__main__":
    from components.page import main

    main()
else:  # Nothing of the page is imported here: its components make themselves known to a server that runs.
    # Arrow's own pool keeps what other threads gave back: after five large files half a gigabyte, for good.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    from components import http

    try:
        settings = http.settings()
    except http.SettingsError as error:
        sys.exit(str(error))
    http.apply(settings)
    app = st.App(__file__, routes=http.routes(), middleware=http.middleware(settings), lifespan=http.lifespan)

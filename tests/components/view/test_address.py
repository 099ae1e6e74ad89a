"""The address that the session agreed on stands against one that the browser had before."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st  # noqa: PLC0415 - Run as a file of its own.
    from streamlit.runtime.scriptrunner import get_script_run_ctx  # noqa: PLC0415 - As above.

    from components.view import address  # noqa: PLC0415 - As above.

    if st.session_state.get("opened", True):
        context = get_script_run_ctx()
        assert context is not None
        context.is_history_navigation = st.session_state.get("goes", False)
        address.arrive()
    st.session_state["opened"] = False
    st.button("Go", on_click=address.write, args=({"day": "2020-11-25", "at": "40.0000,46.0000,8.00"},))
    st.text(str(address.query()))


def shown(app: AppTest, **query: str) -> str:
    """What the page reads in a run for a browser with this address."""
    app.query_params.clear()
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return str(app.text[0].value)


def test_a_message_with_the_address_of_before_does_not_bring_the_view_of_before_back() -> None:
    app = AppTest.from_function(script)
    assert "1993-04-03" in shown(app, day="1993-04-03")
    app.button[0].click()
    assert "2020-11-25" in shown(app, day="1993-04-03")
    assert "2020-11-25" in shown(app, day="1993-04-03"), "a later message still has the address of before"


def test_where_the_map_looks_is_the_browsers_to_say() -> None:
    app = AppTest.from_function(script)
    shown(app, day="1993-04-03")
    app.button[0].click().run()
    assert "39.5000,46.5000,9.00" in shown(app, day="1993-04-03", at="39.5000,46.5000,9.00")
    assert "'at'" not in shown(app, day="1993-04-03"), "what was selected took the map along"


def test_a_person_who_goes_to_an_address_gets_it() -> None:
    app = AppTest.from_function(script)
    shown(app, day="1993-04-03")
    app.button[0].click().run()
    app.session_state["opened"] = app.session_state["goes"] = True
    assert "1993-04-03" in shown(app, day="1993-04-03")


def test_two_things_done_in_one_moment_do_not_bring_the_view_of_before_back() -> None:
    app = AppTest.from_function(script)
    shown(app, day="1993-04-03")
    app.button[0].click().run()
    app.session_state["opened"] = True
    assert "2020-11-25" in shown(app, day="1993-04-03"), "a run of the whole page with the address of before"
    app.session_state["opened"] = True
    assert "2023-09-20" in shown(app, day="2023-09-20"), "another address is a person's"


def test_an_address_that_the_browser_had_left_is_a_persons() -> None:
    app = AppTest.from_function(script)
    shown(app, day="1993-04-03")
    app.button[0].click().run()
    shown(app, day="2020-11-25", at="40.0000,46.0000,8.00")
    app.session_state["opened"] = True
    assert "1993-04-03" in shown(app, day="1993-04-03"), "set back while there was no connection"


def by_one_runner() -> None:
    import streamlit as st  # noqa: PLC0415 - Run as a file of its own.
    from streamlit.runtime.scriptrunner import get_script_run_ctx  # noqa: PLC0415 - As above.

    from components.view import address  # noqa: PLC0415 - As above.

    before, after = "day=1993-04-03", "day=2020-11-25"
    context = get_script_run_ctx()
    assert context is not None

    def sends(query: str) -> str:
        context.query_string = (
            query  # As the runner begins a run for each message of a browser, in one context.
        )
        return str(address.query())

    sends(before)
    address.arrive()
    address.write({"day": "2020-11-25"})
    address.query()
    left = [len(st.session_state["addresses_left"])]
    sends(before)
    left.append(len(st.session_state["addresses_left"]))
    sends(after)
    left.append(len(st.session_state["addresses_left"]))
    address.write({})
    sends("")
    left.append(len(st.session_state["addresses_left"]))
    sends(before)
    address.arrive()
    st.text(f"{left} {address.query()}")


def test_a_runner_that_goes_on_from_message_to_message_hears_when_the_browser_has_come_along() -> None:
    left, _space, read = shown(AppTest.from_function(by_one_runner)).partition(" {")
    assert left == "[2, 2, 0, 0]"
    assert "1993-04-03" in read, "a person's address, which the browser had left"


def that_runs_again() -> None:
    import streamlit as st  # noqa: PLC0415 - Run as a file of its own.

    from components.view import address  # noqa: PLC0415 - As above.

    address.arrive()
    address.query()
    if "written" not in st.session_state:
        st.session_state["written"] = True
        address.write({"day": "2020-11-25"})
        st.rerun()
    st.text(str(address.query()))


def test_a_run_that_the_session_asks_for_does_not_say_what_the_browser_has() -> None:
    app = AppTest.from_function(that_runs_again)
    assert "2020-11-25" in shown(app, day="1993-04-03")
    assert "2020-11-25" in shown(app, day="1993-04-03"), "a message from before the browser heard of it"


def test_a_run_that_the_page_itself_asks_for_takes_nobodys_address() -> None:
    app = AppTest.from_function(script)
    shown(app, day="1993-04-03")
    app.button[0].click().run()
    app.session_state["opened"] = app.session_state["address_stays"] = True
    assert "2020-11-25" in shown(app, day="1993-04-03")
    app.session_state["opened"] = app.session_state["goes"] = True
    assert "1993-04-03" in shown(app, day="1993-04-03"), "the next is a person's again"


def in_the_moment_of_another() -> None:
    import streamlit as st  # noqa: PLC0415 - Run as a file of its own.
    from streamlit.runtime.state import get_session_state  # noqa: PLC0415 - As above.

    from components.view import address  # noqa: PLC0415 - As above.

    with (
        get_session_state().query_params() as shared
    ):  # What a run does that begins now and is stopped for this one.
        shared.populate_from_query_string("day=1993-04-03")
    address.arrive()
    st.text(str(address.query()))


def test_a_run_that_begins_in_the_same_moment_does_not_take_the_address_away() -> None:
    read = shown(AppTest.from_function(in_the_moment_of_another), day="2020-11-25", text="a b", kind="")
    assert read == str({"day": "2020-11-25", "text": "a b", "kind": ""})

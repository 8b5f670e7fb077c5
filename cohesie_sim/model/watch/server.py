"""Serving the app on this computer only, without asking the internet for anything."""

from __future__ import annotations

import os
import socket
import threading
import time
import warnings
import webbrowser
from collections.abc import Callable
from typing import Any, Final

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.extras import optional_library
from cohesie_sim.model.watch.app import Order

HOST: Final = "127.0.0.1"
_SETTINGS: Final = {
    "SOLARA_APP": "cohesie_sim.model.watch.page",
    "SOLARA_MODE": "production",
    "SOLARA_ASSETS_PROXY": "true",  # scripts and fonts come from here, where the package solara-assets puts them
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",  # tells nobody that it was started
}
_orders: list[Order] = []


def current_order() -> Order:
    """Return what this process serves."""
    return _orders[0]


def check_libraries() -> None:
    """Refuse to go on without everything that the extra ``viz`` brings.

    Raises
    ------
    ConfigurationError
        When something is missing.
    """
    os.environ.update(_SETTINGS)  # Solara reads them when it is imported
    for module, title in (
        ("solara", "Solara"),
        ("solara_assets", "solara-assets, with which the app needs no internet,"),
        ("mesa.visualization", "SolaraViz"),
        ("solara.server.starlette", "Solara's server"),
    ):
        optional_library(module, "viz", title)


def reserve(port: int) -> socket.socket:
    """Return a socket on which this computer alone can connect.

    Parameters
    ----------
    port
        0 takes any that is free.

    Returns
    -------
    socket
        Bound.

    Raises
    ------
    ConfigurationError
        When the port is in use or not allowed.
    """
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((HOST, port))
    except OSError as error:
        taken.close()
        reason = (error.strerror or str(error)).lower()
        raise ConfigurationError(
            f"--port = {port} cannot be used ({reason}): name another one, or 0 for any."
        ) from None
    return taken


def serve(order: Order, taken: socket.socket, ready: Callable[[str], None], *, open_browser: bool) -> None:
    """Serve the app until Ctrl-C.

    Parameters
    ----------
    order
        What it shows.
    taken
        From :func:`reserve`.
    ready
        Is told the address once the app can be visited.
    open_browser
        Whether to open it.

    Raises
    ------
    ConfigurationError
        When a library of the extra ``viz`` is missing.
    """
    check_libraries()
    uvicorn = optional_library("uvicorn", "viz", "uvicorn")
    starlette = optional_library("solara.server.starlette", "viz", "Solara's server")
    _orders[:] = [order]
    server = uvicorn.Server(uvicorn.Config(starlette.app, log_level="error"))
    address = f"http://{HOST}:{taken.getsockname()[1]}"
    threading.Thread(target=_announce, args=(server, address, ready, open_browser), daemon=True).start()
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Cookies with samesite")  # matters to pages inside other pages
            server.run(sockets=[taken])
    except KeyboardInterrupt:
        pass  # the way to end it
    finally:
        server.should_exit = True
        taken.close()


def _announce(server: Any, address: str, ready: Callable[[str], None], open_browser: bool) -> None:
    while not server.started:
        if server.should_exit:
            return
        time.sleep(0.05)
    ready(address)
    if open_browser:
        webbrowser.open(address)

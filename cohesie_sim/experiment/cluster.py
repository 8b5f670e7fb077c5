"""The same work on a Dask cluster (``dask.distributed``), of which the scheduler's address is known."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.design import code_version
from cohesie_sim.experiment.progress import say

if TYPE_CHECKING:
    from distributed import Client

_CONNECT_SECONDS: Final = 10.0
_RETRIES: Final = 2  # of a chunk that fails as a whole; the scheduler itself repeats the chunks of dead workers
_COMPUTE: Final = ("numpy", "numba")  # libraries whose version may move the last digit of a result


class ClusterExecutor(Executor):
    """An executor whose workers are far away.

    Parameters
    ----------
    client
        Connected to the scheduler.

    Attributes
    ----------
    workers
        Number of threads in the cluster when it was connected.
    least_seconds
        How much work is worth the way.
    """

    least_seconds: float = 1.0

    def __init__(self, client: Client) -> None:
        self.workers = max(1, sum(client.nthreads().values()))
        self._pool = client.get_executor(pure=False, retries=_RETRIES)
        self._versions = versions()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Send a call to the cluster.

        Parameters
        ----------
        fn
            A function of this package.
        *args, **kwargs
            What it is called with.

        Returns
        -------
        Future
            Fails when the worker has another version of the code.
        """
        future: Future[Any] = self._pool.submit(_checked, self._versions, fn, *args, **kwargs)
        return future


@contextmanager
def cluster_executor(address: str) -> Iterator[ClusterExecutor]:
    """Connect to a Dask cluster within this.

    Parameters
    ----------
    address
        Of the scheduler, for instance ``tcp://node7:8786``.

    Yields
    ------
    ClusterExecutor
        For :func:`~cohesie_sim.experiment.runner.run_design`.

    Raises
    ------
    ConfigurationError
        When ``distributed`` is not installed, nobody answers at the address, or workers have another version.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise ConfigurationError(
            "a Dask cluster needs an extra: pip install 'cohesie-sim[cluster]', or '.[cluster]' in a clone."
        ) from None
    try:
        _knock(address)
        client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"scheduler = {address!r}: no Dask scheduler answers there ({error}). Name its address, such as "
            "tcp://node7:8786."
        ) from None
    with client:
        _check_workers(client, address)
        yield ClusterExecutor(client)


def _knock(address: str) -> None:
    """Fail when no Dask server answers: a client that never got through would complain once more when it is deleted."""
    from distributed.comm.core import connect  # noqa: PLC0415 - an optional extra
    from distributed.security import Security  # noqa: PLC0415 - same

    async def knock() -> None:
        options = Security().get_connection_args("client")
        comm = await connect(address, timeout=_CONNECT_SECONDS, **options)
        await comm.close()

    with ThreadPoolExecutor(1) as thread:  # whoever calls from a notebook has an event loop in this one
        thread.submit(asyncio.run, knock()).result()


def versions() -> dict[str, str]:
    """Return what must be the same on every worker for results that are the same to the byte.

    Returns
    -------
    dict
        Version of the code and of the libraries that compute.
    """
    return {"code": code_version(), **{library: version(library) for library in _COMPUTE}}


def _check_workers(client: Client, address: str) -> None:
    """Refuse a scheduler, which reads the work as well, and workers that would compute something else."""
    answers: dict[str, Any] = client.run(versions, on_error="return")
    if not answers:
        say(f"{address}: the cluster has no workers yet; runs begin when the first one joins.")
    try:
        scheduler = client.run_on_scheduler(versions)
    except Exception as error:  # noqa: BLE001 - whatever it is, the scheduler cannot do it
        scheduler = error
    here = versions()
    for place, there in {
        "the scheduler": scheduler,
        **{f"worker {name}": one for name, one in answers.items()},
    }.items():
        if isinstance(there, BaseException):
            raise ConfigurationError(
                f"{address}: {place} cannot load this version of cohesie_sim ({type(there).__name__}: {there}). "
                "Install the same version on the scheduler and every worker."
            )
        _compare(there, here, f"{address}: {place}")


def _checked(expected: Mapping[str, str], fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Run on a worker, which may have joined after the others were checked."""
    _compare(versions(), expected, "a worker that joined later")
    return fn(*args, **kwargs)


def _compare(there: Mapping[str, str], here: Mapping[str, str], place: str) -> None:
    other = [f"{name} {there.get(name)} there, {here[name]} here" for name in here if there.get(name) != here[name]]
    if other:
        raise ConfigurationError(
            f"{place} has other versions: {', '.join(other)}. Install the same versions everywhere."
        )

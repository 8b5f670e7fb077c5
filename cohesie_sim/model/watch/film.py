"""A film of one neighbourhood lived twice with the same luck: without community work, and with it."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Final

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.model.model import NeighbourhoodModel
from cohesie_sim.model.watch.frames import draw_frame
from cohesie_sim.model.watch.funding import without_work
from cohesie_sim.model.watch.scene import Scene, scene_of
from cohesie_sim.model.watch.words import Language
from cohesie_sim.scenarios import Scenario

SUFFIXES: Final = (".gif", ".mp4")
DOTS: Final = 100
_MOST_FRAMES: Final = 160
_MILLISECONDS: Final = 200  # per frame
_LAST: Final = 15  # times as long for the last one
_COLOURS: Final = 128

Told = Callable[[int], None]


@dataclass(frozen=True)
class Pair:
    """Two lives of one neighbourhood.

    Attributes
    ----------
    scenario
        With community work.
    without, with_work
        The map of every week of the horizon, in both.
    """

    scenario: Scenario
    without: tuple[Scene, ...]
    with_work: tuple[Scene, ...]

    def shown(self) -> list[int]:
        """Return which weeks become frames: every one, or every second and so on, and the last."""
        weeks = len(self.without)
        every = ceil(weeks / _MOST_FRAMES)
        return sorted({*range(0, weeks, every), weeks - 1})


def weeks_to_live(scenario: Scenario) -> int:
    """Return how many weeks :func:`live_twice` runs."""
    return 2 * (scenario.burn_in_weeks + scenario.weeks)


def live_twice(scenario: Scenario, seed: int, tell: Told) -> Pair:
    """Run a scenario without community work and with it, with the same luck.

    Parameters
    ----------
    scenario
        With community work at some moment.
    seed
        Which luck.
    tell
        Is told after every week how many weeks have been run.

    Returns
    -------
    Pair
        Of the same residents at the same doors.
    """
    models = [NeighbourhoodModel(one, rng=seed) for one in (without_work(scenario), scenario)]
    lives: list[list[Scene]] = [[], []]
    done = 0
    for model, life in zip(models, lives, strict=True):
        while model.running:
            model.step()
            if model.now.week >= 0:
                life.append(scene_of(model))
            done += 1
            tell(done)
    return Pair(scenario, tuple(lives[0]), tuple(lives[1]))


def film(pair: Pair, suffix: str, language: Language, tell: Told) -> bytes:
    """Draw the film.

    Parameters
    ----------
    pair
        What happens in it.
    suffix
        ``.gif`` or ``.mp4``.
    language
        Of every word in it.
    tell
        Is told after every frame how many have been drawn.

    Returns
    -------
    bytes
        Content of the file.

    Raises
    ------
    ConfigurationError
        When there is no such kind of film, or ffmpeg is needed and fails.
    """
    check_suffix(suffix)
    images = _images(pair, language, tell)
    return _gif(images) if suffix == ".gif" else _mp4(images)


def check_suffix(suffix: str) -> None:
    """Refuse what cannot be made here, before anything has been run.

    Parameters
    ----------
    suffix
        Of the file.

    Raises
    ------
    ConfigurationError
        When it is neither ``.gif`` nor ``.mp4``, or ``.mp4`` without ffmpeg.
    """
    if suffix not in SUFFIXES:
        raise ConfigurationError(f"a film ending in {suffix!r} is not allowed: {' or '.join(SUFFIXES)}.")
    if suffix == ".mp4" and shutil.which("ffmpeg") is None:
        raise ConfigurationError(
            "an .mp4 needs the program ffmpeg, which is not on the PATH: install it (apt install ffmpeg, brew install "
            "ffmpeg, or winget install ffmpeg), or name a file ending in .gif, which needs nothing."
        )


def _images(pair: Pair, language: Language, tell: Told) -> Iterator[Image.Image]:
    for done, week in enumerate(pair.shown(), 1):
        figure = draw_frame(pair.scenario, pair.without, pair.with_work, week, language)
        yield _image(figure)
        tell(done)


def _image(figure: Figure) -> Image.Image:
    figure.set_dpi(DOTS)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")  # type: ignore[no-untyped-call]


def _gif(images: Iterator[Image.Image]) -> bytes:
    """Return a GIF; all frames share the colours of the first, whose legend holds every one of them."""
    first = next(images).quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    rest = [image.quantize(palette=first, dither=Image.Dither.NONE) for image in images]
    times = [_MILLISECONDS] * len(rest) + [_MILLISECONDS * _LAST]
    buffer = io.BytesIO()
    first.save(buffer, "GIF", save_all=True, append_images=rest, duration=times, loop=0)
    return buffer.getvalue()


def _mp4(images: Iterator[Image.Image]) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder, count = Path(name), 0
        for image in images:
            image.save(folder / f"{count:05d}.png")
            count += 1
        for _ in range(_LAST):  # the end stays for a while
            image.save(folder / f"{count:05d}.png")
            count += 1
        return _encoded(folder)


def _encoded(folder: Path) -> bytes:
    """Return the frames of a folder as a film that every browser plays."""
    ffmpeg, target = shutil.which("ffmpeg") or "ffmpeg", folder / "film.mp4"
    rate = f"{1000 / _MILLISECONDS:g}"
    words = ["-loglevel", "error", "-framerate", rate, "-i", str(folder / "%05d.png"), "-pix_fmt", "yuv420p"]
    even = ["-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2"]
    done = subprocess.run([ffmpeg, *words, *even, str(target)], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode != 0:
        reason = (done.stderr.strip() or f"it ended with {done.returncode}").splitlines()[-1]
        raise ConfigurationError(f"ffmpeg could not make the film ({reason}): name a file ending in .gif instead.")
    return target.read_bytes()

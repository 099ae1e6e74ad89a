"""Video files as another program reads them: their size, their frames, and the colours of each."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt


class Film(NamedTuple):
    """What ffmpeg reads of a file: how it is coded, and its frames as rows of RGB."""

    codec: str
    seconds: float
    frames: npt.NDArray[np.uint8]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.frames.shape[2], self.frames.shape[1]

    def share_of(self, colour: str, nearness: int) -> npt.NDArray[np.float64]:
        """Return of each frame the share of pixels whose parts are no further from a colour than this."""
        wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], dtype=np.int16)
        near = np.abs(self.frames.astype(np.int16) - wanted).max(axis=3) <= nearness
        shares: npt.NDArray[np.float64] = near.mean(axis=(1, 2))
        return shares


def read_film(path: Path) -> Film:
    """Return all frames of a video or GIF."""
    told = json.loads(
        _run("ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", str(path)).decode()
    )
    [stream] = told["streams"]
    width, height = int(stream["width"]), int(stream["height"])
    pixels = _run(
        "ffmpeg",
        "-v",
        "error",
        "-i",
        str(path),
        "-fps_mode",
        "passthrough",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        "-",
    )
    frames = np.frombuffer(pixels, dtype=np.uint8).reshape(-1, height, width, 3)
    return Film(str(stream["codec_name"]), float(told["format"]["duration"]), frames)


def _run(name: str, *arguments: str) -> bytes:
    program = shutil.which(name)
    if program is None:
        message = f"no {name} found, which reads the videos back. Debian: sudo apt-get install ffmpeg"
        raise FileNotFoundError(message)
    return subprocess.run([program, *arguments], check=True, capture_output=True).stdout

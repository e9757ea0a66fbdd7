"""Writes the textual-inversion files that the C++ tests read: every layout, and some that must be refused.

    python tests/reference/embeddings.py

Values: row r, column c of every tensor is r + c / 16, which float16 and bfloat16 hold exactly.
"""

from __future__ import annotations

import os
import pickle
import warnings
from pathlib import Path

import torch
from safetensors.torch import save_file

FOLDER = Path(__file__).parent / "data" / "embeddings"
WIDTH = 8


def rows(count: int, width: int = WIDTH) -> torch.Tensor:
    return torch.arange(count)[:, None] + torch.arange(width)[None, :] / 16.0


class Code:
    """Unpickled carelessly, it would create a file."""

    def __reduce__(self):
        return os.system, ("touch /tmp/maulstick-pickle-ran",)


def write() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    one = rows(1)[0].clone()
    torch.save({"<birb-style>": one}, FOLDER / "hugging_face.bin")
    torch.save({"<a>": one, "<b>": rows(2).half()}, FOLDER / "two_tokens.bin")
    torch.save({"<p>": torch.nn.Parameter(rows(1))}, FOLDER / "parameter.bin")
    a1111 = {"string_to_token": {"*": 265}, "string_to_param": {"*": rows(3).bfloat16()},
             "name": "birb", "step": 1200, "sd_checkpoint": None, "sd_checkpoint_name": None}
    torch.save(a1111, FOLDER / "a1111.pt")
    save_file({"<birb-style>": rows(2)}, FOLDER / "token.safetensors")
    save_file({"emb_params": rows(4).half()}, FOLDER / "my-bird.safetensors")

    save_file({"clip_l": rows(1), "clip_g": rows(1, 12)}, FOLDER / "sdxl.safetensors")
    torch.save({"<t>": rows(4).t()}, FOLDER / "strided.bin")
    torch.save({"<t>": "no tensor"}, FOLDER / "text.bin")
    torch.save({"<t>": one.long()}, FOLDER / "integers.bin")
    torch.save({"<t>": Code()}, FOLDER / "code.bin")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.save({"<t>": one}, FOLDER / "before_1_6.bin", _use_new_zipfile_serialization=False)
    (FOLDER / "plain_pickle.bin").write_bytes(pickle.dumps({"<t>": [1.0, 2.0]}, protocol=2))


if __name__ == "__main__":
    write()

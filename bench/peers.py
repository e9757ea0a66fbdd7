"""Other programs' way of running the parts of a guided picture, one in a process.

    python bench/peers.py eager|compiled|onnxruntime|openvino --model DIR --threads N --repeats N

The model is a folder of diffusers; what is measured, and what is printed, is that of bench_networks: one
step of the UNet with classifier-free guidance, the decoder, and the decoder with its gradient where the
peer has gradients. Inputs are the same bits, and with --outputs DIR the results are written there.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from transformers.utils import logging

SCALE = 0.18215


class UnetStep(torch.nn.Module):
    """Latents [2, 4, h, w], timestep [1], context [2, 77, 768] -> noise."""

    def __init__(self, model: Path) -> None:
        super().__init__()
        self.unet = UNet2DConditionModel.from_pretrained(model / "unet")

    def forward(self, latents, timestep, context):
        return self.unet(latents, timestep, context).sample


class Decoder(torch.nn.Module):
    """Latents [1, 4, h, w] -> picture [1, 3, H, W] in [0, 1]."""

    def __init__(self, model: Path) -> None:
        super().__init__()
        self.vae = AutoencoderKL.from_pretrained(model / "vae")

    def forward(self, latents):
        return (self.vae.decode(latents / SCALE).sample / 2 + 0.5).clamp(0, 1)


def memory_gib(field: str) -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 2**20
    return 0.0


def measure(repeats: int, loaded: float, part: Callable[[], object]) -> dict:
    """Seconds of every repeat, and the memory in GiB over `loaded` at its peak."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    seconds = []
    for _ in range(repeats):
        began = time.perf_counter()
        part()
        seconds.append(time.perf_counter() - began)
    return {"seconds": seconds, "added_gib": memory_gib("VmHWM") - loaded}


def with_gradient(decoder, latents, slope) -> torch.Tensor:
    leaf = latents.clone().requires_grad_()
    return torch.autograd.grad(decoder(leaf), leaf, slope)[0]


def in_onnxruntime(module, inputs: tuple, name: str, work: Path, threads: int):
    import onnxruntime

    file = work / name / "model.onnx"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        torch.onnx.export(module, inputs, str(file), dynamo=True, external_data=True, verbose=False)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    names = [entry.name for entry in session.get_inputs()]

    def run(*tensors):
        feed = {n: t.numpy() for n, t in zip(names, tensors, strict=True)}
        return torch.from_numpy(session.run(None, feed)[0])

    return run


def in_openvino(module, inputs: tuple, threads: int):
    import openvino

    converted = openvino.convert_model(module, example_input=inputs)
    settings = {"INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32"}
    compiled = openvino.compile_model(converted, "CPU", settings)
    return lambda *tensors: torch.from_numpy(compiled([t.numpy() for t in tensors])[0].copy())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("peer", choices=("eager", "compiled", "onnxruntime", "openvino"))
    add("--model", type=Path, required=True, help="folder of diffusers")
    add("--work", type=Path, required=True, help="for converted models")
    add("--threads", type=int, required=True)
    add("--repeats", type=int, default=2)
    add("--outputs", type=Path, help="folder for the results' floats")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    logging.disable_progress_bar()

    torch.manual_seed(14)
    latents = torch.randn(1, 4, 64, 64)
    context = torch.randn(2, 77, 768)
    slope = torch.randn(1, 3, 512, 512)
    step = (latents.repeat(2, 1, 1, 1), torch.tensor([500.0]), context)

    began = time.perf_counter()
    unet = UnetStep(options.model).eval().requires_grad_(False)
    decoder = Decoder(options.model).eval().requires_grad_(False)
    differentiable = options.peer in ("eager", "compiled")
    with torch.no_grad():
        if options.peer == "compiled":
            unet, decoder = torch.compile(unet), torch.compile(decoder)
        elif options.peer == "onnxruntime":
            unet = in_onnxruntime(unet, step, "unet", options.work, options.threads)
            decoder = in_onnxruntime(decoder, (latents,), "decoder", options.work, options.threads)
        elif options.peer == "openvino":
            unet = in_openvino(unet, step, options.threads)
            decoder = in_openvino(decoder, (latents,), options.threads)
    if differentiable:
        # The files are mapped: only what was read counts as loaded.
        for weights in [*unet.parameters(), *decoder.parameters()]:
            weights.sum()
    loaded = memory_gib("VmRSS")
    result = {"load_s": time.perf_counter() - began, "loaded_gib": loaded}

    outputs = {}
    with torch.no_grad():
        result["cfg step"] = measure(
            options.repeats, loaded, lambda: outputs.update(noise=unet(*step))
        )
        result["decode"] = measure(
            options.repeats, loaded, lambda: outputs.update(picture=decoder(latents))
        )
    if differentiable:
        result["decode and gradient"] = measure(
            options.repeats,
            loaded,
            lambda: outputs.update(gradient=with_gradient(decoder, latents, slope)),
        )
    if options.outputs:
        for name, tensor in outputs.items():
            tensor.detach().float().numpy().tofile(options.outputs / f"{name}.f32")
    print(json.dumps(result))


if __name__ == "__main__":
    main()

"""The noise schedule of a source, in the manifest's words."""

from typing import Any

from .errors import source_error
from .suitability import USE_SD1

# Stable Diffusion v1's, for sources that carry no configuration.
SD1_SCHEDULER = {
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "num_train_timesteps": 1000,
    "prediction_type": "epsilon",
}


def schedule_of(config: dict[str, Any], where: object) -> dict[str, Any]:
    """The manifest's `schedule` for a scheduler's configuration."""
    prediction = config.get("prediction_type", "epsilon")
    if prediction != "epsilon":
        expected = "a model that predicts noise (epsilon)"
        raise source_error("scheduler", where, expected, f"{prediction}", USE_SD1)
    kind = config.get("beta_schedule", "linear")
    if kind != "scaled_linear" or config.get("trained_betas") is not None:
        got = kind if config.get("trained_betas") is None else "trained betas"
        raise source_error("scheduler", where, "beta_schedule scaled_linear", f"{got}")
    if config.get("rescale_betas_zero_snr"):
        raise source_error("scheduler", where, "a last sigma that is finite", "zero-SNR betas")
    return {
        "beta_start": float(config["beta_start"]),
        "beta_end": float(config["beta_end"]),
        "beta_schedule": kind,
        "train_timesteps": int(config["num_train_timesteps"]),
        "prediction": prediction,
    }

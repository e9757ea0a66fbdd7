"""The position whose hidden state stands for a text in CLIP."""

FIRST_END = "first_end"
LARGEST_ID = "largest_id"


def pooling_of(eos_token_id: int) -> str:
    """How transformers pools for a configuration's `eos_token_id`.

    2 stands in configurations written before transformers told end tokens apart; for these it
    takes the largest id, which is the end token of CLIP's vocabulary.
    """
    return LARGEST_ID if eos_token_id == 2 else FIRST_END


def pooled_position(ids: list[int], pooling: str, end: int) -> int:
    """The place in `ids` of the first end token, or of the first of the largest ids."""
    return ids.index(max(ids)) if pooling == LARGEST_ID else ids.index(end)

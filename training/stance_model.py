"""The stance model: the lowest layers of the untouched sentence encoder, each text alone, and its own layers on issue and claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from onrecord.infer.stancing import STANCES
from training.model import Layer, Reader

if TYPE_CHECKING:
    from pathlib import Path

WIDTH = 384
#: Layers that sentence encoder and stance model share; frozen.
SHARED_LAYERS = 2
#: What a piece is in a pair: of the issue, of the claim with its cue, of the sentence around.
PARTS = 3


class Stancer(nn.Module):
    """States of an issue's and a claim's pieces in, scores of for, against and neither out."""

    def __init__(self, layers: int = 6 - SHARED_LAYERS, dropout: float = 0.1) -> None:
        super().__init__()
        self.parts = nn.Embedding(PARTS, WIDTH)
        nn.init.normal_(self.parts.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(WIDTH, 12, 4 * WIDTH, dropout) for _ in range(layers))
        self.middle = nn.Linear(3 * WIDTH, WIDTH)
        self.last = nn.Linear(WIDTH, len(STANCES))
        self.dropout = dropout

    def forward(self, states: Tensor, parts: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Scores (pairs, 3) and the features they are made of (pairs, width).

        Args:
            states: (pairs, pieces, width).
            parts: (pairs, pieces) what each piece is; -1 where there is none.
            mask: (pairs, 1, 1, pieces) True where there is a piece.
        """
        x = F.dropout(states + self.parts(parts.clamp(min=0)), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        pooled = torch.cat([x[:, 0], _mean(x, parts == 0), _mean(x, parts == 1)], -1)
        features = F.gelu(self.middle(F.dropout(pooled, self.dropout, self.training)))
        return self.last(F.dropout(features, self.dropout, self.training)), features


def _mean(x: Tensor, where: Tensor) -> Tensor:
    weight = where.to(x.dtype)[..., None]
    return (x * weight).sum(1) / weight.sum(1)


def fresh_stancer(reader: Reader, shared: int = SHARED_LAYERS) -> Stancer:
    """A stance model whose layers begin as the encoder's own ones above the shared ones."""
    stancer = Stancer(len(reader.layers) - shared)
    for own, theirs in zip(stancer.layers, list(reader.layers)[shared:], strict=True):
        own.load_state_dict(theirs.state_dict())
    return stancer


def load_stancer(checkpoint: Path) -> Stancer:
    """The stance model of a half-precision checkpoint, in float32, ready to run."""
    weights = {k: v.float() for k, v in torch.load(checkpoint, weights_only=True).items()}
    stancer = Stancer(len({k.split(".")[1] for k in weights if k.startswith("layers.")}))
    stancer.load_state_dict(weights)
    return stancer.eval()


def lower_states(reader: Reader, ids: Tensor, mask: Tensor | None, shared: int = SHARED_LAYERS) -> Tensor:
    """The untouched encoder's states after the shared layers, without features of case and quotation."""
    x = reader.norm(reader.words(ids) + reader.positions.weight[: ids.shape[1]])
    for layer in reader.layers[:shared]:
        x = layer(x, mask)
    return x


def upper_states(reader: Reader, states: Tensor, mask: Tensor | None, shared: int = SHARED_LAYERS) -> Tensor:
    """The untouched encoder's last states from those after the shared layers."""
    for layer in reader.layers[shared:]:
        states = layer(states, mask)
    return states

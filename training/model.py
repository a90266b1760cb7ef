"""The encoder (BERT shape, from all-MiniLM-L6-v2) with its feature embeddings and all heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from onrecord.infer.encode import CASES, QUOTES
from onrecord.infer.heads import JUDGE_WIDTH, MARKS, RELATIONS, WIDTH

if TYPE_CHECKING:
    from pathlib import Path

BUCKETS = 32
#: The layer of the reader whose states the judge takes.
TAKE_OFF = 4


def distance_buckets(length: int) -> Tensor:
    """(length, length) signed distances of columns from rows, coarser the farther (as in T5, 2019)."""
    at = torch.arange(length)
    delta = at[None, :] - at[:, None]
    near = delta.abs().clamp(min=1).float()
    size = torch.where(delta.abs() < 6, delta.abs(), (6 + torch.log2(near / 6) * 1.9).long().clamp(6, BUCKETS // 2 - 1))
    return size + (delta > 0).long() * (BUCKETS // 2)


class Layer(nn.Module):
    """One transformer layer, normalised after each part as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """(batch, pieces, width) to the same; mask is True where a column may be seen."""
        b, t, w = x.shape
        split = lambda y: y.view(b, t, self.heads, w // self.heads).transpose(1, 2)  # noqa: E731
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if torch.onnx.is_in_onnx_export():
            a = torch.softmax(q @ k.transpose(-1, -2) * (w // self.heads) ** -0.5, -1) @ v
        else:
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=self.dropout if self.training else 0.0)
        a = self.out(a.transpose(1, 2).reshape(b, t, w))
        x = self.norm1(x + F.dropout(a, self.dropout, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(y, self.dropout, self.training))


class Reader(nn.Module):
    """Pieces with features in, logits of all heads and pair scores out."""

    def __init__(self, vocab: int = 30522, width: int = 384, layers: int = 6, pair: int = 64, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocab, width)
        self.positions = nn.Embedding(512, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.case, self.quote, self.first = nn.Embedding(CASES, width), nn.Embedding(QUOTES, width), nn.Embedding(2, width)
        for table in (self.case, self.quote, self.first):
            nn.init.normal_(table.weight, std=0.01)
        self.layers = nn.ModuleList(Layer(width, 12, 4 * width, dropout) for _ in range(layers))
        self.heads = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, WIDTH))
        self.rows = nn.Linear(width, len(RELATIONS) * pair)
        self.columns = nn.Linear(width, len(RELATIONS) * pair)
        self.distance = nn.Embedding(BUCKETS, len(RELATIONS))
        nn.init.zeros_(self.distance.weight)
        self.pair, self.dropout = pair, dropout
        self.register_buffer("buckets", distance_buckets(256), persistent=False)

    def encode(self, ids: Tensor, case: Tensor, quote: Tensor, first: Tensor, mask: Tensor | None, layers: int = 6) -> Tensor:
        """The encoder's states after so many layers, (batch, pieces, width)."""
        t = ids.shape[1]
        x = self.words(ids) + self.positions.weight[:t]
        x = self.norm(x + self.case(case) + self.quote(quote) + self.first(first))
        x = F.dropout(x, self.dropout, self.training)
        for layer in self.layers[:layers]:
            x = layer(x, mask)
        return x

    def forward(
        self, ids: Tensor, case: Tensor, quote: Tensor, first: Tensor, mask: Tensor | None = None, layers: int = TAKE_OFF
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Logits (batch, pieces, WIDTH), pair scores (batch, relations, pieces, pieces), states for the judge (batch, pieces, width)."""
        deep = self.encode(ids, case, quote, first, mask, layers)
        x = deep
        for layer in self.layers[layers:]:
            x = layer(x, mask)
        b, t, _ = x.shape
        logits = self.heads(x)
        shape = lambda y: y.view(b, t, len(RELATIONS), self.pair).transpose(1, 2)  # noqa: E731
        scores = shape(self.rows(x)) @ shape(self.columns(x)).transpose(-1, -2) * self.pair**-0.5
        bias = self.distance(self.buckets[:t, :t]).permute(2, 0, 1)
        return logits, scores + bias - 3.0, deep


class Judge(nn.Module):
    """States of a statement's pieces with what each is to the statement in, logits of the judge's heads out."""

    def __init__(self, layers: int = 2, width: int = 384, dropout: float = 0.1) -> None:
        super().__init__()
        self.marks = nn.Embedding(len(MARKS), width)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(width, 12, 4 * width, dropout) for _ in range(layers))
        self.heads = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, JUDGE_WIDTH))
        self.dropout = dropout

    def forward(self, states: Tensor, marks: Tensor, mask: Tensor | None = None) -> Tensor:
        """(batch, pieces, width) states and (batch, pieces) marks to (batch, pieces, JUDGE_WIDTH) logits."""
        x = F.dropout(states + self.marks(marks), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return self.heads(F.dropout(x, self.dropout, self.training))


def from_minilm(path: str) -> Reader:
    """A fresh reader on the weights of all-MiniLM-L6-v2 (the file model.safetensors)."""
    from safetensors.torch import load_file  # noqa: PLC0415

    weights = load_file(path)
    reader = Reader()
    own = reader.state_dict()
    table = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for n in range(len(reader.layers)):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                table[f"layers.{n}.{ours}.{kind}"] = f"encoder.layer.{n}.{theirs}.{kind}"
    with torch.no_grad():
        for ours, theirs in table.items():
            own[ours].copy_(weights[theirs])
        own["positions.weight"] += weights["embeddings.token_type_embeddings.weight"][0]
    return reader


def load(checkpoint: Path) -> Reader:
    """The reader of a half-precision checkpoint, in float32, ready to run; outputs of heads that there were once are left out."""
    weights = {k: v.float() for k, v in torch.load(checkpoint, weights_only=True).items()}
    for name in ("heads.2.weight", "heads.2.bias"):
        weights[name] = weights[name][:WIDTH]
    reader = Reader()
    reader.load_state_dict(weights)
    return reader.eval()


def load_judge(checkpoint: Path) -> Judge:
    """The judge of a half-precision checkpoint, in float32, ready to run."""
    weights = {k: v.float() for k, v in torch.load(checkpoint, weights_only=True).items()}
    judge = Judge(layers=len({k.split(".")[1] for k in weights if k.startswith("layers.")}))
    judge.load_state_dict(weights)
    return judge.eval()


def fresh_judge(reader: Reader, take_off: int) -> Judge:
    """A judge whose layers begin as the reader's own ones after the take-off."""
    judge = Judge(layers=len(reader.layers) - take_off)
    for own, theirs in zip(judge.layers, list(reader.layers)[take_off:], strict=True):
        own.load_state_dict(theirs.state_dict())
    return judge

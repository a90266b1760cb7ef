"""Trains the judge: the layers that read one statement at a time, on states of a reader that stays as it is.

Run: python -m training.train_judge --shared ../shared --minilm FOLDER --reader build/reader/reader.pt --out build/judge

The reader's states of all labelled statements are computed once (twice, with windows cut differently) and kept in memory;
an epoch over them then takes less than a minute on two cores.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from onrecord.infer.encode import Pieces, cut_pieces, cut_windows
from onrecord.infer.heads import GATES, JUDGE_WIDTHS, PHRASES, slices
from training import judge_examples
from training.examples import CLAIMS, IGNORE, calibration_ids, fold_ids
from training.judge_examples import Item, item_of
from training.model import TAKE_OFF, Judge, Reader, fresh_judge, load, load_judge

if TYPE_CHECKING:
    from training.judge_examples import LabelledText

#: Weight of each part of the loss; set by the sizes of their data.
WEIGHTS = {"claim": 1.0, "inner": 1.0, **dict.fromkeys(PHRASES, 0.5), "kind": 1.0, "level": 0.5, "attitude": 0.7, "main": 0.3}
SMOOTHING = 0.05
SLICES = slices(JUDGE_WIDTHS)


@dataclass
class Read:
    """A statement with the reader's states of its pieces, and the chance that an epoch draws it."""

    states: np.ndarray
    item: Item
    weight: float


@torch.no_grad()
def states_of(reader: Reader, pieces: Pieces, *, length: int, context: int, layers: int = TAKE_OFF) -> np.ndarray:
    """(pieces, width) half-precision states of a text, each piece from the window that answers for it."""
    windows = list(cut_windows(pieces, length=length, context=context))
    out = np.zeros((len(pieces), reader.words.weight.shape[1]), dtype=np.float16)
    for at in range(0, len(windows), 16):
        some = windows[at : at + 16]
        longest = max(w.end - w.start for w in some) + 2
        arrays = {name: torch.zeros((len(some), longest), dtype=torch.int64) for name in ("ids", "case", "quote", "first")}
        for k, w in enumerate(some):
            n = w.end - w.start
            for name, values in arrays.items():
                values[k, 1 : n + 1] = torch.from_numpy(getattr(pieces, name)[w.start : w.end])
            arrays["ids"][k, 0], arrays["ids"][k, n + 1] = 101, 102
        lengths = torch.tensor([w.end - w.start + 2 for w in some])
        mask = (torch.arange(longest)[None, :] < lengths[:, None])[:, None, None, :]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = reader.encode(*arrays.values(), mask, layers).float().numpy()
        for k, w in enumerate(some):
            out[w.core_start : w.core_end] = states[k, 1 + w.core_start - w.start : 1 + w.core_end - w.start]
    return out


def items_of(reader: Reader, tokenizer: Tokenizer, texts: list[LabelledText], rng: np.random.Generator, *, times: int) -> list[Read]:
    """The statements of texts with the reader's states, each as often as windows are cut anew."""
    out = []
    for text in texts:
        pieces = cut_pieces(text.text, tokenizer)
        items = [i for s in text.statements if (i := item_of(pieces, s)) is not None]
        for turn in range(times):
            length, context = (254, 64) if turn == 0 else (int(rng.integers(150, 254)), int(rng.integers(24, 100)))
            states = states_of(reader, pieces, length=length, context=context)
            out += [Read(states[i.at], i, 1 / times) for i in items]
    return out


def padded(rows: list[np.ndarray], fill: float) -> Tensor:
    """Rows of several lengths as one tensor."""
    shape = (len(rows), max(map(len, rows)), *rows[0].shape[1:])
    out = np.full(shape, fill, dtype=rows[0].dtype)
    for k, row in enumerate(rows):
        out[k, : len(row)] = row
    return torch.from_numpy(out)


def judged(judge: Judge, batch: list[Read]) -> dict[str, Tensor]:
    """Each head's loss over a batch of statements whose states are known."""
    return losses(judge, padded([r.states for r in batch], 0).float(), [r.item for r in batch])


def losses(judge: Judge, states: Tensor, items: list[Item]) -> dict[str, Tensor]:
    """Each head's loss over a batch, heads without labels left out.

    Args:
        judge: the judge.
        states: (statements, pieces, width), padded.
        items: the statements.
    """
    marks = padded([i.marks for i in items], 0)
    mask = (torch.arange(marks.shape[1])[None, :] < torch.tensor([len(i.marks) for i in items])[:, None])[:, None, None, :]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = judge(states, marks, mask)
    logits = logits.float()
    out: dict[str, Tensor] = {}
    for head in ("claim", "inner", *PHRASES):
        if any(head in i.bio for i in items):
            target = padded([i.bio.get(head, np.full(len(i.marks), IGNORE)) for i in items], IGNORE)
            out[head] = F.cross_entropy(logits[..., SLICES[head]].transpose(1, 2), target, ignore_index=IGNORE, label_smoothing=0.02)
    return out | _class_losses(logits, items)


def _class_losses(logits: Tensor, items: list[Item]) -> dict[str, Tensor]:
    votes: dict[str, list[Tensor]] = defaultdict(list)
    wanted: dict[str, list[int]] = defaultdict(list)
    for k, item in enumerate(items):
        for members, labels in item.claims:
            rows = logits[k, torch.from_numpy(members)]
            gate = torch.softmax(rows[:, SLICES["gate"]], 0)
            for number, (name, label) in enumerate(zip(GATES, labels, strict=True)):
                if label != IGNORE:
                    votes[name].append((gate[:, number : number + 1] * rows[:, SLICES[name]]).sum(0))
                    wanted[name].append(label)
    out = {}
    for name, rows in votes.items():
        target = torch.tensor(wanted[name])
        if name == "main":
            out[name] = F.binary_cross_entropy_with_logits(torch.stack(rows)[:, 0], target.float())
        else:
            out[name] = F.cross_entropy(torch.stack(rows), target, label_smoothing=SMOOTHING)
    return out


def batches(items: list[Read], rng: np.random.Generator, pieces: int) -> list[list[Read]]:
    """Items in batches of about so many pieces, of like length, in random order; an item's weight is its chance of being drawn."""
    drawn = [i for i in items if rng.random() < i.weight]
    order = rng.permutation(len(drawn))
    out: list[list[Read]] = []
    for at in range(0, len(order), 800):
        batch: list[Read] = []
        for item in sorted((drawn[k] for k in order[at : at + 800]), key=lambda r: len(r.states)):
            if batch and (len(batch) + 1) * len(item.states) > pieces:
                out.append(batch)
                batch = []
            batch.append(item)
        out.append(batch)
    return [out[k] for k in rng.permutation(len(out))]


def train(judge: Judge, items: list[Read], options: argparse.Namespace, rng: np.random.Generator) -> dict[str, Tensor]:
    """The moving average of the judge's weights after so many epochs, the rate falling to nothing."""
    new = [p for n, p in judge.named_parameters() if not n.startswith("layers")]
    optimizer = torch.optim.AdamW(
        [{"params": judge.layers.parameters(), "lr": options.lr}, {"params": new, "lr": 4 * options.lr}], weight_decay=0.02, fused=True
    )
    peaks = [g["lr"] for g in optimizer.param_groups]
    average = {k: v.clone() for k, v in judge.state_dict().items()}
    step, began = 0, time.time()
    judge.train()
    for epoch in range(options.epochs):
        sums = defaultdict(list)
        todo = batches(items, rng, options.batch)
        for place, batch in enumerate(todo):
            rate = min(1.0, (step + 1) / 60) * max(0.0, 1 - (epoch + place / len(todo)) / options.epochs)
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * rate
            parts = judged(judge, batch)
            sum(WEIGHTS[name] * part for name, part in parts.items()).backward()
            torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            keep = min(0.99, 1 - 10 / (step + 10))
            with torch.no_grad():
                for key, value in judge.state_dict().items():
                    average[key].lerp_(value, 1 - keep)
            for name, part in parts.items():
                sums[name].append(float(part.detach()))
        print(f"epoch {epoch + 1} {time.time() - began:.0f}s " + " ".join(f"{n} {np.mean(v):.3f}" for n, v in sums.items()), flush=True)
    return average


def load_texts(options: argparse.Namespace) -> list[LabelledText]:
    """All labelled texts: PolNeAR train less what confidence is fitted on (of a fold: train and dev outside it), and our own."""
    corpus, gold = options.shared / "corpora/polnear", options.shared / "gold"
    out = []
    for split in ("train",) if options.fold is None else ("train", "dev"):
        path = corpus / f"{split}.jsonl"
        skip = calibration_ids(path) if options.fold is None else fold_ids(path, options.fold)
        files = [gold / f"claims_{split}.jsonl", CLAIMS / f"{split}.jsonl"]
        out += [t for t in judge_examples.of_polnear(path, [f for f in files if f.exists()], options.predicted) if t.name not in skip]
    return out + judge_examples.of_own(options.own)


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--minilm", type=Path, required=True, help="the folder of all-MiniLM-L6-v2, for its tokenizer.json")
    parser.add_argument("--reader", type=Path, default=Path("training/checkpoints/reader.pt"))
    parser.add_argument("--own", type=Path, default=Path("training/articles"))
    parser.add_argument("--out", type=Path, default=Path("build/judge"))
    parser.add_argument("--predicted", type=Path, help="spans of training.predict_spans, to train on beside the labelled ones")
    parser.add_argument("--start", type=Path, help="a judge's checkpoint to go on from")
    parser.add_argument("--fold", type=int, help="leave this fold of train and dev out")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--times", type=int, default=2, help="how often the windows of a text are cut anew")
    parser.add_argument("--batch", type=int, default=4096, help="pieces a batch")
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    rng = np.random.default_rng(options.seed)
    tokenizer = Tokenizer.from_file(str(options.minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    reader = load(options.reader)
    items = items_of(reader, tokenizer, load_texts(options), rng, times=options.times)
    print(f"{len(items)} items, {sum(len(r.states) for r in items)} pieces", flush=True)
    judge = load_judge(options.start) if options.start else fresh_judge(reader, TAKE_OFF)
    average = train(judge, items, options, rng)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({k: v.half() for k, v in average.items()}, options.out / "judge.pt")


if __name__ == "__main__":
    main()

"""Trains the reader: encoder and all heads together, on PolNeAR, labels of claims and speakers, entities, pronouns, own articles.

Run: python -m training.train_reader --shared ../shared --minilm PATH/model.safetensors --out build/reader --passes 8
Weights are kept in float32 and multiplied in bfloat16 where the processor has it; the checkpoint holds their moving average.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812
from torch.nn.utils.rnn import pad_sequence

from onrecord.infer.heads import slices
from training import examples
from training.examples import BIO_HEADS, IGNORE, Example, Text
from training.model import TAKE_OFF, Judge, Reader, fresh_judge, from_minilm, load, load_judge
from training.train_judge import WEIGHTS as JUDGE_WEIGHTS
from training.train_judge import losses as judge_losses
from training.train_judge import padded

if TYPE_CHECKING:
    from training.judge_examples import Item

#: Weight of each part of the loss; set once by the sizes of their data, not searched.
WEIGHTS = {
    "tags": 1.0,
    "inner": 0.5,
    "ner": 0.2,
    "roles": 0.3,
    "said": 0.2,
    "source": 0.5,
    "content": 0.5,
    "same": 0.2,
}
#: Weight of all of the judge's losses together, and the lengths by which its statements are put together.
JUDGE = 0.5
LENGTHS = (32, 64, 128, 512)
SMOOTHING = 0.02
SLICES = slices()


def batches(windows: list[Example], rng: np.random.Generator, pieces: int) -> list[list[Example]]:
    """Windows in batches of about so many pieces, of like length, in random order."""
    order = rng.permutation(len(windows))
    out: list[list[Example]] = []
    for at in range(0, len(order), 600):
        chunk = sorted((windows[k] for k in order[at : at + 600]), key=lambda w: len(w.ids))
        batch: list[Example] = []
        for window in chunk:
            if batch and (len(batch) + 1) * len(window.ids) > pieces:
                out.append(batch)
                batch = []
            batch.append(window)
        out.append(batch)
    return [out[k] for k in rng.permutation(len(out))]


def losses(model: Reader, judge: Judge, batch: list[Example]) -> dict[str, Tensor]:
    """Each head's loss over a batch, heads without labels left out; the judge's go under ``judge``."""
    ids = padded([w.ids for w in batch], 0)
    lengths = torch.tensor([len(w.ids) for w in batch])
    mask = (torch.arange(ids.shape[1])[None, :] < lengths[:, None])[:, None, None, :]
    inputs = [ids] + [padded([getattr(w, f) for w in batch], 0) for f in ("case", "quote", "first")]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, pairs, deep = model(*inputs, mask)
    logits = logits.float()
    out: dict[str, Tensor] = {}
    for head in BIO_HEADS:
        if any(head in w.bio for w in batch):
            target = padded([w.bio.get(head, np.full(len(w.ids), IGNORE)) for w in batch], IGNORE)
            out[head] = F.cross_entropy(logits[..., SLICES[head]].transpose(1, 2), target, ignore_index=IGNORE, label_smoothing=SMOOTHING)
    for relation, name in enumerate(examples.PAIRS):
        where = [(k, row, target) for k, w in enumerate(batch) for rel, rows, target in w.pairs if rel == relation for row in rows]
        if where:
            at = torch.tensor([k for k, _, _ in where]), torch.tensor([r for _, r, _ in where])
            scores = pairs[at[0], relation, at[1]].float()
            target = padded([t for _, _, t in where], IGNORE)
            target = F.pad(target, (0, scores.shape[1] - target.shape[1]), value=IGNORE)
            known = target != IGNORE
            loss = F.binary_cross_entropy_with_logits(scores, (target == 1).float(), reduction="none") * known
            out[name] = loss.sum() / (15 * len(where))
    statements = [(k, rows, item) for k, window in enumerate(batch) for rows, item in window.statements]
    if statements:
        out["judge"] = _judge_loss(judge, deep.float(), statements)
    return out


def _judge_loss(judge: Judge, deep: Tensor, statements: list[tuple[int, np.ndarray, Item]]) -> Tensor:
    """The judge's loss over statements of a batch, those of like length together.

    Args:
        judge: the judge.
        deep: (windows, pieces, width) states of the reader.
        statements: (window, rows of the statement's pieces, labels).
    """
    total, low = torch.zeros(()), 0
    for high in LENGTHS:
        some = [s for s in statements if low < len(s[1]) <= high]
        low = high
        if some:
            states = pad_sequence([deep[k, torch.from_numpy(rows)] for k, rows, _ in some], batch_first=True)
            parts = judge_losses(judge, states, [item for _, _, item in some])
            total = total + len(some) / len(statements) * sum(JUDGE_WEIGHTS[n] * part for n, part in parts.items())
    return total


def load_texts(options: argparse.Namespace, tokenizer: Tokenizer) -> list[Text]:
    """The articles of PolNeAR train, less those that confidence is fitted on; of a fold, those of train and dev outside it."""
    path = options.shared / "corpora/polnear/train.jsonl"
    if options.fold is None:
        texts = examples.polnear(path, tokenizer, options.shared, "train", skip=examples.calibration_ids(path))
    else:
        dev = path.with_name("dev.jsonl")
        texts = [
            text
            for file, split in ((path, "train"), (dev, "dev"))
            for text in examples.polnear(file, tokenizer, options.shared, split, skip=examples.fold_ids(file, options.fold))
        ]
    if options.limit:
        texts = texts[:: options.limit]
    return texts


def load_small(options: argparse.Namespace, tokenizer: Tokenizer) -> list[Text]:
    """Texts for the heads of entities and of names alone, of which every pass sees a part."""
    return examples.entities(options.shared, tokenizer) + examples.gap(options.shared, tokenizer)


def train(options: argparse.Namespace) -> None:
    """The whole run; the checkpoint is written after every pass."""
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    tokenizer = Tokenizer.from_file(str(options.minilm.parent / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    texts, small = load_texts(options, tokenizer), load_small(options, tokenizer)

    def windows_of_pass() -> list[Example]:
        some = [small[k] for k in rng.choice(len(small), min(len(small), 600), replace=False)]
        ours = examples.own(options.own, tokenizer) * options.own_weight  # read anew: articles may join while this runs
        print(f"{len(ours)} own", flush=True)
        return [w for t in texts + some + ours for w in t.windows(rng)]

    model = from_minilm(str(options.minilm))
    if options.start:
        model = load(options.start).train()
    judge = load_judge(options.judge).train() if options.judge else fresh_judge(model, TAKE_OFF)
    both = nn.ModuleDict({"reader": model, "judge": judge})
    optimizer = _optimizer(both, options.lr)
    peaks = [g["lr"] for g in optimizer.param_groups]
    average = {k: v.clone() for k, v in both.state_dict().items()}
    step, began = 0, time.time()
    for number in range(options.passes):
        sums: dict[str, list[float]] = defaultdict(list)
        todo = batches(windows_of_pass(), rng, options.batch)
        for place, batch in enumerate(todo):
            done = (number + place / len(todo)) / options.passes
            if options.minutes:
                done = max((time.time() - began) / 60 / options.minutes, 0.0)
            rate = min(1.0, (step + 1) / 150) * max(0.0, 1 - done)
            if rate <= 0.0:
                break
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * rate
            parts = losses(model, judge, batch)
            loss = sum((JUDGE if name == "judge" else WEIGHTS[name]) * part for name, part in parts.items())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(both.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            keep = min(0.998, 1 - 10 / (step + 10))
            if step % 4 == 0:
                _move_average(average, both, keep**4)
            for name, part in parts.items():
                sums[name].append(float(part.detach()))
            if step % options.report == 0:
                print(
                    f"step {step} {place}/{len(todo)} {time.time() - began:.0f}s "
                    + " ".join(f"{n} {np.mean(v[-200:]):.3f}" for n, v in sums.items()),
                    flush=True,
                )
        _save(options.out, average, {"pass": number + 1, "seconds": round(time.time() - began)}, sums)
        if options.minutes and time.time() - began >= 60 * options.minutes:
            break
    if not math.isfinite(sum(map(sum, sums.values()))):
        print("the loss is not finite: the checkpoint is not to be used")


def _optimizer(both: nn.ModuleDict, rate: float) -> torch.optim.AdamW:
    """The optimiser of reader and judge: heads learn four times as fast.

    The table of words stays MiniLM's, so that another graph can share it.
    """
    both["reader"].words.weight.requires_grad = False
    encoder = ("reader.layers", "reader.words", "reader.positions", "reader.norm", "judge.layers")
    old = [p for n, p in both.named_parameters() if n.startswith(encoder) and p.requires_grad]
    new = [p for n, p in both.named_parameters() if not n.startswith(encoder)]
    return torch.optim.AdamW([{"params": old, "lr": rate}, {"params": new, "lr": 4 * rate}], weight_decay=0.01, fused=True)


@torch.no_grad()
def _move_average(average: dict[str, Tensor], both: nn.ModuleDict, keep: float) -> None:
    for key, value in both.state_dict().items():
        if key != "reader.words.weight":
            average[key].lerp_(value, 1 - keep)


def _save(out: Path, average: dict[str, Tensor], head: dict[str, int], sums: dict[str, list[float]]) -> None:
    """Writes the checkpoints in half precision, each in one step, and a line of the log."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("reader", "judge"):
        part, prefix = out / f"{name}.part", f"{name}."
        torch.save(
            {k.removeprefix(prefix): v.half() if v.is_floating_point() else v for k, v in average.items() if k.startswith(prefix)}, part
        )
        part.replace(out / f"{name}.pt")
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps({**head, **{n: round(float(np.mean(v)), 4) for n, v in sums.items()}}) + "\n")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--minilm", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2, tokenizer.json beside it")
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--judge", type=Path, help="the judge's checkpoint to go on from; by default it begins as the reader's last layers")
    parser.add_argument("--own", type=Path, default=Path("training/articles"), help="folder of own marked articles")
    parser.add_argument("--passes", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=0, help="end after so many minutes, the rate falling to nothing by then")
    parser.add_argument("--batch", type=int, default=4096, help="pieces a batch")
    parser.add_argument("--lr", type=float, default=2e-4, help="peak rate of the encoder; heads learn four times as fast")
    parser.add_argument("--own-weight", type=int, default=2, help="how often each own article is seen in a pass")
    parser.add_argument("--limit", type=int, default=0, help="take each so many-th article only, for a trial")
    parser.add_argument("--fold", type=int, choices=range(examples.FOLDS), help="leave this fold of train and dev out")
    parser.add_argument("--report", type=int, default=200, help="steps between two lines of progress")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(options)


if __name__ == "__main__":
    main()

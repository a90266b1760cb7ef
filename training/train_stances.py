"""Trains the stance model on pairs of issue and claim; the encoder's lowest layers stay as they are, their states are computed once a text.

Run: python -m training.train_stances --shared ../shared --minilm FOLDER --minutes 40 --out build/stances
Weights are kept in float32 and multiplied in bfloat16 where the processor has it; the checkpoint holds their moving average.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from onrecord.infer.sentences import text_pieces
from onrecord.infer.stancing import LONGEST_ISSUE, claim_pieces
from training import stance_examples as examples
from training import stance_variants as variants
from training.model import Reader, from_minilm
from training.stance_examples import FOR, NEITHER, Pair
from training.stance_model import SHARED_LAYERS, Stancer, fresh_stancer, load_stancer, lower_states, upper_states

if TYPE_CHECKING:
    from collections.abc import Sequence

SMOOTHING = 0.02
#: The most similar arguments of other motions that hard negatives are drawn from.
NEAR = 60
#: Motions as like as this share their arguments: those are no negatives.
SAME_MOTION = 0.72


class Texts:
    """The lower states of issues and claims, each computed once and kept in half precision."""

    def __init__(self, reader: Reader, tokenizer: Tokenizer, shared: int) -> None:
        self.reader, self.tokenizer, self.shared = reader, tokenizer, shared
        self.known: dict[tuple[str, str, str] | str, tuple[Tensor, Tensor]] = {}

    def of(self, keys: Sequence[tuple[str, str, str] | str]) -> list[tuple[Tensor, Tensor]]:
        """States and parts of each text: an issue, or (claim, cue, sentence)."""
        missing = [key for key in dict.fromkeys(keys) if key not in self.known]
        cut = [self._cut(key) for key in missing]
        order = sorted(range(len(missing)), key=lambda k: len(cut[k][0]))
        for at in range(0, len(order), 64):
            some = order[at : at + 64]
            lengths = [len(cut[k][0]) for k in some]
            ids = torch.zeros((len(some), max(lengths)), dtype=torch.int64)
            for row, k in enumerate(some):
                ids[row, : lengths[row]] = torch.from_numpy(cut[k][0])
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                states = lower_states(self.reader, ids, _mask(lengths), self.shared)
            for row, k in enumerate(some):
                self.known[missing[k]] = (states[row, : lengths[row]].to(torch.bfloat16), torch.from_numpy(cut[k][1]))
        return [self.known[key] for key in keys]

    def _cut(self, key: tuple[str, str, str] | str) -> tuple[np.ndarray, np.ndarray]:
        if isinstance(key, str):
            ids = text_pieces(key, self.tokenizer, LONGEST_ISSUE)
            return ids, np.zeros_like(ids)
        return claim_pieces(*key, self.tokenizer)

    def length(self, pair: Pair) -> int:
        """About how many pieces a pair has."""
        words = f"{pair.issue} {pair.cue} {pair.claim} {pair.sentence}"
        return 5 + len(words) // 5

    def batch(self, pairs: Sequence[Pair]) -> tuple[Tensor, Tensor, Tensor]:
        """States, parts and mask of pairs, padded."""
        issues = self.of([p.issue for p in pairs])
        claims = self.of([(p.claim, p.cue, p.sentence) for p in pairs])
        rows = [torch.cat([a[0], b[0]]) for a, b in zip(issues, claims, strict=True)]
        parts = [torch.cat([a[1], b[1]]) for a, b in zip(issues, claims, strict=True)]
        pad = torch.nn.utils.rnn.pad_sequence
        return (
            pad(rows, batch_first=True).float(),
            pad(parts, batch_first=True, padding_value=-1),
            _mask([len(r) for r in rows]),
        )


def _mask(lengths: list[int]) -> Tensor:
    return (torch.arange(max(lengths))[None, :] < torch.tensor(lengths)[:, None])[:, None, None, :]


def vectors(reader: Reader, tokenizer: Tokenizer, texts: list[str]) -> Tensor:
    """Unit vectors of texts by the untouched encoder."""
    out = torch.zeros((len(texts), 384))
    cut = [text_pieces(t, tokenizer) for t in texts]
    order = sorted(range(len(texts)), key=lambda k: len(cut[k]))
    for at in range(0, len(order), 64):
        some = order[at : at + 64]
        lengths = [len(cut[k]) for k in some]
        ids = torch.zeros((len(some), max(lengths)), dtype=torch.int64)
        for row, k in enumerate(some):
            ids[row, : lengths[row]] = torch.from_numpy(cut[k])
        mask = _mask(lengths)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            states = upper_states(reader, lower_states(reader, ids, mask), mask).float()
        weight = mask[:, 0, 0, :, None].float()
        out[some] = F.normalize((states * weight).sum(1) / weight.sum(1), dim=-1)
    return out


class Negatives:
    """Arguments of other motions for each issue, the most similar first."""

    def __init__(self, pairs: list[Pair], reader: Reader, tokenizer: Tokenizer) -> None:
        self.issues = list(dict.fromkeys(p.issue for p in pairs))
        claims = list(dict.fromkeys((p.claim, p.issue) for p in pairs))
        self.claims = [c for c, _ in claims]
        number = {issue: k for k, issue in enumerate(self.issues)}
        of = np.array([number[issue] for _, issue in claims])
        issue_vectors, claim_vectors = vectors(reader, tokenizer, self.issues), vectors(reader, tokenizer, self.claims)
        alike = (issue_vectors @ issue_vectors.T).numpy() > SAME_MOTION
        scores = (issue_vectors @ claim_vectors.T).numpy()
        scores[alike[:, of]] = -1
        self.near = np.argsort(-scores, axis=1)[:, :NEAR]
        self.number, self.of, self.alike = number, of, alike

    def draw(self, pair: Pair, rng: np.random.Generator) -> Pair:
        """The pair's issue with an argument of another motion: two in three from the nearest ones."""
        row = self.number[pair.issue]
        while True:
            at = int(rng.choice(self.near[row])) if rng.random() < 2 / 3 else int(rng.integers(len(self.claims)))
            if not self.alike[row, self.of[at]]:
                return replace(pair, claim=self.claims[at], stance=NEITHER, cue="", sentence="")


class Mixture:
    """The pairs of one pass after another, varied anew each time."""

    def __init__(self, options: argparse.Namespace, reader: Reader, tokenizer: Tokenizer) -> None:
        corpora = options.shared / "corpora"
        self.options = options
        self.perspectives = examples.perspectrum(corpora / "perspectrum", "train")
        self.arguments = examples.argkp(corpora / "argkp", "train", points=True)
        self.wordings = examples.perspectrum_wordings(corpora / "perspectrum")
        self.points = examples.argkp_points(corpora / "argkp")
        self.names = examples.directed(corpora / "directed_sentiment/train.txt") + examples.newsmtsc(corpora / "newsmtsc/train.jsonl")
        self.own, _ = examples.own()
        self.negatives = Negatives(self.perspectives + self.arguments, reader, tokenizer)

    def draw(self, rng: np.random.Generator) -> list[Pair]:
        """The pairs of one pass."""
        options = self.options
        some = lambda pairs, share: [p for p in pairs if rng.random() < share]  # noqa: E731
        base = some(self.perspectives, options.perspectives) + some(self.arguments, options.arguments)
        pairs = []
        for pair in base:
            pairs += [self.negatives.draw(pair, rng) for _ in range(int(options.negatives + rng.random()))]
            pairs.append(pair)
        pairs += some(self.wordings, options.wordings)
        pairs += [p for p in self.points if rng.random() < options.points * (1 if p.stance == FOR else 0.15)]
        pairs = [self._varied(p, rng) for p in pairs]
        pairs += [p for p in self.names if rng.random() < options.names * (0.3 if p.stance == NEITHER else 1)]
        pairs += variants.patterned(rng, options.patterned)
        for _ in range(options.own):
            pairs += [self._varied_own(p, rng) for p in self.own if p.stance != NEITHER or rng.random() < options.neither]
        return pairs

    def _varied(self, pair: Pair, rng: np.random.Generator) -> Pair:
        if rng.random() < self.options.otherwise and (other := variants.said_otherwise(pair, rng)):
            pair = other
        elif rng.random() < self.options.opposed:
            pair = examples.opposed(pair, rng) or pair
        return examples.cued(pair, rng, 0.12) if rng.random() < self.options.cued else pair

    def _varied_own(self, pair: Pair, rng: np.random.Generator) -> Pair:
        if rng.random() < self.options.opposed / 2:
            pair = examples.opposed(pair, rng) or pair
        if rng.random() < self.options.alone:
            pair = replace(pair, sentence="")
        return pair


def batches(pairs: list[Pair], texts: Texts, rng: np.random.Generator, pieces: int) -> list[list[Pair]]:
    """Pairs in batches of about so many pieces, of like length, in random order."""
    order = rng.permutation(len(pairs))
    out: list[list[Pair]] = []
    for at in range(0, len(order), 1500):
        chunk = sorted((pairs[k] for k in order[at : at + 1500]), key=texts.length)
        batch: list[Pair] = []
        for pair in chunk:
            if batch and (len(batch) + 1) * texts.length(pair) > pieces:
                out.append(batch)
                batch = []
            batch.append(pair)
        out.append(batch)
    return [out[k] for k in rng.permutation(len(out))]


def chances(stancer: Stancer, texts: Texts, pairs: list[Pair]) -> np.ndarray:
    """(pairs, 3) chances of for, against, neither."""
    stancer.eval()
    out = np.zeros((len(pairs), 3), dtype=np.float32)
    order = sorted(range(len(pairs)), key=lambda k: texts.length(pairs[k]))
    for at in range(0, len(order), 96):
        some = order[at : at + 96]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = stancer(*texts.batch([pairs[k] for k in some]))[0]
        out[some] = torch.softmax(scores.float(), -1).numpy()
    stancer.train()
    return out


def macro_f1(wanted: np.ndarray, found: np.ndarray, labels: Sequence[int]) -> float:
    """The mean F1 of some labels."""
    parts = []
    for label in labels:
        right = int(((wanted == label) & (found == label)).sum())
        parts.append(2 * right / max(1, int((wanted == label).sum() + (found == label).sum())))
    return float(np.mean(parts))


class Check:
    """Development figures while training: one wording a perspective with a near negative, argkp dev, own kept topics."""

    def __init__(self, options: argparse.Namespace, reader: Reader, tokenizer: Tokenizer) -> None:
        rng = np.random.default_rng(0)
        corpora = options.shared / "corpora"
        every = examples.perspectrum(corpora / "perspectrum", "dev")
        self.perspectives = [every[k] for k in rng.permutation(len(every))[:500]]
        negatives = Negatives(every, reader, tokenizer)
        self.negatives = [negatives.draw(p, rng) for p in self.perspectives]
        self.arguments = examples.argkp(corpora / "argkp", "dev")
        self.arguments = [self.arguments[k] for k in rng.permutation(len(self.arguments))[:300]]

    def __call__(self, stancer: Stancer, texts: Texts) -> str:
        """A line of figures."""
        given = lambda pairs: np.array([p.stance for p in pairs])  # noqa: E731
        found, negative = chances(stancer, texts, self.perspectives), chances(stancer, texts, self.negatives)
        wanted = given(self.perspectives)
        line = f"perspectrum {macro_f1(wanted, found[:, :2].argmax(1), (0, 1)):.3f}"
        both = np.concatenate([found, negative])
        for shift in (1.0, 3.0):
            side = (both * [1, 1, shift]).argmax(1)
            line += f" three({shift:.0f}) {macro_f1(np.concatenate([wanted, given(self.negatives)]), side, (0, 1)):.3f}"
        found = chances(stancer, texts, self.arguments)
        line += f" argkp {(found[:, :2].argmax(1) == given(self.arguments)).mean():.3f}"
        train, kept = examples.own()
        kept = [kept[k] for k in np.random.default_rng(0).permutation(len(kept))[:700]]
        if kept:
            found, wanted = chances(stancer, texts, kept), given(kept)
            sided = found[:, :2].max(1)
            line += f" own {len(train)}/{len(kept)} three {(found.argmax(1) == wanted).mean():.3f}"
            line += f" sides {(found[:, :2].argmax(1) == wanted)[wanted < NEITHER].mean():.3f}"
            for least in (0.5, 0.7, 0.9):
                told = sided >= least
                right = (found[:, :2].argmax(1) == wanted) & told
                line += f" {least}:{right.sum() / max(1, told.sum()):.2f}/{right.sum() / max(1, (wanted < 2).sum()):.2f}"
        return line


def train(stancer: Stancer, texts: Texts, mixture: Mixture, check: Check, options: argparse.Namespace) -> None:
    """Trains for so many minutes, the rate falling to nothing, and writes the moving average every few minutes.

    What counts is the time of the processors, so that other work beside it changes nothing but the end.
    """
    rng = np.random.default_rng(options.seed)
    new = [p for n, p in stancer.named_parameters() if not n.startswith("layers")]
    optimizer = torch.optim.AdamW(
        [{"params": stancer.layers.parameters(), "lr": options.lr}, {"params": new, "lr": 3 * options.lr}], weight_decay=0.02, fused=True
    )
    peaks = [g["lr"] for g in optimizer.param_groups]
    average = {k: v.clone() for k, v in stancer.state_dict().items()}
    spare = Stancer(len(stancer.layers))
    spent, saved, at, step, seen, losses = 0.0, 0.0, time.process_time(), 0, 0, []
    stancer.train()
    passed = 0
    share = 0.0
    while share < 1:
        for batch in batches(mixture.draw(rng), texts, rng, options.batch):
            spent, at = spent + (time.process_time() - at) / torch.get_num_threads(), time.process_time()
            share = spent / (60 * options.minutes)
            if share >= 1:
                break
            rate = min(1.0, (step + 1) / 100) * max(0.0, 1 - share) ** 0.9
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * rate
            states, parts, mask = texts.batch(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = stancer(states, parts, mask)[0]
            loss = F.cross_entropy(scores.float(), torch.tensor([p.stance for p in batch]), label_smoothing=SMOOTHING)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(stancer.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, seen = step + 1, seen + parts.numel()
            losses.append(float(loss.detach()))
            keep = min(options.average, 1 - 10 / (step + 10))
            with torch.no_grad():
                for key, value in stancer.state_dict().items():
                    average[key].lerp_(value, 1 - keep)
            if spent - saved > 60 * options.every:
                saved = spent
                _save(average, options.out)
                spare.load_state_dict(average)
                pace = f"step {step}, {seen / spent:.0f} pieces/s, loss {np.mean(losses[-150:]):.3f}"
                print(f"{share * options.minutes:.1f} min, {pace}, {check(spare, texts)}", flush=True)
        passed += 1
        print(f"pass {passed} over, loss {np.mean(losses[-300:]):.3f}", flush=True)
    _save(average, options.out)
    spare.load_state_dict(average)
    print(f"end: {step} steps, {check(spare, texts)}", flush=True)


def _save(average: dict[str, Tensor], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    part = out / "stances.part"
    torch.save({k: v.half() for k, v in average.items()}, part)
    part.replace(out / "stances.pt")


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--minilm", type=Path, required=True, help="the folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, default=Path("build/stances"))
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--layers", type=int, default=SHARED_LAYERS, help="how many of the encoder's lowest layers stay frozen")
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--every", type=float, default=4, help="minutes between checkpoints")
    parser.add_argument("--batch", type=int, default=2048, help="pieces a batch")
    parser.add_argument("--lr", type=float, default=1.5e-4)
    parser.add_argument("--average", type=float, default=0.995)
    parser.add_argument("--perspectives", type=float, default=1.0, help="share of perspectrum a pass, and so on")
    parser.add_argument("--arguments", type=float, default=0.5)
    parser.add_argument("--wordings", type=float, default=0.3)
    parser.add_argument("--points", type=float, default=0.2)
    parser.add_argument("--names", type=float, default=0.0)
    parser.add_argument("--own", type=int, default=2, help="how often a pass our own pairs are drawn")
    parser.add_argument("--neither", type=float, default=0.5, help="share of our own pairs without a side that are drawn")
    parser.add_argument("--alone", type=float, default=0.5, help="share of our own pairs without their sentence")
    parser.add_argument("--negatives", type=float, default=1.0, help="negatives a positive")
    parser.add_argument("--otherwise", type=float, default=0.5, help="share of issues said in other words, where that can be")
    parser.add_argument("--patterned", type=int, default=2000, help="pairs made of patterns a pass")
    parser.add_argument("--opposed", type=float, default=0.3)
    parser.add_argument("--cued", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    tokenizer = Tokenizer.from_file(str(options.minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    reader = from_minilm(str(options.minilm / "model.safetensors")).eval()
    began = time.time()
    check, mixture = Check(options, reader, tokenizer), Mixture(options, reader, tokenizer)
    print(f"ready after {time.time() - began:.0f}s; a pass has {len(mixture.draw(np.random.default_rng(0)))} pairs", flush=True)
    stancer = load_stancer(options.start) if options.start else fresh_stancer(reader, options.layers)
    train(stancer, Texts(reader, tokenizer, options.layers), mixture, check, options)


if __name__ == "__main__":
    main()

"""`python -m aligncheck.train --data DIR --work DIR --out models/embedded`: rebuild the model.

Every step leaves its result in the work folder or the model folder; a step whose result is there
is skipped, so a run that was cut off goes on where it stopped. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path


def main() -> None:
    """Run the steps that are asked for, in order."""
    parser = argparse.ArgumentParser(prog="aligncheck.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="holds train/, lexicon/, dev/")
    parser.add_argument("--work", type=Path, required=True, help="for intermediate files")
    parser.add_argument("--out", type=Path, default=Path("models/embedded"))
    parser.add_argument("steps", nargs="*", help=f"of {', '.join(_steps(Path(), Path(), Path()))}")
    args = parser.parse_args()
    for folder in (args.work, args.out):
        folder.mkdir(parents=True, exist_ok=True)
    steps = _steps(args.data, args.work, args.out)
    for name in args.steps or steps:
        run, result = steps[name]
        if result.exists() and not args.steps:
            print(f"{name}: {result.name} is there")
            continue
        started = time.time()
        run()
        print(f"{name}: {time.time() - started:.0f} s", flush=True)


def _steps(data: Path, work: Path, out: Path) -> dict[str, tuple[Callable[[], object], Path]]:
    """Return each step's function and the file that shows it was done."""
    return {
        "hant": (lambda: _hant(work / "hant.txt"), work / "hant.txt"),
        "corpus": (lambda: _corpus(data, work), work / "lex.tsv"),
        "pieces": (lambda: _pieces(work, out), out / "tokenizer.json"),
        "links": (lambda: _links(work), work / "rev.links"),
        "vectors": (lambda: _vectors(work, out), out / "model.safetensors"),
        "table": (lambda: _table(work, out), out / "lexicon.npz"),
        "phrases": (lambda: _phrases(work, out), out / "phrases.tsv.gz"),
        "sounds": (lambda: _sounds(data, work, out), out / "sounds.tsv.gz"),
        "names": (lambda: _names(data, work, out), out / "names.tsv.gz"),
        "rows": (lambda: _rows(work), work / "words.json"),
        "vocabulary": (lambda: _vocabulary(data, work, out), work / "vocabulary.json"),
        "pretrain": (lambda: _pretrain(work), work / "pretrained.pt"),
        "finetune": (lambda: _finetune(data, work, out), out / "tagger.npz"),
        "folds": (lambda: _folds(data, work), work / "fold1.npz"),
        "whole": (lambda: _whole(data, work, out), out / "whole.json"),
        "hole": (lambda: _hole(data, out), out / "hole.npz"),
        "gate": (lambda: _gate(data, out), out / "hole.npz"),
        "beads": (lambda: _beads(data, work, out), out / "beads.npz"),
        "seal": (lambda: _seal(data, out), out / "model.json"),
    }


def _sounds(data: Path, work: Path, out: Path) -> None:
    from aligncheck.train import sounds

    sounds.build(data, work, out)


def _names(data: Path, work: Path, out: Path) -> None:
    from aligncheck.train import names

    names.build(data, work, out)


def _hant(path: Path) -> None:
    import opencc

    convert = opencc.OpenCC("t2s").convert
    ranges = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF))
    chars = (chr(code) for low, high in ranges for code in range(low, high + 1))
    rows = [char + form for char in chars if len(form := convert(char)) == 1 and form != char]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _corpus(data: Path, work: Path) -> None:
    from aligncheck.train import corpus

    corpus.build(data, work)


def _pieces(work: Path, out: Path) -> None:
    from aligncheck.train import pieces

    pieces.build(work, out)


def _links(work: Path) -> None:
    from aligncheck.train import links

    links.build(work)


def _vectors(work: Path, out: Path) -> None:
    from aligncheck.train import vectors

    vectors.build(work, out)


def _table(work: Path, out: Path) -> None:
    from aligncheck.train import table

    table.build(work, out)


def _phrases(work: Path, out: Path) -> None:
    from aligncheck.train import table

    table.build_phrases(work, out)


def _rows(work: Path) -> None:
    from aligncheck.train import wordrows

    wordrows.build(work)


def _vocabulary(data: Path, work: Path, out: Path) -> None:
    from aligncheck.train import detector, vocabulary

    vocabulary.build(detector.labelled(data / "dev"), work, out)


def _pretrain(work: Path) -> None:
    from aligncheck.train import detector

    detector.pretrain(work)


def _finetune(data: Path, work: Path, out: Path) -> None:
    from aligncheck.train import detector

    detector.finetune(data, work, out)


def _folds(data: Path, work: Path) -> None:
    from aligncheck.train import detector

    detector.folds(data, work)


def _whole(data: Path, work: Path, out: Path) -> None:
    from aligncheck.train import whole

    whole.build(data, work, out)


def _hole(data: Path, out: Path) -> None:
    from aligncheck.train import hole

    hole.train(data, out / "hole.npz")


def _gate(data: Path, out: Path) -> None:
    from aligncheck.train import hole

    hole.screen(data, out / "hole.npz")


def _beads(data: Path, work: Path, out: Path) -> None:
    from aligncheck.train import beads

    beads.train(data, out, work)


def _seal(data: Path, out: Path) -> None:
    from aligncheck.train import seal

    seal.build(data, out)


main()

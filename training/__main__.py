"""`python -m training --data DIR --work DIR --out models/embedded`: rebuild the model.

Every step leaves its result in the work folder or the model folder; a step whose result is there
is skipped, so a run that was cut off goes on where it stopped. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path


def run_steps() -> None:
    """Run the steps that are asked for, in order."""
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="holds train/, lexicon/, dev/")
    parser.add_argument("--work", type=Path, required=True, help="for intermediate files")
    parser.add_argument("--out", type=Path, default=Path("models/embedded"))
    parser.add_argument(
        "steps", nargs="*", help=f"of {', '.join(_list_steps(Path(), Path(), Path()))}"
    )
    args = parser.parse_args()
    for folder in (args.work, args.out):
        folder.mkdir(parents=True, exist_ok=True)
    steps = _list_steps(args.data, args.work, args.out)
    for name in args.steps or steps:
        run, result = steps[name]
        if result.exists() and not args.steps:
            print(f"{name}: {result.name} is there")
            continue
        started = time.time()
        run()
        print(f"{name}: {time.time() - started:.0f} s", flush=True)


def _list_steps(data: Path, work: Path, out: Path) -> dict[str, tuple[Callable[[], object], Path]]:
    """Return each step's function and the file that shows it was done."""
    return {
        "hant": (lambda: _build_hant(work / "hant.txt"), work / "hant.txt"),
        "corpus": (lambda: _build_corpus(data, work), work / "lex.tsv"),
        "pieces": (lambda: _build_pieces(work, out), out / "tokenizer.json"),
        "links": (lambda: _build_links(work), work / "rev.links"),
        "vectors": (lambda: _build_vectors(work, out), out / "model.safetensors"),
        "table": (lambda: _build_table(work, out), out / "lexicon.npz"),
        "phrases": (lambda: _build_phrases(work, out), out / "phrases.tsv.gz"),
        "sounds": (lambda: _build_sounds(data, work, out), out / "sounds.tsv.gz"),
        "names": (lambda: _build_names(data, work, out), out / "names.tsv.gz"),
        "rows": (lambda: _build_rows(work), work / "words.json"),
        "vocabulary": (lambda: _build_vocabulary(data, work, out), work / "vocabulary.json"),
        "pretrain": (lambda: _pretrain_detector(work), work / "pretrained.pt"),
        "finetune": (lambda: _finetune_detector(data, work, out), out / "tagger.npz"),
        "folds": (lambda: _train_folds(data, work), work / "fold1.npz"),
        "whole": (lambda: _fit_pair_calibration(data, work, out), out / "whole.json"),
        "hole": (lambda: _train_gap_model(data, out), out / "hole.npz"),
        "gate": (lambda: _fit_gap_prefilter(data, out), out / "hole.npz"),
        "beads": (lambda: _fit_bead_weights(data, work, out), out / "beads.npz"),
        "open": (lambda: _list_open_words(data, work), work / "open_words.txt"),
        "seal": (lambda: _seal_model(data, out), out / "model.json"),
    }


def _build_sounds(data: Path, work: Path, out: Path) -> None:
    from training import transliteration

    transliteration.build_sounds(data, work, out)


def _build_names(data: Path, work: Path, out: Path) -> None:
    from training import gazetteer

    gazetteer.build_gazetteer(data, work, out)


def _build_hant(path: Path) -> None:
    import opencc

    convert = opencc.OpenCC("t2s").convert
    ranges = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF))
    chars = (chr(code) for low, high in ranges for code in range(low, high + 1))
    rows = [char + form for char in chars if len(form := convert(char)) == 1 and form != char]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _build_corpus(data: Path, work: Path) -> None:
    from training import parallel_corpus

    parallel_corpus.build_corpus(data, work)


def _build_pieces(work: Path, out: Path) -> None:
    from training import tokenizer

    tokenizer.train_tokenizer(work, out)


def _build_links(work: Path) -> None:
    from training import word_alignment

    word_alignment.build_links(work)


def _build_vectors(work: Path, out: Path) -> None:
    from training import static_vectors

    static_vectors.build_vectors(work, out)


def _build_table(work: Path, out: Path) -> None:
    from training import translation_table

    translation_table.build_table(work, out)


def _build_phrases(work: Path, out: Path) -> None:
    from training import translation_table

    translation_table.build_phrases(work, out)


def _build_rows(work: Path) -> None:
    from training import word_rows

    word_rows.build_word_rows(work)


def _build_vocabulary(data: Path, work: Path, out: Path) -> None:
    from training import detector_stages, detector_vocabulary

    detector_vocabulary.build_detector_vocabulary(
        detector_stages.read_labelled(data / "dev"), work, out
    )


def _pretrain_detector(work: Path) -> None:
    from training import detector_stages

    detector_stages.pretrain_detector(work)


def _finetune_detector(data: Path, work: Path, out: Path) -> None:
    from training import detector_stages

    detector_stages.finetune_detector(data, work, out)


def _train_folds(data: Path, work: Path) -> None:
    from training import detector_stages

    detector_stages.train_fold_detectors(data, work)


def _fit_pair_calibration(data: Path, work: Path, out: Path) -> None:
    from training import pair_calibration

    pair_calibration.fit_pair_calibration(data, work, out)


def _list_open_words(data: Path, work: Path) -> None:
    from training import open_words

    words = open_words.run(data / "train" / f"{name}.tsv.gz" for name in open_words.TEXTS)
    (work / "open_words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")


def _train_gap_model(data: Path, out: Path) -> None:
    from training import gap_model_fit

    gap_model_fit.train_gap_model(data, out / "hole.npz")


def _fit_gap_prefilter(data: Path, out: Path) -> None:
    from training import gap_model_fit

    gap_model_fit.fit_prefilter(data, out / "hole.npz")


def _fit_bead_weights(data: Path, work: Path, out: Path) -> None:
    from training import bead_texts

    bead_texts.fit_and_save_beads(data, out, work)


def _seal_model(data: Path, out: Path) -> None:
    from training import model_manifest

    model_manifest.calibrate_and_seal(data, out)


run_steps()

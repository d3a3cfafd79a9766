"""Write the judge as onnxruntime runs it: encoder in blocks of eight bits, pieces in four.

Whole matrices of eight bits with one scale for the activations of a batch cost three points of
AUC on read pairs; blocks of 64 with a scale each cost none.
"""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization.matmul_nbits_quantizer import (
    DefaultWeightOnlyQuantConfig,
    MatMulNBitsQuantizer,
)
from torch import Tensor, nn

from training.judge_network import DIM, CrossReader, Encoder, PieceTable

BLOCK = 32  # weights of a block of the piece table
ENCODER_BITS, ENCODER_BLOCK = 8, 64
OPSET = 17
SMALL = 256  # weights up to which a tensor stays as it is


class _EncoderGraph(nn.Module):
    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, embeddings: Tensor, mask: Tensor) -> Tensor:
        vectors: Tensor = self.encoder(embeddings, mask > 0.5)
        return vectors


class _CrossGraph(nn.Module):
    def __init__(self, cross: CrossReader) -> None:
        super().__init__()
        self.cross = cross

    def forward(self, z: Tensor, e: Tensor, z_mask: Tensor, e_mask: Tensor) -> tuple[Tensor, ...]:
        src, tgt, gap, pair, ahead, _ = self.cross(z, e, z_mask > 0.5, e_mask > 0.5)
        return src.sigmoid(), tgt.sigmoid(), gap.sigmoid(), pair.sigmoid(), ahead


def export_judge(
    table: PieceTable, encoder: Encoder, cross: CrossReader, tokenizer: Path, out: Path
) -> None:
    """Write encoder.onnx, cross.onnx, pieces.npz and tokenizer.json into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    b, t, u = 2, 9, 11
    row, other = {0: "b", 1: "t"}, {0: "b", 1: "u"}
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter: the newer one fixes open sizes
        first, second = Path(folder) / "encoder.onnx", Path(folder) / "cross.onnx"
        torch.onnx.export(
            _EncoderGraph(encoder.eval()),
            (torch.randn(b, t, DIM), torch.ones(b, t)),
            str(first),
            input_names=["embeddings", "mask"],
            output_names=["vectors"],
            dynamic_axes={name: row for name in ("embeddings", "mask", "vectors")},
            opset_version=OPSET,
            dynamo=False,
        )
        torch.onnx.export(
            _CrossGraph(cross.eval()),
            (torch.randn(b, t, DIM), torch.randn(b, u, DIM), torch.ones(b, t), torch.ones(b, u)),
            str(second),
            input_names=["source", "target", "source_mask", "target_mask"],
            output_names=["src", "tgt", "gap", "pair", "ahead"],
            dynamic_axes={
                "source": row,
                "source_mask": row,
                "src": row,
                "target": other,
                "target_mask": other,
                "tgt": other,
                "gap": {0: "b", 1: "v"},
                "pair": {0: "b"},
                "ahead": {0: "b", 1: "t", 2: "w"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
        _quantise_blocks(first, out / "encoder.onnx")
        _halve_weights(second, out / "cross.onnx")
    np.savez(out / "pieces.npz", allow_pickle=False, **_pack_pieces(table))
    shutil.copyfile(tokenizer, out / "tokenizer.json")


def _quantise_blocks(path: Path, out: Path) -> None:
    """Keep the weights of matrices in blocks of eight bits; activations are cut alike at run."""
    config = DefaultWeightOnlyQuantConfig(
        block_size=ENCODER_BLOCK, is_symmetric=True, accuracy_level=4, bits=ENCODER_BITS
    )
    quantizer = MatMulNBitsQuantizer(onnx.load(str(path)), algo_config=config)
    quantizer.process()
    quantizer.model.save_model_to_file(str(out))


def _halve_weights(path: Path, out: Path) -> None:
    """Keep large weights as float16 with a cast that onnxruntime does once, at load."""
    model = onnx.load(str(path))
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) <= SMALL:
            continue
        half = numpy_helper.to_array(tensor).astype(np.float16)
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(half, f"{tensor.name}_half"))
        casts.append(
            helper.make_node("Cast", [f"{tensor.name}_half"], [tensor.name], to=TensorProto.FLOAT)
        )
    for cast in casts:
        graph.node.insert(0, cast)
    onnx.checker.check_model(model)
    onnx.save(model, str(out))


def _pack_pieces(table: PieceTable) -> dict[str, NDArray[Any]]:
    """Pack the table into four bits a weight: exact for weights that came in such blocks."""
    weights = table.word.weight.detach().numpy()
    blocks = weights.reshape(len(weights), -1, BLOCK)
    at = np.abs(blocks).argmax(-1)
    scale = -np.take_along_axis(blocks, at[..., None], -1)[..., 0] / 8
    divisor = np.where(scale == 0, 1, scale)[..., None]
    levels = np.clip(np.round(blocks / divisor) + 8, 0, 15).astype(np.uint8)
    norm = [table.norm.weight.detach().numpy(), table.norm.bias.detach().numpy()]
    return {
        "nibbles": levels[..., : BLOCK // 2] | (levels[..., BLOCK // 2 :] << 4),
        "scale": scale.astype(np.float16),
        "places": (table.place.weight + table.kind).detach().numpy().astype(np.float16),
        "norm": np.stack(norm),
    }

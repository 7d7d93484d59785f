"""The shipped weights of a finished run: `python -m train.export --run runs/one --out onrecord/models/weights`.

Exports to ONNX, writes layer normalisation as instance normalisation, quantizes the matrices and the
embedding table to int8, and checks the result against PyTorch. The runtime fuses when it loads: its
transformer optimiser's fused attention is a fifth slower in int8, and its layer normalisation adds up
one number at a time, where its instance normalisation does the same with vectors. Weights take 7 of the 8 bits: without VNNI a processor adds products of 8 bits in
16, which overflows, and readings would differ between machines.
"""

import argparse
import json
import shutil
import tempfile
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.models.pieces import WordPieces
from onrecord.understand import HEADS
from onrecord.understand.reading import TagHead
from train.network import EPSILON, STUDENT, TEACHER, Network, Size

INPUTS = {"ids": "pieces", "shapes": "pieces", "first": "words", "last": "words"}


class Listed(nn.Module):
    """The network with its heads' scores as a tuple, in the order of HEADS."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        scores = self.network(ids, shapes, first, last)
        return tuple(scores[head.name] for head in HEADS)


def load(run: Path) -> tuple[Network, WordPieces]:
    """The network of a run: the finished one, else its last checkpoint."""
    vocabulary = WordPieces(run / "tokenizer.json")
    taught = "teacher" in json.loads((run / "options.json").read_text(encoding="utf-8"))
    network = Network(vocabulary.size, HEADS, STUDENT if taught else TEACHER)
    if (run / "network.pt").exists():
        network.load_state_dict(torch.load(run / "network.pt", weights_only=True))
    else:
        network.load_state_dict(torch.load(run / "checkpoint.pt", weights_only=True)["network"])
    network.eval()
    return network, vocabulary


def export(run: Path, out: Path) -> None:
    """Write encoder.onnx and tokenizer.json."""
    network, vocabulary = load(run)
    out.mkdir(parents=True, exist_ok=True)
    sample = tuple(torch.ones((1, 16), dtype=torch.int64) for _ in INPUTS)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Listed(network),
            sample,
            plain,
            input_names=list(INPUTS),
            output_names=[head.name for head in HEADS],
            dynamic_axes={
                name: {1: axis}
                for name, axis in {**INPUTS, **{head.name: "words" for head in HEADS}}.items()
            },
            opset_version=17,
            dynamo=False,
        )
        model = onnx.load(plain)
        normalise_by_instance(model.graph, network.size)
        onnx.save(model, plain)
        tags = tuple(f"/heads.{head.name}/" for head in HEADS if isinstance(head, TagHead))
        heads = [node.name for node in model.graph.node if any(name in node.name for name in tags)]
        quantize_dynamic(
            plain,
            out / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=heads,
        )
    shutil.copyfile(run / "tokenizer.json", out / "tokenizer.json")
    report(network, vocabulary, out)


def normalise_by_instance(graph: onnx.GraphProto, size: Size) -> None:
    """Replace each layer normalisation by the same sum in operators that the runtime does fast.

    To instance normalisation a window's words are its channels: [1, length, WIDTH]. So it takes a
    scale and a bias for each word, ones and zeros here, and those of the layer follow.
    """
    nodes = []
    for axis, source in (("pieces", "ids"), ("words", "first")):
        nodes.append(helper.make_node("Shape", [source], [axis], start=1, end=2))
        for name, value in (("ones", 1.0), ("zeros", 0.0)):
            filled = numpy_helper.from_array(np.array([value], np.float32))
            made = [f"{name} of {axis}"]
            nodes.append(helper.make_node("ConstantOfShape", [axis], made, value=filled))
    normals = (node.name for node in graph.node if node.op_type == "LayerNormalization")
    on_pieces = set(islice(normals, 1 + 2 * size.on_pieces))  # the embeddings', two a layer
    for node in graph.node:
        if node.op_type != "LayerNormalization":
            nodes.append(node)
            continue
        hidden, scale, bias = node.input
        normal, scaled = f"{node.name}/normal", f"{node.name}/scaled"
        axis = "pieces" if node.name in on_pieces else "words"
        inputs = [hidden, f"ones of {axis}", f"zeros of {axis}"]
        nodes += [
            helper.make_node("InstanceNormalization", inputs, [normal], epsilon=EPSILON),
            helper.make_node("Mul", [normal, scale], [scaled]),
            helper.make_node("Add", [scaled, bias], [node.output[0]]),
        ]
    del graph.node[:]
    graph.node.extend(nodes)


@torch.no_grad()
def report(network: Network, vocabulary: WordPieces, out: Path) -> None:
    """Print the size and how often the shipped weights choose the network's own label."""
    text = (
        "Officials in Oslo said on Monday that the minister, Kari Holt, had agreed to “open the port”.\n"
        * 8
    )
    pieces = vocabulary.pieces(text)
    inputs = vocabulary.inputs(pieces, pieces.windows()[0])
    session = onnxruntime.InferenceSession(str(out / "encoder.onnx"))
    ours = session.run([head.name for head in HEADS], inputs)
    theirs = network(**{name: torch.from_numpy(array) for name, array in inputs.items()})
    for head, mine in zip(HEADS, ours, strict=True):
        wanted = theirs[head.name].numpy()
        same = np.mean(mine.argmax(-1) == wanted.argmax(-1))
        print(
            f"{head.name}: off by {np.abs(mine - wanted).mean():.3f} on average, same label {same:.1%}"
        )
    print(f"{(out / 'encoder.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    export(options.run, options.out)

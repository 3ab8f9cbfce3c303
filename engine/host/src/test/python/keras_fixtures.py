#!/usr/bin/python3
"""Writes the HDF5 files of src/test/resources/keras with h5py (Debian: python3-h5py), in the layouts that Keras itself writes, and what the
networks in them say, computed here in float64 from the equations alone. The tests read what this has written and need no Python.

Layouts: keras/src/legacy/saving/legacy_h5_format.py (Keras 3) and tf_keras/saving/legacy/hdf5_format.py (Keras 1 and 2) for
`layer_names` and `weight_names`; keras/src/saving/saving_lib.py for `layers/NAME/vars/N`.

Usage: keras_fixtures.py [FOLDER]
"""
import json
import sys
from pathlib import Path

import h5py
import numpy as np

CHARACTERS = list("\n :2|ABCKMX\"")
EMBEDDING = 4
HIDDEN = (5, 3)
TEXT = "X:2\nK:C\nA2 B|C\n\nX:\n\"AM\"BA|\n\n"
FOLDER = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "resources" / "keras")


class Network:
    """The weights of an embedding, two LSTM layers (gates i, f, c, o) and a dense layer, and the equations."""

    def __init__(self, seed, biased=(True, True)):
        random = np.random.default_rng(seed)

        def draw(*shape):
            return random.normal(0, 0.7, shape).astype(np.float32)

        self.embeddings = draw(len(CHARACTERS), EMBEDDING)
        self.lstm = []
        inputs = EMBEDDING
        for hidden, bias in zip(HIDDEN, biased):
            layer = [draw(inputs, 4 * hidden), draw(hidden, 4 * hidden)]
            self.lstm.append(layer + [draw(4 * hidden)] if bias else layer)
            inputs = hidden
        self.dense = [draw(inputs, len(CHARACTERS)), draw(len(CHARACTERS))]

    def probabilities(self, tokens, squash):
        """What comes next after each token, the state at zero before the first."""
        h = [np.zeros(n) for n in HIDDEN]
        c = [np.zeros(n) for n in HIDDEN]
        rows = []
        for token in tokens:
            x = self.embeddings[token].astype(np.float64)
            for l, weights in enumerate(self.lstm):
                z = x @ weights[0].astype(np.float64) + h[l] @ weights[1].astype(np.float64)
                if len(weights) == 3:
                    z = z + weights[2]
                i, f, g, o = np.split(z, 4)
                c[l] = squash(f) * c[l] + squash(i) * np.tanh(g)
                h[l] = squash(o) * np.tanh(c[l])
                x = h[l]
            logits = x @ self.dense[0].astype(np.float64) + self.dense[1]
            e = np.exp(logits - logits.max())
            rows.append(e / e.sum())
        return rows


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def hard_sigmoid(x):
    return np.clip(0.2 * x + 0.5, 0, 1)


def write_legacy(group, layers, keras_version, parts=1):
    """layers: (layer name, [(weight name, array)]) in the order of the model; in parts where there are too many for one attribute."""
    names = [name.encode() for name, _ in layers]
    if parts == 1:
        group.attrs["layer_names"] = names  # h5py 3 writes texts of variable length, h5py 2 and arrays of fixed length
    else:
        for n, part in enumerate(np.array_split(names, parts)):
            group.attrs["layer_names%d" % n] = part
    group.attrs["backend"] = b"tensorflow"
    if keras_version:
        group.attrs["keras_version"] = keras_version.encode()
    for name, weights in sorted(layers):
        layer = group.create_group(name)
        layer.attrs["weight_names"] = [weight.encode() for weight, _ in weights]
        for weight, values in weights:
            dataset = layer.create_dataset(weight, values.shape, dtype=values.dtype)
            dataset[:] = values


def write_full(name, layers, keras_version, config):
    with h5py.File(FOLDER / name, "w") as f:
        f.attrs["keras_version"] = keras_version
        f.attrs["backend"] = "tensorflow"
        f.attrs["model_config"] = json.dumps(config).encode()
        f.attrs["training_config"] = json.dumps({"loss": "categorical_crossentropy"}).encode()
        weights = f.create_group("model_weights")
        write_legacy(weights, layers, keras_version)
        weights.create_group("top_level_model_weights").attrs["weight_names"] = []
        optimizer = f.create_group("optimizer_weights")
        optimizer.attrs["weight_names"] = [b"Adam/iterations:0"]
        optimizer.create_dataset("Adam/iterations:0", data=np.int64(37))


def write_store(name, entries, names=None):
    """entries: {path: [arrays]} of saving_lib.H5IOStore; with names, each layer's own name as newer versions note it."""
    with h5py.File(FOLDER / name, "w") as f:
        for path, arrays in entries.items():
            variables = f.require_group(path).create_group("vars")
            if names and path in names:
                variables.attrs["name"] = names[path]
            for n, values in enumerate(arrays):
                variables[str(n)] = values


def named(prefix, kinds, arrays):
    return [(prefix + kind, values) for kind, values in zip(kinds, arrays)]


def legacy_layers(net, lstm="lstm_%d/", lstm_weights="lstm_%d/", suffix=":0", first=1, dense="time_distributed_1"):
    kinds = ["kernel" + suffix, "recurrent_kernel" + suffix, "bias" + suffix]
    layers = [("embedding_1", [("embedding_1/embeddings" + suffix, net.embeddings)])]
    for l, weights in enumerate(net.lstm):
        layers.append((lstm.rstrip("/") % (first + l), named(lstm_weights % (first + l), kinds, weights)))
        layers.append(("dropout_%d" % (first + l), []))
    layers.append((dense, named(dense + "/", ["kernel" + suffix, "bias" + suffix], net.dense)))
    layers.append(("activation_1", []))
    return layers


def layer_config(kind, name, **config):
    return {"class_name": kind, "config": {"name": name, **config}}


def lstm_config(name, units, squash, use_bias=True):
    return layer_config("LSTM", name, units=units, activation="tanh", recurrent_activation=squash, use_bias=use_bias,
                        return_sequences=True, stateful=True, go_backwards=False, dropout=0.0)


def keras3_layers(net):
    """Keras 3 in the old layout: paths for names, and the states of stateful layers among the weights."""
    layers = [("embedding", [("sequential/embedding/embeddings", net.embeddings)])]
    for l, weights in enumerate(net.lstm):
        name = "lstm" if l == 0 else "lstm_%d" % l
        states = [("sequential/%s/rnn_state%s" % (name, s), np.ones((16, HIDDEN[l]), np.float32)) for s in ("", "_1")]
        layers.append((name, named("sequential/%s/lstm_cell/" % name, ["kernel", "recurrent_kernel", "bias"], weights) + states))
        layers.append(("dropout" if l == 0 else "dropout_%d" % l, []))
    layers.append(("time_distributed", named("sequential/time_distributed/dense/", ["kernel", "bias"], net.dense)))
    return layers


def keras3_config(squash, **embedding):
    layers = [layer_config("InputLayer", "input_layer", batch_shape=[16, 64]),
              layer_config("Embedding", "embedding", input_dim=len(CHARACTERS), output_dim=EMBEDDING, **embedding)]
    for l, hidden in enumerate(HIDDEN):
        layers.append(lstm_config("lstm" if l == 0 else "lstm_%d" % l, hidden, squash))
        layers.append(layer_config("Dropout", "dropout" if l == 0 else "dropout_%d" % l, rate=0.2))
    inner = layer_config("Dense", "dense", units=len(CHARACTERS), activation="softmax", use_bias=True)
    layers.append(layer_config("TimeDistributed", "time_distributed", layer=inner))
    for layer in layers:
        layer["module"] = "keras.layers"
    return {"class_name": "Sequential", "config": {"name": "sequential", "layers": layers}}


def keras1_lstm(weights):
    """Twelve tensors, gates in the order i, c, f, o."""
    kernel, recurrent, bias = (np.split(w, 4, axis=-1) for w in weights)
    return [("lstm_%s_" + kind + "_" + gate, part[n]) for gate, n in (("i", 0), ("c", 2), ("f", 1), ("o", 3))
            for kind, part in (("W", kernel), ("U", recurrent), ("b", bias))]


def cudnn_lstm(weights):
    """To cuDNN's layout, as hdf5_format._convert_rnn_weights does it; the second bias is not zero."""
    kernel, recurrent, bias = weights
    other = np.linspace(-1, 1, len(bias)).astype(np.float32)
    return [np.hstack([k.T.reshape(k.shape) for k in np.hsplit(kernel, 4)]),
            np.hstack([k.T for k in np.hsplit(recurrent, 4)]), np.concatenate([bias - other, other])]


def store_entries(net, root, states):
    entries = {root + "/embedding": [net.embeddings]}
    for l, weights in enumerate(net.lstm):
        name = root + ("/lstm" if l == 0 else "/lstm_%d" % l)
        entries[name + "/cell"] = weights
        entries[name + "/cell/seed_generator"] = [np.array([7, 7], np.uint32)]
        if states:
            entries[name] = [np.ones((16, HIDDEN[l]), np.float32)] * 2
    entries[root + "/time_distributed/layer"] = net.dense
    return entries


def imported():
    """Files that can be imported; yields (file, options, network, squash)."""
    net = Network(1)
    layers = [("embedding_1", [("embedding_1_W", net.embeddings.astype(np.float64))])]
    for l, weights in enumerate(net.lstm):
        layers.append(("lstm_%d" % (l + 1), [(name % (l + 1), w) for name, w in keras1_lstm(weights)]))
    layers.append(("timedistributed_1", named("timedistributed_1_", ["W", "b"], net.dense)))
    with h5py.File(FOLDER / "keras1-weights.h5", "w") as f:
        write_legacy(f, layers, None, parts=2)
    yield "keras1-weights.h5", [], net, hard_sigmoid

    net = Network(2)
    with h5py.File(FOLDER / "keras2-weights.h5", "w") as f:
        write_legacy(f, legacy_layers(net), "2.2.4")
    yield "keras2-weights.h5", [], net, hard_sigmoid
    yield "keras2-weights.h5", ["--recurrent-activation", "sigmoid"], net, sigmoid

    net = Network(3, biased=(False, True))
    config = [layer_config("Embedding", "embedding_1", input_dim=len(CHARACTERS), mask_zero=False),
              lstm_config("lstm_1", HIDDEN[0], "hard_sigmoid", use_bias=False), layer_config("Dropout", "dropout_1", rate=0.2),
              lstm_config("lstm_2", HIDDEN[1], "hard_sigmoid"), layer_config("Dropout", "dropout_2", rate=0.2),
              layer_config("TimeDistributed", "time_distributed_1", layer=layer_config("Dense", "dense_1", activation="linear")),
              layer_config("Activation", "activation_1", activation="softmax")]
    write_full("keras2-model.h5", legacy_layers(net), "2.1.5", {"class_name": "Sequential", "config": config})
    yield "keras2-model.h5", [], net, hard_sigmoid

    net = Network(4)
    with h5py.File(FOLDER / "tf-keras2-weights.h5", "w") as f:
        write_legacy(f, legacy_layers(net, lstm_weights="lstm_%d/lstm_cell_7/", dense="dense_1"), "2.9.0")
    yield "tf-keras2-weights.h5", [], net, sigmoid
    yield "tf-keras2-weights.h5", ["--recurrent-activation", "hard_sigmoid"], net, hard_sigmoid

    net = Network(5)
    layers = legacy_layers(net)
    layers[1] = ("cu_dnnlstm_1", named("cu_dnnlstm_1/", ["kernel:0", "recurrent_kernel:0", "bias:0"], cudnn_lstm(net.lstm[0])))
    layers[3] = ("cu_dnnlstm_2", named("cu_dnnlstm_2/", ["kernel:0", "recurrent_kernel:0", "bias:0"], cudnn_lstm(net.lstm[1])))
    with h5py.File(FOLDER / "cudnn-weights.h5", "w") as f:
        write_legacy(f, layers, "2.2.4")
    yield "cudnn-weights.h5", [], net, sigmoid

    net = Network(6)
    write_store("tf-keras2.weights.h5", store_entries(net, "_layer_checkpoint_dependencies", False))
    yield "tf-keras2.weights.h5", [], net, sigmoid

    net = Network(7)
    entries = store_entries(net, "layers", True)
    entries.update({"layers/dropout": [], "layers/dropout/seed_generator": [np.array([1, 2], np.uint32)],
                    "optimizer": [np.int64(9), np.float32(0.001)]})
    write_store("keras3.weights.h5", entries, {"layers/embedding": "signs", "layers/lstm": "zzz", "layers/lstm_1": "aaa"})
    yield "keras3.weights.h5", [], net, sigmoid

    net = Network(8)
    write_full("keras3-model.h5", keras3_layers(net), "3.5.0", keras3_config("sigmoid"))
    yield "keras3-model.h5", [], net, sigmoid


def refused():
    """Files that cannot be imported; yields (file, what the message must name)."""
    net = Network(9)
    layers = legacy_layers(net)

    def weights_file(name, changed):
        with h5py.File(FOLDER / name, "w") as f:
            write_legacy(f, changed, "2.2.4")

    gru = [np.ones((EMBEDDING, 15), np.float32), np.ones((5, 15), np.float32), np.ones(15, np.float32)]
    weights_file("gru-weights.h5", [layers[0], ("gru_1", named("gru_1/", ["kernel:0", "recurrent_kernel:0", "bias:0"], gru)), layers[-2]])
    yield "gru-weights.h5", ["gru_1", "GRU"]
    both = named("bidirectional_1/forward_lstm_1/", ["kernel:0", "recurrent_kernel:0", "bias:0"], net.lstm[0])
    both += named("bidirectional_1/backward_lstm_1/", ["kernel:0", "recurrent_kernel:0", "bias:0"], net.lstm[0])
    weights_file("bidirectional-weights.h5", [layers[0], ("bidirectional_1", both), layers[-2]])
    yield "bidirectional-weights.h5", ["bidirectional_1", "Bidirectional"]
    write_store("conv.weights.h5", {"layers/embedding": [net.embeddings], "layers/conv1d": [np.ones((3, 4, 4), np.float32)]})
    yield "conv.weights.h5", ["conv1d"]

    weights_file("narrow-weights.h5", layers[:1] + layers[3:])
    yield "narrow-weights.h5", ["lstm_2", "5", "4"]
    weights_file("double-dense-weights.h5", layers + [("dense_2", named("dense_2/", ["kernel:0", "bias:0"], net.dense))])
    yield "double-dense-weights.h5", ["dense_2"]
    nan = net.embeddings.copy()
    nan[3, 1] = np.nan
    weights_file("nan-weights.h5", [("embedding_1", [("embedding_1/embeddings:0", nan)])] + layers[1:])
    yield "nan-weights.h5", ["embedding", "3", "NaN"]
    weights_file("half-weights.h5", [("embedding_1", [("embedding_1/embeddings:0", net.embeddings.astype(np.float16))])] + layers[1:])
    yield "half-weights.h5", ["embedding_1/embeddings:0"]
    with h5py.File(FOLDER / "compressed-weights.h5", "w") as f:
        write_legacy(f, layers[1:], "2.2.4")
        f.attrs["layer_names"] = [name.encode() for name, _ in layers]
        group = f.create_group("embedding_1")
        group.attrs["weight_names"] = [b"embedding_1/embeddings:0"]
        group.create_dataset("embedding_1/embeddings:0", data=net.embeddings, compression="gzip")
    yield "compressed-weights.h5", ["embedding_1/embeddings:0", "CHUNKED"]

    write_full("hard-sigmoid-model.h5", keras3_layers(net), "3.5.0", keras3_config("hard_sigmoid"))
    yield "hard-sigmoid-model.h5", ["lstm", "hard_sigmoid", "Keras 3"]
    write_full("masked-model.h5", keras3_layers(net), "3.5.0", keras3_config("sigmoid", mask_zero=True))
    yield "masked-model.h5", ["embedding", "mask_zero"]
    config = keras3_config("sigmoid")
    config["config"]["layers"][2]["config"]["activation"] = "relu"
    write_full("relu-model.h5", keras3_layers(net), "3.5.0", config)
    yield "relu-model.h5", ["lstm", "relu"]
    with h5py.File(FOLDER / "no-keras.h5", "w") as f:
        f["numbers"] = np.arange(3)
    yield "no-keras.h5", ["layer_names"]


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    vocabulary = {c: i for i, c in enumerate(CHARACTERS)}
    (FOLDER / "char_to_idx.json").write_text(json.dumps(vocabulary))
    (FOLDER / "idx_to_char.json").write_text(json.dumps({i: c for c, i in vocabulary.items()}))
    (FOLDER / "characters.json").write_text(json.dumps(CHARACTERS))
    tokens = [vocabulary[c] for c in TEXT]
    cases = []
    for name, options, net, squash in imported():
        first = net.probabilities([vocabulary["\n"]] + tokens, squash)
        bits = -sum(np.log2(p[t]) for p, t in zip(first, tokens)) / len(tokens)
        rows = [[round(float(p), 9) for p in row] for row in net.probabilities(tokens, squash)]
        cases.append({"file": name, "options": options, "recurrent_activation": squash.__name__,
                      "bits_per_character": round(float(bits), 6), "probabilities": rows})
    expected = {"text": TEXT, "imported": cases, "refused": [{"file": f, "names": n} for f, n in refused()]}
    (FOLDER / "expected.json").write_text(json.dumps(expected).replace('{"file"', '\n{"file"') + "\n")


main()

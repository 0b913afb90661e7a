#!/usr/bin/env python3
"""Writes a policy that was trained in Python as an ONNX file under an observation contract, with 256 golden vectors beside it.

Reads what Stable-Baselines3 saves (PPO, A2C, SAC, TD3, DDPG: a .zip file), what ElegantRL saves (act.pth or actor.pth: a state dict or a whole module),
and what FinRL saves, which is one of the two. None of the three needs to be installed; PyTorch and NumPy do.

    ./ringmaster model contract --config session.yaml > contract.json
    scripts/export_policy.py ppo.zip --contract contract.json --head buy_sell_hold --out policy.onnx
    ./ringmaster model check policy.onnx

The files are pickles, and a pickle can run any program when it is read. This script runs nothing out of them: it rebuilds tensors, arrays and dictionaries,
and everything else becomes an object without behaviour. So it can read a module without its class, and files that you did not make.

docs/training.md says what each source needs.
"""
import argparse
import collections
import hashlib
import io
import json
import pickle
import re
import struct
import sys
import zipfile

try:
    import numpy
    import torch
    try:
        from numpy._core import multiarray
    except ImportError:
        from numpy.core import multiarray
except ImportError as missing:
    sys.exit(f"export_policy: {missing.name} is not installed. Install PyTorch and NumPy, for example: apt-get install python3-torch python3-numpy")

GOLDEN_ROWS = 256
TOLERANCE = 1e-6
HEADS = {"continuous": (2,), "buy_sell_hold": (3,), "adjust": (5,), "size_or_skip": (1, 2)}


class Refused(Exception):
    """The file cannot be exported; the message says what to do."""


# ---- Reading pickles without running them


class Inert:
    """Takes the place of every object whose class is not needed: it keeps its state and does nothing."""

    def __new__(cls, *_, **__):
        return object.__new__(cls)

    def __init__(self, *_, **__):
        pass

    def __setstate__(self, state):
        if isinstance(state, tuple) and len(state) == 2:
            state = {**(state[0] or {}), **(state[1] or {})}
        if isinstance(state, dict):
            self.__dict__.update(state)

    def __call__(self, *_, **__):
        return self

    def __setitem__(self, key, value):
        pass

    def append(self, item):
        pass

    def extend(self, items):
        pass

    def add(self, item):
        pass


STORAGES = {
    "FloatStorage": torch.float32, "DoubleStorage": torch.float64, "HalfStorage": torch.float16, "BFloat16Storage": torch.bfloat16,
    "LongStorage": torch.int64, "IntStorage": torch.int32, "ShortStorage": torch.int16, "CharStorage": torch.int8, "ByteStorage": torch.uint8,
    "BoolStorage": torch.bool}


def tensor_of(storage, offset, size, stride, *_):
    return torch.as_strided(storage, size, stride, offset)


def first(value, *_):
    return value


def allowed(module, name):
    """What a pickle may call: constructors of plain data. PyTorch's own are replaced, so that nothing but tensors comes of them."""
    if (module, name) == ("collections", "OrderedDict"):
        return collections.OrderedDict
    if module == "torch._utils" and name == "_rebuild_tensor_v2":
        return tensor_of
    if module == "torch._utils" and name in ("_rebuild_parameter", "_rebuild_parameter_with_state"):
        return first
    if module == "torch" and name == "Size":
        return torch.Size
    if module in ("numpy.core.multiarray", "numpy._core.multiarray") and name in ("_reconstruct", "scalar"):
        return getattr(multiarray, name)
    if module in ("numpy.core.numeric", "numpy._core.numeric") and name == "_frombuffer":
        return lambda data, dtype, shape, order: numpy.frombuffer(data, dtype).reshape(shape, order=order)
    if module == "numpy" and name in ("ndarray", "dtype"):
        return getattr(numpy, name)
    return None


class PlainUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        found = allowed(module, name)
        return type(name, (Inert,), {"__module__": module}) if found is None else found


class TensorUnpickler(PlainUnpickler):
    """Reads the pickle of an archive that torch.save writes; the numbers are in files beside it."""

    def __init__(self, archive, folder):
        super().__init__(io.BytesIO(archive.read(folder + "data.pkl")))
        self.archive, self.folder = archive, folder

    def persistent_load(self, place):
        _, kind, key, _, count = place
        dtype = STORAGES.get(kind.__name__)
        if dtype is None:
            raise pickle.UnpicklingError(f"numbers of type {kind.__name__} are not known")
        data = self.archive.read(f"{self.folder}data/{key}")
        return torch.frombuffer(bytearray(data), dtype=dtype, count=count) if count else torch.empty(0, dtype=dtype)


def torch_file(file, name):
    """What torch.save wrote. torch.load is not asked: some of its versions ignore which classes it may call."""
    try:
        with zipfile.ZipFile(file) as archive:
            folders = [each[: -len("data.pkl")] for each in archive.namelist() if each.endswith("/data.pkl")]
            if len(folders) != 1:
                raise Refused(f"{name} is not a file of torch.save. Give the saved policy.")
            if folders[0] + "byteorder" in archive.namelist() and archive.read(folders[0] + "byteorder") != b"little":
                raise Refused(f"{name} was saved on a machine of another byte order. Save it on this one.")
            return TensorUnpickler(archive, folders[0]).load()
    except zipfile.BadZipFile as e:
        raise Refused(f"{name} is not a file of torch.save since PyTorch 1.6. Load it where it was trained, and save it again.") from e
    except Refused:
        raise
    except Exception as e:
        raise Refused(f"{name} cannot be read: {e}. Save the policy again.") from e


def weights_of(saved, name):
    """The tensors by their names, and the names of the activation modules by their place, if the file holds a module."""
    if isinstance(saved, dict):
        return {key: value.detach() for key, value in saved.items() if isinstance(value, torch.Tensor)}, {}
    if not hasattr(saved, "_modules"):
        raise Refused(f"{name} holds neither a state dict nor a module. Save the actor with torch.save(actor.state_dict(), file).")
    tensors, functions = {}, {}
    collect(saved, "", tensors, functions)
    return tensors, functions


def collect(module, prefix, tensors, functions):
    for values in (module.__dict__.get("_parameters", {}), module.__dict__.get("_buffers", {})):
        tensors.update({prefix + key: value.detach() for key, value in values.items() if value is not None})
    for key, child in module.__dict__.get("_modules", {}).items():
        if child is None:
            continue
        if not child.__dict__.get("_parameters") and not child.__dict__.get("_modules"):
            functions[prefix + key] = child
        collect(child, prefix + key + ".", tensors, functions)


# ---- What the sources save


class Policy:
    """A chain of layers: what is done to the observation before it, and to the result behind it."""

    def __init__(self, source):
        self.source = source
        self.mean = self.deviation = self.limit = None
        self.layers = []
        self.end = []


def dense_layers(tensors, prefix, used):
    """The layers PREFIX.N.weight in the order of N."""
    numbers = sorted(int(m.group(1)) for m in (re.fullmatch(re.escape(prefix) + r"\.(\d+)\.weight", key) for key in tensors) if m)
    return [dense(tensors, f"{prefix}.{n}", used) for n in numbers]


def dense(tensors, name, used):
    weight, bias = tensors[name + ".weight"], tensors.get(name + ".bias")
    if weight.dim() != 2:
        raise Refused(f"{name} is not a dense layer: its weight has {weight.dim()} dimensions. Only dense networks can be exported.")
    used.update((name + ".weight", name + ".bias"))
    return weight.float(), torch.zeros(weight.shape[0]) if bias is None else bias.float()


def chain(policy, hidden, last, function):
    policy.layers = [(weight, bias, function) for weight, bias in hidden] + [(*last, None)]


def bounds(head, outputs):
    """The range of an action that is no logit."""
    return {("continuous", 2): (-1.0, 1.0), ("size_or_skip", 1): (0.0, 1.0)}.get((head, outputs))


def stable_baselines(path, options):
    with zipfile.ZipFile(path) as archive:
        about = json.loads(archive.read("data")) if "data" in archive.namelist() else {}
        tensors, _ = weights_of(torch_file(io.BytesIO(archive.read("policy.pth")), f"{path}: policy.pth"), path)
    if about.get("use_sde"):
        raise Refused(f"{path} explores by its state (use_sde), which this script does not export. Train without use_sde.")
    used = set()
    if "action_net.weight" in tensors:
        policy, inner = Policy("Stable-Baselines3, actor and critic"), "tanh"
        hidden = dense_layers(tensors, "mlp_extractor.shared_net", used) + dense_layers(tensors, "mlp_extractor.policy_net", used)
        last = dense(tensors, "action_net", used)
        squashed = False
    elif "actor.mu.weight" in tensors:
        policy, inner = Policy("Stable-Baselines3, SAC"), "relu"
        hidden, last, squashed = dense_layers(tensors, "actor.latent_pi", used), dense(tensors, "actor.mu", used), True
    elif "actor.mu.0.weight" in tensors and not any(key.startswith("actor.latent_pi") for key in tensors):
        policy, inner = Policy("Stable-Baselines3, TD3 or DDPG"), "relu"
        *hidden, last = dense_layers(tensors, "actor.mu", used)
        squashed = True
    else:
        raise Refused(f"{path} has no policy that this script knows. It exports PPO, A2C, SAC, TD3 and DDPG with MlpPolicy.")
    other = [key for key in tensors if re.match(r"(pi_)?features_extractor|actor\.features_extractor|mlp_extractor\.(policy|shared)", key) and key not in used]
    if other:
        raise Refused(f"{path} transforms its observation before the network ({other[0]}). Train with MlpPolicy and a plain vector.")
    chain(policy, hidden, last, options.activation or activation_of(about) or inner)
    between = bounds(options.head, last[0].shape[0])
    if squashed:
        require_numbers(options, between, policy)
        policy.end = [("tanh",)]
        if between != (-1.0, 1.0):
            # The Box of such an environment is the head's range, and the library scales its tanh to it.
            policy.end += [("multiply", (between[1] - between[0]) / 2), ("add", (between[1] + between[0]) / 2)]
    elif between:
        policy.end = [("clip", *between)]
    return policy


def activation_of(about):
    """The function that was chosen when the policy was made; None for the default. Its class is only named in the file."""
    chosen = about.get("policy_kwargs") or {}
    match = re.search(r"(\w+)'>", str(chosen.get("activation_fn", "")))
    return function_named(match.group(1)) if match else None


def function_named(name):
    known = {"ReLU": "relu", "Tanh": "tanh", "GELU": "gelu", "LeakyReLU": "leaky_relu", "Sigmoid": "sigmoid", "ELU": "elu", "SiLU": "silu"}
    if name not in known:
        raise Refused(f"the activation {name} is not known. Known are {', '.join(known)}.")
    return known[name]


def require_numbers(options, between, policy):
    if not between:
        raise Refused(f"--head {options.head}: a policy of {policy.source} says numbers and no logits. Give --head continuous.")


def elegant(path, options):
    tensors, functions = weights_of(torch_file(path, path), path)
    used = {"action_std_log", "a_std_log", "a_logstd"}
    policy = Policy("ElegantRL")
    if any(key.startswith("net_s.") for key in tensors):
        hidden, outputs = dense_layers(tensors, "net_s", used), dense_layers(tensors, "net_a", used)
        hidden, (weight, bias) = hidden + outputs[:-1], outputs[-1]
        # The second half is the deviation, which only exploration needs.
        last = weight[: len(weight) // 2], bias[: len(bias) // 2]
    elif any(re.fullmatch(r"net\.\d+\.weight", key) for key in tensors):
        *hidden, last = dense_layers(tensors, "net", used)
    else:
        raise Refused(f"{path} has no actor that this script knows: neither net.0.weight nor net_s.0.weight is in it, but {', '.join(list(tensors)[:4])}.")
    inner = options.activation or activation_in(functions)
    if inner is None:
        raise Refused(f"{path} is a state dict, which does not say its activation. Give --activation gelu (ElegantRL since 2023) or --activation relu (before).")
    chain(policy, hidden, last, inner)
    if "state_avg" in tensors:
        policy.mean = tensors["state_avg"].float().reshape(-1)
        policy.deviation = tensors["state_std"].float().reshape(-1) + options.state_epsilon
        used.update(("state_avg", "state_std"))
    other = [key for key in tensors if key not in used and not key.startswith(("value_", "dec_a_std", "net_a_std"))]
    if other:
        raise Refused(f"{path} has weights that this script does not know: {', '.join(other[:4])}. Only dense networks can be exported.")
    if bounds(options.head, last[0].shape[0]):
        policy.end = [("tanh",)]
    if (options.head, last[0].shape[0]) == ("size_or_skip", 1):
        raise Refused("--head size_or_skip with one number: ElegantRL's actor says -1 to 1, and the head needs 0 to 1. Train two logits: skip, take.")
    return policy


def activation_in(functions):
    names = {type(module).__name__ for place, module in functions.items() if re.match(r"net(_s|_a)?\.\d+$", place)}
    if len(names) > 1:
        raise Refused(f"the module has several activations: {', '.join(sorted(names))}. One for all layers can be exported.")
    if names == {"GELU"}:
        if any(module.__dict__.get("approximate", "none") != "none" for module in functions.values() if type(module).__name__ == "GELU"):
            raise Refused("the module approximates GELU by tanh. Train with GELU(approximate='none').")
    return function_named(names.pop()) if names else None


def normalised(policy, path):
    """Puts the statistics of a VecNormalize in front."""
    with open(path, "rb") as file:
        try:
            saved = PlainUnpickler(file).load()
        except Exception as e:
            raise Refused(f"{path} cannot be read: {e}. Give the file of VecNormalize.save.") from e
    statistics = getattr(saved, "obs_rms", None)
    if not hasattr(statistics, "mean") or not isinstance(statistics.mean, numpy.ndarray):
        raise Refused(f"{path} has no statistics of a plain observation. Give the file of VecNormalize.save.")
    if not saved.norm_obs:
        raise Refused(f"{path} normalises no observations (norm_obs is false). Leave --normalise out.")
    if policy.mean is not None:
        raise Refused("the policy has its own statistics. Leave --normalise out.")
    policy.mean = torch.from_numpy(numpy.asarray(statistics.mean, numpy.float64))
    policy.deviation = torch.from_numpy(numpy.sqrt(numpy.asarray(statistics.var, numpy.float64) + float(saved.epsilon)))
    policy.limit = float(saved.clip_obs)


# ---- What it says


FUNCTIONS = {
    "relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "gelu": torch.nn.functional.gelu, "elu": torch.nn.functional.elu,
    "leaky_relu": torch.nn.functional.leaky_relu, "silu": torch.nn.functional.silu}


def answer(policy, observations):
    """As the trainer computes: statistics of VecNormalize in float64, everything else in float32."""
    values = observations
    if policy.mean is not None:
        values = (values.to(policy.mean.dtype) - policy.mean) / policy.deviation
        if policy.limit is not None:
            values = values.clamp(-policy.limit, policy.limit)
        values = values.float()
    for weight, bias, function in policy.layers:
        values = torch.nn.functional.linear(values, weight, bias)
        values = FUNCTIONS[function](values) if function else values
    for step, *numbers in policy.end:
        values = {"tanh": torch.tanh, "clip": lambda v: v.clamp(*numbers), "multiply": lambda v: v * numbers[0], "add": lambda v: v + numbers[0]}[step](values)
    return values


# ---- Writing ONNX: the few fields of its protobuf that a chain of layers needs (onnx.proto3)


def varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(out + bytes([number]))


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def tensor(name, values):
    array = numpy.ascontiguousarray(values, numpy.float32)
    return b"".join(field(1, size) for size in array.shape) + field(2, 1) + field(8, name) + field(9, array.astype("<f4").tobytes())


def port(name, size):
    shape = field(1, field(2, "batch")) + field(1, field(1, size))
    return field(1, name) + field(2, field(1, field(1, 1) + field(2, shape)))


class Graph:
    def __init__(self):
        self.nodes, self.constants, self.now = [], [], "observation"

    def constant(self, values):
        name = f"c{len(self.constants)}"
        self.constants.append(tensor(name, values))
        return name

    def add(self, operator, *others, attributes=b"", to=None):
        """A node whose first input is the value so far."""
        name = to or f"v{len(self.nodes)}"
        self.nodes.append(b"".join(field(1, each) for each in (self.now, *others)) + field(2, name) + field(4, operator) + attributes)
        self.now = name

    def activate(self, function):
        if function == "silu":
            before = self.now
            self.add("Sigmoid")
            self.add("Mul", before)
        elif function == "leaky_relu":
            self.add("LeakyRelu", attributes=field(5, field(1, "alpha") + varint(2 << 3 | 5) + struct.pack("<f", 0.01) + field(20, 1)))
        else:
            self.add({"relu": "Relu", "tanh": "Tanh", "gelu": "Gelu", "sigmoid": "Sigmoid", "elu": "Elu"}[function])


def onnx(policy, output, metadata):
    graph = Graph()
    if policy.mean is not None:
        graph.add("Sub", graph.constant(policy.mean.numpy()))
        graph.add("Div", graph.constant(policy.deviation.numpy()))
        if policy.limit is not None:
            graph.add("Clip", graph.constant(-policy.limit), graph.constant(policy.limit))
    for weight, bias, function in policy.layers:
        graph.add("MatMul", graph.constant(weight.numpy().T))
        graph.add("Add", graph.constant(bias.numpy()))
        if function:
            graph.activate(function)
    for step, *numbers in policy.end:
        graph.add({"tanh": "Tanh", "clip": "Clip", "multiply": "Mul", "add": "Add"}[step], *(graph.constant(each) for each in numbers))
    graph.add("Identity", to=output)
    inside = b"".join(field(1, node) for node in graph.nodes) + field(2, "policy") + b"".join(field(5, each) for each in graph.constants)
    inside += field(11, port("observation", policy.layers[0][0].shape[1])) + field(12, port(output, policy.layers[-1][0].shape[0]))
    # Gelu is an operator since opset 20.
    opset, version = (20, 9) if any(function == "gelu" for _, _, function in policy.layers) else (13, 7)
    properties = b"".join(field(14, field(1, key) + field(2, value)) for key, value in sorted(metadata.items()))
    return field(1, version) + field(2, "export_policy.py") + field(7, inside) + field(8, field(1, "") + field(2, opset)) + properties


# ---- The files


def contract_of(path):
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read().strip()
        features = json.loads(text)["features"]
        return text, sum(2 if each["mask"] else 1 for each in features)
    except (OSError, ValueError, KeyError, TypeError) as e:
        raise Refused(f"{path} is no observation contract: {e}. Make it with './ringmaster model contract'.") from e


def check(policy, options, values):
    inputs, outputs = policy.layers[0][0].shape[1], policy.layers[-1][0].shape[0]
    if inputs != values:
        raise Refused(f"{options.contract} has {values} values, but the network takes {inputs}. Train on this contract.")
    for (weight, *_), (following, *_) in zip(policy.layers, policy.layers[1:]):
        if following.shape[1] != weight.shape[0]:
            raise Refused(f"a layer of {following.shape[1]} inputs follows one of {weight.shape[0]} outputs. Save the policy again.")
    if policy.mean is not None and policy.mean.shape != (inputs,):
        raise Refused(f"the statistics have {tuple(policy.mean.shape)} values, but the network takes {inputs}.")
    if outputs not in HEADS[options.head]:
        raise Refused(f"--head {options.head} needs {' or '.join(map(str, HEADS[options.head]))} outputs, but the network has {outputs}.")


def observations(policy, seed):
    """Normal numbers, around the statistics of the policy if it has any."""
    inputs = policy.layers[0][0].shape[1]
    drawn = numpy.random.RandomState(seed).standard_normal((GOLDEN_ROWS, inputs))
    if policy.mean is not None:
        drawn = policy.mean.numpy() + policy.deviation.numpy() * drawn
    return torch.from_numpy(drawn.astype(numpy.float32))


def golden_text(model, seen, said, output):
    header = [f"observation[{i}]" for i in range(seen.shape[1])] + [f"{output}[{i}]" for i in range(said.shape[1])]
    rows = [",".join(f"{each:.9g}" for each in row) for row in torch.cat((seen, said), 1).tolist()]
    return "\n".join([f"# model {hashlib.sha256(model).hexdigest()}", ",".join(header), *rows]) + "\n"


def export(options):
    contract, values = contract_of(options.contract)
    is_archive = zipfile.is_zipfile(options.policy) and "policy.pth" in zipfile.ZipFile(options.policy).namelist()
    policy = (stable_baselines if is_archive else elegant)(options.policy, options)
    if options.normalise:
        normalised(policy, options.normalise)
    check(policy, options, values)
    output = "action" if bounds(options.head, policy.layers[-1][0].shape[0]) else "logits"
    seen = observations(policy, options.seed)
    with torch.no_grad():
        said = answer(policy, seen)
    if not torch.isfinite(said).all():
        raise Refused(f"{options.policy} says NaN or infinity. Train it again.")
    with open(options.policy, "rb") as file:
        source = hashlib.sha256(file.read()).hexdigest()
    functions = policy.layers[0][2] if len(policy.layers) > 1 else "none"
    model = onnx(policy, output, {
        "ringmaster.contract": contract, "export.source": policy.source, "export.sourceSha256": source, "export.activation": functions, "export.head": options.head})
    golden = re.sub(r"\.onnx$", "", options.out) + ".golden.csv"
    with open(options.out, "wb") as file:
        file.write(model)
    with open(golden, "w", encoding="utf-8", newline="\n") as file:
        file.write(golden_text(model, seen, said, output))
    sizes = " - ".join(str(weight.shape[1]) for weight, *_ in policy.layers) + f" - {policy.layers[-1][0].shape[0]}"
    statistics = "no statistics" if policy.mean is None else "statistics of the observation in the graph"
    print(f"{options.out}: {policy.source}; layers {sizes}, {functions}; {statistics}")
    print(f"{golden}: {GOLDEN_ROWS} observations with what PyTorch {torch.__version__} says. Check both: ./ringmaster model check {options.out}")


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog="docs/training.md explains the sources.")
    parser.add_argument("policy", help="file of Stable-Baselines3 (.zip), or actor of ElegantRL (.pth)")
    parser.add_argument("--contract", required=True, help="contract.json of 'train', or the output of './ringmaster model contract'")
    parser.add_argument("--head", required=True, choices=HEADS, help="what the outputs mean, as in policy.model.head")
    parser.add_argument("--out", required=True, help="model to write (.onnx)")
    parser.add_argument("--normalise", metavar="PKL", help="file of VecNormalize.save, whose statistics go into the graph")
    parser.add_argument("--activation", choices=FUNCTIONS, help="function of the hidden layers; needed for a state dict of ElegantRL")
    parser.add_argument("--state-epsilon", type=float, default=1e-4, help="what ElegantRL adds to its deviations: 1e-4 (default), or 0 before 2023")
    parser.add_argument("--seed", type=int, default=1, help="of the observations in the golden vectors")
    options = parser.parse_args(arguments)
    try:
        export(options)
    except Refused as e:
        sys.exit(f"export_policy: {e}")
    except OSError as e:
        sys.exit(f"export_policy: {e.filename}: {e.strerror}")


if __name__ == "__main__":
    main(sys.argv[1:])

"""What Strata reads of ONNX files, held against ONNX' own shape inference and the initializers that are learned.

    check_onnx_models.py STRATA [light] [node] [torch] [dynamic] [trunks]

Every tensor that both name must have the same shape; an operator that Strata does not model may have none.
"""

import collections, glob, json, os, subprocess, sys, tempfile, warnings

import onnx

from onnx_truth import infer, learned

warnings.filterwarnings("ignore")
STRATA = sys.argv[1]
TEMPORARY = tempfile.TemporaryDirectory(prefix="strata-conformance-")  # gone when the run ends
FOLDER = TEMPORARY.name
failures = []
unmodelled = collections.Counter()


def summary(path, *arguments):
    """The summary as JSON, or the first line that says why there is none."""
    run = subprocess.run([STRATA, "summary", path, "--format", "json", *arguments],
                         capture_output=True, text=True, timeout=600)
    if run.returncode != 0:
        return None, (run.stderr.strip().splitlines() or [f"status {run.returncode}"])[-1]
    return json.loads(run.stdout), run.stderr.strip()


def compare(title, path, arguments=(), report=True, counts=False, **dimensions):
    """Compares a file and returns what it came to: ok, opaque, unknown, wrong or refused."""
    table, words = summary(path, *arguments, *[f"--set={k}={v}" for k, v in dimensions.items()])
    if table is None:
        failures.append(f"{title}: {words}")
        return "refused"
    truth = infer(path, **dimensions)
    wrong, unknown, compared = [], 0, 0
    opaque = sum(layer["kind"] == "opaque" for layer in table["layers"])
    if "opaque: " in words:
        for word in words.split("opaque: ")[1].splitlines()[0].split(", "):
            unmodelled[word.split(" ")[0]] += 1
    for layer in table["layers"]:
        for output in layer["outputs"]:
            expected = truth.get(output["name"])
            if expected is None:
                continue
            if output["shape"] is None:
                unknown += 1
                continue
            compared += 1
            found = output["shape"]
            if len(found) != len(expected) or any(e not in (None, f) for e, f in zip(expected, found)):
                wrong.append(f"{layer['kind']} {output['name']}: {found}, not {expected}")
    counted = table["totals"]["parameters"]
    parameters = learned(onnx.load(path, load_external_data=False)) if counts else counted
    if counted != parameters:
        wrong.append(f"{counted} parameters, not {parameters} ({(counted or 0) - parameters:+})")
    if wrong:
        failures.append(f"{title}: {len(wrong)} wrong: " + "; ".join(wrong[:3]))
    if report:
        print(f"{title:44} {len(table['layers']):5} layers {compared:5} tensors {unknown:4} unknown "
              f"{opaque:4} opaque {len(wrong):3} wrong  {words.split('opaque: ')[1][:60] if 'opaque: ' in words else ''}",
              flush=True)
    return "wrong" if wrong else "unknown" if unknown else "opaque" if opaque else "ok"


def light():
    for path in sorted(glob.glob(os.path.join(os.path.dirname(onnx.__file__), "backend/test/data/light/*.onnx"))):
        compare(os.path.basename(path), path)


def node():
    """The standard's tests of single operators: opaque is allowed for those that are not modelled."""
    from onnx.backend.test.case import node as cases

    results = {}
    path = os.path.join(FOLDER, "node.onnx")
    for case in cases.collect_testcases(None):
        onnx.save(case.model, path)
        results.setdefault(compare(case.name, path, report=False), []).append(case.name)
    folder = os.path.join(os.path.dirname(onnx.__file__), "backend/test/data")
    for path in sorted(glob.glob(folder + "/pytorch-*/*/model.onnx") + glob.glob(folder + "/simple/*/model.onnx")):
        name = path.split("/")[-2]
        results.setdefault(compare(name, path, report=False), []).append(name)
    for result, names in results.items():
        print(f"node tests {result:8} {len(names)}")
        if os.environ.get("VERBOSE") and result != "ok":
            print("   ", *names)


def torch_models():
    import torch
    torchvision = import_torchvision(torch)
    names = os.environ.get("MODELS", "alexnet vgg11_bn resnet18 resnext50_32x4d mobilenet_v2 mobilenet_v3_small "
        "densenet121 squeezenet1_1 shufflenet_v2_x1_0 googlenet inception_v3 efficientnet_b0 regnet_y_400mf "
        "mnasnet0_5 convnext_tiny swin_t swin_v2_t vit_b_32 maxvit_t").split()
    for name in names:
        options = {"init_weights": False} if name in ("googlenet", "inception_v3") else {}
        module = torchvision.models.get_model(name, weights=None, **options).eval()
        if name in ("googlenet", "inception_v3"):
            module.aux_logits, module.AuxLogits, module.aux1, module.aux2 = False, None, None, None
        side = 299 if name == "inception_v3" else 224
        export_and_compare(torch, name, module, (torch.zeros(1, 3, side, side),))


def export_and_compare(torch, name, module, inputs, sizes=None, **options):
    for parameter in module.parameters():  # the exporter makes one of weights that are equal
        torch.nn.init.normal_(parameter)
    for dynamo in (False, True):
        path = os.path.join(FOLDER, f"{name}.onnx")
        title = f"{name} {'dynamo' if dynamo else 'TorchScript'}"
        try:
            torch.onnx.export(module.eval(), inputs, path, dynamo=dynamo, verbose=False,
                              **(({"external_data": False, "optimize": False} if dynamo else
                                  {"opset_version": 17, "training": torch.onnx.TrainingMode.PRESERVE,
                                   "do_constant_folding": False})
                                 | (options.get("dynamo" if dynamo else "script") or {})))
        except Exception as error:
            print(f"{title:44} not exported: {str(error).splitlines()[0][:80]}")
            continue
        compare(title, path, counts=True)
        named = {d.dim_param for i in onnx.load(path).graph.input for d in i.type.tensor_type.shape.dim}
        sizes = {name: size for name, size in (sizes or {}).items() if name in named}
        if sizes:
            compare(title + " with sizes", path, counts=True, **sizes)
        os.remove(path)


def import_torchvision(torch):
    """Its compiled operators may be for another build of torch; models do without them."""
    implement, register = torch.library.Library.impl, torch.library.register_fake

    def attempt(*arguments, **options):
        try:
            return implement(*arguments, **options)
        except RuntimeError:
            return None

    torch.library.Library.impl = attempt
    torch.library.register_fake = lambda *a, **k: (lambda f: f)
    try:
        import torchvision
    finally:
        torch.library.Library.impl, torch.library.register_fake = implement, register
    return torchvision


def dynamic():
    import torch
    from torch import nn

    class Recurrent(nn.Module):
        def __init__(self, kind, **options):
            super().__init__()
            self.layer, self.head = kind(10, 20, **options), nn.LazyLinear(7)

        def forward(self, x):
            return self.head(self.layer(x)[0])

    def axes(**names):
        return {"script": {"input_names": ["x"], "output_names": ["y"], "dynamic_axes": {"x": names["script"]}},
                "dynamo": {"input_names": ["x"], "output_names": ["y"], "dynamic_shapes": [names["dynamo"]]}}

    sequence = axes(script={0: "batch", 1: "seq"},
                    dynamo={0: torch.export.Dim("batch", min=2, max=64), 1: torch.export.Dim("seq", min=2, max=512)})
    for kind in (nn.LSTM, nn.GRU, nn.RNN):
        for options in ({}, {"bidirectional": True}, {"num_layers": 2, "bias": False}):
            module = Recurrent(kind, batch_first=True, **options)
            module(torch.zeros(2, 5, 10))
            export_and_compare(torch, f"{kind.__name__} {options}", module, (torch.zeros(2, 5, 10),),
                               {"batch": 3, "seq": 11}, **sequence)

    # The old exporter writes the number of steps into attention as it was traced.
    sequence["script"]["dynamic_axes"]["x"] = {0: "batch"}
    layer = nn.TransformerEncoderLayer(64, 4, 128, batch_first=True)
    encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
    export_and_compare(torch, "TransformerEncoder", encoder, (torch.zeros(2, 9, 64),), {"batch": 3, "seq": 17},
                       **sequence)

    class Words(nn.Module):
        def __init__(self):
            super().__init__()
            self.words, self.places = nn.Embedding(100, 64), nn.Embedding(512, 64)
            self.encoder, self.head = encoder, nn.Linear(64, 100, bias=False)

        def forward(self, x):
            places = torch.arange(x.shape[1], device=x.device).unsqueeze(0)
            return self.head(self.encoder(self.words(x) + self.places(places)))

    export_and_compare(torch, "Words", Words(), (torch.zeros(2, 9, dtype=torch.long),), {"batch": 3, "seq": 17},
                       **sequence)

    image = axes(script={0: "batch", 2: "height", 3: "width"},
                 dynamo={0: torch.export.Dim("batch", min=2, max=64), 2: torch.export.Dim("height", min=32, max=1024),
                         3: torch.export.Dim("width", min=32, max=1024)})
    convolutions = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.ReLU(), nn.Upsample(scale_factor=2),
                                 nn.Conv2d(8, 16, 3, padding=1), nn.GroupNorm(4, 16), nn.SiLU(),
                                 nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 10))
    export_and_compare(torch, "Images", convolutions, (torch.zeros(2, 3, 64, 64),),
                       {"batch": 3, "height": 96, "width": 128}, **image)


def trunks():
    """What detectors, segmenters and transformers are made of, small, by the old exporter's versions and the new."""
    import torch
    from torch import nn

    class Detector(nn.Module):
        def __init__(self):
            super().__init__()
            self.stem, self.down = self.block(3, 16, 2), self.block(16, 32, 2)
            self.inner, self.join, self.head = self.block(16, 16), self.block(48, 24), nn.Conv2d(24, 3 * 15, 1)

        @staticmethod
        def block(given, filters, stride=1):
            convolution = nn.Conv2d(given, filters, 3, stride, 1, bias=False)
            return nn.Sequential(convolution, nn.BatchNorm2d(filters), nn.SiLU())

        def forward(self, x):
            stem = self.stem(x)
            left, right = self.down(stem).chunk(2, 1)
            deep = torch.cat([left + self.inner(left), right], 1)
            upper = nn.functional.interpolate(deep, size=stem.shape[2:], mode="nearest")
            boxes = self.head(self.join(torch.cat([upper, stem], 1)))
            batch, _, height, width = boxes.shape
            return boxes.view(batch, 3, 15, height, width).permute(0, 1, 3, 4, 2).flatten(1, 3).sigmoid()

    class UNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = nn.Conv2d(3, 8, 3, padding=1), nn.Conv2d(8, 16, 3, padding=1)
            self.up, self.last = nn.ConvTranspose2d(16, 8, 2, 2), nn.Conv2d(16, 2, 1)

        def forward(self, x):
            skip = self.first(x).relu()
            return self.last(torch.cat([skip, self.up(self.second(nn.functional.max_pool2d(skip, 2)))], 1))

    class Decoder(nn.Module):
        def __init__(self):
            super().__init__()
            self.words, self.places = nn.Embedding(50, 32), nn.Parameter(torch.zeros(1, 16, 32))
            self.norm, self.ahead = nn.LayerNorm(32), nn.Sequential(nn.Linear(32, 128), nn.GELU(), nn.Linear(128, 32))
            self.query, self.out = nn.Linear(32, 96), nn.Linear(32, 32)

        def forward(self, x):
            x = self.words(x) + self.places[:, : x.shape[1]]
            batch, steps, width = x.shape
            q, k, v = (t.view(batch, steps, 4, 8).transpose(1, 2) for t in self.query(self.norm(x)).split(32, 2))
            mask = torch.full((steps, steps), float("-inf")).triu(1)
            scores = (q @ k.transpose(-2, -1) / 8**0.5 + mask).softmax(-1)
            x = x + self.out((scores @ v).transpose(1, 2).reshape(batch, steps, width))
            return self.ahead(x) @ self.words.weight.T

    image = torch.zeros(1, 3, 64, 96)
    for version in os.environ.get("VERSIONS", "11 14 18").split():
        options = {"script": {"opset_version": int(version)}, "dynamo": {}}
        for module, given in ((Detector(), image), (UNet(), image), (Decoder(), torch.zeros(1, 12, dtype=torch.long))):
            export_and_compare(torch, f"{type(module).__name__} {version}", module, (given,), **options)


for part in sys.argv[2:] or ["light", "node", "torch", "dynamic", "trunks"]:
    {"light": light, "node": node, "torch": torch_models, "dynamic": dynamic, "trunks": trunks}[part]()
print("not modelled:", ", ".join(f"{name} {count}" for name, count in unmodelled.most_common()))
for failure in failures:
    print("FAILED", failure)
sys.exit(1 if failures else 0)

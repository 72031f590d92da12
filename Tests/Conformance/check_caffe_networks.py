#!/usr/bin/env python3
"""Writes well-known networks as Caffe's prototxt, with what Caffe makes of each layer.

There is no Caffe to ask, so its rules stand once more in caffe_net.py and caffe_networks.py, and each network's total
is held against the one published.

  check_caffe_networks.py STRATA
  check_caffe_networks.py fixtures FOLDER

compares, or writes NAME.prototxt and NAME.tsv (layer, shape of its top, learned parameters) for each network. Some of
what it writes is kept in Tests/NetworkFormatsTests/Fixtures/caffe.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from caffe_networks import NETWORKS


def compare(strata, path, rows):
    run = subprocess.run([strata, "summary", path, "--format", "json"], capture_output=True, text=True)
    if run.returncode:
        return [run.stderr.strip()]
    layers = {layer["name"]: layer for layer in json.loads(run.stdout)["layers"]}
    wrong = []
    for name, shape, parameters in rows:
        layer = layers.get(name)
        # An operator that is not modelled has no count; those here learn nothing.
        found = layer and (layer["outputs"][0]["shape"], layer["parameters"] or 0)
        if found != (list(shape), parameters):
            wrong.append(f"{path.stem} {name}: {found}, Caffe {list(shape)}, {parameters}")
    return wrong


def write(key, net, folder):
    """A network as Caffe's file, and as the table of what Caffe makes of it."""
    path = folder / f"{key}.prototxt"
    path.write_text("\n".join(net.text) + "\n")
    lines = ["\t".join([name, "x".join(map(str, shape)), str(count)]) for name, shape, count in net.rows]
    (folder / f"{key}.tsv").write_text("\n".join(lines) + "\n")
    return path


def main(strata, kept=None):
    wrong = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(kept or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for key, build in NETWORKS.items():
            net, published = build()
            assert published in (None, net.total), (key, net.total, published)
            path = write(key, net, folder)
            if strata != "fixtures":
                wrong += compare(strata, path, net.rows)
    print("\n".join(wrong) if wrong else f"{len(NETWORKS)} networks " + ("written" if kept else "agree"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

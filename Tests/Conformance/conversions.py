"""What the checks of written programs share: networks, conversion, the layout of the text, the report."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from random_networks import random_networks
from sample_networks import samples

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "operations.md"

# What a framework has nothing for.
UNSAYABLE = {"pytorch": {"opaque"}, "keras": {"opaque", "lp_pool"}, "onnx": {"opaque"}}
ENDINGS = {"onnx": "onnx"}


def strata(program, *arguments):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)


def moved(shape):
    """With the channels behind the batch instead of at the end."""
    return (shape[0], shape[-1], *shape[1:-1]) if len(shape) > 2 else shape


def networks(program, framework, folder):
    """Names and files: the templates, networks made for every kind, random ones."""
    for line in strata(program, "templates").stdout.splitlines():
        if line.strip():
            yield line.split()[0], line.split()[0]
    for name, text in [*samples(framework), *random_networks(framework)]:
        path = folder / f"{name}.yaml"
        path.write_text(text)
        yield name, path


def expect_notes(summary, notes):
    """Where a program is said to count other parameters than the network, that is what it has to have."""
    for name, count, word in re.findall(r"note: '(.*?)': .* ([\d,]+) parameters (less|more) than the network", notes):
        difference = int(count.replace(",", "")) * (1 if word == "more" else -1)
        summary["totals"]["parameters"] += difference
        for layer in summary["layers"]:
            if layer["name"] == name:
                layer["parameters"] += difference


def check_all(program, framework, compare):
    """Converts and compares each; yields a name and what is wrong."""
    kinds, written = set(re.findall(r"^### `?(\w+)", REFERENCE.read_text(), re.M)), set()
    formatter = shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        files = []
        for name, source in networks(program, framework, folder):
            summary = strata(program, "summary", source, "--format", "json")
            if summary.returncode:
                yield name, [summary.stderr.strip()]
                continue
            summary = json.loads(summary.stdout)
            path = folder / f"{name}.{ENDINGS.get(framework, 'py')}".replace("-", "_")
            result = strata(program, "convert", source, path, "--to", framework)
            if result.returncode:
                refused = [line for line in result.stderr.splitlines() if "cannot be written" in line]
                # What the framework has nothing for may be refused, and random networks are made without a look at it.
                is_due = "random" in name or UNSAYABLE[framework] & {layer["kind"] for layer in summary["layers"]}
                yield name, [] if refused and is_due else [result.stderr.strip()]
                continue
            expect_notes(summary, result.stderr)
            written |= {layer["kind"] for layer in summary["layers"]}
            files.append(path)
            try:
                yield name, compare(path, summary)
            except Exception as problem:
                text = path.read_text() if path.suffix == ".py" else ""
                yield name, [f"does not run: {type(problem).__name__}: {problem}\n{text}"]
        if formatter and framework not in ENDINGS:
            result = subprocess.run([formatter, "format", "--no-cache", "--diff", "--isolated", *files], capture_output=True, text=True)
            yield "layout of the text", [result.stdout] if result.returncode else []
        missing = sorted(kinds - written - UNSAYABLE[framework])
        yield "every kind is written", [f"no {kind} was written" for kind in missing]


def report(results):
    """Prints what is wrong; the status to end with."""
    count = failed = 0
    for name, problems in results:
        count += 1
        failed += bool(problems)
        for problem in problems:
            print(f"{name}: {problem}")
    print(f"{count - failed} of {count} hold")
    return 1 if failed else 0

#!/usr/bin/env python3
"""Checks what keeps the sources readable; prints every breach and exits with 1 if there is one.

- A target depends only on targets of strictly lower layers (table in docs/architecture.md).
- A target's files import only the targets it declares, and tests use no `@testable`.
- File sizes: Swift 500 lines (`*Table.swift` is free), C 200, and nine Swift files in ten under 350.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SWIFT_LIMIT, SWIFT_USUAL, C_LIMIT = 500, 350, 200
LAYER_ROW = re.compile(r"^\| *(\d+) *\| *((?:`[\w-]+`(?:, )?)+) *\|")
IMPORT = re.compile(
    r"^\s*(@testable\s+)?(?:(?:@\w+(?:\(\w+\))?|public|package|internal|fileprivate|private)\s+)*"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)"
)


def layers():
    """Target name -> layer, from the contributors' page, so that page and check cannot differ."""
    found = {}
    for line in (ROOT / "docs/architecture.md").read_text().splitlines():
        if row := LAYER_ROW.match(line):
            for name in re.findall(r"`([\w-]+)`", row[2]):
                found[name] = int(row[1])
    return found


def targets():
    """Target name -> (folder, is a test, our own targets it depends on)."""
    output = subprocess.run(
        ["swift", "package", "dump-package"], cwd=ROOT, check=True, stdout=subprocess.PIPE
    ).stdout
    package = json.loads(output)
    names = {target["name"] for target in package["targets"]}
    found = {}
    for target in package["targets"]:
        needs = set()
        for dependency in target["dependencies"]:
            for kind in ("byName", "target"):
                if kind in dependency and dependency[kind][0] in names:
                    needs.add(dependency[kind][0])
        default = ("Tests/" if target["type"] == "test" else "Sources/") + target["name"]
        folder = ROOT / (target.get("path") or default)
        # What the tests share is below Tests/ too.
        found[target["name"]] = (folder, (ROOT / "Tests") in folder.parents, needs)
    return found


def check_layers(all_targets, layer):
    for name, (_, is_test, needs) in sorted(all_targets.items()):
        if is_test:
            continue
        if name not in layer:
            yield f"Package.swift: target {name} has no row in docs/architecture.md's module table"
            continue
        for other in sorted(needs):
            if layer.get(other, -1) >= layer[name]:
                yield (f"Package.swift: {name} (layer {layer[name]}) depends on {other} "
                       f"(layer {layer[other]}); only lower layers may be imported")


def check_imports(all_targets):
    # A Swift module name cannot have a hyphen.
    module_names = {name.replace("-", "_"): name for name in all_targets}
    for name, (folder, _, needs) in sorted(all_targets.items()):
        for file in sorted(folder.rglob("*.swift")):
            for number, line in enumerate(file.read_text().splitlines(), 1):
                found = IMPORT.match(line)
                if not found:
                    continue
                place = f"{file.relative_to(ROOT)}:{number}"
                other = module_names.get(found[2])
                if found[1]:
                    yield f"{place}: @testable import; make what the test needs `package`"
                if other and other != name and other not in needs:
                    yield f"{place}: {name} imports {other} but does not declare it"


def check_sizes():
    swift = [f for top in ("Sources", "Tests") for f in (ROOT / top).rglob("*.swift")]
    long = []
    for file in sorted(swift):
        lines = len(file.read_text().splitlines())
        if file.name.endswith("Table.swift"):
            continue
        if lines > SWIFT_LIMIT:
            yield f"{file.relative_to(ROOT)}: {lines} lines; the limit is {SWIFT_LIMIT}"
        elif lines > SWIFT_USUAL:
            long.append(f"{file.relative_to(ROOT)} ({lines})")
    if len(long) * 10 > len(swift):
        yield f"more than one Swift file in ten is over {SWIFT_USUAL} lines: {', '.join(long)}"
    for top in ("runtime-c", "bench", "Sources"):
        for file in sorted((ROOT / top).rglob("*.[ch]")):
            lines = len(file.read_text().splitlines())
            if lines > C_LIMIT:
                yield f"{file.relative_to(ROOT)}: {lines} lines; the limit is {C_LIMIT}"


def main():
    all_targets, layer = targets(), layers()
    breaches = [
        *check_layers(all_targets, layer), *check_imports(all_targets), *check_sizes()]
    for breach in breaches:
        print(f"error: {breach}")
    if not breaches:
        print(f"check-layers: {len(all_targets)} targets, nothing to complain about")
    sys.exit(1 if breaches else 0)


if __name__ == "__main__":
    main()

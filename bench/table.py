"""Prints the table of kernels.sh: medians, and geometric means of the ratios to asml."""

import json
import math
import sys

COLUMNS = ["asml", "wasmtime", "wasm2c", "native"]


def medians(path):
    with open(path) as file:
        return [result["median"] * 1000 for result in json.load(file)["results"]]


def main(folder, names):
    print(f"{'ms, median':16}" + "".join(f"{column:>10}" for column in COLUMNS))
    rows = {name: medians(f"{folder}/{name}/times.json") for name in names}
    for name, times in rows.items():
        print(f"{name:16}" + "".join(f"{time:10.1f}" for time in times))
    print(f"{'geomean / asml':16}", end="")
    for column in range(len(COLUMNS)):
        logs = [math.log(times[column] / times[0]) for times in rows.values()]
        print(f"{math.exp(sum(logs) / len(logs)):10.2f}", end="")
    print()


main(sys.argv[1], sys.argv[2:])

# `make help` lists the targets. Everything a target needs beforehand, it makes.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# One target at a time: each step below uses all cores itself.
.NOTPARALLEL:

include toolchain/versions.env

# The architectures that bootstraps are made for, and the one that tests of the runtime and the
# spec runner are for: `make conformance ARCH=arm64` runs it under QEMU.
ARCHES := x86_64 arm64
ARCH ?= $(patsubst aarch64,arm64,$(shell uname -m))
BUILD := build
RUNTIMES := $(addprefix $(BUILD)/lib/asml/,$(ARCHES))
RUNTIME := $(BUILD)/lib/asml/$(ARCH)
JAVASCRIPT := $(BUILD)/lib/asml/javascript
EXAMPLES := $(BUILD)/examples
PROGRAMS := $(BUILD)/programs
ASML := $(BUILD)/bin/asml
# The least that `asml --cpu` takes.
OLDEST_CPU_x86_64 := x86-64
OLDEST_CPU_arm64 := generic
PREFIX ?= /usr/local
TESTSUITE ?=
FILTER ?=
SEEDS ?= 0:500
FUZZ_FLAGS ?= -O3 --strict-traps

# Tests are compiled in release mode like the tool, so that one compilation of the dependencies
# and of our own targets serves both: with two cores a second, debug one costs minutes. Tests reach
# our API by `package` access, so they need no `@testable`, which would ask for other flags (and so
# for a recompilation) in release mode.
SWIFT_BUILD := swift build -c release
# What hangs fails, and long before whoever runs this loses patience. Unless told, Swift Testing begins
# all tests at once, and what they start (terraform, compilers, functions with deadlines) starves.
SWIFT_TEST := SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8 \
	timeout --kill-after=60 3000 swift test -c release --disable-testable-imports

SDK := $(BUILD)/lib/asml/sdk

# Where tests and the spec runner find what was built.
TEST_ENV := ASML_HOME=$(CURDIR)/$(BUILD) ASML_EXAMPLES=$(CURDIR)/$(EXAMPLES) \
	ASML_PROGRAMS=$(CURDIR)/$(PROGRAMS) ASML_WASM_TOOLS=$(CURDIR)/$(BUILD)/tools/bin/wasm-tools \
	ZIG=$(CURDIR)/$(BUILD)/tools/bin/zig \
	ASML_TEST_PYTHON=$(CURDIR)/$(BUILD)/tools/callers \
	PYTHONPATH=$(CURDIR)/$(BUILD)/tools/callers \
	PATH="$(CURDIR)/$(BUILD)/tools/callers/bin:$$PATH" \
	ASML_SAMPLE_EVENTS=$(CURDIR)/Sources/Cloud/LocalCloud/SampleEvents
FUZZ := $(TEST_ENV) PYTHONPATH=$(CURDIR)/$(BUILD)/tools/python Tests/fuzz/differential.py \
	--wasm-tools $(BUILD)/tools/bin/wasm-tools --conformance .build/release/asml-conformance

RUNTIME_SOURCES := toolchain/build-runtime.sh toolchain/versions.env \
	$(shell find runtime-c Sources/Runtime -type f 2>/dev/null)
JAVASCRIPT_SOURCES := toolchain/build-javascript.sh toolchain/versions.env \
	$(wildcard guest-sdk/javascript/*.[chj]*) $(shell find guest-sdk/c/asml* -type f)
EXAMPLE_SOURCES := toolchain/build-examples.sh toolchain/versions.env \
	$(shell find examples guest-sdk -type f 2>/dev/null)
PROGRAM_SOURCES := toolchain/build-programs.sh toolchain/versions.env \
	Tests/programs/quickjs/main.c $(wildcard examples/cpp-command/*.cpp examples/cpp-command/*.h)
C_SOURCES = $(shell git ls-files '*.c' '*.h' '*.cpp')

.PHONY: help setup build examples programs demo policies test lint bless bench conformance \
	conformance-tool fuzz install dist test-dist clean

help:           ## this list
	@awk -F ':.*## ' '/^[a-z-]+: .*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:          ## install what is missing (Debian packages, tools from PyPI)
	@toolchain/setup.sh

build: setup $(RUNTIMES:=/libasml.a) $(JAVASCRIPT)/libasmljs.a $(SDK)/.laid ## the compiler in build/bin, its runtimes in build/lib
	$(SWIFT_BUILD) --product asml
	@mkdir -p $(BUILD)/bin
	@# A hard link: asml looks for ../lib/asml from its own path, and a copy costs time and space.
	@ln -f .build/release/asml $(ASML) 2>/dev/null || cp .build/release/asml $(ASML)

# What applications get a copy of; without tests and what building leaves.
$(SDK)/.laid: $(shell find guest-sdk -type f -not -path '*/.build/*' -not -path '*/target/*')
	@rm -rf $(SDK) && mkdir -p $(SDK)
	@tar -C guest-sdk --exclude tests --exclude Tests --exclude '.build*' --exclude target \
		--exclude Cargo.lock -cf - . | tar -C $(SDK) -xf -
	@touch $@

$(BUILD)/lib/asml/%/libasml.a: $(RUNTIME_SOURCES) | setup
	toolchain/build-runtime.sh $* $(@D)

$(JAVASCRIPT)/libasmljs.a: $(JAVASCRIPT_SOURCES) | setup
	toolchain/build-javascript.sh $(@D)

examples: $(EXAMPLES)/.built ## the example programs as .wasm in build/examples

$(EXAMPLES)/.built: $(EXAMPLE_SOURCES) $(JAVASCRIPT)/libasmljs.a | setup
	toolchain/build-examples.sh $(EXAMPLES)
	@touch $@

programs: $(PROGRAMS)/.built ## real programs for tests, as .wasm and natively, in build/programs

$(PROGRAMS)/.built: $(PROGRAM_SOURCES) | setup
	toolchain/build-programs.sh $(PROGRAMS)
	@touch $@

demo: build examples ## compile a C function to a native bootstrap and send it an event
	@mkdir -p $(BUILD)/demo
	$(ASML) compile $(EXAMPLES)/c-function.wasm -o $(BUILD)/demo/bootstrap --runtime lambda
	@ls -l $(BUILD)/demo/bootstrap
	$(ASML) invoke $(BUILD)/demo/bootstrap --data '{"name":"world"}'

policies: setup ## checkov on the samples' Terraform: no finding that is not skipped with a reason
	toolchain/check-policies.sh $(BUILD)/tools/judges

test: lint policies build examples programs conformance-tool ## everything: lint, unit, golden and end-to-end tests [TESTSUITE=dir FILTER=]
	for arch in $(ARCHES); do Tests/runtime/run.sh $(BUILD)/lib/asml/$$arch $$arch; done
	$(TEST_ENV) toolchain/test-guest-sdks.sh
	$(TEST_ENV) $(SWIFT_TEST) $(if $(FILTER),--filter '$(FILTER)')
	$(TEST_ENV) .build/release/asml-conformance Tests/conformance
	$(TEST_ENV) .build/release/asml-conformance Tests/conformance --memory-base dynamic
	$(TEST_ENV) .build/release/asml-conformance Tests/conformance -O3
	$(TEST_ENV) .build/release/asml-conformance Tests/conformance -O3 --strict-traps
	$(FUZZ) --seeds 0:40 -- -O3 --strict-traps
ifneq ($(TESTSUITE),)
	@$(MAKE) --no-print-directory conformance
	@$(MAKE) --no-print-directory conformance CONFORMANCE_FLAGS="-O3"
	@$(MAKE) --no-print-directory conformance CONFORMANCE_FLAGS="--memory-base dynamic"
	@$(MAKE) --no-print-directory conformance \
		CONFORMANCE_FLAGS="--strict-traps --cpu $(OLDEST_CPU_$(ARCH))"
	@$(MAKE) --no-print-directory conformance ARCH=$(filter-out $(ARCH),$(ARCHES))
endif

lint: setup     ## formatting, layers, file sizes
	swift format lint --strict --parallel --recursive Package.swift Sources Tests examples \
		guest-sdk/swift/Package.swift guest-sdk/swift/Sources guest-sdk/swift/Tests
	$(if $(C_SOURCES),clang-format-$(LLVM_VERSION) --dry-run -Werror $(C_SOURCES))
	toolchain/check-layers.py

bless: build examples ## rewrite the golden files from what the compiler says now
	ASML_BLESS=1 $(TEST_ENV) $(SWIFT_TEST) --filter Golden

conformance-tool: build
	$(SWIFT_BUILD) --product asml-conformance

conformance: conformance-tool ## the WebAssembly specification's tests: TESTSUITE=dir [ARCH=arm64 CONFORMANCE_FLAGS=]
	@[[ -d "$(TESTSUITE)" ]] || { echo "make conformance TESTSUITE=<folder of .wast files>"; exit 2; }
	$(TEST_ENV) .build/release/asml-conformance "$(TESTSUITE)" \
		--target $(ARCH) --expected-gaps Tests/conformance/expected-gaps.txt $(CONFORMANCE_FLAGS)

fuzz: conformance-tool ## random modules beside wasmtime [SEEDS=0:500 FUZZ_FLAGS="-O3 --strict-traps"]
	$(FUZZ) --seeds $(SEEDS) -- $(FUZZ_FLAGS)

bench: build examples programs ## start-up and run times against static C, wasmtime and wasm2c
	toolchain/bench.sh
	bench/kernels.sh
	bench/compile.sh
	bench/projects.sh

install: build  ## into PREFIX (default /usr/local): bin/asml, lib/asml
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(ASML) "$(DESTDIR)$(PREFIX)/bin/asml"
	for arch in $(ARCHES); do \
		install -d "$(DESTDIR)$(PREFIX)/lib/asml/$$arch"; \
		install -m 644 $(BUILD)/lib/asml/$$arch/* "$(DESTDIR)$(PREFIX)/lib/asml/$$arch/"; \
	done
	install -d "$(DESTDIR)$(PREFIX)/lib/asml/javascript" "$(DESTDIR)$(PREFIX)/lib/asml/sdk"
	tar -C $(SDK) -cf - . | tar -C "$(DESTDIR)$(PREFIX)/lib/asml/sdk" --no-same-owner -xf -
	install -m 644 $(JAVASCRIPT)/* "$(DESTDIR)$(PREFIX)/lib/asml/javascript/"

dist: build     ## what users install: a tarball and a .deb in build/dist (docs/distribution.md)
	toolchain/dist.sh $(BUILD)/dist

test-dist: dist examples ## the same, tried in a bare Debian root without network
	Tests/distribution/run.sh $(BUILD)/dist $(EXAMPLES)

clean:          ## remove everything that was built (build/, .build/)
	rm -rf .build $(BUILD)

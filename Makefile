# `make help` lists what can be made.

SWIFT   ?= swift
PREFIX  ?= /usr/local
FILE    ?= alexnet
SECONDS ?= 600

# A target may import only what Package.swift says it depends on.
RULES   := --explicit-target-dependency-import-check error
# One file that runs wherever ncurses does: no Swift needed, no symbols carried.
RELEASE := $(RULES) -c release --static-swift-stdlib -Xlinker -s --product strata
# What the program is built with, as Debian calls it.
LIBRARIES := libncurses-dev zlib1g-dev
OURS    := Package.swift Sources Tests themes

.NOTPARALLEL:
.PHONY: help run build test check conformance lint docs check-docs screenshots install bench fuzz clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

run: build ## Build Strata and open it on AlexNet (FILE=… opens another network)
	@"$$($(SWIFT) build $(RELEASE) --show-bin-path)/strata" "$(FILE)"

build: ## Build the release program
	@.ci/need $(LIBRARIES)
	$(SWIFT) build $(RELEASE)

test: ## Run all tests, those in a real terminal included
	@.ci/need $(LIBRARIES) tmux
	$(SWIFT) test $(RULES) --disable-xctest

check: lint build test check-docs ## Everything that CI checks

conformance: ## Hold what is written and read against the real frameworks (STRATA_PYTHON=… has them, or one is made)
	@.ci/need $(LIBRARIES)
	$(SWIFT) build $(RULES)
	@Tests/Conformance/run "$$($(SWIFT) build $(RULES) --show-bin-path)/strata"

lint: ## Check the layout of the source
	$(SWIFT) format lint --strict -r $(OURS)

docs: ## Write docs/reference anew from the program's own tables
	@.ci/need $(LIBRARIES)
	$(SWIFT) run $(RULES) strata reference docs/reference

check-docs:
	@.ci/check-reference $(SWIFT) run $(RULES) strata reference

screenshots: build ## Make the manual's pictures anew
	@.ci/need tmux xterm xvfb imagemagick fonts-dejavu-core
	.ci/screenshots "$$($(SWIFT) build $(RELEASE) --show-bin-path)/strata" docs/manual/pictures

install: build ## Install the program into PREFIX (/usr/local)
	install -D -m 755 "$$($(SWIFT) build $(RELEASE) --show-bin-path)/strata" "$(DESTDIR)$(PREFIX)/bin/strata"

bench: ## Run the benchmarks (ARGUMENTS="--filter NAME" and the like)
	@.ci/need $(LIBRARIES)
	cd Tests/Benchmarks && $(SWIFT) package --allow-writing-to-package-directory benchmark $(ARGUMENTS)

fuzz: ## Throw random bytes at every reader (FUZZ="onnx caffe" chooses some), SECONDS=600 each
	@.ci/need $(LIBRARIES)
	SWIFT="$(SWIFT)" Tests/Fuzzing/run "$(SECONDS)" $(FUZZ)

clean: ## Remove everything that was built
	rm -rf .build Tests/Benchmarks/.build Tests/Fuzzing/.build-fuzz

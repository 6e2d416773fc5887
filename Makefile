# `make` says what there is to make. Everything works with Swift, git, make and python3 alone;
# Scripts/install-needs adds what else is missing.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run build test fuzz sanitize install uninstall deb static bench docs release-check format lint example clean needs

PREFIX ?= /usr/local
# Not SECONDS alone: bash counts in a variable of that name.
SECONDS_EACH := $(or $(SECONDS),10)

# Never change these between two builds: other flags rebuild everything.
RELEASE_FLAGS := -c release --product fluidtop --static-swift-stdlib
BENCH_FLAGS := -c release --product Benchmarks --static-swift-stdlib
RELEASE_BINARY := .build/release/fluidtop
DEBUG_BINARY := .build/debug/fluidtop
SHELL_FILES := Scripts/install Scripts/make-deb Scripts/try-deb Scripts/make-static Scripts/install-needs Scripts/make-venv Scripts/unit-tests Scripts/end-to-end \
  Scripts/fuzz Scripts/sanitize Scripts/docs Scripts/symbols Scripts/lint-python Scripts/lint-swift-runtime \
  Scripts/lint-typescript .ci/run
SWIFT_FOLDERS := Sources Plugins Tests Benchmarks Fuzzing/Sources Fuzzing/Package.swift examples/sse-contract-service

heading = @printf '\n== %s ==\n' '$(1)'

help:
	@echo "make run        build the program and open it on its own demo backend"
	@echo "make build      build the program: $(RELEASE_BINARY)"
	@echo "make test       run all tests"
	@echo "make fuzz       throw made-up bytes at all that reads, SECONDS each (now: $(SECONDS_EACH))"
	@echo "make sanitize   run the unit tests under three sanitizers: thread, address, undefined"
	@echo "make install    install it below PREFIX (now: $(PREFIX)), with its manual and completions"
	@echo "make uninstall  take that away again"
	@echo "make deb        a package for Debian and Ubuntu: .build/packages"
	@echo "make static     one file with its checksum, to copy to other machines: .build/packages"
	@echo "make example    run the FastAPI example on http://127.0.0.1:8000"
	@echo "make bench      measure start-up, memory and speed beside peers"
	@echo "make docs       make the documentation of the libraries: .build/docs"
	@echo "make release-check   say whether what is here can be released"
	@echo "make format     format the sources"
	@echo "make lint       check format, style, imports and types"
	@echo "make clean      remove what was built"

needs:
	@Scripts/install-needs

run: build
	@exec $(RELEASE_BINARY) demo

build: needs
	$(call heading,Building the program (the first time takes some minutes))
	swift build $(RELEASE_FLAGS)

install:
	@test -x $(RELEASE_BINARY) || $(MAKE) build
	@Scripts/install $(RELEASE_BINARY) '$(PREFIX)' '$(DESTDIR)'

uninstall:
	@Scripts/install --remove '$(PREFIX)' '$(DESTDIR)'

deb:
	@test -x $(RELEASE_BINARY) || $(MAKE) build
	@Scripts/make-deb $(RELEASE_BINARY) .build/packages

static:
	@test -x $(RELEASE_BINARY) || $(MAKE) build
	@Scripts/make-static $(RELEASE_BINARY) .build/packages

test:
	@Scripts/install-needs --for test
	$(call heading,Building the program and its tests)
	swift build --build-tests
	$(call heading,Unit tests)
	@Scripts/unit-tests
	$(call heading,End-to-end tests)
	@Scripts/end-to-end $(DEBUG_BINARY)

sanitize:
	@Scripts/install-needs --for test
	$(call heading,Unit tests under ThreadSanitizer (the first build takes many minutes))
	@Scripts/sanitize thread
	$(call heading,Unit tests under AddressSanitizer)
	@Scripts/sanitize address
	$(call heading,Unit tests of the C shims under UndefinedBehaviorSanitizer)
	@Scripts/sanitize undefined

fuzz: needs
	$(call heading,Fuzzing (docs/fuzzing.md))
	@Scripts/fuzz $(SECONDS_EACH)

docs: needs
	$(call heading,Documentation)
	@Scripts/docs
	@Scripts/public-api --check

release-check: build
	$(call heading,What a release must hold)
	@Scripts/release-check $(RELEASE_BINARY)

bench: build
	swift build $(BENCH_FLAGS)
	$(call heading,Measuring)
	@Scripts/bench $(RELEASE_BINARY)

format:
	swift format --in-place --recursive $(SWIFT_FOLDERS) Package.swift

lint:
	@Scripts/install-needs --for test
	$(call heading,Format and style)
	swift format lint --strict --recursive $(SWIFT_FOLDERS) Package.swift
	$(call heading,Imports)
	Scripts/check-imports
	$(call heading,Syntax of scripts)
	@for file in $(SHELL_FILES); do bash -n $$file || exit 1; done
	$(call heading,Python)
	Scripts/lint-python
	$(call heading,The runtime of exported Swift)
	Scripts/lint-swift-runtime
	$(call heading,The runtime of exported TypeScript)
	Scripts/lint-typescript

example:
	@Scripts/install-needs --for test
	@Scripts/make-venv examples/fastapi/.venv examples/fastapi/requirements.txt
	$(call heading,The example backend; Ctrl-C ends it)
	@cd examples/fastapi && exec .venv/bin/uvicorn main:app --host 127.0.0.1 --port 8000

clean:
	rm -rf .build examples/fastapi/.venv

# Two commands for a newcomer: make demo, make test. Each does its own set-up.

SWIFT ?= swift
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
DATA := $(or $(CARDCASE_DATA),../shared/data)

.PHONY: demo test bench evals interop soak release docs setup lint

demo:
	@tools/setup build
	@tools/show-first-build
	@$(SWIFT) build -c release --product cardcase 2>&1 | tools/quiet-build
	@.build/release/cardcase demo

test:
	@tools/setup build test
	tools/check-imports
	tools/check-policy-data
	$(SWIFT) format lint -s -r Sources Tests Fuzz Package.swift
	$(SWIFT) build --build-tests 2>&1 | tools/quiet-build
	$(SWIFT) test --skip-build 2>&1 | tools/count-tests

bench: release
	@tools/setup build bench
	evals/bench.sh .build/release/cardcase $(DATA)

evals: release-unstripped
	@tools/setup build evals
	evals/run.sh .build/release/cardcase $(DATA)

interop: release-unstripped
	@tools/setup build interop
	evals/interop.sh .build/release/cardcase

soak:
	@tools/setup build test
	CARDCASE_SOAK=1 $(SWIFT) test
	SWIFT="$(SWIFT)" tools/fuzz

release-unstripped:
	@$(SWIFT) build -c release --product cardcase 2>&1 | tools/quiet-build

# One stripped file with Swift inside; needs libc, libstdc++, libgcc and libsqlite3 of the machine.
release:
	@tools/setup build
	$(SWIFT) build -c release --static-swift-stdlib --product cardcase --scratch-path .build-release 2>&1 | tools/quiet-build
	mkdir -p .build/release
	strip -o .build/release/cardcase .build-release/release/cardcase
	@ls -l .build/release/cardcase

lint:
	$(SWIFT) format lint -s -r Sources Tests Fuzz Package.swift

# Documentation of the libraries VCard and JSContact; a warning is an error.
docs:
	@tools/setup build
	tools/docs

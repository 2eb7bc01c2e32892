# Two commands do everything on a Debian machine with Swift:
#   make site   builds the generator and compiles Content/ into Site/
#   make test   runs every check and test
# Both install what is missing (Debian packages by apt, Python packages into .build/).

.PHONY: site test lint unit browser guard fuzz fuzz-smoke sanitize dist dist-test setup setup-tests format clean

SWIFT ?= swift
CASEBOOK := .build/release/casebook
PYTHON := .build/python/bin/python
# With Swift's libraries in it: counting references is a call through a table otherwise, 10 % of a cold build's time.
BUILD_RELEASE := $(SWIFT) build --configuration release --product casebook --static-swift-stdlib
# What the program needs to be built, and what its tests need besides.
PACKAGES := libcmark-gfm-dev libcmark-gfm-extensions-dev libjemalloc-dev
TEST_PACKAGES := chromium cmark-gfm default-jre-headless fonts-noto-cjk pandoc python3-venv xlsx2csv

site: setup
	@echo "Building Casebook"
	@$(BUILD_RELEASE)
	@echo "Compiling Content/ into Site/"
	@$(CASEBOOK) build $(SITE_OPTIONS)
	@echo "Done: open Site/index.html through any static server, for example: python3 -m http.server -d Site"

test: lint unit browser

lint:
	@echo "Checking format and style"
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests

unit: setup-tests
	@echo "Building and running the Swift tests"
	@$(SWIFT) build --build-tests
	@$(SWIFT) test --skip-build --parallel

browser: setup-tests
	@$(BUILD_RELEASE)
	@Scripts/python-environment.sh .build/python Tests/Browser/requirements.txt
	@echo "Running the browser tests"
	@CASEBOOK_EXECUTABLE=$(CURDIR)/$(CASEBOOK) Scripts/browser-tests.sh $(PYTHON)

# The work of a cold build against a recorded number, without a clock: half a minute.
guard: setup
	@$(BUILD_RELEASE)
	@CASEBOOK=$(CURDIR)/$(CASEBOOK) Benchmarks/instruction-guard.sh

# One archive for Debian machines without Swift. A build of its own, since it is linked to other libraries; it takes minutes, so
# `make test` tries the packing alone.
DIST := .build/dist

dist: setup
	@echo "Building Casebook with all of Swift in it"
	@CASEBOOK_ALLOCATOR=libc $(BUILD_RELEASE) --scratch-path $(DIST)/build \
		-Xlinker -L"$$(Scripts/static-libraries.sh $(DIST)/static)"
	@rm -f $(DIST)/casebook-*.tar.gz*
	@Scripts/package-distribution.sh $(DIST)/build/release/casebook $(DIST) $(DIST)/build/checkouts

dist-test: dist
	@echo "Trying the archive without Swift"
	@$(BUILD_RELEASE)
	@$(CASEBOOK) build --output $(DIST)/site --date 2026-11-25 --quiet
	@Scripts/test-distribution.sh $(DIST)/casebook-*.tar.gz $(DIST)/site

# Fuzzing over all readers with AddressSanitizer; FUZZ_SECONDS each.
FUZZ_SECONDS ?= 60
fuzz: setup
	@Scripts/fuzz.sh all $(FUZZ_SECONDS)

# A minute of it, two readers at a time, by a program that is compiled in half the time.
fuzz-smoke: setup
	@echo "Fuzzing all readers for a minute"
	@Scripts/fuzz.sh smoke 4

# The parallel parts under ThreadSanitizer, and everything that reads or writes bytes under AddressSanitizer: builds of
# their own, each of which takes six minutes of processor time.
SANITIZED := CasebookFilesTests|CasebookPreviewTests|CasebookLanguageServerTests|CasebookSearchTests|CasebookParseTests|CasebookRenderTests
sanitize: setup-tests
	@Scripts/sanitize.sh thread '$(SANITIZED)'
	@Scripts/sanitize.sh address '$(SANITIZED)'

setup:
	@Scripts/install-packages.sh $(PACKAGES)

setup-tests: setup
	@Scripts/install-packages.sh $(TEST_PACKAGES)

format:
	@$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests

clean:
	rm -rf .build
	find Site -mindepth 1 -not -name '.*' -delete

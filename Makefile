# Heliograph's commands. `make` alone lists them. Versions and set-up: server/dev/setup. The programs behind: server/dev/src.
SHELL := /bin/bash
SETUP := bash server/dev/setup/setup.sh
# What builds need, from set-up; only for the recipe that evaluates it.
ENV := eval "$$($(SETUP) env)"

.DEFAULT_GOAL := help
.PHONY: help run test token restore demo pictures bench bench-images bench-pages bench-cpu bench-plan fuzz images-binary \
  deploy rollback preview remove-preview deploy-images rotate-ticket-key

help:  ## lists the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run:  ## sets up what is missing, builds, and serves at http://127.0.0.1:8787 until Ctrl-C
	@$(SETUP) run && $(ENV) && exec cargo run --quiet --locked --package dev -- run

test:  ## sets up what is missing, and runs everything that CI runs
	@exec bash server/dev/setup/test.sh

demo:  ## fills the running local site with freely licensed photographs
	@$(SETUP) run && $(ENV) && exec cargo run --quiet --locked --package dev -- demo

pictures:  ## screenshots of the main pages, into target/pictures (PICTURES_SITE=…: of a running site with demo data)
	@$(SETUP) pages && $(ENV) && cargo dev build && cd end2end && exec npx playwright test --config pictures

bench-pages:  ## Lighthouse, bytes and times of the main pages, with demo data (BENCH_SITE=…: of a running site)
	@$(SETUP) pages && $(ENV) && cargo dev build && cd end2end && exec npx playwright test --config bench/pages

bench-images:  ## the image service against sharp: time and memory (BENCH_RUNS=5; BENCH_ONLY=24 for one photo; BENCH_CORES=1)
	@$(SETUP) bench-images && $(ENV) && exec cargo run --quiet --locked --package dev -- bench-images

bench-cpu:  ## processor time of pages, uploads and all else above an empty Worker, beside JavaScript ones (BENCH_REQUESTS=300)
	@$(SETUP) pages && $(ENV) && cargo dev build --deploy && cd end2end && exec npx playwright test --config bench/cpu

bench-plan:  ## what a day uses of the free plan, the largest that fits, and what pages read of a million photos (PLAN_DAY="--views 80000")
	@$(SETUP) run && $(ENV) && exec cargo bench --quiet --locked --package service --bench plan -- $(PLAN_DAY)

bench: bench-images bench-pages bench-cpu bench-plan  ## all four measurements, one after the other

fuzz:  ## feeds the image service's readers what nobody sends, each for a minute (FUZZ_SECONDS=60; FUZZ_ONLY=jpeg for one)
	@$(SETUP) fuzz && $(ENV) && exec bash server/dev/setup/fuzz.sh

token:  ## EMAIL=…: an API token for that user of the local site (made if need be; ROLE=admin; DEPLOYED=1: of the deployed one)
	@[ -n "$(EMAIL)" ] || { echo "usage: make token EMAIL=you@example.org [ROLE=member|moderator|admin]" >&2; exit 2; }
	@$(SETUP) run && $(ENV) && exec cargo run --quiet --locked --package dev -- token "$(EMAIL)" $(if $(DEPLOYED),--deployed) $(if $(ROLE),"--role=$(ROLE)")

restore:  ## puts the newest backup into the local database, which must hold nobody (DEPLOYED=1; LIST=1; BACKUP=id; REPLACE=1; FOLDER=…)
	@$(SETUP) run && $(ENV) && exec cargo run --quiet --locked --package dev -- restore $(if $(DEPLOYED),--deployed) $(if $(LIST),--list) \
	  $(if $(BACKUP),"--backup=$(BACKUP)") $(if $(REPLACE),--replace) $(if $(FOLDER),"--folder=$(FOLDER)")

images-binary:  ## the image service as one static binary, into target (PROCESSOR=aarch64: for ARM)
	@$(SETUP) run && $(ENV) && exec bash server/images/deploy/build.sh $(PROCESSOR)

# What deploys; the programs are built by set-up's tools, wrangler is set-up's too.
DEV = $(SETUP) run && $(ENV) && exec cargo run --quiet --locked --package dev --
PLANNED = $(if $(DRY_RUN),--dry-run)
# Handed on as a variable, because a branch may be called anything.
preview remove-preview: export BRANCH ?= $(shell git branch --show-current)

deploy:  ## puts the site on your Cloudflare account, or what has changed of it (DRY_RUN=1: only says what it would do)
	@$(DEV) deploy $(PLANNED)

rollback:  ## the deployed site goes back to the release before, in one step (DRY_RUN=1; ANYWAY=1: behind changed secrets)
	@$(DEV) rollback $(PLANNED) $(if $(ANYWAY),--anyway)

preview:  ## a preview of this branch on your account, with data of its own (BRANCH=…; DRY_RUN=1)
	@$(DEV) deploy --preview "$$BRANCH" $(PLANNED)

remove-preview:  ## removes that preview and its data (BRANCH=…)
	@$(DEV) remove-preview --preview "$$BRANCH"

deploy-images:  ## HOST=root@…: puts the image service on that machine, or what has changed of it (DRY_RUN=1)
	@$(DEV) deploy-images $(PLANNED) $(HOST)

rotate-ticket-key:  ## HOST="root@… root@…": exchanges the key that Worker and machines share, refusing no ticket
	@$(DEV) rotate-ticket-key $(HOST)

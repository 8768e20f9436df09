#!/usr/bin/env bash
# Everything that CI runs, phase by phase, each with its time: `make test`. `make test ONLY=lint` runs one phase.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../../.."
started=$SECONDS
phases=0

phase() { # name command…
  local name=$1 from=$SECONDS
  shift
  if [ -n "${ONLY:-}" ] && [ "$ONLY" != "$name" ] && [ "$name" != set-up ]; then return; fi
  phases=$((phases + 1))
  printf '\n=== %s\n' "$name"
  if ! "$@"; then
    printf '\n=== %s failed after %s s\n' "$name" $((SECONDS - from))
    exit 1
  fi
  printf '=== %s took %s s\n' "$name" $((SECONDS - from))
}

# A command whose output matters only if it fails; a dot a while shows that it is alive.
quietly() {
  local log
  log=$(mktemp)
  (while sleep 20; do printf '.'; done) &
  local dots=$!
  if ! "$@" >"$log" 2>&1; then
    kill "$dots"
    printf '\n'
    tail -n 200 "$log"
    rm -f "$log"
    return 1
  fi
  kill "$dots"
  rm -f "$log"
}

lint() {
  cargo fmt --all --check && echo "  formatted" &&
    quietly cargo lint && echo "  native packages: no warnings" &&
    quietly cargo lint-worker && echo "  Worker: no warnings" &&
    quietly cargo lint-browser && echo "  browser: no warnings" &&
    RUSTDOCFLAGS='--deny warnings' quietly cargo doc --locked --no-deps --package domain --package service --package images &&
    echo "  documentation: no warnings"
}

native_tests() {
  local native=(--locked --package domain --package service --package images --package images-bench --package dev
    --package stretch)
  local pages=(--locked --package app --features ssr --lib)
  # off by default, and tried all the same
  local heic=(--locked --package images --features heic --test service)
  quietly cargo test --no-run "${native[@]}" && quietly cargo test --no-run "${pages[@]}" &&
    quietly cargo test --no-run "${heic[@]}" && echo "  compiled" &&
    cargo test --quiet "${native[@]}" && cargo test --quiet "${pages[@]}" && cargo test --quiet "${heic[@]}" -- heic
}

end_to_end() {
  (cd end2end && npm run --silent check && npm run --silent test)
}

watch_loop() {
  (cd end2end && npm run --silent watch)
}

phase set-up bash "$here/setup.sh" test
eval "$(bash "$here/setup.sh" env)"
phase lint lint
phase invariants cargo dev invariants
phase tests native_tests
phase build cargo dev build
phase end2end end_to_end
phase watch watch_loop
if [ $phases = 1 ]; then
  printf '\nthere is no phase named %s\n' "$ONLY" >&2
  exit 2
fi
printf '\n%s passed after %s s\n' "${ONLY:-everything}" $((SECONDS - started))

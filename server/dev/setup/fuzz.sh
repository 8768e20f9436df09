#!/usr/bin/env bash
# Feeds every reader of the image service what nobody sends, each for a minute, one after the other: `make fuzz`.
#
#   FUZZ_SECONDS=600   longer
#   FUZZ_ONLY=jpeg     one target
#
# What is found lies in target/fuzz afterwards; `cargo fuzz tmin` makes it smaller, and in server/images/fuzz/findings it
# becomes part of `make test`. The corpus is kept in the cache folder: every run starts from what the last one learned.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../../.."
root=$PWD
seconds=${FUZZ_SECONDS:-60}
home=$HELIOGRAPH_CACHE/fuzz
found=$root/target/fuzz
mkdir -p "$home" "$found"
# where cargo's settings for the targets are
cd server/images/fuzz

# What a decoder does not give back goes with its process, which lives for one photo.
export ASAN_OPTIONS=detect_leaks=0
# The targets need a nightly compiler's flags, of which a stable one knows as much once it is told so.
export RUSTC_BOOTSTRAP=1
build=(--fuzz-dir . --target-dir "$CARGO_TARGET_DIR/fuzz" --release)
# Debian's compiler comes without the library that finds wrong accesses to memory.
if compgen -G "$(rustc --print target-libdir)/librustc-*_rt.asan.a" >/dev/null; then
  build+=(--sanitizer address)
else
  build+=(--sanitizer none)
fi

# quietly "what it does" command…   the output only if it fails
quietly() {
  local what=$1 from=$SECONDS
  shift
  printf '  %-44s ' "$what"
  if ! "$@" >"$found/log" 2>&1; then
    printf 'failed\n' && tail -n 60 "$found/log" >&2
    return 1
  fi
  printf '%4s s\n' $((SECONDS - from))
}

write_seeds() { env -u RUSTC_BOOTSTRAP FUZZ_SEEDS="$home/seeds" cargo test --locked --package images --test service -- fuzz::; }

# fuzz target   one line; more if something was found
fuzz() {
  local target=$1 log=$found/$1.log
  mkdir -p "$home/corpus/$target"
  printf '  %-10s ' "$target"
  # no input takes 10 s, and none a gigabyte: targets skip pictures of more than 4 megapixels
  if cargo fuzz run "${build[@]}" "$target" "$home/corpus/$target" "$home/seeds/$target" -- \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1500 -malloc_limit_mb=1000 -max_len=100000 -detect_leaks=0 \
    -artifact_prefix="$found/$target-" -print_final_stats=1 >"$log" 2>&1; then
    printf '%9s inputs, %6s places reached, nothing found\n' \
      "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" "$(grep -o 'cov: [0-9]*' "$log" | tail -n 1 | cut -d' ' -f2)"
    return
  fi
  printf 'FOUND SOMETHING: %s\n' "$log"
  grep -E 'panicked at|ERROR|SUMMARY|Test unit written|^assertion|Reproduce' -A 1 "$log" | sed 's/^/      /' | head -n 25
  return 1
}

quietly "write the seeds" write_seeds
quietly "compile the targets" cargo fuzz build "${build[@]}"
failed=0
for file in fuzz_targets/*.rs; do
  target=$(basename "$file" .rs)
  if [ -n "${FUZZ_ONLY:-}" ] && [ "$FUZZ_ONLY" != "$target" ]; then continue; fi
  fuzz "$target" || failed=1
done
exit $failed

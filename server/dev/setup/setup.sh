#!/usr/bin/env bash
# Makes this machine able to run (or test) Heliograph: installs or builds what is missing, and nothing else.
#
#   setup.sh run     what `make run` needs
#   setup.sh watch   that, and cargo-leptos
#   setup.sh pages   what `make pictures`, `bench-pages` and `bench-cpu` need: a browser, fonts, Lighthouse, Hono
#   setup.sh bench-images  what `make bench-images` needs: sharp
#   setup.sh fuzz    what `make fuzz` needs: cargo-fuzz
#   setup.sh test    what `make run` needs, and browsers, linters and the test runner
#   setup.sh env     prints the shell variables that builds need (sourced by the Makefile and by package dev)
#
# Everything lands in the cache folder, keyed by version, so that every checkout shares it. The exceptions are
# Debian packages and, where rustup cannot download it, the wasm32 standard library beside Debian's rustc.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
# shellcheck source=versions.env
. "$here/versions.env"

cache=${HELIOGRAPH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/heliograph}
tools=$cache/tools
stamps=$cache/stamps
node_home=$cache/npm/$(sha256sum "$here/package-lock.json" 2>/dev/null | cut -c1-16)
toolchain_file=$stamps/toolchain
mkdir -p "$tools/bin" "$stamps"

die() {
  printf '\nset-up stopped: %s\n  mend: %s\n' "$1" "$2" >&2
  exit 1
}

# step "what it does" command…   runs the command, keeps its output in a log, and prints how long it took; the log's end
# too if it fails, unless there is another way (may_fail).
step() {
  local what=$1 started log
  shift
  started=$(date +%s)
  log=$cache/setup.log
  printf '  %-58s ' "$what"
  if ! "$@" >"$log" 2>&1; then
    printf 'failed after %s s\n' $(($(date +%s) - started))
    [ -n "${may_fail:-}" ] || { printf '\n' && tail -n 25 "$log"; } >&2
    return 1
  fi
  printf '%4s s\n' $(($(date +%s) - started))
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

version_at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

# Two checkouts share the cache: whoever comes second waits, and then finds everything done.
one_at_a_time() {
  command -v flock >/dev/null || return 0
  exec 9>"$cache/set-up.lock"
  flock --nonblock 9 || { echo "  waiting for another set-up to finish" && flock 9; }
}

need_commands() {
  local missing=()
  for c in git make curl npm cargo; do
    command -v "$c" >/dev/null || missing+=("$c")
  done
  [ ${#missing[@]} = 0 ] || die "missing: ${missing[*]}" "install them (Debian: apt-get install git make curl npm; Rust: rustup) and run this again"
}

apt_install() {
  command -v apt-get >/dev/null || die "this system has no apt-get and lacks: $*" "install the equivalent of these packages and run this again"
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    die "installing $* needs root" "run as root, or install sudo"
  fi
  if [ ! -e "$stamps/apt-updated" ] || [ -n "$(find "$stamps/apt-updated" -mmin +720)" ]; then
    step "read Debian's package lists" as_root apt-get update -qq || die "apt-get update failed" "check the network, then run this again"
    touch "$stamps/apt-updated"
  fi
  step "install $1${2:+ and $(($# - 1)) more} (Debian)" \
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" ||
    die "could not install: $*" "see the lines above"
}

need_packages() {
  local missing=()
  for p in "$@"; do
    dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'install ok installed' || missing+=("$p")
  done
  [ ${#missing[@]} = 0 ] || apt_install "${missing[@]}"
}

has_wasm_std() { # toolchain
  local libdir
  # asked for a toolchain that is not there, rustup would install it without a word
  libdir=$(RUSTUP_AUTO_INSTALL=0 RUSTUP_TOOLCHAIN=$1 rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null) || return 1
  compgen -G "$libdir/libstd-*.rlib" >/dev/null
}

# Debian's rustc carries no wasm32 standard library, but its sources build one. `embed-bitcode` because LTO needs it.
build_wasm_std() {
  local dir=$cache/wasm-std dest
  rm -rf "$dir"
  mkdir -p "$dir/src"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[lib]\n[profile.release]\ndebug = false\n' >"$dir/Cargo.toml"
  printf '' >"$dir/src/lib.rs"
  (cd "$dir" && env -u CARGO_TARGET_DIR RUSTUP_TOOLCHAIN=heliograph RUSTC_BOOTSTRAP=1 RUSTFLAGS="-C embed-bitcode=yes" \
    cargo build -Z build-std=std,panic_abort --target wasm32-unknown-unknown --release) || return 1
  dest=$(RUSTUP_TOOLCHAIN=heliograph rustc --print target-libdir --target wasm32-unknown-unknown) || return 1
  rm -f "$dir/target/wasm32-unknown-unknown/release/deps"/libempty-*.rlib
  as_root mkdir -p "$dest" &&
    as_root cp "$dir/target/wasm32-unknown-unknown/release/deps"/*.rlib "$dest/" || return 1
  # cargo does not see that the standard library changed
  rm -rf "$cache/target/wasm32-unknown-unknown" "$dir/target"
}

# Which toolchain to build with: the pinned one where rustup has or can download it, else one that is new enough and
# has the wasm32 target already, else Debian's.
need_toolchain() {
  local active
  if [ -s "$toolchain_file" ] && has_wasm_std "$(cat "$toolchain_file")"; then return; fi
  command -v rustup >/dev/null || die "rustup is missing" "install Rust through rustup, or link a toolchain that has wasm32-unknown-unknown"
  if has_wasm_std "$RUST" || may_fail=yes step "install Rust $RUST with the wasm32 target (rustup)" timeout 600 \
    rustup toolchain install "$RUST" --profile minimal --component clippy,rustfmt --target wasm32-unknown-unknown --no-self-update; then
    echo "$RUST" >"$toolchain_file"
    return
  fi
  active=$(cd / && rustup show active-toolchain 2>/dev/null | cut -d' ' -f1) || active=
  if [ -n "$active" ] && version_at_least "$(RUSTUP_TOOLCHAIN=$active rustc --version | cut -d' ' -f2)" "$RUST" &&
    has_wasm_std "$active"; then
    echo "$active" >"$toolchain_file"
    return
  fi
  echo "  rustup cannot download here: taking Debian's Rust and building the wasm32 standard library"
  # shellcheck disable=SC2086
  need_packages $DEBIAN_RUST
  # the same linker under the name that rustc asks for; some versions of the package lack it
  command -v rust-lld >/dev/null || ln -sf "$(command -v lld-22)" "$tools/bin/rust-lld"
  rustup toolchain link heliograph /usr
  if ! has_wasm_std heliograph; then step "build the wasm32 standard library" build_wasm_std || true; fi
  has_wasm_std heliograph ||
    die "the wasm32 standard library did not build" "give this machine a rustup that can run: rustup target add wasm32-unknown-unknown"
  echo heliograph >"$toolchain_file"
}

# worker-build links OpenSSL, which its build finds through pkg-config. Needed only where it has yet to be compiled.
need_openssl() {
  if [ -e "$stamps/worker-build-$WORKER_BUILD" ] || pkg-config --exists openssl 2>/dev/null; then return; fi
  need_packages pkg-config libssl-dev
}

# need_tool crate binary version   prebuilt by cargo-binstall where that is installed, else compiled with a cheap profile.
need_tool() {
  local crate=$1 bin=$2 version=$3
  shift 3
  [ -x "$tools/bin/$bin" ] && [ -e "$stamps/$crate-$version" ] && return
  if ! { command -v cargo-binstall >/dev/null &&
    step "fetch $crate $version" cargo binstall --no-confirm --root "$tools" "$crate@$version"; }; then
    step "compile $crate $version" env RUSTUP_TOOLCHAIN="$(cat "$toolchain_file")" CARGO_PROFILE_DEV_DEBUG=0 \
      CARGO_TARGET_DIR="$cache/tools-target" cargo install --locked --debug --force --root "$tools" "$crate@$version" "$@" ||
      die "$crate did not build" "see the lines above"
  fi
  rm -f "$stamps/$crate"-*
  touch "$stamps/$crate-$version"
}

# Node for wrangler, wrangler itself, esbuild and wasm-opt: from npm, kept once per lock file.
need_npm() {
  [ -e "$node_home/.done" ] && return
  rm -rf "$node_home"
  mkdir -p "$node_home"
  cp "$here/package.json" "$here/package-lock.json" "$node_home/"
  step "install wrangler, Node, esbuild and wasm-opt (npm)" npm ci --prefix "$node_home" --no-audit --no-fund --loglevel=error ||
    die "npm ci failed" "see the lines above"
  touch "$node_home/.done"
}

need_browser() {
  [ "$root/end2end/node_modules/.package-lock.json" -nt "$root/end2end/package-lock.json" ] ||
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 step "install Playwright and its friends (npm)" npm ci --prefix "$root/end2end" --no-audit --no-fund --loglevel=error ||
    die "npm ci failed in end2end" "see the lines above"
  if ! command -v chromium >/dev/null && [ -z "${CHROMIUM:-}" ]; then
    need_packages chromium
  fi
}

# Chinese pages need a font that has their characters.
need_fonts() {
  [ -n "$(fc-list :lang=zh 2>/dev/null)" ] || need_packages fontconfig fonts-wqy-microhei
}

need_bench() {
  local folder=$root/end2end/bench
  [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] ||
    step "install Lighthouse and Hono (npm)" npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error ||
    die "npm ci failed in end2end/bench" "see the lines above"
}

need_sharp() {
  local folder=$root/server/images/bench/sharp
  [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] ||
    step "install sharp (npm)" npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error ||
    die "npm ci failed in server/images/bench/sharp" "see the lines above"
}

# libFuzzer is C++, compiled with the targets.
need_fuzzer() {
  command -v c++ >/dev/null || need_packages g++
  need_tool cargo-fuzz cargo-fuzz "$CARGO_FUZZ"
}

need_linters() {
  if [ "$(cat "$toolchain_file")" = heliograph ]; then
    # shellcheck disable=SC2086
    need_packages $DEBIAN_LINT
  fi
}

# cargo tells sources by their place in the checkout and their time, so those of another checkout would pass for these:
# where the target folder served another one before, our own packages (not what they depend on) are compiled again.
claim_target() {
  local target=${CARGO_TARGET_DIR:-$cache/target} package
  [ "$(cat "$target/checkout" 2>/dev/null)" != "$root" ] || return 0
  mkdir -p "$target"
  for package in app dev domain images images-bench images-fuzz server service stretch; do
    rm -rf "$target"/{,*/,*/*/,*/*/*/}.fingerprint/"$package"-*
  done
  echo "$root" >"$target/checkout"
}

print_env() {
  cat <<VARS
export HELIOGRAPH_CACHE='$cache'
export CARGO_TARGET_DIR='${CARGO_TARGET_DIR:-$cache/target}'
export RUSTUP_TOOLCHAIN='$(cat "$toolchain_file" 2>/dev/null)'
export HELIOGRAPH_NODE='$node_home/node_modules'
export WASM_BINDGEN_BIN='$tools/bin/wasm-bindgen'
export WASM_OPT_BIN='$node_home/node_modules/.bin/wasm-opt'
export ESBUILD_BIN='$node_home/node_modules/.bin/esbuild'
export WRANGLER_SEND_METRICS=false
export PATH='$node_home/node_modules/node/bin:$node_home/node_modules/.bin:$tools/bin:$PATH'
VARS
}

case ${1:-} in
  env) claim_target && print_env ;;
  run | watch | test | pages | bench-images | fuzz)
    need_commands
    command -v cc >/dev/null || need_packages build-essential
    one_at_a_time
    need_toolchain
    need_openssl
    need_tool wasm-bindgen-cli wasm-bindgen "$WASM_BINDGEN"
    need_tool worker-build worker-build "$WORKER_BUILD"
    need_npm
    if [ "$1" = watch ] || [ "$1" = test ]; then need_tool cargo-leptos cargo-leptos "$CARGO_LEPTOS" --features no_downloads; fi
    if [ "$1" = test ]; then need_browser && need_linters; fi
    if [ "$1" = fuzz ]; then need_fuzzer; fi
    if [ "$1" = bench-images ]; then need_sharp; fi
    if [ "$1" = pages ]; then need_browser && need_fonts && need_bench; fi
    ;;
  *) sed -n '2,14p' "${BASH_SOURCE[0]}" >&2 && exit 2 ;;
esac

#!/usr/bin/env bash
# Builds the image service as one static binary, which needs nothing of the machine it runs on: `make images-binary`.
#
#   build.sh            for this machine's processor
#   build.sh x86_64     for Intel and AMD
#   build.sh aarch64    for ARM (64 bit)
#
# With musl where Rust's target and a C compiler for it (libwebp is C) are there; with glibc, linked statically, otherwise.
# Lands in target/images-<processor>.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
processor=${1:-$(uname -m)}
here=$(uname -m)

die() {
  printf 'no binary: %s\n  mend: %s\n' "$1" "$2" >&2
  exit 1
}

has_target() {
  local libraries
  libraries=$(rustc --print target-libdir --target "$1" 2>/dev/null) && compgen -G "$libraries/libstd-*.rlib" >/dev/null
}

# The C compiler that makes programs for a target, if there is one.
compiler_for() {
  local names=("$processor-linux-${1##*-}-gcc")
  [ "$processor" != "$here" ] || case $1 in
    *-musl) names+=(musl-gcc) ;;
    *-gnu) names+=(cc) ;;
  esac
  for name in "${names[@]}"; do
    if command -v "$name"; then return; fi
  done
  return 1
}

case $processor in
  x86_64 | aarch64) ;;
  *) die "$processor is no processor that is built for" "x86_64 or aarch64" ;;
esac

# a toolchain that can be had is had
for target in "$processor-unknown-linux-musl" "$processor-unknown-linux-gnu"; do
  compiler=$(compiler_for "$target") || continue
  if has_target "$target" || { command -v rustup >/dev/null &&
    timeout 300 rustup target add "$target" >/dev/null 2>&1 && has_target "$target"; }; then
    found=$target
    break
  fi
done
[ -n "${found:-}" ] || die "there is no Rust target and C compiler for $processor" \
  "rustup target add $processor-unknown-linux-gnu, and (Debian) apt-get install gcc-${processor/_/-}-linux-gnu"

echo "building the image service for $target"
variable=${target//-/_}
# with --target, these flags are for the program alone, not for what runs while building
export RUSTFLAGS="-C target-feature=+crt-static"
export "CC_$variable=$compiler"
# for musl, Rust brings all that linking needs; musl-gcc would ask for a loader, which a static program has no use for
case $target in *-gnu) export "CARGO_TARGET_${variable^^}_LINKER=$compiler" ;; esac
# the Worker's profile keeps symbols, which wasm-bindgen needs; this one nobody looks into
cargo rustc --locked --release --package images --bin images --target "$target" -- -C strip=symbols

built=${CARGO_TARGET_DIR:-target}/$target/release/images
! readelf --program-headers "$built" | grep -q INTERP || die "the program needs libraries of the system" "build it with another target"
mkdir -p target
install -m 755 "$built" "target/images-$processor"
printf '%s: static, %s bytes\n' "target/images-$processor" "$(stat -c %s "target/images-$processor")"

# Flags that keep names of folders out of the program: the same commit gives the same bytes wherever it is built. Sourced by the other
# scripts, with the checkout as the current folder.
here="$(pwd -P)"
home="${CARGO_HOME:-$HOME/.cargo}"
host="$(rustc -vV | sed -n 's/^host: //p')"
sysroot="$(rustc --print sysroot)"
target="${CARGO_TARGET_DIR:-$here/target}"
remap="--remap-path-prefix=$target=/target --remap-path-prefix=$here=/dateline --remap-path-prefix=$home=/cargo --remap-path-prefix=$sysroot=/rust"
map="-ffile-prefix-map=$target=/target -ffile-prefix-map=$here=/dateline -ffile-prefix-map=$home=/cargo"
export CFLAGS="${CFLAGS:-} $map" CXXFLAGS="${CXXFLAGS:-} $map"
# Nothing of ours asks for the time of building; where a library does, it gets the same.
export SOURCE_DATE_EPOCH=0

#!/usr/bin/env bash
# Builds the wheel, installs it in a clean virtual environment and runs the package's tests there.
#   --spark   also on a standalone Spark cluster on loopback (Java 17 or later has to be there)
# What else is given goes to pytest. WORK: folder for the environments, kept if given.
set -euo pipefail
cd "$(dirname "$0")"
extras=test
arguments=()
for argument in "$@"; do
    if [ "$argument" = --spark ]; then extras=test,spark; fi
    arguments+=("$argument")
done
if [ -z "${WORK:-}" ]; then
    WORK=$(mktemp -d)
    trap 'rm -rf "$WORK"' EXIT
fi
python="${PYTHON:-python3}"
"$python" -m venv "$WORK/tools"
"$WORK/tools/bin/pip" install --quiet "maturin>=1.9,<2"
MATURIN="$WORK/tools/bin/maturin" ./wheel.sh
"$python" -m venv --clear "$WORK/clean"
"$WORK/clean/bin/pip" install --quiet "$(echo "$PWD"/dist/*.whl)[$extras]"
# From here, so that nothing but what is installed is found.
cd tests
PATH="$WORK/clean/bin:$PATH" "$WORK/clean/bin/python" -m pytest . "${arguments[@]+"${arguments[@]}"}"

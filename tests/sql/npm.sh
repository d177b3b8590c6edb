#!/usr/bin/env bash
# Takes an engine (duckdb or spark) and the program with the tests; tries views of random rule sets
# with a package of npm. Exit code 77 where it may not be fetched: unless BEDSIDE_NPM is 1.
set -euo pipefail
engine="$1"
tests="$2"
scripts="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
  echo "npm is not installed: skipped."
  exit 77
fi
if [[ "${BEDSIDE_NPM:-}" != 1 ]]; then
  echo "BEDSIDE_NPM=1 lets this test fetch a package of npm: skipped."
  exit 77
fi

# What was fetched stays for the next time.
folder="${TMPDIR:-/tmp}/bedside-npm-$(id -u)/$engine"
rm -rf "$folder/cases"
mkdir -p "$folder/cases"
cp "$scripts/$engine.mjs" "$folder/"
cd "$folder"
packages=("@duckdb/node-api")
if [[ $engine == spark ]]; then packages=(dt-sql-parser@4 esbuild@0); fi
if [[ ! -d node_modules ]] &&
  ! timeout 180 npm install --fetch-retries=1 --fetch-timeout=60000 --no-audit --no-fund --prefix "$folder" "${packages[@]}" >log 2>&1; then
  cat log
  echo "npm cannot fetch ${packages[*]}: skipped."
  rm -rf node_modules
  exit 77
fi

BEDSIDE_SQL_DIALECT="$engine" BEDSIDE_SQL_FOLDER="$folder/cases" "$tests" "[.sql-files]" >log ||
  { cat log; exit 1; }
program="$engine.mjs"
if [[ $engine == spark ]]; then
  # The package's modules need a bundler to find each other.
  program=spark.cjs
  npx esbuild spark.mjs --bundle --platform=node --format=cjs --outfile=$program --log-level=error
fi
node "$program" "$folder/cases"

#!/usr/bin/env bash
# Takes the program with the tests; tries views of random rule sets in a PostgreSQL of its own, and
# gives what differs from the evaluator. Exit code 77 where PostgreSQL is not installed.
set -euo pipefail
tests="$1"

binaries="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)"
if [[ ! -x "$binaries/initdb" ]]; then binaries="$(dirname "$(command -v initdb || echo none/none)")"; fi
if [[ ! -x "$binaries/initdb" || ! -x "$binaries/pg_ctl" ]]; then
  echo "PostgreSQL is not installed (on Debian: apt-get install postgresql): skipped."
  exit 77
fi

folder="$(mktemp -d "${TMPDIR:-/tmp}/bedside-postgres.XXXXXX")"
chmod 755 "$folder"
mkdir "$folder/cases" "$folder/data" "$folder/socket"
as=()
if [[ $(id -u) -eq 0 ]]; then # PostgreSQL does not run as root
  if ! id postgres >/dev/null 2>&1; then
    echo "There is no user postgres, and PostgreSQL does not run as root: skipped."
    rm -rf "$folder"
    exit 77
  fi
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups env HOME="$folder")
  chown postgres:postgres "$folder/data" "$folder/socket"
fi

stop() {
  (cd "$folder" && "${as[@]}" "$binaries/pg_ctl" -D "$folder/data" -m immediate stop) >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT

BEDSIDE_SQL_DIALECT=postgres BEDSIDE_SQL_FOLDER="$folder/cases" "$tests" "[.sql-files]" >"$folder/log" ||
  { cat "$folder/log"; exit 1; }
cd "$folder" # which the user postgres may enter
"${as[@]}" "$binaries/initdb" -D "$folder/data" -U tester -A trust -N -E UTF8 --locale=C >"$folder/log" 2>&1 ||
  { cat "$folder/log"; exit 1; }
"${as[@]}" "$binaries/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" \
  -o "-c listen_addresses='' -c fsync=off -k $folder/socket" start >"$folder/log" 2>&1 ||
  { cat "$folder/log"; exit 1; }

for rules in "$folder"/cases/*.rules; do
  case="${rules%.rules}"
  name="$(basename "$case")"
  printf 'CREATE SCHEMA case_%s; SET search_path = case_%s;\n' "$name" "$name"
  cat "$case.table" "$case.view"
  printf '\\o %s.found\n' "$case"
  cat "$case.query"
  printf '\\o\n'
done >"$folder/all.sql"
psql="$(command -v psql || echo "$binaries/psql")"
"$psql" -X -q -A -t -v ON_ERROR_STOP=1 -h "$folder/socket" -U tester -d postgres -f "$folder/all.sql"

count=0
for rules in "$folder"/cases/*.rules; do
  case="${rules%.rules}"
  if ! diff "$case.expected" "$case.found" >"$folder/difference"; then
    echo "The evaluator (<) and PostgreSQL (>) differ:"
    head -20 "$folder/difference"
    cat "$case.rules" "$case.table" "$case.view"
    exit 1
  fi
  count=$((count + 1))
done
echo "$count rule sets gave the same in PostgreSQL."

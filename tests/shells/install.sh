#!/usr/bin/env bash
# Takes cmake, the build folder and the version; installs to a scratch folder and looks at what is
# there: the program, its completions, its manual page.
set -euo pipefail
cmake="$1" build="$2" version="$3"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

fail() {
  echo "$1"
  exit 1
}

"$cmake" --install "$build" --prefix "$work/usr" >"$work/log" || fail "$(cat "$work/log")"
(cd "$work/usr" && find . -type f | LC_ALL=C sort) >"$work/files"
diff - "$work/files" <<'END' || fail "other files are installed (>) than expected (<)"
./bin/bedside
./share/bash-completion/completions/bedside
./share/fish/vendor_completions.d/bedside.fish
./share/man/man1/bedside.1
./share/zsh/site-functions/_bedside
END

PATH="$work/usr/bin:$PATH"
cd "$work"
[[ "$(bedside --version)" == "bedside $version" ]] || fail "bedside --version says something else"
bedside completions bash | diff - usr/share/bash-completion/completions/bedside
bash -n usr/share/bash-completion/completions/bedside

# The page, as far as there are tools that read it.
page="usr/share/man/man1/bedside.1"
if command -v groff >/dev/null; then
  complaints="$(groff -man -Tutf8 -ww -z "$page" 2>&1)" || true
  [[ -z "$complaints" ]] || fail "groff complains: $complaints"
fi
if command -v mandoc >/dev/null; then
  complaints="$(mandoc -Tlint "$page" 2>&1)" || true
  [[ -z "$complaints" ]] || fail "mandoc complains: $complaints"
fi
for command in $(bedside --help | sed -n '/^Commands$/,/^Flags$/s/^  \([a-z]*\)  .*/\1/p'); do
  grep -q "^\.SS bedside $command$" "$page" || fail "the manual page has no \`$command\`"
done

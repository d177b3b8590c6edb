#!/usr/bin/env bash
# Takes the program and a scratch place; makes the world around it fail, and holds it to its word: the old file or the
# new one, whole rows, one clear line, an exit code of its own. `faults.sh BEDSIDE`; exit 1 where anything is otherwise.
set -uo pipefail
set -m  # so that what runs in the background hears SIGINT

bedside="$(realpath "$1")"
scratch="$(mktemp -d)"
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
cd "$scratch" || exit 2
count=0
failures=0

fault() { # TEXT: what was expected and is not so
  failures=$((failures + 1))
  printf 'FAULT %s: %s\n' "$case" "$1" >&2
  sed -n '1,5s/^/    stderr: /p' err >&2
}
begin() {
  case="$1"
  count=$((count + 1))
}
run() { # COMMAND…: keeps its output, errors and exit code
  timeout 60 "$@" >out 2>err </dev/null
  code=$?
}
code_is() { [[ $code -eq $1 ]] || fault "exit code $code, expected $1"; }
says() { grep -qF -- "$1" err || fault "standard error does not say: $1"; }
# One line, in our own words.
one_line() {
  [[ $(wc -l <err) -eq 1 ]] || fault "$(wc -l <err) lines on standard error"
  if grep -qE 'std::|bad_alloc|terminate|exception|error of the program' err; then fault "words of an exception"; fi
}
file_is() { [[ "$(cat "$1")" == "$2" ]] || fault "$1 holds: $(head -c 100 "$1")"; }
no_litter() {
  local left
  left="$(find . -name '.bedside-*')"
  [[ -z "$left" ]] || fault "left behind: $left"
}
whole_rows() { # FILE: each row has as many commas, and the last one its end
  [[ -z "$(tail -c 1 "$1")" ]] || fault "$1 ends within a row"
  [[ $(awk -F, '{print NF}' "$1" | sort -u | wc -l) -eq 1 ]] || fault "$1 has a torn row"
}

cat >rules.bedside <<'END'
finding pain: yes or no
finding age: number in years from 0 to 120
assessment outlook: benign < caution
rule "old"
  if age at least 65 years then caution
if pain then caution
if no pain then benign
END
sed 's/65/70/' rules.bedside >other.bedside
awk 'BEGIN { print "id,pain,age"; for (i = 1; i <= 300000; ++i) print "p" i "," (i % 3 ? "no" : "yes") "," i % 100 }' >many.csv
head -n 4 many.csv >few.csv
ugly='finding   pain:yes or no'

# ---- A disk that is full ---------------------------------------------------------------------

for command in "assess rules.bedside --given pain" "assess rules.bedside --findings many.csv" "check rules.bedside" \
  "test hand-hemangioma" "diff rules.bedside other.bedside" "rules" "explain gap" "export sql rules.bedside --dialect sqlite" \
  "assess rules.bedside --findings few.csv --summary" "fmt --diff rules.bedside" "man" "help"; do
  begin "full disk: $command"
  printf '%s' "$ugly" >ugly.bedside
  # shellcheck disable=SC2086
  run bash -c "\"$bedside\" ${command/fmt --diff rules/fmt --diff ugly} >/dev/full"
  code_is 2
  says "standard output cannot be written: No space left on device."
done
begin "full disk: --output"
run "$bedside" assess rules.bedside --findings few.csv --output /dev/full
code_is 2
one_line
says "\`/dev/full\` cannot be written: No space left on device."
begin "full disk: --rejects"
printf 'id,pain\n1,perhaps\n' >bad.csv
run "$bedside" assess rules.bedside --findings bad.csv --rejects /dev/full
code_is 2
says "\`/dev/full\` cannot be written: No space left on device."
begin "full disk: --write-expect"
run "$bedside" diff rules.bedside other.bedside --write-expect /dev/full
code_is 2
says "\`/dev/full\` cannot be written: No space left on device."

# A file that may not grow stands for a disk that fills up while it is written to.
begin "no room: --output"
echo old >result.csv
run bash -c "ulimit -f 64; exec \"$bedside\" assess rules.bedside --findings many.csv --output result.csv"
code_is 2
one_line
says "\`result.csv\` cannot be written: File too large."
file_is result.csv old
no_litter
begin "no room: fmt"
for i in {1..9000}; do echo "finding   f$i:yes or no"; done >large.bedside
cp large.bedside before.bedside
run bash -c "ulimit -f 64; exec \"$bedside\" fmt large.bedside"
code_is 2
says "\`large.bedside\` cannot be written: File too large."
cmp -s large.bedside before.bedside || fault "the file was changed"
no_litter
if [[ $(id -u) -eq 0 ]] && mkdir small && mount -t tmpfs -o size=256k none small 2>/dev/null; then
  begin "full tmpfs: --output and --rejects"
  echo old >small/result.csv
  run "$bedside" assess rules.bedside --findings many.csv --output small/result.csv
  code_is 2
  one_line
  says "No space left on device"
  file_is small/result.csv old
  no_litter
  begin "full tmpfs: save"
  head -c 300k /dev/zero >small/filler 2>/dev/null
  printf 'finding fever: yes or no\nsave small/new.bedside\n' >script
  run bash -c "\"$bedside\" repl --empty <script"
  code_is 1
  says "No space left on device"
  [[ ! -e small/new.bedside ]] || fault "half a file is there"
  umount small
fi

# ---- Readers that go away --------------------------------------------------------------------

for command in "assess rules.bedside --findings many.csv" "assess rules.bedside --findings many.csv --format ndjson" \
  "check large.bedside" "man"; do
  begin "closed pipe: $command"
  # shellcheck disable=SC2086
  run bash -c "\"$bedside\" $command 2>err2 | head -n 1 >/dev/null; echo \${PIPESTATUS[0]} >status"
  [[ $(cat status) -le 2 ]] || fault "exit code $(cat status)"
  grep -qv "errors\|warnings" err2 && fault "says: $(head -n 1 err2)"
done
begin "closed standard output"
run bash -c "\"$bedside\" assess rules.bedside --findings bad.csv --rejects rejects.txt >&-"
code_is 2
says "standard output cannot be written"
grep -q caution rejects.txt 2>/dev/null && fault "results stand among the rejected rows"
begin "closed standard error"
run bash -c "\"$bedside\" assess rules.bedside --findings bad.csv --output rows.csv 2>&-"
code_is 1
file_is rows.csv "id,outlook,outlook status,advice,fired,ask"
begin "closed standard input"
run bash -c "\"$bedside\" assess rules.bedside --findings - <&-"
code_is 2
says "standard input cannot be read"

# ---- Signals ---------------------------------------------------------------------------------

for signal in INT TERM HUP; do
  case $signal in INT) expected=130 ;; TERM) expected=143 ;; *) expected=129 ;; esac
  for output in "" "kept.csv"; do
    begin "SIG$signal, output ${output:-on standard output}"
    rm -f ./*.part feed kept.csv
    echo old >kept.csv
    mkfifo feed
    # The last row never comes: it is stopped in the middle, however fast this machine is.
    { cat many.csv && printf 'p300001,no' && sleep 30; } >feed 2>/dev/null &
    feeder=$!
    # shellcheck disable=SC2086
    "$bedside" assess rules.bedside --findings feed --findings-format csv ${output:+--output $output} \
      >out 2>err </dev/null &
    program=$!
    for _ in {1..200}; do
      if [[ -n "$output" ]]; then written="$(stat -c %s .bedside-*.part 2>/dev/null || echo 0)"; else written="$(stat -c %s out)"; fi
      [[ $written -gt 1000000 ]] && break
      sleep 0.05
    done
    kill -$signal $program
    wait $program
    code=$?
    kill -KILL -- -$feeder 2>/dev/null
    wait $feeder 2>/dev/null
    code_is $expected
    one_line
    says "bedside: stopped after "
    says "To go on, assess "
    rows="${output:+$output.part}"
    rows="${rows:-out}"
    whole_rows "$rows"
    done_rows="$(sed 's/.*stopped after \([0-9,]*\) rows.*/\1/; s/,//g' err)"
    [[ $(wc -l <"$rows") -eq $((done_rows + 1)) ]] || fault "$(wc -l <"$rows") lines for $done_rows rows"
    [[ -z "$output" ]] || file_is kept.csv old
    no_litter
    # What is said of how to go on makes the whole of it.
    next="$(sed 's/.*tail -n +\([0-9]*\) .*/\1/' err)"
    { head -n 1 many.csv; tail -n +"$next" many.csv; } >rest.csv
    "$bedside" assess rules.bedside --findings rest.csv 2>/dev/null | tail -n +2 | cat "$rows" - >joined.csv
    "$bedside" assess rules.bedside --findings many.csv 2>/dev/null | cmp -s - joined.csv || fault "both parts are not the whole"
  done
done

begin "SIGINT, a summary with rejected rows"
rm -f ./*.part feed
mkfifo feed
{ cat bad.csv many.csv && printf 'p300001,no' && sleep 30; } >feed 2>/dev/null &
feeder=$!
"$bedside" assess rules.bedside --findings feed --findings-format csv --summary --rejects rejects.txt \
  >out 2>err </dev/null &
program=$!
for _ in {1..200}; do
  [[ -n "$(compgen -G '.bedside-*.part')" ]] && break
  sleep 0.05
done
sleep 1
kill -INT $program
wait $program
code=$?
kill -KILL -- -$feeder 2>/dev/null
wait $feeder 2>/dev/null
code_is 130
one_line
says "a summary of a part is not written, what was rejected is in \`rejects.txt.part\`."
[[ -s rejects.txt.part && ! -s out ]] || fault "the rejected rows are not there, or more is"
rm -f rejects.txt.part

# ---- Input that changes ----------------------------------------------------------------------

for change in "echo p,no,1 >>moving.csv" "truncate -s 1000000 moving.csv" "rm moving.csv" "touch -d 2001-01-01 moving.csv"; do
  begin "while it is read: $change"
  cp many.csv moving.csv
  echo old >result.csv
  mkfifo gate 2>/dev/null
  # Nobody reads the results until the file has changed.
  timeout 60 "$bedside" assess rules.bedside --findings moving.csv --output gate 2>err </dev/null &
  program=$!
  exec 3<gate
  sleep 0.2
  bash -c "$change"
  cat <&3 >out
  exec 3<&-
  wait $program
  code=$?
  if [[ $change == rm* ]]; then
    code_is 0
    [[ $(wc -l <out) -eq 300001 ]] || fault "$(wc -l <out) lines"
  else
    code_is 2
    says "\`moving.csv\` cannot be read: it was changed while it was read."
  fi
  whole_rows out
done

# ---- Permissions -----------------------------------------------------------------------------

as_nobody=()
if [[ $(id -u) -eq 0 ]]; then as_nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups); fi
if [[ ${#as_nobody[@]} -eq 0 ]] || "${as_nobody[@]}" test -x "$bedside" 2>/dev/null; then
  chmod 755 .
  mkdir locked open
  printf '%s\n' "$ugly" >locked/x.bedside
  cp locked/x.bedside open/x.bedside
  cp locked/x.bedside open/secret.bedside
  chmod 644 locked/x.bedside
  chmod 555 locked
  chmod 777 open
  chmod 444 open/x.bedside
  chmod 000 open/secret.bedside
  begin "no permission to read"
  run "${as_nobody[@]}" "$bedside" check open/secret.bedside
  code_is 2
  one_line
  says "\`open/secret.bedside\` cannot be read: Permission denied."
  begin "no permission to read what is used"
  printf 'use "secret.bedside"\n' >open/user.bedside
  run "${as_nobody[@]}" "$bedside" check open/user.bedside
  code_is 1
  grep -q "no-such-file.*Permission denied" out || fault "does not say why"
  for arguments in "fmt locked/x.bedside" "assess rules.bedside --given pain --output locked/new.txt" \
    "fmt open/x.bedside" "assess rules.bedside --given pain --output open/x.bedside" \
    "diff rules.bedside other.bedside --quiet --write-expect locked/list" \
    "assess rules.bedside --findings few.csv --rejects locked/rejects"; do
    begin "not to be written: $arguments"
    # shellcheck disable=SC2086
    run "${as_nobody[@]}" "$bedside" $arguments
    code_is 2
    grep -qE "cannot be written: Permission denied|may not be written" err || fault "does not say so"
  done
  file_is open/x.bedside "$ugly"
  no_litter
  chmod 755 locked
fi

# ---- Little memory, few files ----------------------------------------------------------------

# A sanitizer takes terabytes of addresses for itself.
sizes=(20000 30000 40000 60000 100000)
if [[ "${BEDSIDE_SANITIZED:-}" == 1 ]]; then sizes=(); fi
for kilobytes in "${sizes[@]}"; do
  for command in "assess rules.bedside --findings many.csv" "check large.bedside" "check rules.bedside" "test rules.bedside" \
    "diff rules.bedside other.bedside" "fmt --check large.bedside" "assess rules.bedside --findings many.csv --output result.csv --jobs 64"; do
    begin "ulimit -v $kilobytes: $command"
    echo old >result.csv
    # shellcheck disable=SC2086
    run bash -c "ulimit -v $kilobytes; exec \"$bedside\" $command"
    # Where the program cannot even be loaded, the loader says so.
    if [[ $code -eq 127 ]] || grep -q "error while loading shared libraries" err; then continue; fi
    [[ $code -le 2 ]] || fault "exit code $code"
    if [[ $code -eq 2 ]]; then
      one_line
      says "memory"
      file_is result.csv old
    fi
    no_litter
  done
done
# Nor can it look at memory without a descriptor of its own.
counts=(3 4 5 6)
if [[ "${BEDSIDE_SANITIZED:-}" == 1 ]]; then counts=(); fi
for files in "${counts[@]}"; do
  for command in "check rules.bedside" "assess rules.bedside --findings few.csv --output result.csv --rejects r.txt" \
    "diff git:HEAD:a.bedside rules.bedside" "fmt --check ."; do
    begin "ulimit -n $files: $command"
    echo old >result.csv
    # shellcheck disable=SC2086
    run bash -c "ulimit -n $files; exec \"$bedside\" $command"
    if grep -q "error while loading shared libraries" err; then continue; fi
    [[ $code -le 2 ]] || fault "exit code $code"
    # One line for each file that could not be opened.
    if grep -qE 'std::|exception|error of the program' err; then fault "words of an exception"; fi
    [[ $code -ne 2 || $(wc -l <err) -le 2 ]] || fault "$(wc -l <err) lines on standard error"
    no_litter
  done
done

# ---- What is replaced ------------------------------------------------------------------------

begin "permissions and links stay"
mkdir real
printf '%s\n' "$ugly" >real/x.bedside
chmod 640 real/x.bedside
ln -s real/x.bedside link.bedside
run "$bedside" fmt link.bedside
code_is 0
[[ -L link.bedside ]] || fault "the link is no link any more"
[[ $(stat -c %a real/x.bedside) == 640 ]] || fault "permissions $(stat -c %a real/x.bedside)"
file_is real/x.bedside "finding pain: yes or no"
begin "a link to nothing yet"
ln -s real/new.csv new.csv
run "$bedside" assess rules.bedside --findings few.csv --output new.csv
code_is 0
[[ -L new.csv && -f real/new.csv ]] || fault "the link was replaced"
begin "links in a circle"
ln -s b.csv a.csv
ln -s a.csv b.csv
run "$bedside" assess rules.bedside --findings few.csv --output a.csv
code_is 2
one_line
begin "a pipe as the file"
rm -f gate
mkfifo gate
cat gate >got &
run "$bedside" assess rules.bedside --findings few.csv --output gate
wait $!
code_is 0
[[ -p gate && $(wc -l <got) -eq 4 ]] || fault "the pipe got $(wc -l <got) lines"
begin "/dev/stdout as the file"
run bash -c "\"$bedside\" assess rules.bedside --findings few.csv --output /dev/stdout | cat"
code_is 0
[[ $(wc -l <out) -eq 4 ]] || fault "$(wc -l <out) lines"
begin "a folder as the file"
run "$bedside" assess rules.bedside --findings few.csv --output real
code_is 2
says "\`real\` cannot be written: Is a directory."
no_litter

# Killed at any moment while it writes: the old file or the new one.
begin "killed while it formats"
for wait in 0.01 0.03 0.05 0.08 0.12 0.2; do
  cp before.bedside large.bedside
  { timeout -s KILL $wait "$bedside" fmt large.bedside >out; } 2>err
  cmp -s large.bedside before.bedside || [[ "$("$bedside" fmt - <before.bedside | cksum)" == "$(cksum <large.bedside)" ]] ||
    fault "neither the old file nor the new one"
  rm -f .bedside-*.part
done

printf '%d faults tried, %d not survived\n' "$count" "$failures"
[[ $failures -eq 0 ]]

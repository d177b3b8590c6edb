# Takes command lines on standard input; gives what bash offers after each, sorted. The line is cut
# into words as bash cuts it: at blanks, and around `=`.
# shellcheck source=/dev/null
source <(bedside completions bash)
while IFS= read -r line; do
  read -r -a COMP_WORDS <<<"${line//=/ = }"
  if [[ "$line" == *[\ =] ]]; then COMP_WORDS+=(''); fi
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _bedside
  found="$(printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort | tr '\n' ' ')"
  printf '%s ->%s\n' "$line" "${found:+ ${found% }}" | sed 's/ *$//'
done

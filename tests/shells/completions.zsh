# Takes command lines on standard input; gives what zsh offers after each, sorted. The completion
# runs in a shell of its own on a pseudo-terminal, as for a person who presses Tab.
zmodload zsh/zpty || exit 1

export ZDOTDIR=$(mktemp -d)
trap 'rm -rf "$ZDOTDIR"' EXIT
bedside completions zsh --output "$ZDOTDIR/_bedside" || exit 1
cat > "$ZDOTDIR/.zshrc" <<'END'
PROMPT='ready>'
unset zle_bracketed_paste
fpath=("$ZDOTDIR" $fpath)
autoload -Uz compinit && compinit -D -u
zstyle ':completion:*' insert-tab false
bindkey '^I' complete-word
bindkey '^U' kill-whole-line
# Each match is printed on a line of its own, then a mark.
compadd() {
  if [[ "${@[1,(i)(-|--)]}" == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a found
  builtin compadd -A found "$@"
  (( $#found )) && print -rl -- "" "match:"${^found}
  builtin compadd "$@"
}
finish() {
  print -r -- ":matches"
  comppostfuncs=(finish)
}
comppostfuncs=(finish)
END

zpty inner "zsh -d -i"
zpty -r -m inner seen '*ready>*' || exit 1
while IFS= read -r line; do
  zpty -w -n inner "$line"$'\t'
  zpty -r -m inner seen '*:matches*' || exit 1
  zpty -w -n inner $'\x15'
  found=(${(M)${(f)${seen//$'\r'/}}:#match:*})
  found=(${(ou)found#match:})
  print -r -- "$line ->${found:+ $found}"
done
zpty -d inner

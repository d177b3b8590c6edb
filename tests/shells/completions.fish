# Takes command lines on standard input; gives what fish offers after each, sorted.
bedside completions fish | source
while read -l line
    set -l found (complete -C $line | string replace -r '\t.*' '' | sort)
    echo "$line ->"(string join ' ' -- '' $found)
end

# shellcheck shell=bash
# Shared by the scripts beside it: the repository root, progress lines, failures. Sourced, never run.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export ROOT

if [[ -t 1 && -z "${NO_COLOR:-}" ]]; then
    BOLD=$'\e[1m' GREEN=$'\e[32m' RED=$'\e[31m' PLAIN=$'\e[0m'
else
    BOLD='' GREEN='' RED='' PLAIN=''
fi

# step TEXT: says what happens next.
step() { printf '%s==> %s%s\n' "$BOLD" "$*" "$PLAIN"; }

# note TEXT: a detail below a step.
note() { printf '    %s\n' "$*"; }

# success TEXT: something is done.
success() { printf '%s%s%s\n' "$GREEN" "$*" "$PLAIN"; }

# failure TEXT: says what went wrong, on standard error; does not exit.
failure() { printf '%s%s%s\n' "$RED" "$*" "$PLAIN" >&2; }

# die TEXT: says what went wrong and exits 1.
die() {
    failure "$*"
    exit 1
}

# usage_error TEXT: a wrong option; exits 64 (EX_USAGE).
usage_error() {
    failure "$* (see --help)"
    exit 64
}

# needs_value OPTION COUNT: exits unless an argument follows the option.
needs_value() { (($2 >= 2)) || usage_error "$1 needs a value"; }

# is_number TEXT: whether it is a whole number of at most nine digits, without a sign.
is_number() { [[ "$1" =~ ^[0-9]{1,9}$ ]]; }

# print_help FILE: prints the comment block at the top of a script.
print_help() { sed -n '2,/^[^#]/{/^#/!d;s/^# \{0,1\}//;p}' "$1"; }

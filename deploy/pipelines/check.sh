#!/bin/sh
# Checks the migration scripts of a folder by the rules of Migration Control, for a pull request. Needs a POSIX shell, curl,
# tar and gzip. README.md next to this file has the settings and the exit codes.
set -u
umask 077

EXIT_USAGE=1
EXIT_REFUSED=2
EXIT_ERRORS=3
EXIT_WARNINGS=4
EXIT_UNREACHABLE=6

say() { printf '%s\n' "$*" >&2; }

leave() {
    code=$1
    shift
    say "$*"
    exit "$code"
}

base=${MIGRATION_CONTROL_URL:-}
environment=${MIGRATION_CONTROL_ENVIRONMENT:-}
scripts=${SCRIPTS:-migrations}
revision=${BASE_REVISION:-}
fail_on=${FAIL_ON:-error}
format=${FORMAT:-markdown}
report=${REPORT:-}
patience=${PATIENCE:-120}
pause=${RETRY_PAUSE:-2}

for tool in curl mktemp date grep sed tr tar gzip head cat; do
    command -v "$tool" >/dev/null 2>&1 || leave $EXIT_USAGE "This script needs the program $tool, which is not installed"
done
case $base in
    http://?* | https://?*) ;;
    *) leave $EXIT_USAGE "Set MIGRATION_CONTROL_URL, like https://migrations.example.org" ;;
esac
case $base in
    *[[:space:]]* | */api/*) leave $EXIT_USAGE "MIGRATION_CONTROL_URL is where the service is, without /api/v1 and blanks" ;;
esac
case $environment in
    *[!a-z0-9-]*) leave $EXIT_USAGE "MIGRATION_CONTROL_ENVIRONMENT is no name of an environment" ;;
esac
case $revision in
    *[!A-Za-z0-9._/-]*) leave $EXIT_USAGE "BASE_REVISION has other characters than letters, digits and ._/-" ;;
esac
case $fail_on in
    error | warning | never) ;;
    *) leave $EXIT_USAGE "FAIL_ON is error, warning or never" ;;
esac
case $format in
    json) type=application/json ;;
    sarif) type=application/sarif+json ;;
    markdown) type=text/markdown ;;
    *) leave $EXIT_USAGE "FORMAT is json, sarif or markdown" ;;
esac
case $patience$pause in
    '' | *[!0-9]*) leave $EXIT_USAGE "PATIENCE and RETRY_PAUSE are whole seconds" ;;
esac
[ -d "$scripts" ] || leave $EXIT_USAGE "SCRIPTS: there is no folder $scripts (the working folder is $(pwd))"

base=${base%/}
deadline=$(($(date +%s) + patience))
folder=$(mktemp -d) || leave $EXIT_USAGE "No temporary folder can be made"
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# In a file, so that the token is in no list of processes.
: >"$folder/headers"
[ -z "${MIGRATION_CONTROL_TOKEN:-}" ] || printf 'Authorization: Bearer %s\n' "$MIGRATION_CONTROL_TOKEN" >"$folder/headers"

tar -cf "$folder/scripts.tar" -C "$scripts" . 2>"$folder/error" ||
    leave $EXIT_USAGE "The folder $scripts cannot be packed: $(cat "$folder/error")"
gzip -c "$folder/scripts.tar" >"$folder/scripts.tar.gz" || leave $EXIT_USAGE "The archive cannot be compressed"

query=
[ -z "$environment" ] || query="environment=$environment"
[ -z "$revision" ] || query="${query:+$query&}baseRevision=$revision"
address=$base/api/v1/checks${query:+?$query}

# check TYPE FILE: asks for the check; what may be repeated is repeated until the patience ends.
check() {
    while :; do
        status=$(curl -sS -o "$2" -w '%{http_code}' --connect-timeout 5 --max-time "$patience" -X POST \
            -H @"$folder/headers" -H "Accept: $1, application/problem+json" -H 'Content-Type: application/gzip' \
            --data-binary @"$folder/scripts.tar.gz" "$address" 2>"$folder/error")
        result=$?
        case $result in
            1 | 3 | 5 | 58 | 60 | 77) leave $EXIT_UNREACHABLE "The service cannot be called: $(cat "$folder/error")" ;;
        esac
        if [ $result -eq 0 ]; then
            case $status in
                200) return 0 ;;
                429 | 502 | 503 | 504) why="answered $status $(head -c 300 "$2" | tr -d '\000-\037')" ;;
                3??) leave $EXIT_UNREACHABLE "$address does not answer as Migration Control does (status $status)" ;;
                *) leave $EXIT_REFUSED "Refused: $(head -c 2000 "$2" | tr -d '\000-\037')" ;;
            esac
        else
            why=$(cat "$folder/error")
        fi
        [ $((deadline - $(date +%s))) -gt 0 ] || leave $EXIT_UNREACHABLE "Gave up after $patience s: $why"
        say "Trying again in $pause s: $why"
        sleep "$pause"
    done
}

# count NAME: a number of the summary of the JSON answer.
count() {
    tr -d '\n' <"$folder/json" | grep -o '"summary" *: *{[^}]*}' | head -n 1 | grep -o "\"$1\" *: *[0-9]*" | sed 's/.*: *//'
}

check application/json "$folder/json"
errors=$(count errors)
warnings=$(count warnings)
case $errors$warnings in
    '' | *[!0-9]*)
        leave $EXIT_UNREACHABLE "$address does not answer as Migration Control does:" \
            "$(head -c 300 "$folder/json" | tr -d '\000-\037')"
        ;;
esac
if [ "$format" = json ]; then
    cp "$folder/json" "$folder/report"
else
    check "$type" "$folder/report"
fi
if [ -n "$report" ]; then
    cat "$folder/report" >"$report" || leave $EXIT_USAGE "REPORT: $report cannot be written"
else
    cat "$folder/report"
fi
say "$errors errors, $warnings warnings, $(count infos) remarks, $(count accepted) accepted"
[ "$fail_on" = never ] && exit 0
[ "$errors" -eq 0 ] || exit $EXIT_ERRORS
[ "$fail_on" = error ] || [ "$warnings" -eq 0 ] || exit $EXIT_WARNINGS
exit 0

#!/bin/sh
# Upgrades one environment through Migration Control, follows the operation, runs a smoke test, and rolls the operation back
# when the test fails. Needs a POSIX shell and curl. README.md next to this file has the settings and the exit codes.
set -u
umask 077

EXIT_USAGE=1
EXIT_REFUSED=2
EXIT_FAILED=3
EXIT_ROLLED_BACK=4
EXIT_ROLLBACK_FAILED=5
EXIT_UNREACHABLE=6
EXIT_UNTESTED=7

say() { printf '%s\n' "$*" >&2; }

leave() {
    code=$1
    shift
    say "$*"
    exit "$code"
}

base=${MIGRATION_CONTROL_URL:-}
environment=${MIGRATION_CONTROL_ENVIRONMENT:-}
target=${TARGET_VERSION:-}
reason=${REASON:-}
confirm=${CONFIRM:-}
smoke_test=${SMOKE_TEST:-}
audience=${MIGRATION_CONTROL_AUDIENCE:-}
token_seconds=${TOKEN_SECONDS:-240}
patience=${PATIENCE:-1800}
pause=${RETRY_PAUSE:-2}
# The job of the CI system: unique for each run of a job, the same however often the script is started in it.
job=${JOB_ID:-${CI_JOB_ID:-${GITHUB_RUN_ID:+$GITHUB_RUN_ID-${GITHUB_RUN_ATTEMPT:-1}-${GITHUB_JOB:-job}}}}

for tool in curl mktemp date grep sed tr cut head; do
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
    '' | *[!a-z0-9-]*) leave $EXIT_USAGE "Set MIGRATION_CONTROL_ENVIRONMENT to the name of an environment, like production" ;;
esac
case $target in
    *[!0-9A-Za-z._-]*) leave $EXIT_USAGE "TARGET_VERSION is no version" ;;
esac
case $patience$pause$token_seconds in
    '' | *[!0-9]*) leave $EXIT_USAGE "PATIENCE, RETRY_PAUSE and TOKEN_SECONDS are whole seconds" ;;
esac
case $audience in
    *[!A-Za-z0-9.:/_-]*) leave $EXIT_USAGE "MIGRATION_CONTROL_AUDIENCE has other characters than letters, digits and .:/_-" ;;
esac
if [ -n "$audience" ] && [ -n "${MIGRATION_CONTROL_TOKEN:-}" ]; then
    leave $EXIT_USAGE "Set MIGRATION_CONTROL_AUDIENCE or MIGRATION_CONTROL_TOKEN, not both"
fi
if [ -n "$audience" ] && [ -z "${ACTIONS_ID_TOKEN_REQUEST_URL:-}" ]; then
    leave $EXIT_USAGE "GitHub gives this job no token: write permissions: id-token: write into it"
fi
if [ -z "$job" ]; then
    leave $EXIT_USAGE "Set JOB_ID to what is unique for each run of the job: a repeated request is recognised by it"
fi

# check_smoke_test: a test that cannot be run says nothing of the upgrade, so it ends the script before the upgrade. Looks at
# the first command only, and only where it is written plainly; what it misses is seen when the test is run.
check_smoke_test() {
    sh -n -c "$smoke_test" 2>"$folder/error" ||
        leave $EXIT_USAGE "SMOKE_TEST is no command of the shell: $(cat "$folder/error")"
    first=$(printf '%s' "$smoke_test" | tr '\n\t' '; ' | sed 's/^[ ;]*//; s/[;&|].*$//')
    while :; do
        word=${first%%" "*}
        case $word in
            [A-Za-z_]*=*) ;;
            *) break ;;
        esac
        [ "$word" != "$first" ] || break
        first=$(printf '%s' "${first#*" "}" | sed 's/^ *//')
    done
    case $word in
        '' | *[!A-Za-z0-9_./+:@%-]*) return 0 ;;
    esac
    case $word in
        */*) [ -f "$word" ] && [ -x "$word" ] ;;
        *) command -v "$word" >/dev/null 2>&1 ;;
    esac || leave $EXIT_USAGE \
        "SMOKE_TEST cannot be run: there is no program $word, or it is not executable (the working folder is $(pwd))"
    case ${word##*/} in
        cd | sh | bash | dash | ash | ksh | zsh | python | python3 | node | ruby | perl) ;;
        *) return 0 ;;
    esac
    [ "$word" != "$first" ] || return 0
    file=$(printf '%s' "${first#*" "}" | sed 's/^ *//; s/ .*$//')
    case $file in
        '' | -* | *[!A-Za-z0-9_./+:@%-]*) return 0 ;;
    esac
    if [ "$word" = cd ]; then [ -d "$file" ] && [ -x "$file" ]; else [ -f "$file" ] && [ -r "$file" ]; fi ||
        leave $EXIT_USAGE "SMOKE_TEST cannot be run: there is no $file, or it cannot be read (the working folder is $(pwd))"
}

base=${base%/}
api=$base/api/v1
deadline=$(($(date +%s) + patience))
folder=$(mktemp -d) || leave $EXIT_USAGE "No temporary folder can be made"
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# In a file, so that the token is in no list of processes.
: >"$folder/headers"
[ -z "${MIGRATION_CONTROL_TOKEN:-}" ] || printf 'Authorization: Bearer %s\n' "$MIGRATION_CONTROL_TOKEN" >"$folder/headers"

# authorize: asks GitHub for the job's token where an audience is set; it ends after some minutes, so it is asked for again.
authorized=0
authorize() {
    [ -n "$audience" ] || return 0
    [ $(($(date +%s) - authorized)) -ge "$token_seconds" ] || return 0
    printf 'Authorization: Bearer %s\n' "${ACTIONS_ID_TOKEN_REQUEST_TOKEN:-}" >"$folder/request"
    token=
    if curl -sS -f -o "$folder/token" --connect-timeout 5 --max-time 30 -H @"$folder/request" \
        "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=$audience" 2>"$folder/error"; then
        token=$(tr -d '\n' <"$folder/token" | sed -n 's/.*"value" *: *"\([^"]*\)".*/\1/p')
    fi
    rm -f "$folder/token" "$folder/request"
    if [ -n "$token" ]; then
        printf 'Authorization: Bearer %s\n' "$token" >"$folder/headers"
        authorized=$(date +%s)
    elif [ "$authorized" -eq 0 ]; then
        leave $EXIT_USAGE "GitHub gives this job no token: $(cat "$folder/error")"
    else
        say "GitHub does not renew the token of this job: $(cat "$folder/error")"
    fi
}

carriage_return=$(printf '\r')

left() { echo $((deadline - $(date +%s))); }

# json_text TEXT: as a JSON string, without control characters.
json_text() {
    printf '"%s"' "$(printf '%s' "$1" | tr '\n\t' '  ' | tr -d '\000-\037' | sed 's/\\/\\\\/g; s/"/\\"/g')"
}

# first_text FIELD: the first value of this name in the last answer. Quotes inside of values are escaped, so none is mistaken.
first_text() {
    tr -d '\n' <"$folder/answer" | grep -o "\"$1\" *: *\"[^\"]*\"" | head -n 1 | sed 's/^[^:]*: *"//; s/"$//'
}

# call METHOD PATH [KEY BODY]: the answer in $folder/answer and its status in $status. What may be repeated is repeated until
# the patience ends: no connection, no answer, or an answer that says to come again. The key makes a request count once.
call() {
    method=$1
    path=$2
    while :; do
        set -- "$method" "$path" "${3:-}" "${4:-}"
        authorize
        if [ "$method" = POST ]; then
            status=$(curl -sS -o "$folder/answer" -w '%{http_code}' --connect-timeout 5 --max-time 60 -X POST \
                -H @"$folder/headers" -H 'Accept: application/json, application/problem+json' \
                -H 'Content-Type: application/json' -H "Idempotency-Key: $3" -d "$4" "$api$path" 2>"$folder/error")
        else
            status=$(curl -sS -o "$folder/answer" -w '%{http_code}' --connect-timeout 5 --max-time 60 \
                -H @"$folder/headers" -H 'Accept: application/json, application/problem+json' "$api$path" 2>"$folder/error")
        fi
        result=$?
        # What no second try changes: an address or a protocol that curl does not know, a certificate that it does not trust.
        case $result in
            1 | 3 | 5 | 58 | 60 | 77) leave $EXIT_UNREACHABLE "The service cannot be called: $(cat "$folder/error")" ;;
        esac
        if [ $result -eq 0 ]; then
            case $status in
                429 | 502 | 503 | 504) why="answered $status $(first_text detail)" ;;
                *) return 0 ;;
            esac
        else
            why=$(cat "$folder/error")
        fi
        [ "$(left)" -gt 0 ] || leave $EXIT_UNREACHABLE "Gave up after $patience s: $why"
        say "Trying again in $pause s: $why"
        sleep "$pause"
    done
}

# stream ID: prints the events of an operation from the last seen one on, until the stream ends or breaks.
stream() {
    authorize
    curl -sS -f -N --connect-timeout 5 --max-time "$(left)" --speed-limit 1 --speed-time 120 \
        -H @"$folder/headers" -H 'Accept: text/event-stream' -H "Last-Event-ID: $(cat "$folder/last")" \
        "$api/operations/$1/events" 2>/dev/null | while IFS= read -r line; do
        line=${line%"$carriage_return"}
        case $line in
            id:*) seen=$(printf '%s' "${line#id:}" | tr -d ' ') ;;
            event:*) kind=${line#event:} ;;
            data:*) data=${line#data:} ;;
            '')
                [ -z "${data:-}" ] || say "${kind:-event}: $data"
                [ -z "${seen:-}" ] || printf '%s' "$seen" >"$folder/last"
                data=
                ;;
        esac
    done
}

# follow ID: returns when the operation has ended, with its state in $state; without events it is looked up again and again.
follow() {
    printf 0 >"$folder/last"
    while :; do
        # First, so that the events of an operation that has ended already are printed too.
        [ "$(left)" -le 0 ] || stream "$1"
        call GET "/operations/$1"
        [ "$status" = 200 ] || leave $EXIT_UNREACHABLE "The operation cannot be looked up: $(cat "$folder/answer")"
        state=$(first_text state)
        case $state in
            SUCCEEDED | FAILED | CANCELLED | INTERRUPTED) return 0 ;;
            QUEUED | RUNNING) ;;
            *) foreign ;;
        esac
        [ "$(left)" -gt 0 ] || leave $EXIT_UNREACHABLE "Operation $1 is $state after $patience s; it goes on without this script"
        sleep 1
    done
}

# foreign: the answer is none of Migration Control's: a proxy's page for logging in, for example.
foreign() {
    leave $EXIT_UNREACHABLE "$api does not answer as Migration Control does (status $status):" \
        "$(head -c 300 "$folder/answer" 2>/dev/null | tr -d '\000-\037')"
}

# work KIND KEY BODY: asks for work and follows it to its end; its id is in $operation.
work() {
    call POST "/environments/$environment/$1" "$2" "$3"
    case $status in
        200 | 201 | 202) ;;
        *) return 1 ;;
    esac
    operation=$(first_text id)
    case $operation in
        ????????-????-????-????-????????????) ;;
        *) foreign ;;
    esac
    say "Operation $operation: $api/operations/$operation"
    follow "$operation"
}

[ -z "$smoke_test" ] || check_smoke_test
call GET "/environments/$environment/status"
case $status in
    200) [ -n "$(first_text state)" ] || foreign ;;
    3??) foreign ;;
    *) leave $EXIT_REFUSED "Refused: $(cat "$folder/answer")" ;;
esac
say "$environment is $(first_text state) at version $(first_text currentVersion)"

fields="\"reason\":$(json_text "${reason:-pipeline $job}")"
[ -z "$target" ] || fields="$fields,\"targetVersion\":$(json_text "$target")"
[ -z "$confirm" ] || confirmation=",\"confirm\":$(json_text "$confirm")"
fields=$fields${confirmation:-}
key=$(printf 'upgrade-%s-%s' "$environment" "$job" | tr -c 'A-Za-z0-9._-' '-' | cut -c 1-200)
work upgrades "$key" "{$fields}" || leave $EXIT_REFUSED "The upgrade was refused: $(cat "$folder/answer")"
[ "$state" = SUCCEEDED ] || leave $EXIT_FAILED "The upgrade ended $state: $(cat "$folder/answer")"
say "The upgrade succeeded"

[ -n "$smoke_test" ] || exit 0
sh -c "$smoke_test" >&2
case $? in
    0)
        say "The smoke test passed"
        exit 0
        ;;
    126 | 127)
        leave $EXIT_UNTESTED "The smoke test did not run to its end: a program of it is missing or not executable." \
            "The upgrade stays. Test it by hand; to undo it, roll back {\"operation\":\"$operation\"}"
        ;;
esac
say "The smoke test failed"
if grep -q '"steps" *: *\[ *\]' "$folder/answer"; then
    leave $EXIT_ROLLED_BACK "There is nothing to roll back: the upgrade had nothing to apply"
fi
body="{\"operation\":\"$operation\",\"reason\":$(json_text "smoke test failed in $job")${confirmation:-}}"
work rollbacks "rollback-$key" "$body" ||
    leave $EXIT_ROLLBACK_FAILED "The rollback was refused: $(cat "$folder/answer")"
[ "$state" = SUCCEEDED ] || leave $EXIT_ROLLBACK_FAILED "The rollback ended $state: $(cat "$folder/answer")"
leave $EXIT_ROLLED_BACK "What the upgrade applied was rolled back"

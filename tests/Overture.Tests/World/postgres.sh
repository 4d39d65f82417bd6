#!/usr/bin/env bash
# postgres.sh BIN HOME PORT [OPTION…]: a PostgreSQL server in HOME on a loopback port that lives no longer than its standard input. When the
# tests end, however they end, the pipe closes: the server is stopped at once and HOME is removed. Its log goes to standard error.
set -eu
bin=$1 home=$2 port=$3
shift 3

as=(setpriv --pdeathsig KILL)
if [ "$(id -u)" = 0 ]; then # postgres refuses to run as root
  chown postgres "$home"
  as+=(--reuid postgres --regid postgres --clear-groups)
fi

cd "$home"
trap 'rm -rf "$home"' EXIT
trap '' INT TERM # the pipe tells when to stop

"${as[@]}" "$bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions >&2
"${as[@]}" "$bin/postgres" -D "$home/data" -p "$port" -k "$home" -c listen_addresses=127.0.0.1 -c lc_messages=C "$@" >&2 &
server=$!

exec 3<&0
cat <&3 >/dev/null &
lifeline=$!

wait -n "$server" "$lifeline" || true
kill -QUIT "$server" 2>/dev/null || true
wait "$server" || true
kill "$lifeline" 2>/dev/null || true

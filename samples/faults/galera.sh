#!/usr/bin/env bash
# Processes on two nodes of a Galera cluster, which this script starts on this machine and stops again:
#
#     samples/faults/galera.sh [OPERATIONS] [PROCESSES]
#
# Such a cluster refuses a commit that another node overtook (40001), which no single server does. Needs mariadbd,
# mariadb-install-db, mariadb-admin, rsync and Galera's library: on Debian the packages mariadb-server, rsync and galera-4.
# GALERA names the library where it lies elsewhere.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
operations="${1:-2000}"
processes="${2:-8}"
library="${GALERA:-/usr/lib/galera/libgalera_smm.so}"
for tool in mariadbd mariadb-install-db mariadb-admin rsync; do
    command -v "$tool" >/dev/null || { echo "The cluster needs $tool on the PATH." >&2; exit 2; }
done
[[ -r "$library" ]] || { echo "The cluster needs Galera's library, not found at $library: set GALERA." >&2; exit 2; }

directory="$(mktemp -d)"
base=$((20000 + RANDOM % 20000))
nodes=()
stop() {
    for node in "${nodes[@]}"; do
        kill -TERM "$node" 2>/dev/null || true
    done
    wait
    rm -rf -- "$directory"
}
trap stop EXIT

# Root's servers run as the user of Debian's package.
user="$(id -un)"
[[ "$user" != root ]] || user=mysql

# Ports of a node, by number: clients, replication, and with 2 and 3 added the transfer of missing writes and of everything.
sql() { echo $((base + $1 * 10)); }
group() { echo $((base + $1 * 10 + 1)); }

mkdir -p "$directory"/{0,1}/tmp
for number in 0 1; do
    mariadb-install-db --no-defaults --datadir="$directory/$number/data" --auth-root-authentication-method=normal \
        --skip-test-db >"$directory/$number/install.log" 2>&1
done
[[ "$user" == "$(id -un)" ]] || chown -R "$user" "$directory"

# One node; further options follow its number. It has joined once it says so itself.
start() {
    local number="$1" home="$directory/$1"
    shift
    mariadbd --no-defaults --user="$user" --datadir="$home/data" --tmpdir="$home/tmp" \
        --socket="$home/socket" --pid-file="$home/pid" --port="$(sql "$number")" --bind-address=127.0.0.1 \
        --binlog-format=ROW --innodb-autoinc-lock-mode=2 --innodb-flush-log-at-trx-commit=1 \
        --wsrep-on=ON --wsrep-provider="$library" --wsrep-cluster-name=books --wsrep-sst-method=rsync \
        --wsrep-cluster-address="gcomm://127.0.0.1:$(group 0),127.0.0.1:$(group 1)" \
        --wsrep-node-name="node$number" --wsrep-node-address="127.0.0.1:$(group "$number")" \
        --wsrep-sst-receive-address="127.0.0.1:$((base + number * 10 + 3))" \
        --wsrep-provider-options="gmcast.listen_addr=tcp://127.0.0.1:$(group "$number");ist.recv_addr=127.0.0.1:$((base + number * 10 + 2))" \
        "$@" >"$home/log" 2>&1 &
    nodes+=("$!")
    for ((second = 0; second < 120; second++)); do
        if mariadb-admin --no-defaults --user=root --socket="$home/socket" extended-status 2>/dev/null \
            | grep -q "wsrep_local_state_comment *| Synced"; then
            return
        fi
        kill -0 "${nodes[-1]}" 2>/dev/null || break
        sleep 1
    done
    echo "Node $number did not join:" >&2
    tail -n 30 "$home/log" >&2
    exit 1
}
start 0 --wsrep-new-cluster
start 1

url() { echo "jdbc:mariadb://127.0.0.1:$(sql "$1")/books{}?user=root&createDatabaseIfNotExist=true"; }
mvn -B test -P 'mariadb,!static-checks' -pl samples/faults -am -Dtest=ManyProcessesTest \
    -Dsurefire.failIfNoSpecifiedTests=false -DfailIfNoTests=false \
    "-Dsoak.database=$(url 0) $(url 1)" "-Dsoak.operations=$operations" "-Dsoak.processes=$processes"

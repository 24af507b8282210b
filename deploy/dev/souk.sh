# shellcheck shell=bash
# Starting Souk itself, for run.sh, up.sh and the checks that need a running platform. Source it after lib.sh.

PROFILE=${SOUK_PROFILE:-debug}
# shellcheck disable=SC2034 # for those who source this
BIN=${SOUK_BIN:-$ROOT/target/$PROFILE} # SOUK_BIN: a folder of programs that were built elsewhere

modules() { (cd "$ROOT/services" && for dir in */; do echo "${dir%/}"; done); }

# A module's usual port stands in its Kubernetes service.
module_port() { awk '$1 == "port:" { print $2; exit }' "$ROOT/k8s/base/$1/service.yaml"; }

build_souk() {
  [ -z "${SOUK_BIN:-}" ] || return 0
  local flags=(--workspace)
  [ "$PROFILE" = release ] && flags+=(--release)
  (cd "$ROOT" && cargo build --locked "${flags[@]}")
}

# souk_env SERVER_URL DATABASE FOLDER: the settings (SERVER_URL is the superuser's) of a Souk whose keys, blobs and mails lie in FOLDER.
souk_env() {
  local server=$1 database=$2 folder=$3
  mkdir -p "$folder/keys"
  chmod 700 "$folder/keys"
  [ -s "$folder/keys/master_keys" ] ||
    (umask 077 && printf '1:%s\n' "$(head -c 32 /dev/urandom | base64 -w0)" >"$folder/keys/master_keys")
  SOUK__SECURITY__MASTER_KEYS=$(<"$folder/keys/master_keys")
  SOUK__DATABASE__PASSWORD_SEED=s$(kept_secret "$folder/keys/password_seed")
  export SOUK__SECURITY__MASTER_KEYS SOUK__DATABASE__PASSWORD_SEED
  server=${server%/*}
  export SOUK__DATABASE__ADMIN_URL=$server/$database SOUK__DATABASE__URL=postgres://${server#*@}/$database
  export SOUK__SECURITY__KEYS_DIR=$folder/keys SOUK__STORAGE__DIR=$folder/blobs SOUK__MAIL__DIR=$folder/mail
  export SOUK__GATEWAY__VOLUME=$folder/gateway
}

# module_addresses PORT_OF: tells every module where the others are; PORT_OF names a function giving a port.
module_addresses() {
  local module port list=
  for module in $(modules); do
    port=$("$1" "$module")
    export "SOUK_${module^^}__HTTP__PORT=$port"
    export "SOUK__PEERS__${module^^}=http://127.0.0.1:$port"
    if [ "$module" = gateway ]; then
      export SOUK__GATEWAY__PUBLIC_URL=http://localhost:$port
    else
      list+=${list:+,}$module=http://127.0.0.1:$port
    fi
  done
  port=$("$1" gateway)
  export SOUK__GATEWAY__MODULES=$list SOUK__OPS__MODULES="gateway=http://127.0.0.1:$port,$list"
}

# wait_ready URL PID SECONDS [STATUS]: until the address answers 200 (or STATUS), as long as the process lives.
wait_ready() {
  local end=$((SECONDS + $3)) wanted=${4:-200}
  until [ "$(http_status "$1")" = "$wanted" ]; do
    alive "$2" || return 1
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}

# http_status URL: the status of a GET on loopback, by bash alone.
http_status() {
  local rest=${1#http://} host port path line=
  host=${rest%%/*} path=/${rest#*/} port=${rest%%/*}
  port=${port##*:}
  {
    exec 4<>"/dev/tcp/127.0.0.1/$port" &&
      printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$path" "$host" >&4 &&
      read -r -t 5 line <&4
    exec 4>&-
  } 2>/dev/null || true
  line=${line#* }
  echo "${line%% *}"
}

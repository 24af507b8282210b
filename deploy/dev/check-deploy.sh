#!/usr/bin/env bash
# Reads every deployment file with the tools that understand it, without a cluster, an engine or the network.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=souk.sh
. "$(dirname "$0")/souk.sh"
cd "$ROOT"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

deploy/dev/setup.sh python deploy
kubectl=$TOOLS/bin/kubectl
[ -x "$kubectl" ] || kubectl=kubectl

check_kubernetes() {
  local overlay
  for overlay in k8s/overlays/*/; do
    "$kubectl" kustomize "$overlay" >"$work/manifests.yaml"
    "$TOOLS/py/bin/kubernetes-validate" --strict -k 1.34 --quiet "$work/manifests.yaml"
  done
}

check_compose() {
  "$TOOLS/py/bin/check-jsonschema" --builtin-schema vendor.compose-spec docker-compose.yml >"$work/schema" ||
    { cat "$work/schema" >&2; die "docker-compose.yml is not what the Compose specification allows"; }
  # Any value will do for the secrets: only the shape is looked at.
  local name
  for name in DATABASE_PASSWORD BROKER_PASSWORD PASSWORD_SEED MASTER_KEYS; do
    export "SOUK_$name=x"
  done
  if has docker-compose; then docker-compose config --quiet; fi
  if docker compose version >/dev/null 2>&1; then docker compose config --quiet; fi
}

check_nginx() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=check \
    -keyout "$work/privkey.pem" -out "$work/fullchain.pem" 2>/dev/null
  sed -e "s|/etc/nginx/certs|$work|; s|server gateway:8080|server 127.0.0.1:8080|; s|/tmp/nginx.pid|$work/pid|" \
    -e "s|include mime.types|include /etc/nginx/mime.types|; s|/dev/stderr|stderr|" \
    deploy/nginx/nginx.conf >"$work/nginx.conf"
  PATH=$PATH:/usr/sbin nginx -t -q -c "$work/nginx.conf"
}

# Every module stands in the containers, in Kubernetes and in the lists that name them all.
check_modules() {
  local module port file list
  for module in $(modules); do
    port=$(module_port "$module")
    grep -q "^  $module:$" docker-compose.yml || die "docker-compose.yml has no service $module"
    grep -q -- "- ../../base/$module$" k8s/overlays/production/kustomization.yaml || die "the production overlay leaves $module out"
    for file in docker-compose.yml k8s/overlays/production/settings.env; do
      for list in GATEWAY OPS; do
        [ "$list/$module" = GATEWAY/gateway ] && continue # it does not look for itself
        grep -q "SOUK__${list}__MODULES.*[=, ]$module=http://$module:$port\b" "$file" ||
          die "SOUK__${list}__MODULES in $file has no $module on port $port"
      done
    done
  done
}

check_modules
check_kubernetes
check_compose
"$TOOLS/py/bin/hadolint" deploy/Dockerfile
check_nginx

#!/usr/bin/env bash
# Makes an authority of its own and, signed by it, one certificate for Temporal's server and one for those who connect
# to it (API, worker, UI), under deploy/certificates (or the folder given as argument). What exists is kept.
# A company that runs an authority puts files of the same names there instead.
set -euo pipefail

folder=${1:-"$(cd "$(dirname "$0")" && pwd)/certificates"}
authority_days=3650
certificate_days=397

umask 077
mkdir -p "$folder"
# As with the secrets: the folder keeps strangers out, the files are readable by whichever user a container has.
chmod 0700 "$folder"
cd "$folder"

if [ ! -s ca.crt ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days "$authority_days" \
    -subj '/CN=Redress Temporal authority' -keyout ca.key -out ca.crt 2>/dev/null
  echo "made  ca.crt (valid ${authority_days} days; keep ca.key away from this machine)"
fi

certificate() {
  local name=$1 subject=$2 extensions=$3
  if [ -s "$name.crt" ]; then
    echo "kept  $name.crt"
    return
  fi
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$subject" \
    -keyout "$name.key" -out "$name.csr" 2>/dev/null
  openssl x509 -req -in "$name.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days "$certificate_days" \
    -extfile <(printf '%s\n' "$extensions") -out "$name.crt" 2>/dev/null
  rm "$name.csr"
  chmod 0444 "$name.crt" "$name.key"
  echo "made  $name.crt (valid ${certificate_days} days)"
}

# The server's parts show it to each other as well: it serves and it connects.
certificate server temporal "subjectAltName=DNS:temporal,DNS:localhost,IP:127.0.0.1
extendedKeyUsage=serverAuth,clientAuth"
certificate client redress "extendedKeyUsage=clientAuth"
chmod 0444 ca.crt

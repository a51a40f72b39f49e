#!/usr/bin/env bash
# Makes the secrets that docker-compose.yml mounts, each in a file of its own under deploy/secrets (or the folder given
# as argument). A secret that exists is kept, so it may run any number of times: replacing one is a decision, see
# docs/operations.md. Needs the address of the mail server:
#
#   SMTP_URL=smtps://user:password@mail.example.com:465 deploy/make-secrets.sh
set -euo pipefail

folder=${1:-"$(cd "$(dirname "$0")" && pwd)/secrets"}
members=${MONGO_MEMBERS:-mongo-1:27017,mongo-2:27017,mongo-3:27017}

if [ ! -s "$folder/smtp_url" ] && [ -z "${SMTP_URL:-}" ]; then
  echo "SMTP_URL is missing: the address of the mail server, as in smtps://user:password@mail.example.com:465" >&2
  exit 1
fi

umask 077
mkdir -p "$folder"
# Only the owner of the folder can reach the files. Within a container they stand alone, and the user that runs there
# has another number than the owner here: so the files themselves are readable.
chmod 0700 "$folder"

keep_or_make() {
  local name=$1
  shift
  if [ -s "$folder/$name" ]; then
    echo "kept  $name"
    return
  fi
  "$@" >"$folder/$name.new"
  chmod 0444 "$folder/$name.new"
  mv "$folder/$name.new" "$folder/$name"
  echo "made  $name"
}

random_password() { openssl rand -hex 32; }
master_key() { openssl rand -base64 32; }
anchor_key() { openssl genpkey -algorithm ed25519; }
mail_server() { printf '%s\n' "$SMTP_URL"; }
mongo_url() {
  printf 'mongodb://redress:%s@%s/redress?replicaSet=rs0\n' "$(cat "$folder/mongo_app_password")" "$members"
}

keep_or_make master_key master_key
keep_or_make anchor_key anchor_key
keep_or_make mongo_root_password random_password
keep_or_make mongo_app_password random_password
keep_or_make mongo_url mongo_url
keep_or_make postgres_password random_password
keep_or_make smtp_url mail_server

cat <<END

The secrets are in $folder.
Keep a copy of master_key away from this machine and from the backups of the database: without it nothing that was
recorded can be read again, and with it a stolen backup can.
END

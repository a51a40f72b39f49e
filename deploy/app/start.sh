#!/bin/sh
# Starts what follows (`node dist/api/main.js`) with the settings that hold a password read from files, because the
# environment that a container is given shows in `docker inspect`, and a mounted secret does not:
# MONGO_URL_FILE becomes MONGO_URL, SMTP_URL_FILE becomes SMTP_URL. The product reads MASTER_KEY_FILE by itself.
set -eu

from_file() {
  variable=$1
  file=$2
  [ -n "$file" ] || return 0
  if [ ! -r "$file" ]; then
    echo "${variable}_FILE: the file \"$file\" cannot be read by user $(id -u); expected the path of a secret that it may read" >&2
    exit 1
  fi
  value=$(cat "$file")
  if [ -z "$value" ]; then
    echo "${variable}_FILE: the file \"$file\" is empty; expected the value of ${variable}" >&2
    exit 1
  fi
  export "$variable=$value"
}

from_file MONGO_URL "${MONGO_URL_FILE:-}"
from_file SMTP_URL "${SMTP_URL_FILE:-}"
unset MONGO_URL_FILE SMTP_URL_FILE

exec "$@"

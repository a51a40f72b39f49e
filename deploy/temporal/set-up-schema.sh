#!/bin/sh
# Makes Temporal's two databases and brings their schemas to the version of these tools. May run any number of times,
# and runs before every start of the server, so that an upgrade finds the schema that it needs.
set -eu

: "${POSTGRES_HOST:?is missing: the host of PostgreSQL}"
: "${POSTGRES_PORT:=5432}"
: "${POSTGRES_USER:?is missing: the owner of both databases}"
: "${POSTGRES_PASSWORD_FILE:?is missing: a file with the password of that user}"
: "${SQL_TOOL:=temporal-sql-tool}"

SQL_PASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
export SQL_PASSWORD

tool() {
  database=$1
  shift
  "$SQL_TOOL" --plugin postgres12 --ep "$POSTGRES_HOST" --port "$POSTGRES_PORT" --user "$POSTGRES_USER" \
    --database "$database" "$@"
}

set_up() {
  database=$1
  versions=$2
  tool "$database" create-database
  tool "$database" setup-schema --version 0.0
  tool "$database" update-schema --schema-name "postgresql/v12/$versions"
  echo "The schema of $database is up to date."
}

set_up temporal temporal
set_up temporal_visibility visibility

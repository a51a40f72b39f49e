#!/bin/sh
# Starts Temporal with the configuration beside this file (production.yaml) and the database's password from a file.
# The image's own start writes its configuration into the image, which a read-only file system refuses.
set -eu

: "${POSTGRES_PASSWORD_FILE:?is missing: a file with the password of the PostgreSQL user}"
: "${CONFIG_DIR:=/etc/temporal/redress}"
: "${SERVER:=temporal-server}"

POSTGRES_PWD=$(cat "$POSTGRES_PASSWORD_FILE")
export POSTGRES_PWD

# Who may connect is decided by the network and, with compose.mtls.yaml, by certificates: there is no authorizer.
exec "$SERVER" --root / --config "$CONFIG_DIR" --env production --allow-no-auth start

#!/bin/sh
# Makes the key by which the members of the replica set know each other, once; every later start finds it.
set -eu

keyfile=${KEYFILE:-/data/configdb/keyfile}

if [ -s "$keyfile" ]; then
  echo "The key file is there: $keyfile"
  exit 0
fi

# Written beside and moved, so that a start that is cut short leaves no half of a key.
umask 077
head -c 756 /dev/urandom | base64 -w 0 >"$keyfile.new"
chmod 0400 "$keyfile.new"
mv "$keyfile.new" "$keyfile"
echo "The key file was made: $keyfile"

#!/bin/sh
# restore.sh COPY STORE
# Puts a copy that backup.sh made in place and proves it: STORE is a file that is not there yet, or the
# postgresql:// address of an empty database. Nothing is overwritten.
set -eu
umask 077
copy=$1 store=$2
stamp=$(basename "$copy" | sed 's/^isnad-//; s/\..*$//')
noted=$(sed -n "s/^$stamp .*head \([0-9a-f]\{64\}\)$/\1/p" "$(dirname "$copy")/heads.txt" | tail -n 1)

case $store in
postgresql://* | postgres://*)
    pg_restore --exit-on-error --single-transaction --no-owner --dbname="$store" "$copy"
    ;;
*)
    [ ! -e "$store" ] || { echo "restore: $store is there already; move it away first" >&2; exit 2; }
    cp "$copy" "$store.part"
    mv "$store.part" "$store"
    ;;
esac

isnad verify --store "$store" ${noted:+--head "$noted"}

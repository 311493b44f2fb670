#!/bin/sh
# backup.sh STORE FOLDER [KEEP]
# A copy of an archive that was proven before it got its name. Runs while others write.
# STORE is a file or postgresql://…; the newest KEEP copies stay (14). FOLDER/heads.txt notes the head of
# the log each time: copy that file where whoever can write the archive cannot.
set -eu
umask 077
store=$1 folder=$2 keep=${3:-14}
stamp=$(date -u +%Y%m%dT%H%M%SZ)
mkdir -p "$folder"

case $store in
postgresql://* | postgres://*)
    copy=$folder/isnad-$stamp.dump
    trap 'rm -f "$copy.part"' EXIT
    proof=$(isnad verify --store "$store")
    pg_dump --format=custom --file="$copy.part" "$store"
    pg_restore --list "$copy.part" >/dev/null
    ;;
*)
    copy=$folder/isnad-$stamp.db
    trap 'rm -f "$copy.part" "$copy.part-journal"' EXIT
    [ -f "$store" ] || { echo "backup: there is no archive $store" >&2; exit 2; }
    python3 - "$store" "$copy.part" <<'PYTHON'
import sqlite3, sys
source, target = (sqlite3.connect(name, timeout=60) for name in sys.argv[1:])
source.backup(target)
target.close()
PYTHON
    proof=$(isnad verify --store "$copy.part")
    ;;
esac

mv "$copy.part" "$copy"
echo "$stamp $proof" >>"$folder/heads.txt"
ls -1 "$folder"/isnad-*Z.db "$folder"/isnad-*Z.dump 2>/dev/null | sort -r | tail -n "+$((keep + 1))" |
    while read -r old; do rm -f "$old"; done
echo "$copy"

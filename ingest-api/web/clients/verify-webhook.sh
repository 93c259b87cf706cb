#!/usr/bin/env bash
# Whether a notice is genuine and fresh: the body on standard input, exit code 0 or 1. Needs openssl, whose
# command line other processes can read: for trying things out; a service takes the code of another language.
# usage: POL_WEBHOOK_SECRET=... verify-webhook.sh 't=1700000000,v1=...' [NOW] <body.json
set -euo pipefail
time=${1#t=} time=${time%%,*} mac=${1##*v1=} now=${2:-$(date +%s)}
[[ $time =~ ^[0-9]{1,12}$ ]] || exit 1
# Five minutes: a captured notice cannot be played back later.
[ $((now > time ? now - time : time - now)) -le 300 ] || exit 1
expected=$({ printf '%s.' "$time"; cat; } | openssl dgst -sha256 -hmac "$POL_WEBHOOK_SECRET" -r | cut -d' ' -f1)
# Hashed before the comparison, so that its time tells nothing of the expected value.
hash() { printf %s "$1" | openssl dgst -sha256 -r; }
[ "$(hash "$expected")" = "$(hash "$mac")" ]

#!/usr/bin/env bash
# Certifies one person with a clip: open, upload, submit, ask. Needs curl, jq and openssl.
# usage: POL_API=https://host POL_KEY=... certify.sh NAME NUMBER CLIP.mp4
set -euo pipefail
name=$1 number=$2 clip=$3
call() { curl -sS --fail-with-body "$@" -H "X-API-Key: $POL_KEY" -H 'Content-Type: application/json'; }

# 1. Open. Your recorder shows the prompts of .challenge; here the clip has been recorded already.
opened=$(jq -n --arg name "$name" --arg number "$number" '{$name, $number, consentVersion: "2026-01"}' |
  call "$POL_API/api/v1/certifications" -H "Idempotency-Key: $(openssl rand -hex 16)" -d @-)
id=$(jq -r .id <<<"$opened")

# 2. Upload to the object store: the fields of the form for this type, then the file as the last one.
form=$(jq '.uploads[] | select(.contentType == "video/mp4")' <<<"$opened")
mapfile -t fields < <(jq -r '.fields | to_entries[] | "--form-string\n\(.key)=\(.value)"' <<<"$form")
curl -sS --fail-with-body "$(jq -r .url <<<"$form")" "${fields[@]}" -F "file=@$clip" >&2

# 3. Submit what was uploaded.
sha256=$(openssl dgst -sha256 -r "$clip" | cut -d' ' -f1)
jq -n --arg sha256 "$sha256" --argjson size "$(wc -c <"$clip")" \
  '{$sha256, sizeBytes: $size, contentType: "video/mp4", mirrored: false}' |
  call "$POL_API/api/v1/certifications/$id/submission" -d @- >/dev/null

# 4. Ask until there is an outcome; each call waits for one up to 30 seconds.
until jq -e .outcome <<<"${answer:-null}" >/dev/null 2>&1; do
  answer=$(call "$POL_API/api/v1/certifications/$id?wait=30")
done
jq -r '"\(.outcome) \(.id)"' <<<"$answer"

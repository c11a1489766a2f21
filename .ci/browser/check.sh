#!/usr/bin/env bash
# The page for reviewers in a real browser, from a file and from its server. Screenshots are left in shots/.
set -euo pipefail
cd "$(dirname "$0")"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

if ! command -v chromium >/dev/null; then
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core fonts-noto-color-emoji >/dev/null
fi
npm ci --no-audit --no-fund --silent

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/watemplate" ../../cmd/watemplate
node check.mjs "$work"

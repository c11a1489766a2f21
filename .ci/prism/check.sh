#!/usr/bin/env bash
# The client against a mock of the API that knows nothing of ours but the OpenAPI file.
set -euo pipefail
cd "$(dirname "$0")"

npm ci --no-audit --no-fund --silent

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/" ../../cmd/watemplate ../../cmd/watemplate-campaign
node check.mjs "$work"

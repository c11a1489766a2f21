package sandbox

import _ "embed"

// OpenAPI is the description of the API that the sandbox stands in for, as YAML (OpenAPI 3.1).
//
//go:embed openapi.yaml
var OpenAPI []byte

package verbs

import (
	"context"
	"net/http"

	"github.com/watemplate/watemplate/send/sandbox"
)

func newSandboxPage(_ context.Context, box *sandbox.Sandbox) http.Handler { return box }

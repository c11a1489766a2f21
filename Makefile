.PHONY: all build test check lint fuzz golden bench

all: test lint

build: ## the command and the one that it hands campaigns to, as ./watemplate and ./watemplate-campaign
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o . ./cmd/watemplate ./cmd/watemplate-campaign

test: ## every test; needs no network and no account
	go test ./...

lint: ## vet, staticcheck and gofumpt, pinned
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	@test -z "$$(go run mvdan.cc/gofumpt@v0.12.0 -l . | tee /dev/stderr)"

check: ## all that must hold before a change lands
	.ci/run

fuzz: ## a minute of fuzzing each: what is parsed, written again and imported
	go test ./template -run '^$$' -fuzz FuzzParse -fuzztime 1m
	go test ./template -run '^$$' -fuzz FuzzFormat -fuzztime 1m -fuzzminimizetime 1x
	go test ./render -run '^$$' -fuzz FuzzImport -fuzztime 1m

golden: ## rewrite the expected outputs; read the diff
	go test ./template ./lint ./render ./render/page ./tui ./examples ./cmd/verbs -update

bench:
	go test -run '^$$' -bench . -benchmem ./...

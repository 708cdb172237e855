.PHONY: test check browser demo bench

# What CI and a stranger run: everything, browser included.
test: check browser

check:
	test -z "$$(gofmt -l *.go cmd internal proof)"
	go vet ./...
	go tool staticcheck ./...
	CGO_ENABLED=0 go test ./...

browser:
	sh tests/browser/run.sh

demo:
	go run ./cmd/tearsheet demo

#!/usr/bin/env bash
# Each resource of a Go program carries the whole stack of its goroutine, and the engine keeps it in the state.
#
# Expected: the state of a resource holds the line that declares it, as with the Node.js SDK.
# Happens: the Go SDK sends a frame for every caller, down to the start of Go's runtime, and the engine keeps them all.
#   It writes them again with every checkpoint. There is no option to leave them out. A function that is called ten
#   levels deeper adds ten frames to each resource that it declares. A program in YAML has them too, since its host
#   is written in Go: 20 frames, 2.6 of the 4 KB of a small resource.
# Versions: github.com/pulumi/pulumi/sdk/v3 v3.276.0; pulumi-yaml v1.38.3 under the engine v3.276.0.
# Source: getStackTrace in sdk/go/pulumi/context.go; newStackTrace in pkg/resource/deploy/source_eval.go.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

var frames = map[string]int{}
var size = map[string]int{}

type mocks struct{}

func (mocks) Call(args pulumi.MockCallArgs) (resource.PropertyMap, error) { return args.Args, nil }

func (mocks) NewResource(args pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	if args.RegisterRPC != nil {
		trace := args.RegisterRPC.GetStackTrace()
		text, _ := json.Marshal(trace)
		frames[args.Name], size[args.Name] = len(trace.GetFrames()), len(text)
	}
	return args.Name, args.Inputs, nil
}

type thing struct{ pulumi.CustomResourceState }

func declare(ctx *pulumi.Context, name string, depth int) error {
	if depth > 0 {
		return declare(ctx, name, depth-1)
	}
	return ctx.RegisterResource("a:b:Thing", name, nil, &thing{})
}

func main() {
	err := pulumi.RunErr(func(ctx *pulumi.Context) error {
		if err := declare(ctx, "plain", 0); err != nil {
			return err
		}
		return declare(ctx, "deep", 10)
	}, pulumi.WithMocks("project", "stack", mocks{}))
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for _, name := range []string{"plain", "deep"} {
		fmt.Printf("%s: %d frames, %d bytes\n", name, frames[name], size[name])
	}
	if frames["plain"] < 5 || frames["deep"]-frames["plain"] != 10 {
		os.Exit(1)
	}
}
GO
go mod init example.com/frames >/dev/null 2>&1
go get github.com/pulumi/pulumi/sdk/v3@v3.276.0 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run .

//go:build tools

// Package languagego names Pulumi's Go language host as a dependency, so that go.sum pins everything it is built from.
package languagego

import _ "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go"

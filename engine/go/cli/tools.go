//go:build tools

// Package cli names the Pulumi command line as a dependency, so that go.sum pins everything it is built from.
package cli

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"

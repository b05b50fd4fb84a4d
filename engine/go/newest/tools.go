//go:build tools

// Package newest names the newest Pulumi command line as a dependency, so that go.sum pins everything it is built from.
package newest

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"

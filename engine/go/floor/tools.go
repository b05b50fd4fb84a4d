//go:build tools

// Package floor names the oldest Pulumi command line that is supported, so that go.sum pins everything it is built from.
package floor

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"

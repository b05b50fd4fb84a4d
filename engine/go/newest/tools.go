//go:build tools

// Package newest names the newest Pulumi command line and the YAML host as dependencies, so that go.sum pins everything they are built from.
package newest

import (
	_ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
	_ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
)

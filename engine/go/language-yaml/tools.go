//go:build tools

// Package languageyaml names Pulumi's YAML language host as a dependency, so that go.sum pins everything it is built from.
package languageyaml

import _ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"

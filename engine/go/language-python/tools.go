//go:build tools

// Package languagepython names Pulumi's Python language host as a dependency, so that go.sum pins everything it is built from.
package languagepython

import _ "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python"

//go:build tools

// Package languagenodejs names Pulumi's Node.js language host as a dependency, so that go.sum pins everything it is built from.
package languagenodejs

import _ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"

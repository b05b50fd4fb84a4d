// Writes the SDK of a language: the schema comes by standard input. `generate-sdk python FOLDER`, or `go`, is what
// `pulumi package add` does where the language's host can; hosts that are built from Go modules cannot.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("usage: generate-sdk python|go FOLDER < schema.json")
	}
	var spec schema.PackageSpec
	if err := json.NewDecoder(os.Stdin).Decode(&spec); err != nil {
		return fmt.Errorf("the schema cannot be read: %w", err)
	}
	// The schema refers to no other package: nothing is loaded.
	pkg, diagnostics, err := schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
	if err != nil {
		return err
	}
	if diagnostics.HasErrors() {
		return diagnostics
	}
	files, err := generate(args[0], pkg)
	if err != nil {
		return err
	}
	for name, content := range files {
		path := filepath.Join(args[1], filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func generate(language string, pkg *schema.Package) (map[string][]byte, error) {
	switch language {
	case "python":
		return python.GeneratePackage("pulumi-sendcloud", pkg, nil, nil)
	case "go":
		// With a go.mod of its own.
		pkg.SupportPack = true
		return golang.GeneratePackage("pulumi-sendcloud", pkg, nil)
	default:
		return nil, fmt.Errorf("no SDK for %q: python or go", language)
	}
}

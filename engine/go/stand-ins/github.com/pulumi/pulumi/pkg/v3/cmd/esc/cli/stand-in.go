// Stands in for: setup_aws.go, setup_azure.go, setup_gcp.go
package cli

import (
	"errors"

	"github.com/spf13/cobra"
)

func newSetupAWSCmd(*setupCommand) *cobra.Command   { return withoutCloud("aws") }
func newSetupAzureCmd(*setupCommand) *cobra.Command { return withoutCloud("azure") }
func newSetupGCPCmd(*setupCommand) *cobra.Command   { return withoutCloud("gcp") }

func withoutCloud(name string) *cobra.Command {
	return &cobra.Command{Use: name, RunE: func(*cobra.Command, []string) error {
		return errors.New("this engine has no cloud state, no cloud keys and no cloud API")
	}}
}

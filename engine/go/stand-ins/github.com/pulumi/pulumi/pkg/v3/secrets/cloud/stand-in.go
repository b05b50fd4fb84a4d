// Stands in for: manager.go
package cloud

import (
	"encoding/json"
	"errors"

	"github.com/pulumi/pulumi/pkg/v3/secrets"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
)

// Type is the name by which states and stacks refer to keys of a cloud.
const Type = "cloud"

var errNoCloud = errors.New("this engine has no cloud state, no cloud keys and no cloud API")

func NewCloudSecretsManager(*workspace.ProjectStack, string, bool) (secrets.Manager, error) {
	return nil, errNoCloud
}

func NewCloudSecretsManagerFromState(json.RawMessage) (secrets.Manager, error) {
	return nil, errNoCloud
}

func EditProjectStack(*workspace.ProjectStack, json.RawMessage) error { return errNoCloud }

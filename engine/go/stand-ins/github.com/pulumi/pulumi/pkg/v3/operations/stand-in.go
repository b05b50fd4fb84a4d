// Stands in for: operations_aws.go, operations_gcp.go
package operations

import (
	"errors"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
)

var errNoCloud = errors.New("this engine has no cloud state, no cloud keys and no cloud API")

func AWSOperationsProvider(map[config.Key]string, *Resource) (Provider, error) {
	return nil, errNoCloud
}

func GCPOperationsProvider(map[config.Key]string, *Resource) (Provider, error) {
	return nil, errNoCloud
}

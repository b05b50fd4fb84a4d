// Stands in for: *.go
package azureblob

import (
	"context"
	"errors"
	"net/url"

	"gocloud.dev/blob"
)

const Scheme = "azblob"

// URLOpener has the fields that the engine sets.
type URLOpener struct {
	MakeClient        func() error
	ServiceURLOptions ServiceURLOptions
}

type ServiceURLOptions struct{}

func NewDefaultClient() error { return nil }

func NewDefaultServiceURLOptions() *ServiceURLOptions { return &ServiceURLOptions{} }

func (*URLOpener) OpenBucketURL(context.Context, *url.URL) (*blob.Bucket, error) {
	return nil, errors.New("this engine has no cloud state, no cloud keys and no cloud API")
}

func init() { blob.DefaultURLMux().RegisterBucket(Scheme, &URLOpener{}) }

// Stands in for: schema.go, spec.go
package cloud

import (
	"context"
	"encoding/json"
	"errors"
	"io"

	"github.com/gorilla/mux"
)

type ParamSpec struct {
	Name, In, Type, Description string
	Required                    bool
	Values                      []string
}

type ResponseSpec struct{ Status, Description, ContentType, SchemaText, SchemaMarkdown string }

type ErrorRef struct{ Status, Description string }

// Operation has the fields that the commands read.
type Operation struct {
	OperationID, Method, Path, Summary, Description, Tag  string
	BodyContentType, BodySchemaText, BodySchemaMarkdown   string
	ResponseContentType, ResponseSchemaText, SupersededBy string
	BodySchemaJSON, ResponseSchemaJSON                    json.RawMessage
	HasBody, IsPreview, IsDeprecated                      bool
	SuccessContentTypes                                   []string
	Params                                                []ParamSpec
	InlineResponses                                       []ResponseSpec
	StockErrors                                           []ErrorRef
}

func (o *Operation) Key() string { return o.Method + " " + o.Path }

func (o *Operation) ensureSchemas() {}

type Index struct {
	Operations  []*Operation
	ByKey       map[string]*Operation
	SpecVersion string
	router      *mux.Router
}

func LoadIndex(context.Context, *ResolvedContext, io.Writer, bool) (*Index, error) {
	return nil, errors.New("this engine has no cloud state, no cloud keys and no cloud API")
}

// The commands refer to these; without an index none is reached.
var methodPrecedence map[string]int

func mdInline(text string) string        { return text }
func markdownEnumTail(_ []string) string { return "" }

// Stands in for: *.go
package s3

// CopyObjectInput has the field that the engine reads.
type CopyObjectInput struct{ CopySource *string }

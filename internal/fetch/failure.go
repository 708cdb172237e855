package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"time"

	"tearsheet"
)

// The causes with which a fetch is ended from our side.
var (
	errDeadline = errors.New("the publisher did not finish its answer in the time that is given to one")
	errSlow     = errors.New("the body came too slowly")
	errTooLarge = errors.New("larger than is taken")
)

// failure gives an error of a class; Get adds the address.
func failure(class tearsheet.Class, format string, args ...any) *tearsheet.Error {
	return &tearsheet.Error{Class: class, Err: fmt.Errorf(format, args...)}
}

// classify turns an error of the transport, before a header came, into one of
// a class. ctx is the one that the exchange ran under.
func classify(ctx context.Context, err error) *tearsheet.Error {
	if r, ok := errors.AsType[*refusal](err); ok {
		return failure(tearsheet.BlockedAddress, "%w", r)
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok && ctx.Err() == nil {
		return failure(tearsheet.DNS, "%s", dnsSentence(dns))
	}
	if ctx.Err() != nil {
		return ended(ctx)
	}
	if isTLS(err) {
		return failure(tearsheet.TLS, "the secure connection failed: %w", err)
	}
	if n, ok := errors.AsType[net.Error](err); ok && n.Timeout() {
		return failure(tearsheet.Timeout, "the publisher did not answer in time: %w", err)
	}
	if says(err, "response headers exceeded", "header list larger", "too many 1xx", "1xx responses exceeded") {
		return failure(tearsheet.HeaderTooLarge, "the header is larger than the %d KiB that are taken", maxHeader>>10)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || says(err, "server closed", "unexpected EOF", ": EOF") {
		return failure(tearsheet.Connection, "the publisher closed the connection without an answer")
	}
	if says(err, "malformed", "invalid", "Content-Length", "transfer encoding", "PROTOCOL_ERROR", "FRAME_SIZE_ERROR", "COMPRESSION_ERROR") {
		return failure(tearsheet.BadResponse, "the answer is not HTTP: %w", err)
	}
	return failure(tearsheet.Connection, "%s: %w", connectionSentence(err), err)
}

// classifyBody does the same for an error in the middle of a body.
func classifyBody(ctx context.Context, err error, limit int64) *tearsheet.Error {
	switch {
	case errors.Is(err, errTooLarge):
		return failure(tearsheet.TooLarge, "the body is larger than the %d KiB that are taken", limit>>10)
	case ctx.Err() != nil:
		return ended(ctx)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		return failure(tearsheet.Truncated, "the body ended before it was complete")
	case says(err, "chunk", "malformed", "trailer"):
		return failure(tearsheet.BadResponse, "the body is not framed as HTTP asks: %w", err)
	}
	return failure(tearsheet.Connection, "the connection broke in the middle of the body: %w", err)
}

// ended says why the context of an exchange is over.
func ended(ctx context.Context) *tearsheet.Error {
	cause := context.Cause(ctx)
	if errors.Is(cause, errDeadline) || errors.Is(cause, errSlow) {
		return failure(tearsheet.Timeout, "%w", cause)
	}
	return failure(tearsheet.Timeout, "the fetch was given up: %w", cause)
}

func isTLS(err error) bool {
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return true
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return true
	}
	if _, ok := errors.AsType[tls.AlertError](err); ok {
		return true
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return true
	}
	return says(err, "tls: ", "server gave HTTP response to HTTPS client", "x509: ")
}

func dnsSentence(e *net.DNSError) string {
	switch {
	case e.IsNotFound:
		return "there is no such host in the domain name system"
	case e.IsTimeout:
		return "the domain name system did not answer in time"
	}
	return "the domain name system failed: " + clip(e.Err)
}

func connectionSentence(err error) string {
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the publisher refused the connection"
	case errors.Is(err, syscall.ECONNRESET):
		return "the publisher reset the connection"
	}
	return "the connection failed"
}

func says(err error, parts ...string) bool {
	text := err.Error()
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// maxRetry is the longest Retry-After that is obeyed.
const maxRetry = 24 * time.Hour

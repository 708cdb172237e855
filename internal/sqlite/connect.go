package sqlite

import (
	"database/sql"
	"fmt"
	"net/url"
	"strings"
)

// purpose is what connections are opened for.
type purpose struct {
	most    int // connections
	lock    string
	pragmas []string
}

var (
	// One connection writes, so that nobody waits for a lock; FULL, because
	// its commits are what we acknowledge.
	forWriting = purpose{1, "immediate", []string{
		"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-16384)", "temp_store(MEMORY)",
		"mmap_size(0)", "wal_autocheckpoint(4000)", "journal_size_limit(67108864)",
	}}
	forReading = purpose{4, "deferred", []string{
		"busy_timeout(10000)", "query_only(1)", "cache_size(-8192)", "temp_store(MEMORY)", "mmap_size(0)",
	}}
	// For files at rest: nothing is written, not even a journal beside them.
	forVerifying = purpose{1, "deferred", []string{"query_only(1)", "cache_size(-8192)", "mmap_size(0)"}}
	// VACUUM INTO is refused under query_only, though it writes elsewhere.
	forCopying = purpose{1, "deferred", []string{"busy_timeout(10000)", "cache_size(-8192)", "mmap_size(0)"}}
)

// connect prepares connections to file; none is made before the first use.
func connect(file string, p purpose) (*sql.DB, error) {
	values := url.Values{"_txlock": {p.lock}}
	for _, pragma := range p.pragmas {
		values.Add("_pragma", pragma)
	}
	// A path may hold what means something in a URI.
	path := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(file)
	pool, err := sql.Open("sqlite", "file:"+path+"?"+values.Encode())
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", file, err)
	}
	pool.SetMaxOpenConns(p.most)
	pool.SetMaxIdleConns(p.most)
	return pool, nil
}

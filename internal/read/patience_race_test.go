//go:build race

package read

import "time"

// patience is longer here, for the race detector slows everything down.
const patience = 20 * time.Second

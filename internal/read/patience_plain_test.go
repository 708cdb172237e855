//go:build !race

package read

import "time"

// patience is the CPU time that a hostile page may cost; wall time would count
// the tests that run beside.
const patience = 2 * time.Second

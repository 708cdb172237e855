//go:build race

package diff

// slowness is how much longer everything may take under the race detector.
const slowness = 15

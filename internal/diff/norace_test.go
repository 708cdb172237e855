//go:build !race

package diff

// slowness is by how much texts are made shorter under the race detector.
const slowness = 1

//go:build !race

package follow

// slowness is by how much texts are made shorter under the race detector.
const slowness = 1

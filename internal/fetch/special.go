package fetch

import "net/netip"

// block is one row of a registry of addresses that are not the open web.
type block struct {
	prefix netip.Prefix
	name   string
}

// special holds both IANA special-purpose address registries (iana.org/assignments/
// iana-ipv4-special-registry and iana-ipv6-special-registry), every row, also
// those that are globally reachable: no publisher stands there. It adds the
// multicast and the deprecated ranges. The narrower row stands before the wider
// one, so that the name in an error is exact.
var special = []block{
	// IPv4
	{netip.MustParsePrefix("0.0.0.0/32"), "this host on this network"},            // RFC 1122, 3.2.1.3
	{netip.MustParsePrefix("0.0.0.0/8"), "this network"},                          // RFC 791, 3.2
	{netip.MustParsePrefix("10.0.0.0/8"), "private use"},                          // RFC 1918
	{netip.MustParsePrefix("100.64.0.0/10"), "shared address space"},              // RFC 6598
	{netip.MustParsePrefix("127.0.0.0/8"), "loopback"},                            // RFC 1122, 3.2.1.3
	{netip.MustParsePrefix("169.254.0.0/16"), "link local"},                       // RFC 3927
	{netip.MustParsePrefix("172.16.0.0/12"), "private use"},                       // RFC 1918
	{netip.MustParsePrefix("192.0.0.0/29"), "IPv4 service continuity"},            // RFC 7335
	{netip.MustParsePrefix("192.0.0.8/32"), "IPv4 dummy address"},                 // RFC 7600
	{netip.MustParsePrefix("192.0.0.9/32"), "port control protocol anycast"},      // RFC 7723
	{netip.MustParsePrefix("192.0.0.10/32"), "TURN anycast"},                      // RFC 8155
	{netip.MustParsePrefix("192.0.0.170/31"), "NAT64/DNS64 discovery"},            // RFC 8880, RFC 7050
	{netip.MustParsePrefix("192.0.0.0/24"), "IETF protocol assignments"},          // RFC 6890
	{netip.MustParsePrefix("192.0.2.0/24"), "documentation (TEST-NET-1)"},         // RFC 5737
	{netip.MustParsePrefix("192.31.196.0/24"), "AS112-v4"},                        // RFC 7535
	{netip.MustParsePrefix("192.52.193.0/24"), "AMT"},                             // RFC 7450
	{netip.MustParsePrefix("192.88.99.0/24"), "6to4 relay anycast, deprecated"},   // RFC 7526
	{netip.MustParsePrefix("192.168.0.0/16"), "private use"},                      // RFC 1918
	{netip.MustParsePrefix("192.175.48.0/24"), "direct delegation AS112 service"}, // RFC 7534
	{netip.MustParsePrefix("198.18.0.0/15"), "benchmarking"},                      // RFC 2544
	{netip.MustParsePrefix("198.51.100.0/24"), "documentation (TEST-NET-2)"},      // RFC 5737
	{netip.MustParsePrefix("203.0.113.0/24"), "documentation (TEST-NET-3)"},       // RFC 5737
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast"},                           // RFC 5771
	{netip.MustParsePrefix("255.255.255.255/32"), "limited broadcast"},            // RFC 8190, RFC 919
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved"},                            // RFC 1112, 4

	// IPv6. 64:ff9b::/96 and ::ffff:0:0/96 are rows too; the guard looks at the
	// IPv4 address inside them instead, for networks without IPv4 reach the whole
	// web through the first.
	{netip.MustParsePrefix("::1/128"), "loopback"},                                  // RFC 4291
	{netip.MustParsePrefix("::/128"), "unspecified address"},                        // RFC 4291
	{netip.MustParsePrefix("::/96"), "IPv4-compatible, deprecated"},                 // RFC 4291, 2.5.5.1
	{netip.MustParsePrefix("::ffff:0:0:0/96"), "IPv4-translated"},                   // RFC 2765, 2.1
	{netip.MustParsePrefix("64:ff9b:1::/48"), "local-use IPv4/IPv6 translation"},    // RFC 8215
	{netip.MustParsePrefix("100::/64"), "discard only"},                             // RFC 6666
	{netip.MustParsePrefix("100:0:0:1::/64"), "dummy prefix"},                       // RFC 9780
	{netip.MustParsePrefix("2001::/32"), "Teredo"},                                  // RFC 4380
	{netip.MustParsePrefix("2001:1::1/128"), "port control protocol anycast"},       // RFC 7723
	{netip.MustParsePrefix("2001:1::2/128"), "TURN anycast"},                        // RFC 8155
	{netip.MustParsePrefix("2001:1::3/128"), "DNS-SD service registration anycast"}, // RFC 9665
	{netip.MustParsePrefix("2001:2::/48"), "benchmarking"},                          // RFC 5180
	{netip.MustParsePrefix("2001:3::/32"), "AMT"},                                   // RFC 7450
	{netip.MustParsePrefix("2001:4:112::/48"), "AS112-v6"},                          // RFC 7535
	{netip.MustParsePrefix("2001:10::/28"), "ORCHID, deprecated"},                   // RFC 4843
	{netip.MustParsePrefix("2001:20::/28"), "ORCHIDv2"},                             // RFC 7343
	{netip.MustParsePrefix("2001:30::/28"), "drone remote ID"},                      // RFC 9374
	{netip.MustParsePrefix("2001::/23"), "IETF protocol assignments"},               // RFC 2928
	{netip.MustParsePrefix("2001:db8::/32"), "documentation"},                       // RFC 3849
	{netip.MustParsePrefix("2002::/16"), "6to4, deprecated"},                        // RFC 3056, RFC 7526
	{netip.MustParsePrefix("2620:4f:8000::/48"), "direct delegation AS112 service"}, // RFC 7534
	{netip.MustParsePrefix("3fff::/20"), "documentation"},                           // RFC 9637
	{netip.MustParsePrefix("5f00::/16"), "segment routing identifiers"},             // RFC 9602
	{netip.MustParsePrefix("fc00::/7"), "unique local"},                             // RFC 4193
	{netip.MustParsePrefix("fe80::/10"), "link local"},                              // RFC 4291
	{netip.MustParsePrefix("fec0::/10"), "site local, deprecated"},                  // RFC 3879
	{netip.MustParsePrefix("ff00::/8"), "multicast"},                                // RFC 4291, 2.7
}

var (
	globalUnicast = netip.MustParsePrefix("2000::/3")     // RFC 4291, 2.4: all that IANA has given out
	nat64         = netip.MustParsePrefix("64:ff9b::/96") // RFC 6052: the IPv4 address is in the last 32 bits
)

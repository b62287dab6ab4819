package dev.waymark.server.outbound;

import java.net.InetAddress;
import java.util.List;

/**
 * Addresses that are nobody's public server.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA special-purpose registries</a>
 */
final class SpecialAddresses {
    /**
     * Of IPv6 only 2000::/3 is handed out; all the rest is special. Within it, what carries an IPv4 address inside
     * (Teredo, 6to4) could lead to a private one. Java itself turns mapped addresses (::ffff:0:0/96) into IPv4.
     */
    private static final List<AddressRange> RANGES = AddressRange.list("""
            0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
            192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
            ::/3 4000::/2 8000::/1 2001::/23 2001:db8::/32 2002::/16 3fff::/20""");

    private SpecialAddresses() {}

    static boolean isPublic(InetAddress address) {
        return RANGES.stream().noneMatch(range -> range.contains(address));
    }
}

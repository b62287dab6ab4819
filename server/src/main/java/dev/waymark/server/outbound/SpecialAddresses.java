package dev.waymark.server.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Addresses that are nobody's public server.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA special-purpose registries</a>
 */
final class SpecialAddresses {
    private static final List<AddressRange> RANGES = AddressRange.list("""
            0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
            192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
            ::/96 ::1/128 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20
            5f00::/16 fc00::/7 fe80::/10 ff00::/8""");

    private SpecialAddresses() {}

    static boolean isPublic(InetAddress address) {
        boolean special = RANGES.stream().anyMatch(range -> range.contains(address));
        return !special && !(address instanceof Inet6Address v6 && v6.isIPv4CompatibleAddress());
    }
}

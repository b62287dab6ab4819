package dev.waymark.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialAddressesTest {

    /** First and last address of each special IPv4 block, and the public neighbours on both sides. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.255.255.255, , 1.0.0.0",
        "10.0.0.0, 10.255.255.255, 9.255.255.255, 11.0.0.0",
        "100.64.0.0, 100.127.255.255, 100.63.255.255, 100.128.0.0",
        "127.0.0.0, 127.255.255.255, 126.255.255.255, 128.0.0.0",
        "169.254.0.0, 169.254.255.255, 169.253.255.255, 169.255.0.0",
        "172.16.0.0, 172.31.255.255, 172.15.255.255, 172.32.0.0",
        "192.0.0.0, 192.0.0.255, 191.255.255.255, 192.0.1.0",
        "192.0.2.0, 192.0.2.255, 192.0.1.255, 192.0.3.0",
        "192.88.99.0, 192.88.99.255, 192.88.98.255, 192.88.100.0",
        "192.168.0.0, 192.168.255.255, 192.167.255.255, 192.169.0.0",
        "198.18.0.0, 198.19.255.255, 198.17.255.255, 198.20.0.0",
        "198.51.100.0, 198.51.100.255, 198.51.99.255, 198.51.101.0",
        "203.0.113.0, 203.0.113.255, 203.0.112.255, 203.0.114.0",
        "224.0.0.0, 255.255.255.255, 223.255.255.255, ",
    })
    void endsWhereTheRegistrySays(String first, String last, String before, String after) {
        assertThat(isPublic(first)).as(first).isFalse();
        assertThat(isPublic(last)).as(last).isFalse();
        assertThat(before == null || isPublic(before)).as(before).isTrue();
        assertThat(after == null || isPublic(after)).as(after).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:a9fe:a9fe",
                "::ffff:0:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "100::1",
                "100:0:0:1::1",
                "2001::1",
                "2001:0:7f00:1::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fe80::1%1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "4000::1",
                "1fff::1",
                "127.1",
                "2130706433",
                "169.254.169.254",
            })
    void isNobodysServer(String address) {
        assertThat(isPublic(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "::ffff:8.8.8.8", "2001:4860:4860::8888", "2606:4700::1111", "2a00:1450::1", "3ffe::1"
            })
    void isAPublicServer(String address) {
        assertThat(isPublic(address)).isTrue();
    }

    @Test
    void allowsExactlyTheRangesThatAreConfigured() throws UnknownHostException {
        List<AddressRange> ranges = AddressRange.list("10.1.0.0/16, 192.168.7.9  fd00:1::/32");
        assertThat(ranges).hasSize(3);
        assertThat(allowed(ranges, "10.1.255.255")).isTrue();
        assertThat(allowed(ranges, "::ffff:10.1.0.1"))
                .as("the mapped form of the same")
                .isTrue();
        assertThat(allowed(ranges, "10.2.0.0")).isFalse();
        assertThat(allowed(ranges, "192.168.7.9")).isTrue();
        assertThat(allowed(ranges, "192.168.7.8")).isFalse();
        assertThat(allowed(ranges, "fd00:1:ffff::1")).isTrue();
        assertThat(allowed(ranges, "fd00:2::1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129", "lms.example/8"})
    void saysWhichRangeIsNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.list(text))
                .withMessageContaining(text);
    }

    private static boolean allowed(List<AddressRange> ranges, String address) throws UnknownHostException {
        InetAddress parsed = InetAddress.getByName(address);
        return ranges.stream().anyMatch(range -> range.contains(parsed));
    }

    private static boolean isPublic(String address) {
        try {
            return SpecialAddresses.isPublic(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

package dev.waymark.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** A block of IP addresses such as {@code 10.0.0.0/8}. */
public record AddressRange(InetAddress start, int prefix) {

    /** Ranges separated by commas or spaces; an empty text is no range. */
    public static List<AddressRange> list(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(AddressRange::parse)
                .toList();
    }

    static AddressRange parse(String text) {
        String[] parts = text.split("/", 2);
        if (!parts[0].matches("[0-9a-fA-F:.]+")) {
            throw new IllegalArgumentException("must list ranges such as 127.0.0.0/8, not \"" + text + "\".");
        }
        try {
            InetAddress start = InetAddress.getByName(parts[0]);
            int bits = start.getAddress().length * 8;
            int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            if (prefix < 0 || prefix > bits) {
                throw new IllegalArgumentException("has a prefix out of range in \"" + text + "\".");
            }
            return new AddressRange(start, prefix);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("must list ranges such as 127.0.0.0/8, not \"" + text + "\".", e);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] mine = start.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}

package dev.waymark.server.records.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class StatusListTest {

    @Test
    void readsBackExactlyTheBitsThatWereSet() {
        List<Integer> revoked = new Random(7)
                .ints(500, 0, StatusList.MIN_ENTRIES)
                .distinct()
                .boxed()
                .toList();

        StatusList list = StatusList.decode(StatusList.of(revoked).encode());

        assertThat(IntStream.range(0, list.entries()).filter(list::get))
                .containsExactlyElementsOf(revoked.stream().sorted().toList());
    }

    @Test
    void putsBitZeroLeftmost() throws IOException {
        StatusList list = StatusList.empty();
        list.set(0);
        list.set(15);

        byte[] bits = unpack(list.encode());

        assertThat(bits).hasSize(16 * 1024).startsWith(0x80, 0x01);
    }

    @Test
    void refusesAnIndexOutsideTheList() {
        assertThatIllegalArgumentException().isThrownBy(() -> StatusList.empty().get(StatusList.MIN_ENTRIES));
        assertThatIllegalArgumentException().isThrownBy(() -> StatusList.empty().set(-1));
    }

    @Test
    void unpacksNoBomb() throws IOException {
        String bomb = pack(new byte[64 << 20]);

        assertThat(bomb.length()).isLessThan(100_000);
        assertThatIllegalArgumentException().isThrownBy(() -> StatusList.decode(bomb));
    }

    @Test
    void refusesListsThatAreNone() throws IOException {
        String tooFew = pack(new byte[100]);

        assertThatIllegalArgumentException().isThrownBy(() -> StatusList.decode(tooFew));
        assertThatIllegalArgumentException().isThrownBy(() -> StatusList.decode("u"));
        assertThatIllegalArgumentException().isThrownBy(() -> StatusList.decode("zabc"));
        assertThatIllegalArgumentException().isThrownBy(() -> StatusList.decode("u%%%"));
    }

    private static String pack(byte[] bits) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bits);
        }
        return "u" + Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
    }

    private static byte[] unpack(String encoded) throws IOException {
        var packed = new ByteArrayInputStream(Base64.getUrlDecoder().decode(encoded.substring(1)));
        return new GZIPInputStream(packed).readAllBytes();
    }
}

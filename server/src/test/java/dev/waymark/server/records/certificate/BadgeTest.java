package dev.waymark.server.records.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class BadgeTest {
    private static final String JWT = "eyJhbGciOiJFUzI1NiJ9.eyJpZCI6InVybjp1dWlkOjEifQ.c2lnbmF0dXJl";

    @Test
    void carriesItsCredentialAsTheFirstChildOfAnSvg() throws Exception {
        String svg = Badge.svg("A <small> \"module\" & more\u0000", JWT);

        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element root = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes(svg)))
                .getDocumentElement();
        Element first = (Element) root.getFirstChild();
        assertThat(first.getNamespaceURI()).isEqualTo("https://purl.imsglobal.org/ob/v3p0");
        assertThat(first.getNodeName()).isEqualTo("openbadges:credential");
        assertThat(first.getAttribute("verify")).isEqualTo(JWT);
        assertThat(root.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("A <small> \"module\" & more");
        assertThat(Badge.credential(bytes(svg))).isEqualTo(bytes(JWT));
    }

    @Test
    void carriesItsCredentialInAPngThatStillShows() throws IOException {
        byte[] png = Badge.png(JWT);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(512);
        assertThat(new java.awt.Color(image.getRGB(392, 184)))
                .as("the reached station")
                .isEqualTo(java.awt.Color.WHITE);
        assertThat(new String(png, StandardCharsets.ISO_8859_1)).contains("iTXtopenbadgecredential\0\0\0\0\0" + JWT);
        assertThat(Badge.credential(png)).isEqualTo(bytes(JWT));
    }

    @Test
    void leavesAPlainCredentialAsItIs() {
        assertThat(Badge.credential(bytes(JWT))).isEqualTo(bytes(JWT));
        assertThat(Badge.credential(bytes("{}"))).isEqualTo(bytes("{}"));
        assertThat(Badge.credential(new byte[0])).isEmpty();
    }

    @Test
    void refusesTwoCredentialsInOnePicture() {
        byte[] twice = BakedPng.bake(Badge.png(JWT), "another");
        String svg = Badge.svg("A module", JWT);
        String both = BakedSvg.bake(svg.replace(" xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"", ""), JWT);

        assertThatIllegalArgumentException().isThrownBy(() -> Badge.credential(twice));
        assertThatIllegalArgumentException().isThrownBy(() -> Badge.credential(bytes(both)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "<svg",
                "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><svg>&a;</svg>",
                "<!DOCTYPE svg [<!ENTITY a '1'><!ENTITY b '&a;&a;&a;&a;'>]><svg>&b;</svg>"
            })
    void refusesPicturesWithoutACredential(String svg) {
        assertThatIllegalArgumentException().isThrownBy(() -> Badge.credential(bytes(svg)));
    }

    @Test
    void survivesDamagedPictures() {
        byte[] png = Badge.png(JWT);
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = Arrays.copyOf(png, random.nextInt(8, png.length));
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            assertReadsOrRefuses(damaged);
        }
    }

    private static void assertReadsOrRefuses(byte[] file) {
        try {
            assertThat(Badge.credential(file)).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @Test
    void scannersReadTheQrCode() throws IOException, ReaderException {
        String url = "https://learn.example/verify/3v9CkQ0wYtq2rQ8m";

        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(QrCode.of(url).png(4)));

        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        assertThat(new QRCodeReader()
                        .decode(new BinaryBitmap(new HybridBinarizer(source)))
                        .getText())
                .isEqualTo(url);
        assertThat(QrCode.of(url).svg("Check")).startsWith("<svg").contains("<title>Check</title>");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

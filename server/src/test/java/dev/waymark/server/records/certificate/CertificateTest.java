package dev.waymark.server.records.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.SampleRecords;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTest {

    @Test
    void isATaggedPdfThatSaysItsLanguageAndTitle() throws IOException {
        try (PDDocument pdf = render("Learner 07")) {
            assertThat(pdf.getNumberOfPages()).isOne();
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getStructureTreeRoot().getKids())
                    .isNotEmpty();
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Completion record: A small module");
            String metadata = new String(pdf.getDocumentCatalog().getMetadata().toByteArray());
            assertThat(metadata).contains("pdfuaid:part");
            assertThat(pdf.getDocumentCatalog()
                            .getCOSObject()
                            .getCOSDictionary(COSName.getPDFName("ViewerPreferences"))
                            .getBoolean("DisplayDocTitle", false))
                    .isTrue();
        }
    }

    @Test
    void embedsEveryFont() throws IOException {
        try (PDDocument pdf = render("ليلى 花子 Sample")) {
            List<PDFont> fonts = fonts(pdf.getPage(0));

            assertThat(fonts).hasSizeGreaterThanOrEqualTo(4).allMatch(PDFont::isEmbedded);
        }
    }

    @Test
    void saysWhoDidWhatOnWhoseWord() throws IOException {
        String text = text("Learner 07");

        assertThat(text)
                .contains("Learner 07", "A small module", "6 of 6 training assets", "May 4, 2026")
                .contains("1 verified by a manager, 5 self-attested")
                .contains("https://learn.example/verify", "3v9CkQ0wYtq2rQ8m");
    }

    @Test
    void saysWhichPartWasCompleted() throws IOException {
        CertificateView view = new CertificateView(
                SampleRecords.ofEnvironment(),
                "Learner 07",
                "Waymark at Example",
                "https://learn.example/verify/x",
                Locale.ENGLISH);
        try (PDDocument pdf = Loader.loadPDF(Certificate.pdf(view))) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Developer Environment of A small module")
                    .contains("Every training asset of Developer Environment");
        }
    }

    @Test
    void namesNobodyWhoChoseNotToBeNamed() throws IOException {
        assertThat(text(null)).contains("The holder of this record");
    }

    @ParameterizedTest
    @ValueSource(strings = {"山田 花子", "Łucja Ångström-Núñez", "Ελένη Δοκιμή", "Лена Пример"})
    void printsNamesOfManyScripts(String name) throws IOException {
        assertThat(Normalizer.normalize(text(name), Normalizer.Form.NFKC)).contains(name);
    }

    @Test
    void joinsArabicLettersAndTurnsTheirOrder() throws IOException {
        assertThat(Normalizer.normalize(text("سلام"), Normalizer.Form.NFKC)).contains("سلام");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\"file:///etc/hostname\">",
                "]]></h1><script>alert(1)</script>",
                "A\u0000B\u0007C\uD800",
                "&amp; \"quoted\" 'single'",
                "${view.record()}"
            })
    void takesNamesAsText(String name) throws IOException {
        assertThat(text(name)).contains(Xml.clean(name).substring(0, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Learner ", "Wwwwwwww"})
    void fitsAVeryLongNameOnOnePage(String part) throws IOException {
        try (PDDocument pdf = render(part.repeat(30))) {
            assertThat(pdf.getNumberOfPages()).isOne();
            assertThat(new PDFTextStripper().getText(pdf)).contains("…", "SHA-256 of the page");
        }
    }

    private static String text(@Nullable String name) throws IOException {
        try (PDDocument pdf = render(name)) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private static PDDocument render(@Nullable String name) throws IOException {
        CompletionRecord record = SampleRecords.named(name);
        String url = "https://learn.example/verify/3v9CkQ0wYtq2rQ8m";
        return Loader.loadPDF(
                Certificate.pdf(new CertificateView(record, name, "Waymark at Example", url, Locale.ENGLISH)));
    }

    private static List<PDFont> fonts(PDPage page) throws IOException {
        List<PDFont> fonts = new ArrayList<>();
        for (COSName name : page.getResources().getFontNames()) {
            fonts.add(page.getResources().getFont(name));
        }
        return fonts;
    }
}

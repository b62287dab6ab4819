package dev.waymark.server.records.certificate;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The certificate as a tagged PDF (PDF/UA) with every font inside; nothing outside is ever loaded. */
public final class Certificate {
    private static final TemplateEngine PAGES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.waymark.server.pages");

    static {
        XRLog.setLoggingEnabled(false);
    }

    private Certificate() {}

    public static byte[] pdf(CertificateView view) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.usePdfUaAccessibility(true);
        builder.withProducer("Waymark");
        builder.withHtmlContent(html(view), null);
        builder.useReplacementText("\u25A1");
        denyEverythingOutside(builder);
        useFonts(builder);
        builder.useUnicodeBidiSplitter(RightToLeft.Splitter::new);
        builder.useUnicodeBidiReorderer(new RightToLeft());
        builder.toStream(out);
        try {
            builder.run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    static String html(CertificateView view) {
        StringOutput html = new StringOutput();
        PAGES.render("records/certificate.jte", view, html);
        return html.toString();
    }

    private static void denyEverythingOutside(PdfRendererBuilder builder) {
        for (var priority : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((uri, type) -> uri.startsWith("data:image/png;"), priority);
        }
    }

    private static void useFonts(PdfRendererBuilder builder) {
        builder.useFont(font("NotoSans-Regular"), "Latin", 400, FontStyle.NORMAL, true);
        builder.useFont(font("NotoSans-SemiBold"), "Latin", 700, FontStyle.NORMAL, true);
        for (int weight : new int[] {400, 700}) {
            builder.useFont(font("NotoSansArabic-SemiBold"), "Arabic", weight, FontStyle.NORMAL, true);
            builder.useFont(font("ZenKakuGothicNew-Regular"), "Japanese", weight, FontStyle.NORMAL, true);
        }
    }

    private static FSSupplier<InputStream> font(String name) {
        return () -> {
            InputStream in = Certificate.class.getResourceAsStream("/records/fonts/" + name + ".ttf");
            if (in == null) {
                throw new IllegalStateException("font " + name + " is not bundled");
            }
            return in;
        };
    }
}

package dev.waymark.server.records.certificate;

import dev.waymark.server.records.AssetEvidence;
import dev.waymark.server.records.CellCount;
import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.EvidenceKind;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What the certificate's template reads: a record in words of one language.
 *
 * @param holder null where the record is to be shown without a name
 */
public record CertificateView(
        CompletionRecord record, @Nullable String holder, String issuer, String verifyUrl, Locale locale) {
    private static final int LONG = 36;
    private static final int LONGEST = 90;

    public String text(String key, Object... values) {
        ResourceBundle.Control exact =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        String pattern =
                ResourceBundle.getBundle("records/certificate", locale, exact).getString(key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
    }

    public String language() {
        return locale.toLanguageTag();
    }

    public String learner() {
        return holder == null ? text("holder") : shortened(holder);
    }

    public String module() {
        return shortened(record.title());
    }

    /** One page has room for so much; longer ones are also set smaller. */
    private static String shortened(String text) {
        String clean = Xml.clean(text);
        int length = clean.codePointCount(0, clean.length());
        return length <= LONGEST ? clean : clean.substring(0, clean.offsetByCodePoints(0, LONGEST)) + "…";
    }

    public String size(String text) {
        return text.length() > LONG ? "long" : "usual";
    }

    public String issuedBy() {
        return Xml.clean(issuer);
    }

    public String rule() {
        List<String> part = record.module().part();
        if (part != null) {
            return part.size() == 1
                    ? text("rule.environment", Xml.clean(part.get(0)))
                    : text("rule.one-path", Xml.clean(part.get(0)), Xml.clean(part.get(1)));
        }
        String rule = record.rule();
        return rule.startsWith("level:") ? text("rule.level", rule.substring("level:".length())) : text("rule." + rule);
    }

    public String day(Instant instant) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(instant.atOffset(ZoneOffset.UTC));
    }

    public String attested() {
        long verified = record.assets().stream()
                .map(AssetEvidence::kind)
                .filter(kind -> kind == EvidenceKind.VERIFIED)
                .count();
        if (verified == 0) {
            return text("attested.self");
        }
        long others = record.assets().size() - verified;
        return others == 0 ? text("attested.verified") : text("attested.mixed", verified, others);
    }

    public List<String> environments() {
        return record.cells().stream().map(CellCount::environment).distinct().toList();
    }

    public List<Integer> levels() {
        return record.cells().stream().map(CellCount::level).distinct().sorted().toList();
    }

    public String level(int level) {
        return level == 0 ? text("level.none") : text("level", Integer.toString(level));
    }

    public Optional<CellCount> cell(String environment, int level) {
        return record.cells().stream()
                .filter(cell -> cell.environment().equals(environment) && cell.level() == level)
                .findFirst();
    }

    public String emblem() {
        return dataUri(Emblem.png(600));
    }

    public String qrCode() {
        return dataUri(QrCode.of(verifyUrl).png(12));
    }

    private static String dataUri(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }
}

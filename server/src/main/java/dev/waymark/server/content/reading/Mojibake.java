package dev.waymark.server.content.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** UTF-8 that was once read as Windows-1252. The repair is offered, never made: only the author knows what was meant. */
public final class Mojibake {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern RUN = Pattern.compile("[^\\x00-\\x7F]{2,}");

    private Mojibake() {}

    static void find(List<String> lines, Findings findings) {
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            var line = lines.get(i);
            repaired(line)
                    .ifPresent(repair -> findings.warning(
                            number,
                            "mojibake",
                            "%s looks like UTF-8 that was read as Windows-1252."
                                    .formatted(Findings.quote(firstRun(line))),
                            repair));
        }
    }

    public static Optional<String> repaired(String line) {
        var repaired = RUN.matcher(line).replaceAll(run -> Matcher.quoteReplacement(decoded(run.group())));
        return repaired.equals(line) ? Optional.empty() : Optional.of(repaired);
    }

    private static String firstRun(String line) {
        return RUN.matcher(line)
                .results()
                .map(MatchResult::group)
                .filter(run -> !decoded(run).equals(run))
                .findFirst()
                .orElse("");
    }

    private static String decoded(String run) {
        var bytes = bytes(run);
        if (bytes.isEmpty()) {
            return run;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.get()))
                    .toString();
        } catch (CharacterCodingException e) {
            return run;
        }
    }

    /** As Windows-1252, where its five unused bytes stand for themselves. */
    private static Optional<byte[]> bytes(String run) {
        var bytes = new byte[run.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = run.charAt(i);
            var encoded = String.valueOf(c).getBytes(WINDOWS);
            if (c < 0x100) {
                bytes[i] = (byte) c;
            } else if (encoded.length == 1 && encoded[0] != '?') {
                bytes[i] = encoded[0];
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(bytes);
    }
}

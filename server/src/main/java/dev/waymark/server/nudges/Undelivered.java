package dev.waymark.server.nudges;

import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a letter was not taken over, in a sentence for an administrator, and what is known of it. */
final class Undelivered extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean refused;
    private final boolean forGood;

    private Undelivered(String reason, boolean refused, boolean forGood, Throwable cause) {
        super(reason, cause);
        this.refused = refused;
        this.forGood = forGood;
    }

    /** Whether it certainly did not leave; else it may have. */
    boolean refused() {
        return refused;
    }

    /** Whether the same letter would be refused again. */
    boolean forGood() {
        return forGood;
    }

    static Undelivered of(Throwable failure) {
        if (failure instanceof SMTPException answer) {
            int code = answer.getReplyCode();
            return new Undelivered(answered(code), true, code >= 550 && code <= 553, failure);
        }
        return before(failure)
                .map(reason -> new Undelivered(reason, true, false, failure))
                .orElseGet(() -> new Undelivered("The mail server did not answer to the end.", false, false, failure));
    }

    /** RFC 4954 §6 has codes of its own for what goes wrong with signing in. */
    private static String answered(int code) {
        return switch (code) {
            case 530 -> "The mail server wants a sign-in (530): WAYMARK_MAIL_URL needs a user and a password.";
            case 534, 535, 538 ->
                "The mail server refused the user or the password of WAYMARK_MAIL_URL (" + code + ").";
            default -> "The mail server answered " + code + ".";
        };
    }

    /** What went wrong before any letter was spoken of. */
    private static Optional<String> before(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        if (text.startsWith("STARTTLS required")) {
            return Optional.of("The mail server offers no encryption (STARTTLS), without which nothing is sent to"
                    + " another machine.");
        }
        if (text.startsWith("login is required")) {
            return Optional.of("The mail server offers no sign-in by PLAIN or LOGIN, and WAYMARK_MAIL_URL has a user.");
        }
        if (failure instanceof UnknownHostException) {
            return Optional.of("The mail server's host in WAYMARK_MAIL_URL is not known.");
        }
        if (failure instanceof ConnectException) {
            return Optional.of("The mail server cannot be reached at the host and port of WAYMARK_MAIL_URL.");
        }
        return failure instanceof SSLException ? Optional.of(unsafe(failure)) : Optional.empty();
    }

    private static String unsafe(Throwable failure) {
        Optional<String> certificate = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .filter(CertificateException.class::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()))
                .findFirst();
        if (certificate.isEmpty()) {
            return "The mail server does not speak TLS as WAYMARK_MAIL_URL says (smtps:// from the first byte,"
                    + " smtp:// by STARTTLS).";
        }
        return certificate.get().startsWith("No ")
                ? "The mail server's certificate is for another host than the one in WAYMARK_MAIL_URL."
                : "The mail server's certificate is not trusted: it has expired, or its issuer is not known here."
                        + " WAYMARK_MAIL_TRUST can name a file with the right one.";
    }
}

package dev.waymark.server;

import dev.waymark.lti.registration.Transport;
import dev.waymark.server.nudges.MailServer;
import dev.waymark.server.outbound.AddressRange;
import dev.waymark.server.outbound.Loopback;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How this server was told to run: the one place that knows the names of environment variables.
 *
 * @param publicUrl where browsers and LMSs reach us: scheme, host and port, no path
 * @param databaseUrl {@code postgresql://user:password@host:port/db}; null = embedded PostgreSQL in {@code dataDir}
 * @param secret what keys at rest are encrypted with; null = a key file in {@code dataDir}
 * @param openRegistration anyone may register an LMS; only ever on a loopback host
 * @param outboundAllow private ranges that outbound calls may reach
 * @param outboundPatience how long the answer to an outbound call may take, to its last byte
 * @param metricsToken the bearer that {@code /metrics} asks for; null = {@code /metrics} answers on loopback only
 * @param mail through which reminders are sent; null = none are
 */
public record Config(
        URI publicUrl,
        String host,
        int port,
        @Nullable URI databaseUrl,
        Path dataDir,
        @Nullable String secret,
        boolean openRegistration,
        List<AddressRange> outboundAllow,
        Duration outboundPatience,
        @Nullable String metricsToken,
        @Nullable MailServer mail) {

    /** The values of the environment, or every mistake in them at once. */
    public static Config from(Map<String, String> environment) {
        return new Reader(environment).read();
    }

    /** Plain HTTP is spoken only with LMSs on this very machine, and only where calls to it are allowed. */
    public Transport platformTransport() {
        return outboundAllow.stream().anyMatch(range -> range.contains(InetAddress.getLoopbackAddress()))
                ? Transport.HTTP_ON_LOOPBACK
                : Transport.HTTPS_ONLY;
    }

    /** All that is wrong with the environment, a sentence each. */
    public static final class Mistakes extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<String> all;

        Mistakes(List<String> all) {
            super(String.join("\n", all));
            this.all = List.copyOf(all);
        }

        public List<String> all() {
            return all;
        }
    }

    private static final class Reader {
        private final Map<String, String> environment;
        private final List<String> mistakes = new ArrayList<>();

        Reader(Map<String, String> environment) {
            this.environment = environment;
        }

        Config read() {
            URI publicUrl = read("WAYMARK_PUBLIC_URL", "http://localhost:8080", Reader::publicUrl);
            Integer port = read("WAYMARK_PORT", Integer.toString(portOf(publicUrl)), Reader::port);
            URI database = optional("DATABASE_URL", Reader::databaseUrl);
            String secret = optional("WAYMARK_SECRET", Reader::secret);
            Boolean open = read("WAYMARK_REGISTRATION", "invite", Reader::registration);
            List<AddressRange> allow = read("WAYMARK_OUTBOUND_ALLOW", "", AddressRange::list);
            Duration patience = read("WAYMARK_OUTBOUND_PATIENCE", "30", Reader::patience);
            Path folder = read("WAYMARK_DATA_DIR", System.getProperty("user.home") + "/.waymark", Path::of);
            if (given("DATABASE_URL") && !given("WAYMARK_SECRET")) {
                mistakes.add("WAYMARK_SECRET is missing: with DATABASE_URL it must be given (at least 32 characters,"
                        + " the same on every node), since keys in that database are encrypted with it.");
            }
            if (Boolean.TRUE.equals(open) && publicUrl != null && !Loopback.names(publicUrl.getHost())) {
                mistakes.add("WAYMARK_REGISTRATION=open lets anyone register an LMS and is only for a loopback host;"
                        + " WAYMARK_PUBLIC_URL names " + publicUrl.getHost() + ". Use invite.");
            }
            URI mailUrl = optional("WAYMARK_MAIL_URL", Reader::mailUrl);
            String mailFrom = optional("WAYMARK_MAIL_FROM", Reader::mailFrom);
            Path mailTrust = optional("WAYMARK_MAIL_TRUST", Reader::certificates);
            if (given("WAYMARK_MAIL_URL") != given("WAYMARK_MAIL_FROM")) {
                mistakes.add("WAYMARK_MAIL_URL and WAYMARK_MAIL_FROM belong together, and "
                        + (given("WAYMARK_MAIL_URL") ? "WAYMARK_MAIL_FROM" : "WAYMARK_MAIL_URL") + " is missing.");
            }
            if (!mistakes.isEmpty()
                    || publicUrl == null
                    || port == null
                    || open == null
                    || allow == null
                    || patience == null
                    || folder == null) {
                throw new Mistakes(mistakes);
            }
            String host = given("WAYMARK_HOST") ? text("WAYMARK_HOST") : "127.0.0.1";
            String metrics = given("WAYMARK_METRICS_TOKEN") ? text("WAYMARK_METRICS_TOKEN") : null;
            MailServer mail =
                    mailUrl == null || mailFrom == null ? null : MailServer.parse(mailUrl, mailFrom, mailTrust);
            return new Config(publicUrl, host, port, database, folder, secret, open, allow, patience, metrics, mail);
        }

        private boolean given(String name) {
            return !text(name).isEmpty();
        }

        private String text(String name) {
            return environment.getOrDefault(name, "").strip();
        }

        /** The parsed value, or null after its mistake was noted. */
        private <T> @Nullable T read(String name, String fallback, Function<String, T> parse) {
            try {
                return parse.apply(given(name) ? text(name) : fallback);
            } catch (IllegalArgumentException e) {
                mistakes.add(name + " " + e.getMessage());
                return null;
            }
        }

        private <T> @Nullable T optional(String name, Function<String, T> parse) {
            return given(name) ? read(name, "", parse) : null;
        }

        private static int portOf(@Nullable URI url) {
            if (url == null || url.getPort() < 0) {
                return 8080;
            }
            return url.getPort();
        }

        private static URI publicUrl(String text) {
            URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean bare = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
            if (!web || url.getHost() == null || !bare || !url.getRawPath().isEmpty()) {
                throw new IllegalArgumentException(
                        "must be http(s)://host[:port] without a path, not \"" + text + "\".");
            }
            return url;
        }

        private static int port(String text) {
            int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("must be a port from 0 to 65535, not \"" + text + "\".");
            }
            return port;
        }

        private static Duration patience(String text) {
            int seconds = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
            if (seconds < 1 || seconds > 120) {
                throw new IllegalArgumentException("must be 1 to 120 seconds, not \"" + text + "\".");
            }
            return Duration.ofSeconds(seconds);
        }

        private static URI databaseUrl(String text) {
            URI url = URI.create(text.replaceFirst("^postgres:", "postgresql:"));
            String user = url.getRawUserInfo();
            if (!"postgresql".equals(url.getScheme())
                    || url.getHost() == null
                    || user == null
                    || url.getPath().length() < 2) {
                throw new IllegalArgumentException("must be postgresql://user:password@host:port/database.");
            }
            return url;
        }

        private static URI mailUrl(String text) {
            URI url = URI.create(text);
            String mistake = MailServer.mistake(url);
            if (mistake != null) {
                throw new IllegalArgumentException(mistake);
            }
            return url;
        }

        private static String mailFrom(String text) {
            if (!MailServer.address(text)) {
                throw new IllegalArgumentException("must be an address such as learning@example.org.");
            }
            return text;
        }

        private static Path certificates(String text) {
            try (InputStream file = Files.newInputStream(Path.of(text))) {
                if (!CertificateFactory.getInstance("X.509")
                        .generateCertificates(file)
                        .isEmpty()) {
                    return Path.of(text);
                }
            } catch (IOException | CertificateException unusable) {
                throw new IllegalArgumentException(
                        "must name a file of PEM certificates, and cannot be read.", unusable);
            }
            throw new IllegalArgumentException("must name a file of PEM certificates, and has none.");
        }

        private static String secret(String text) {
            if (text.length() < 32) {
                throw new IllegalArgumentException("must have at least 32 characters, and has " + text.length() + ".");
            }
            return text;
        }

        private static boolean registration(String text) {
            if (!text.equals("open") && !text.equals("invite")) {
                throw new IllegalArgumentException("must be invite or open, not \"" + text + "\".");
            }
            return text.equals("open");
        }
    }
}

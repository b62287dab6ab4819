package dev.waymark.server.nudges;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.TimeUnit;

/** Hands letters to the mail server. */
public final class Mailer {
    /** Behind TLS there is nothing to hide from the server; more methods would only be more tries with a wrong password. */
    private static final String SIGN_IN = "PLAIN LOGIN";

    private static final int CONNECTIONS = 4;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int IDLE_SECONDS = 30;
    /** Shorter than a job's claim, and for every case: the client answers nothing when a server hangs up in between. */
    private static final int SEND_SECONDS = 45;

    private final MailClient client;
    private final String host;
    private final String from;

    public Mailer(Vertx vertx, MailServer server) {
        this.host = server.host();
        this.from = server.from();
        MailConfig config = new MailConfig(server.host(), server.port())
                .setSsl(server.tls())
                .setStarttls(
                        server.tls()
                                ? StartTLSOptions.DISABLED
                                : server.local() ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED)
                .setLogin(server.user() == null ? LoginOption.DISABLED : LoginOption.REQUIRED)
                .setUsername(server.user())
                .setPassword(server.password())
                .setAuthMethods(SIGN_IN)
                .setMaxPoolSize(CONNECTIONS)
                .setUserAgent("waymark");
        config.setConnectTimeout(CONNECT_MILLIS);
        config.setIdleTimeout(IDLE_SECONDS);
        if (server.trust() != null) {
            config.setTrustOptions(
                    new PemTrustOptions().addCertPath(server.trust().toString()));
        }
        this.client = MailClient.create(vertx, config);
    }

    String host() {
        return host;
    }

    /** Succeeds when the server took the letter over; fails with {@link Undelivered}. */
    Future<Void> send(Letter letter) {
        MailMessage message = new MailMessage(from, letter.to(), letter.subject(), letter.text())
                .setHtml(letter.html())
                .setHeaders(MultiMap.caseInsensitiveMultiMap()
                        .add("List-Unsubscribe", "<" + letter.stopUrl() + ">")
                        .add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
                        .add("Auto-Submitted", "auto-generated")
                        .add("Content-Language", letter.language()));
        return client.sendMail(message)
                .timeout(SEND_SECONDS, TimeUnit.SECONDS)
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(Undelivered.of(failure)));
    }
}

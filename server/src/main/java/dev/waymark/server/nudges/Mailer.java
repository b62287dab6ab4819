package dev.waymark.server.nudges;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Hands letters to the mail server. */
public final class Mailer {
    private static final int CONNECTIONS = 4;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int IDLE_SECONDS = 30;
    /** Shorter than a job's claim, and for every case: the client answers nothing when a server hangs up in between. */
    private static final int SEND_SECONDS = 45;

    private final MailClient client;
    private final String from;

    public Mailer(Vertx vertx, MailServer server) {
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
                .setMaxPoolSize(CONNECTIONS)
                .setUserAgent("waymark");
        config.setConnectTimeout(CONNECT_MILLIS);
        config.setIdleTimeout(IDLE_SECONDS);
        this.client = MailClient.create(vertx, config);
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

    /** Why a letter was not taken over, and what is known of it. */
    static final class Undelivered extends Exception {
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

        private static Undelivered of(Throwable failure) {
            if (failure instanceof SMTPException answer) {
                boolean forGood = answer.getReplyCode() >= 550 && answer.getReplyCode() <= 553;
                return new Undelivered(
                        "The mail server answered " + answer.getReplyCode() + ".", true, forGood, failure);
            }
            return neverSpoke(failure)
                    ? new Undelivered("The mail server cannot be reached safely.", true, false, failure)
                    : new Undelivered("The mail server did not answer to the end.", false, false, failure);
        }

        private static boolean neverSpoke(Throwable failure) {
            return failure instanceof ConnectException
                    || failure instanceof UnknownHostException
                    || failure instanceof SSLException
                    || String.valueOf(failure.getMessage()).startsWith("STARTTLS required");
        }
    }
}

package dev.waymark.server.nudges;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A mail server (RFC 5321) that keeps what it is given, and answers as it was told to, else politely. */
final class MailSink implements AutoCloseable {
    /** What is said to the next recipient; the last two leave the next whole letter without an answer. */
    enum Mood {
        NO_SUCH_BOX,
        BUSY,
        HANG_UP,
        SILENCE
    }

    private final House house;
    private final ServerSocket socket;
    private final Queue<Mood> moods = new ConcurrentLinkedQueue<>();
    private final List<Mail> mails = new CopyOnWriteArrayList<>();

    /**
     * What the server asks of its guests.
     *
     * @param certificate shown by STARTTLS, or at once where {@code implicitTls}; null = it has no TLS
     * @param methods by which {@code user} may sign in; a null user need not
     */
    record House(
            @Nullable MailCertificate certificate,
            boolean implicitTls,
            String methods,
            @Nullable String user,
            @Nullable String password) {
        static final House OPEN = new House(null, false, "", null, null);

        boolean startTls() {
            return certificate != null && !implicitTls;
        }
    }

    /** @param signedIn the method by which its sender had signed in */
    record Mail(
            String to,
            String raw,
            boolean encrypted,
            @Nullable String signedIn) {
        /** The decoded part of a content type, such as {@code text/plain}. */
        String part(String type) {
            String part = Arrays.stream(raw.split("\r\n--"))
                    .filter(each -> each.contains("Content-Type: " + type))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No " + type + " in " + raw));
            String body = part.substring(part.indexOf("\r\n\r\n") + 4);
            return part.contains("quoted-printable") ? decoded(body) : body;
        }

        private static String decoded(String text) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            String whole = text.replace("=\r\n", "").replace("=\n", "");
            for (int i = 0; i < whole.length(); i++) {
                if (whole.charAt(i) == '=') {
                    bytes.write(Integer.parseInt(whole.substring(i + 1, i + 3), 16));
                    i += 2;
                } else {
                    bytes.write(whole.charAt(i));
                }
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }

        /** A header on one line. */
        String header(String name) {
            String head = raw.substring(0, raw.indexOf("\r\n\r\n")).replaceAll("\r\n[ \t]+", " ");
            return Arrays.stream(head.split("\r\n"))
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    MailSink() {
        this(House.OPEN);
    }

    MailSink(House house) {
        this.house = house;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    Map<String, String> environment() {
        return Map.of(
                "WAYMARK_MAIL_URL",
                "smtp://localhost:" + socket.getLocalPort(),
                "WAYMARK_MAIL_FROM",
                "learning@school.example");
    }

    void will(Mood mood) {
        moods.add(mood);
    }

    List<Mail> mails() {
        return List.copyOf(mails);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "mail-sink");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket guest = socket.accept();
                daemon(() -> serve(guest));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket guest) {
        try (guest) {
            new MailConversation(guest, house, moods, mails::add).hold();
        } catch (IOException hungUp) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.waymark.server.nudges;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
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

/** A mail server (RFC 5321) that keeps what it is given, and answers as it was told to, else politely. */
final class MailSink implements AutoCloseable {
    /** What is said to the next recipient; the last two leave the next whole letter without an answer. */
    enum Mood {
        NO_SUCH_BOX,
        BUSY,
        HANG_UP,
        SILENCE
    }

    private final ServerSocket socket;
    private final Queue<Mood> moods = new ConcurrentLinkedQueue<>();
    private final List<Mail> mails = new CopyOnWriteArrayList<>();

    record Mail(String to, String raw) {
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
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
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
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(guest.getInputStream(), StandardCharsets.UTF_8));
            say(guest.getOutputStream(), "220 sink.example ready");
            String to = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String word = line.toUpperCase(java.util.Locale.ROOT);
                if (word.startsWith("RCPT TO:")) {
                    to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                }
                if (word.equals("DATA")) {
                    say(guest.getOutputStream(), "354 go on");
                    mails.add(new Mail(to, letter(in)));
                }
                Mood mood = word.equals("DATA") ? moods.poll() : null;
                if (mood == Mood.SILENCE) {
                    in.readLine();
                }
                if (mood != null) {
                    return;
                }
                say(guest.getOutputStream(), answer(word));
            }
        } catch (IOException hungUp) {
            return;
        }
    }

    private String answer(String word) {
        if (word.startsWith("QUIT")) {
            return "221 bye";
        }
        Mood mood = word.startsWith("RCPT") ? moods.peek() : null;
        if (mood != Mood.BUSY && mood != Mood.NO_SUCH_BOX) {
            return "250 fine";
        }
        moods.poll();
        return mood == Mood.BUSY ? "451 later" : "550 no such box";
    }

    private static String letter(BufferedReader in) throws IOException {
        StringBuilder letter = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            letter.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return letter.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
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

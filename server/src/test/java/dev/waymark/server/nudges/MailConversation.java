package dev.waymark.server.nudges;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Queue;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One guest of a {@link MailSink}: RFC 5321, with STARTTLS (RFC 3207) and AUTH (RFC 4954) where the house has them. */
final class MailConversation {
    private final MailSink.House house;
    private final Queue<MailSink.Mood> moods;
    private final Consumer<MailSink.Mail> keep;
    private Socket socket;
    private BufferedReader in;
    private boolean encrypted;
    private @Nullable String signedIn;
    private String to = "";

    MailConversation(Socket socket, MailSink.House house, Queue<MailSink.Mood> moods, Consumer<MailSink.Mail> keep)
            throws IOException {
        this.house = house;
        this.moods = moods;
        this.keep = keep;
        this.socket = socket;
        this.in = reader(socket);
        if (house.implicitTls()) {
            encrypt();
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private void encrypt() throws IOException {
        MailCertificate certificate = java.util.Objects.requireNonNull(house.certificate());
        SSLSocket safe = (SSLSocket) certificate.context().getSocketFactory().createSocket(socket, null, true);
        safe.setUseClientMode(false);
        safe.startHandshake();
        socket = safe;
        in = reader(safe);
        encrypted = true;
    }

    void hold() throws IOException {
        say("220 sink.example ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!answer(line)) {
                return;
            }
        }
    }

    /** False where the guest is left alone. */
    private boolean answer(String line) throws IOException {
        String word = line.toUpperCase(Locale.ROOT);
        if (word.startsWith("EHLO")) {
            greet();
        } else if (word.equals("STARTTLS") && house.startTls() && !encrypted) {
            say("220 go ahead");
            encrypt();
        } else if (word.startsWith("AUTH ")) {
            say(signIn(line.split(" ")));
        } else if (word.startsWith("MAIL FROM:") && house.user() != null && signedIn == null) {
            say("530 sign in first");
        } else if (word.startsWith("RCPT TO:")) {
            to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            say(mayReceive());
        } else if (word.equals("DATA")) {
            return letter();
        } else {
            say(word.startsWith("QUIT") ? "221 bye" : "250 fine");
        }
        return true;
    }

    private void greet() throws IOException {
        if (house.startTls() && !encrypted) {
            say("250-STARTTLS");
        } else if (house.user() != null) {
            say("250-AUTH " + house.methods());
        }
        say("250 sink.example");
    }

    private String signIn(String[] words) throws IOException {
        boolean plain = words[1].equals("PLAIN");
        String given = plain
                ? decoded(words.length > 2 ? words[2] : ask(""))
                : "\0" + decoded(words.length > 2 ? words[2] : ask("Username:")) + "\0" + decoded(ask("Password:"));
        if (!house.methods().contains(words[1])) {
            return "504 not that way";
        }
        if (!given.equals("\0" + house.user() + "\0" + house.password())) {
            return "535 5.7.8 no";
        }
        signedIn = words[1];
        return "235 welcome";
    }

    private String ask(String question) throws IOException {
        say("334 " + Base64.getEncoder().encodeToString(question.getBytes(StandardCharsets.UTF_8)));
        return in.readLine();
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    private String mayReceive() {
        MailSink.Mood mood = moods.peek();
        if (mood != MailSink.Mood.BUSY && mood != MailSink.Mood.NO_SUCH_BOX) {
            return "250 fine";
        }
        moods.poll();
        return mood == MailSink.Mood.BUSY ? "451 later" : "550 no such box";
    }

    private boolean letter() throws IOException {
        say("354 go on");
        StringBuilder letter = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            letter.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        keep.accept(new MailSink.Mail(to, letter.toString(), encrypted, signedIn));
        MailSink.Mood mood = moods.poll();
        if (mood == MailSink.Mood.SILENCE) {
            in.readLine();
        }
        if (mood == null) {
            say("250 fine");
        }
        return mood == null;
    }

    private void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}

package dev.waymark.server.progress;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is held about the learner and who sees it.
 *
 * @param recipients systems outside that receive something, such as the LMS's grade book
 */
public record PrivacyView(
        Page page,
        @Nullable String name,
        List<Held> held,
        List<Reader> readers,
        List<Recipient> recipients,
        String exportUrl,
        @Nullable String eraseUrl,
        @Nullable Mail mail) {

    /** {@code code} names the texts {@code held.code} and {@code held.code.what}. */
    public record Held(String code, int count) {}

    /** People of a course who see this learner's progress. */
    public record Reader(String context, List<String> names) {}

    /**
     * A system outside that receives something about the learner.
     *
     * @param host empty where the name says it
     * @param events name the texts {@code told.event}; none where the kind says what is sent
     */
    public record Recipient(String name, String host, RecipientKind kind, List<String> events, Named named) {}

    /** Names the texts {@code recipient.…} and {@code recipient.what.…}. */
    public enum RecipientKind {
        LMS,
        STORE,
        WEBHOOK,
        MAIL
    }

    /** How the learner is called there; names the texts {@code recipient.named.…}. */
    public enum Named {
        LMS,
        SUB,
        PSEUDONYM,
        ADDRESS
    }

    /** Nobody but the LMS is told what the learner does. */
    public boolean nobodyElseIsTold() {
        return recipients.stream()
                .noneMatch(one -> one.kind() == RecipientKind.STORE || one.kind() == RecipientKind.WEBHOOK);
    }

    /** The weekly digest: whether it comes, and the form that changes it. */
    public record Mail(boolean wanted, String action) {}
}

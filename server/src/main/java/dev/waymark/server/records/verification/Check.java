package dev.waymark.server.records.verification;

/**
 * One question put to a credential and its answer.
 *
 * @param name one of {@code form}, {@code issuer}, {@code key}, {@code signature}, {@code claims}, {@code validity},
 *     {@code status}, {@code record} (one inside a transcript), {@code page}, {@code assets}, {@code holder}
 */
public record Check(String name, Outcome outcome, String reason) {
    /** {@code UNKNOWN}: could not be asked, so the credential counts as not confirmed. */
    public enum Outcome {
        PASSED,
        FAILED,
        UNKNOWN
    }

    static Check passed(String name, String reason) {
        return new Check(name, Outcome.PASSED, reason);
    }

    public static Check failed(String name, String reason) {
        return new Check(name, Outcome.FAILED, reason);
    }

    static Check unknown(String name, String reason) {
        return new Check(name, Outcome.UNKNOWN, reason);
    }
}

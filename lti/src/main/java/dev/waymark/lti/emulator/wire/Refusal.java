package dev.waymark.lti.emulator.wire;

/** The platform does not do what was asked. */
public final class Refusal extends RuntimeException {
    private final int status;
    private final String error;

    public Refusal(int status, String error, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
    }

    public static Refusal malformed(String message) {
        return new Refusal(400, "invalid_request", message);
    }

    public static Refusal unknown(String what) {
        return new Refusal(404, "not_found", "There is no such " + what + ".");
    }

    public int status() {
        return status;
    }

    public String error() {
        return error;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}

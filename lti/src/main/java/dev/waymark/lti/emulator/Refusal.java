package dev.waymark.lti.emulator;

/** The platform does not do what was asked. */
final class Refusal extends RuntimeException {
    private final int status;
    private final String error;

    Refusal(int status, String error, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
    }

    static Refusal malformed(String message) {
        return new Refusal(400, "invalid_request", message);
    }

    static Refusal unknown(String what) {
        return new Refusal(404, "not_found", "There is no such " + what + ".");
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}

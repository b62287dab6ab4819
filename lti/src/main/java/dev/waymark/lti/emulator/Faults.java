package dev.waymark.lti.emulator;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The switches by which a test or a demonstration breaks the platform. */
public final class Faults {
    private final Queue<Fault> coming = new ArrayDeque<>();
    private @Nullable Fault standing;
    private @Nullable String loginError;

    /** Befalls every call from the tool's server until it is lifted with null. */
    public synchronized void standing(@Nullable Fault fault) {
        standing = fault;
    }

    public synchronized @Nullable Fault standing() {
        return standing;
    }

    /** Befall the next service calls, one each; tokens and keys are spared. */
    public synchronized void next(Fault... faults) {
        coming.addAll(Arrays.asList(faults));
    }

    /** The next launch comes back with this OAuth error, for example {@code login_required}. */
    public synchronized void nextLogin(String error) {
        loginError = error;
    }

    /** What befalls this call, if anything; a fault for one call is used up by it. */
    public synchronized @Nullable Fault take(boolean service) {
        var fault = service ? coming.poll() : null;
        return fault == null ? standing : fault;
    }

    /** The error that this login is to come back with, once. */
    public synchronized @Nullable String takeLoginError() {
        var error = loginError;
        loginError = null;
        return error;
    }
}

package dev.waymark.server.commands;

/** A command will not do what it was asked; its message is a sentence for whoever typed it. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String sentence) {
        super(sentence, null, false, false);
    }
}

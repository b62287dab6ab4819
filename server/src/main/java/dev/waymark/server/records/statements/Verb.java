package dev.waymark.server.records.statements;

/** The verbs of the ADL vocabulary that we use. */
public enum Verb {
    INITIALIZED("initialized"),
    EXPERIENCED("experienced"),
    COMPLETED("completed"),
    PASSED("passed");

    private final String word;

    Verb(String word) {
        this.word = word;
    }

    String id() {
        return "http://adlnet.gov/expapi/verbs/" + word;
    }

    String word() {
        return word;
    }
}

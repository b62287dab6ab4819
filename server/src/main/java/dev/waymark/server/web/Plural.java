package dev.waymark.server.web;

/** The cardinal plural form of a whole number, after the Unicode CLDR rules of our languages. */
final class Plural {
    private Plural() {}

    static String form(String language, long number) {
        return language.equals("ar") ? arabic(number) : number == 1 ? "one" : "other";
    }

    private static String arabic(long number) {
        if (number == 0) {
            return "zero";
        }
        if (number == 1) {
            return "one";
        }
        if (number == 2) {
            return "two";
        }
        long rest = number % 100;
        return rest >= 3 && rest <= 10 ? "few" : rest >= 11 ? "many" : "other";
    }
}

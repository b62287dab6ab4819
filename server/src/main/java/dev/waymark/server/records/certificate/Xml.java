package dev.waymark.server.records.certificate;

/** Names come from strangers: characters that XML cannot hold are left out, the others escaped. */
final class Xml {
    private Xml() {}

    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().filter(Xml::isAllowed).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    static String escape(String text) {
        return clean(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static boolean isAllowed(int c) {
        return (c >= 0x20 && c <= 0xD7FF && !(c >= 0x7F && c <= 0x9F)) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}

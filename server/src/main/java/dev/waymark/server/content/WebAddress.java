package dev.waymark.server.content;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** An https address in parts; path without trailing slash, query as its single parameters. */
record WebAddress(String host, String path, List<String> query, String fragment) {
    List<String> segments() {
        return Arrays.stream(path.split("/"))
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    Optional<String> parameter(String name) {
        return query.stream()
                .filter(parameter -> name(parameter).equals(name))
                .map(parameter -> parameter.substring(Math.min(parameter.length(), name.length() + 1)))
                .findFirst();
    }

    WebAddress without(Set<String> names) {
        return new WebAddress(
                host, path, query.stream().filter(p -> !names.contains(name(p))).toList(), fragment);
    }

    WebAddress at(String otherHost, String otherPath) {
        return new WebAddress(otherHost, otherPath, query, fragment);
    }

    static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "https://" + host + path + (query.isEmpty() ? "" : "?" + String.join("&", query))
                + (fragment.isEmpty() ? "" : "#" + fragment);
    }
}

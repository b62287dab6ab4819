package dev.waymark.server.editions.links;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.waymark.server.outbound.Outbound;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What sites ask of programs (RFC 9309), read once a site for one check of a module's links. */
final class Robots {
    private static final List<String> NAMES = List.of("waymark");
    private final SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
    private final Map<URI, BaseRobotRules> known = new ConcurrentHashMap<>();
    private final Function<URI, Future<Outbound.Answer>> reading;

    /** @param reading follows redirects (section 2.3.1.2) */
    Robots(Function<URI, Future<Outbound.Answer>> reading) {
        this.reading = reading;
    }

    Future<Boolean> allow(URI link) {
        return rules(link.resolve("/robots.txt")).map(rules -> rules.isAllowed(link.toString()));
    }

    private Future<BaseRobotRules> rules(URI file) {
        BaseRobotRules read = known.get(file);
        return read != null
                ? Future.succeededFuture(read)
                : reading.apply(file)
                        .map(answer -> rules(file, answer))
                        .recover(Robots::unread)
                        .onSuccess(rules -> known.put(file, rules));
    }

    /** Why the site cannot be reached, asking the link itself will say. */
    private static Future<BaseRobotRules> unread(Throwable failure) {
        return failure instanceof Outbound.Unreachable || failure instanceof IllegalArgumentException
                ? Future.succeededFuture(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL))
                : Future.failedFuture(failure);
    }

    /** No such file allows all (2.3.1.3); a server in trouble is left alone (2.3.1.4). */
    private BaseRobotRules rules(URI file, Outbound.Answer answer) {
        if (answer.status() == 200) {
            return parser.parseContent(file.toString(), answer.body().getBytes(), "text/plain", NAMES);
        }
        return new SimpleRobotRules(answer.status() >= 500 ? RobotRulesMode.ALLOW_NONE : RobotRulesMode.ALLOW_ALL);
    }
}

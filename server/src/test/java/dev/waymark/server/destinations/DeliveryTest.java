package dev.waymark.server.destinations;

import static dev.waymark.server.destinations.Receiver.HANGS_UP;
import static dev.waymark.server.destinations.Receiver.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.destinations.Receiver.Got;
import dev.waymark.server.web.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told arrives once it can, whatever its receiver did before; over HTTP, with a server that is not patient. */
class DeliveryTest {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final List<String> KINDS = List.of("xapi", "webhook");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private TestServer world;
    private Receiver receiver;
    private Receiver other;
    private TestDestinations destinations;

    @BeforeEach
    void start() {
        world = TestServer.start(Map.of("WAYMARK_OUTBOUND_PATIENCE", Long.toString(PATIENCE.toSeconds())));
        world.publishSmallModule();
        receiver = new Receiver();
        other = new Receiver();
        destinations = new TestDestinations(world.launch("admin"));
    }

    @AfterEach
    void stop() {
        receiver.close();
        other.close();
        world.close();
    }

    @ParameterizedTest
    @CsvSource({"xapi, webhook", "webhook, xapi"})
    void whatIsNeverAnsweredIsSentAgainAndHoldsNobodyUp(String kind, String ofOther) {
        receiver.willAnswer(SILENT);
        add(kind, receiver);
        add(ofOther, other);
        world.launch("l1");
        Eventually.holds(
                "a call that is not answered", LONG, () -> receiver.got().size() == 1);
        Eventually.holds(
                "the other is told meanwhile", LONG, () -> other.taken().size() == 1);
        assertThat(receiver.got()).hasSize(1);
        Eventually.holds(
                "it waits again, and says why",
                LONG,
                () -> destinations.deliveries(kind, "waiting").stream()
                        .anyMatch(row -> row.path("reason").asText().contains("did not answer")));
        world.launch("l2");
        Eventually.holds(
                "everything arrives",
                LONG,
                () -> destinations.deliveries(kind, "sent").size() == 2);

        assertThat(Duration.between(
                        receiver.got().get(0).at(), receiver.got().get(1).at()))
                .as("patience, then a rest of a second")
                .isGreaterThan(PATIENCE.plusMillis(900));
        assertThat(receiver.taken().stream().flatMap(got -> ids(got).stream()))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .containsAll(ids(receiver.got().get(0)));
        assertThat(destinations.deliveries(kind, "sent"))
                .extracting(row -> row.path("attempts").asInt())
                .contains(2);
        assertThat(destinations.deliveries(kind, "waiting")).isEmpty();
        assertThat(other.got()).as("told once of each").hasSize(2);
        assertThat(destinations.named(kind).path("failures").asInt()).isZero();
    }

    private JsonNode add(String kind, Receiver to) {
        var wanted = Json.object().put("kind", kind).put("name", kind).put("url", to.url("/xapi"));
        return destinations.add(kind.equals("xapi") ? wanted.put("user", "key").put("password", "secret") : wanted);
    }

    /** Of the statements or the message in a request. */
    private static List<String> ids(Got got) {
        String message = got.header("webhook-id");
        return message.isEmpty()
                ? Json.parse(got.body()).findValuesAsText("id").stream()
                        .filter(id -> id.length() == 36)
                        .toList()
                : List.of(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void nothingIsSentBeforeTheMomentThatWasAskedFor(int status) {
        List<Receiver> both = List.of(receiver, other);
        both.forEach(one -> one.asksForPatience("2"));
        both.forEach(one -> one.willAnswer(status));
        add("xapi", receiver);
        add("webhook", other);
        world.launch("l1");
        Eventually.holds(
                "asked for patience",
                LONG,
                () -> both.stream().allMatch(one -> one.got().size() == 1));
        Instant moment = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(5);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
        both.forEach(one -> one.asksForPatience(date));
        both.forEach(one -> one.willAnswer(status));
        world.launch("l2");
        Eventually.holds(
                "both rest until that date",
                LONG,
                () -> KINDS.stream()
                        .allMatch(kind ->
                                destinations.named(kind).path("failures").asInt() == 2));
        assertThat(KINDS)
                .allSatisfy(kind -> assertThat(Instant.parse(
                                destinations.named(kind).path("restsUntil").asText()))
                        .isBetween(moment, moment.plusSeconds(1)));
        Eventually.holds(
                "told in the end",
                LONG,
                () -> KINDS.stream()
                        .allMatch(kind -> destinations.deliveries(kind, "sent").size() == 2));

        for (Receiver one : both) {
            List<Instant> calls = one.got().stream().map(Got::at).toList();
            assertThat(Duration.between(calls.get(0), calls.get(1)))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
            assertThat(calls.subList(2, calls.size())).allMatch(at -> !at.isBefore(moment));
        }
    }

    /** Twelve statements together; the store refuses the whole batch for one of them. */
    @Test
    void oneStatementThatAStoreDoesNotTakeSpoilsNoOther() {
        LearningStore store = new LearningStore();
        receiver.answersBy(store);
        receiver.asksForPatience(3);
        receiver.willAnswer(503);
        store.dislikes(statement -> statement.at("/verb/id").asText().endsWith("/completed")
                && statement.at("/object/definition/name/und").asText().equals("Third steps"));
        destinations.store(receiver.url("/xapi/"));
        Visitor learner = world.launch("l1");
        Eventually.holds("the store rests", LONG, () -> receiver.got().size() == 1);
        TestDestinations.finish(learner);
        Eventually.holds("all but one", LONG, () -> store.statements().size() == 11);
        Eventually.holds(
                "the bad one is given up",
                LONG,
                () -> destinations.deliveries("xapi", "failed").size() == 1);

        JsonNode failed = destinations.deliveries("xapi", "failed").get(0);
        assertThat(failed.path("subject").asText()).isEqualTo("Third steps");
        assertThat(failed.path("reason").asText())
                .startsWith("localhost answered 400: ")
                .endsWith("This store does not like it”.");
        assertThat(destinations.deliveries("xapi", "sent")).hasSize(11);
        assertThat(destinations.deliveries("xapi", "waiting")).isEmpty();
        assertThat(Json.parse(receiver.got().get(1).body()).size()).isEqualTo(12);
        assertThat(receiver.got()).as("halved, not sent one by one").hasSizeLessThan(12);

        store.dislikes(statement -> false);
        String path = "/admin/deliveries/" + failed.path("id").asText() + "/replay";
        assertThat(destinations.admin().api("POST", path, null).status()).isEqualTo(202);
        Eventually.holds("taken after all", LONG, () -> store.statements().size() == 12);
        assertThat(failed.path("reason").asText())
                .as("the id that the store refused before")
                .contains(store.statements().get(11).path("id").asText());
    }

    @Test
    void whatAStoreHasAlreadyCountsAsDelivered() {
        LearningStore store = new LearningStore();
        receiver.answersBy(store);
        destinations.store(receiver.url("/xapi"));
        Visitor learner = world.launch("l1");
        Eventually.holds("the launch is told", LONG, () -> store.statements().size() == 1);
        receiver.answersBy(got -> {
            store.apply(got);
            return Receiver.Reply.of(HANGS_UP);
        });
        TestDestinations.finish(learner);
        Eventually.holds(
                "taken, and not said so", LONG, () -> store.statements().size() > 1);
        receiver.answersBy(store);
        Eventually.holds(
                "all are delivered",
                LONG,
                () -> destinations.deliveries("xapi", "sent").size() == 12);

        assertThat(store.statements()).hasSize(12);
        assertThat(destinations.deliveries("xapi", "sent"))
                .anyMatch(row -> row.path("reason").asText().endsWith("(it was there already)"));
        assertThat(destinations.deliveries("xapi", "failed")).isEmpty();
    }

    @Test
    void everyStatementOfAWholeWayKeepsTheRulesWhoeverTheActorIs() {
        LearningStore store = new LearningStore();
        LearningStore bySub = new LearningStore();
        receiver.answersBy(store);
        other.answersBy(bySub);
        destinations.store(receiver.url("/xapi"));
        destinations.add(Json.object()
                .put("kind", "xapi")
                .put("name", "By sub")
                .put("url", other.url("/xapi"))
                .put("user", "key")
                .put("password", "secret")
                .put("actor", "sub"));
        TestDestinations.finish(world.launch("l1"));
        Eventually.holds(
                "all are taken",
                LONG,
                () -> store.statements().size() == 12 && bySub.statements().size() == 12);

        assertThat(receiver.got()).allMatch(got -> got.answered() == 200);
        assertThat(bySub.statements()).allSatisfy(statement -> {
            assertThat(statement.at("/actor/account/name").asText()).isEqualTo("l1");
            assertThat(statement.at("/actor/account/homePage").asText())
                    .isEqualTo(world.emulator().site().issuer());
        });
    }

    @Test
    void aFailedDeliveryIsSentAgainUnderItsIdFromPageAndApi() {
        receiver.willAnswer(410);
        JsonNode hook = destinations.webhook(receiver.url("/hook"));
        world.launch("l1");
        Eventually.holds(
                "given up",
                LONG,
                () -> destinations.deliveries("webhook", "failed").size() == 1);
        Visitor admin = destinations.admin();
        admin.api("PATCH", "/admin/destinations/" + hook.path("id").asText(), "{\"enabled\":true}");
        String page = admin.base() + "/admin/deliveries";
        assertThat(admin.get(page + "?status=failed").body()).contains("It wants no more messages");
        String failed =
                destinations.deliveries("webhook", "failed").get(0).path("id").asText();
        assertThat(admin.post(page + "/" + failed + "/replay", Map.of()).statusCode())
                .isEqualTo(303);
        admin.get(page);
        Eventually.holds(
                "sent again",
                LONG,
                () -> destinations.deliveries("webhook", "sent").size() == 1);
        String sent =
                destinations.deliveries("webhook", "sent").get(0).path("id").asText();
        assertThat(admin.api("POST", "/admin/deliveries/" + sent + "/replay", null)
                        .status())
                .isEqualTo(202);
        Eventually.holds("and again", LONG, () -> receiver.got().size() == 3);

        assertThat(receiver.got().stream().map(got -> got.header("webhook-id")).distinct())
                .singleElement()
                .satisfies(id -> assertThat(UUID.fromString(id)).isNotNull());
        assertThat(receiver.got().stream().map(Got::body).distinct()).hasSize(1);
    }

    @Test
    void aFormerSecretSignsUntilItsTimeIsOver() {
        JsonNode hook = destinations.webhook(receiver.url("/hook"));
        String former = hook.path("secret").asText();
        String path = "/admin/destinations/" + hook.path("id").asText() + "/secret";
        String fresh = destinations
                .admin()
                .api("POST", path, null)
                .json()
                .path("secret")
                .asText();
        assertThat(Instant.parse(
                        destinations.named("Hook").path("formerSecretUntil").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)));
        world.launch("l1");
        Eventually.holds("told", LONG, () -> receiver.taken().size() == 1);
        Await.result(world.pool()
                .query("update destination set former_until = now()")
                .execute());
        world.launch("l2");
        Eventually.holds("told again", LONG, () -> receiver.taken().size() == 2);

        Got both = receiver.got().get(0);
        assertThat(signatures(both)).containsExactly(both.signature(fresh), both.signature(former));
        Got one = receiver.got().get(1);
        assertThat(signatures(one)).containsExactly(one.signature(fresh));
    }

    private static List<String> signatures(Got got) {
        return Arrays.asList(got.header("webhook-signature").split(" "));
    }

    @Test
    void whatWaitsLeavesAsSoonAsTheAddressIsMended() {
        receiver.willAnswer(301);
        JsonNode hook = destinations.webhook(receiver.url("/hook"));
        receiver.asksForPatience(3600);
        receiver.willAnswer(503);
        world.launch("l1");
        Eventually.holds("asked for an hour", LONG, () -> receiver.got().size() == 2);
        Eventually.holds(
                "it waits",
                LONG,
                () -> destinations.deliveries("webhook", "waiting").stream()
                        .anyMatch(row -> row.path("reason").asText().contains("answered 503")));
        String change = Json.object().put("url", other.url("/hook")).toString();
        destinations
                .admin()
                .api("PATCH", "/admin/destinations/" + hook.path("id").asText(), change);
        Eventually.holds("told at the new address", LONG, () -> other.taken().size() == 1);

        assertThat(ids(other.got().get(0))).isEqualTo(ids(receiver.got().get(0)));
    }
}

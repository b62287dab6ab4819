package dev.waymark.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which part may know which: the rules that ARCHITECTURE.md states. */
class DirectionTest {
    private static final String ROOT = "dev.waymark.server";
    private static final Set<String> HELPERS = Set.of("Administrator", "Asking", "Exports", "Refusals", "Wanted");
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waymark");

    @Test
    void slicesFormNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
    }

    /** The vault lends {@code web} the keys that session secrets are derived with. */
    @Test
    void webKnowsNoOtherSliceButTheKeys() {
        knowsOnly(".web..", ".web..", ".keys..").check(CODE);
    }

    @Test
    void jobsKnowNoOtherSliceButWeb() {
        knowsOnly(".jobs..", ".jobs..", ".web..").check(CODE);
    }

    private static ArchRule knowsOnly(String slice, String... known) {
        String[] packages = Arrays.stream(known).map(name -> ROOT + name).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + slice)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(packages))));
    }

    @Test
    void theLibraryKnowsNeitherServerNorFramework() {
        noClasses()
                .that()
                .resideInAPackage("dev.waymark.lti..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "..", "io.vertx..", "java.sql..", "java.net.http..")
                .check(CODE);
    }

    /** Templates are compiled into one package; those of the demo are the demo's. */
    @Test
    void onlyTheCommandLineSeesTheDemo() {
        noClasses()
                .that(not(resideInAnyPackage(ROOT + ".demo..", ROOT + ".pages.demo..", ROOT + ".commands.."))
                        .and(not(equivalentTo(Main.class))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".demo..")
                .check(CODE);
    }

    /** {@code Outbox} is the store of its slice; a {@code *Sql} is a part of statements that stores share. */
    @Test
    void rowsAreReadInStoresAlone() {
        noClasses()
                .that(not(simpleNameEndingWith("Store"))
                        .and(not(simpleNameEndingWith("Sql")))
                        .and(not(simpleName("Outbox"))))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.vertx\\.sqlclient\\.(Row|Tuple|RowSet)")
                .check(CODE);
    }

    @Test
    void storesKnowNoHttp() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Store")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.ext.web..")
                .check(CODE);
    }

    /** What several routes of a slice ask of a request, or write to an answer, has a class of its own. */
    @Test
    void httpStaysInRoutes() {
        noClasses()
                .that(not(simpleNameEndingWith("Routes"))
                        .and(not(simpleNameEndingWith("Pages")))
                        .and(not(equivalentTo(App.class)))
                        .and(not(resideInAnyPackage(ROOT + ".web..", ROOT + ".demo..", ROOT + ".pages..")))
                        .and(not(describe("is one of " + HELPERS, type -> HELPERS.contains(type.getSimpleName())))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.ext.web..")
                .check(CODE);
    }

    @Test
    void contentAndCredentialsArePure() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".content..",
                        ROOT + ".records.certificate..",
                        ROOT + ".records.credential..",
                        ROOT + ".records.verification..",
                        ROOT + ".records.status..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx..")
                .check(CODE);
    }

    @Test
    void theEnvironmentIsReadOnce() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CODE);
    }

    @Test
    void nobodyWaitsOnAnEventLoop() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(java.util.concurrent.CompletableFuture.class, "join")
                .check(CODE);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that()
                .resideInAPackage("dev.waymark..")
                .and()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(org.jspecify.annotations.NullMarked.class)
                .check(CODE);
    }
}

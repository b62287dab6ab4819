package dev.waymark.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which part may know which: the rules that ARCHITECTURE.md states. */
class DirectionTest {
    private static final String ROOT = "dev.waymark.server";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waymark");

    @Test
    void slicesFormNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void webAndJobsKnowNoOtherSlice() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".web..", ROOT + ".jobs..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(ROOT + ".web..", ROOT + ".jobs.."))))
                .check(CODE);
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

    @Test
    void onlyTheCommandLineSeesTheDemo() {
        noClasses()
                .that(not(resideInAPackage(ROOT + ".demo.."))
                        .and(not(resideInAPackage(ROOT + ".commands..")))
                        .and(not(com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(Main.class))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".demo..")
                .check(CODE);
    }

    @Test
    void rowsAreReadInStoresAlone() {
        noClasses()
                .that(not(simpleNameEndingWith("Store")))
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

    @Test
    void httpStaysInRoutes() {
        noClasses()
                .that(not(simpleNameEndingWith("Routes"))
                        .and(not(resideInAnyPackage(ROOT + ".web..", ROOT + ".demo.."))))
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

package io.switchhook;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.Singleton;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.jms.MessageListener;
import java.util.Set;

@AnalyzeClasses(
        packages = "io.switchhook",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutWhatTestsUse.class})
class ArchitectureTest {

    /** A module of its own starts PostgreSQL for tests. */
    static final class WithoutWhatTestsUse implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/io/switchhook/it/");
        }
    }

    /** What a server, a broker, a database, the network or a configuration gives; {@code jakarta.json} is none of it. */
    private static final String[] SURROUNDINGS = {
        "jakarta.annotation..",
        "jakarta.ejb..",
        "jakarta.enterprise..",
        "jakarta.inject..",
        "jakarta.jms..",
        "jakarta.persistence..",
        "jakarta.servlet..",
        "jakarta.transaction..",
        "jakarta.ws.rs..",
        "java.net.http..",
        "java.sql..",
        "javax.naming..",
        "javax.sql..",
        "org.apache.hc..",
        "org.eclipse.microprofile..",
        "org.flywaydb..",
        "org.jdbi.."
    };

    /** Packages whose work it is to reach the surroundings. */
    private static final String[] ADAPTER_PACKAGES = {
        "io.switchhook.api.subscription..",
        "io.switchhook.config..",
        "io.switchhook.httprequest..",
        "io.switchhook.jms..",
        "io.switchhook.memory..",
        "io.switchhook.outbound..",
        "io.switchhook.query..",
        "io.switchhook.security..",
        "io.switchhook.step..",
        "io.switchhook.store..",
        "io.switchhook.target.."
    };

    /** Adapters beside rules that are no beans: made by a bean's constructor. */
    private static final Set<String> ADAPTER_CLASSES = Set.of("io.switchhook.intake.GuardedInbox");

    /** Packages that decide and do nothing else. */
    private static final String[] RULE_PACKAGES = {
        "io.switchhook.adapter..",
        "io.switchhook.api.wire..",
        "io.switchhook.dataaction..",
        "io.switchhook.egress..",
        "io.switchhook.eventpattern..",
        "io.switchhook.identity..",
        "io.switchhook.inbound..",
        "io.switchhook.jsonpath..",
        "io.switchhook.jsonschema..",
        "io.switchhook.limit..",
        "io.switchhook.linear..",
        "io.switchhook.network..",
        "io.switchhook.ownevent..",
        "io.switchhook.pop..",
        "io.switchhook.receipt..",
        "io.switchhook.request..",
        "io.switchhook.retry..",
        "io.switchhook.saved..",
        "io.switchhook.template..",
        "io.switchhook.trace..",
        "io.switchhook.trigger..",
        "io.switchhook.variable..",
        "io.switchhook.velocity..",
        "io.switchhook.verification..",
        "io.switchhook.workflow.."
    };

    private static final DescribedPredicate<JavaClass> ADAPTERS = describe("adapters", ArchitectureTest::isAdapter);

    private static final DescribedPredicate<JavaClass> VALUES = describe(
            "records, enums and sealed types",
            type -> type.isRecord() || type.isEnum() || type.reflect().isSealed());

    @ArchTest
    static final ArchRule rulePackagesKnowNoSurroundings = noClasses()
            .that()
            .resideInAnyPackage(RULE_PACKAGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SURROUNDINGS)
            .because(
                    "a rule is a function of its arguments, so that it can be tested, replayed and explained anywhere");

    @ArchTest
    static final ArchRule onlyAdaptersKnowSurroundings = noClasses()
            .that(not(ADAPTERS))
            .and()
            .resideOutsideOfPackage("io.switchhook.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SURROUNDINGS)
            .because(
                    "what decides must be testable with values alone; a class that talks to the server, the broker, the"
                            + " database or the network is a bean, or lives in a package of adapters");

    @ArchTest
    static final ArchRule valuesKnowNoSurroundings = noClasses()
            .that(VALUES)
            .and()
            .resideOutsideOfPackage("io.switchhook.api.subscription..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SURROUNDINGS)
            .because("values travel through rules and adapters alike, so they may bind neither to a server");

    @ArchTest
    static final ArchRule rulesDoNotReachForAdapters = noClasses()
            .that(not(ADAPTERS))
            .should()
            .dependOnClassesThat(ADAPTERS.and(not(resideInAPackage("io.switchhook.config.."))))
            .because("adapters delegate to rules, not the other way round; a rule that needs something gets it as an"
                    + " argument");

    @ArchTest
    static final ArchRule engineKnowsNoHttpFace = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.switchhook.web..")
            .because("the direction is webhook-war to webhook-ejb to webhook-api");

    @ArchTest
    static final ArchRule apiKnowsJdkAndJakartaAlone = classes()
            .that()
            .resideInAPackage("io.switchhook.api..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("io.switchhook.api..", "java..", "javax.naming..", "jakarta.."))
            .because(
                    "a host application bundles webhook-api and nothing else of ours, and runs on any Jakarta EE server");

    @ArchTest
    static final ArchRule featuresFormNoCycle = slices().matching("io.switchhook.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that is used can be understood, and changed, without those that use it");

    private static boolean isAdapter(JavaClass type) {
        return resideInAnyPackage(ADAPTER_PACKAGES).test(type)
                || ADAPTER_CLASSES.contains(type.getName())
                || type.isAssignableTo(MessageListener.class)
                || type.isAnnotatedWith(ApplicationScoped.class)
                || type.isAnnotatedWith(Dependent.class)
                || type.isAnnotatedWith(RequestScoped.class)
                || type.isAnnotatedWith(Singleton.class)
                || type.getEnclosingClass().map(ArchitectureTest::isAdapter).orElse(false);
    }
}

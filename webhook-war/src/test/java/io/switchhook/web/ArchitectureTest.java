package io.switchhook.web;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.switchhook", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule httpFaceAsksTheEngine = noClasses()
            .that()
            .resideInAPackage("io.switchhook.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.jms..", "java.sql..", "javax.sql..", "javax.naming..", "org.jdbi..")
            .because("what is kept, and how, is the engine's affair; this module translates HTTP");

    @ArchTest
    static final ArchRule nobodyKnowsTheHttpFace = noClasses()
            .that()
            .resideOutsideOfPackage("io.switchhook.web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.switchhook.web..")
            .because("the direction is webhook-war to webhook-ejb to webhook-api");

    @ArchTest
    static final ArchRule onlySecurityKnowsWhoSignsIn = noClasses()
            .that()
            .resideInAPackage("io.switchhook.web..")
            .and()
            .resideOutsideOfPackage("io.switchhook.web.signin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.security..", "io.switchhook.security..")
            .because("one filter signs in, and no other class may hold a password");

    @ArchTest
    static final ArchRule surfacesDoNotKnowEachOther = slices().matching("io.switchhook.web.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage("io.switchhook.web.."), resideInAPackage("io.switchhook.web.problem"))
            .because("hooks and admin API share the shape of their errors and nothing else");
}

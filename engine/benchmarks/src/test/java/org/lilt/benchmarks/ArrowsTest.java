package org.lilt.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between modules point one way. Here, because only this module sees them all. */
class ArrowsTest {
    private static final JavaClasses LILT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.lilt");

    @Test
    void allModulesAreSeen() {
        for (String root : new String[] {"abc", "midi", "plugin", "engine", "training", "host"}) {
            assertTrue(
                    LILT.stream().anyMatch(c -> c.getPackageName().startsWith("org.lilt." + root)),
                    "no class of org.lilt." + root);
        }
    }

    @Test
    void readerAndPluginApiNeedNothingButJava() {
        classes()
                .that()
                .resideInAPackage("org.lilt.abc..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.lilt.abc..", "java..")
                .check(LILT);
        classes()
                .that()
                .resideInAPackage("org.lilt.plugin..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.lilt.plugin..", "java..")
                .check(LILT);
    }

    @Test
    void theBridgeKnowsNothingOfNetworksAndAbc() {
        noClasses()
                .that()
                .resideInAPackage("org.lilt.midi..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.lilt.abc..",
                        "org.lilt.plugin..",
                        "org.lilt.engine..",
                        "org.lilt.training..",
                        "org.lilt.host..")
                .check(LILT);
    }

    @Test
    void theFolkBandKnowsOfTheBridgeOnlyItsInterfaces() {
        classes()
                .that()
                .resideInAPackage("org.lilt.midi.jsyn..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.lilt.midi.jsyn..", "org.lilt.midi", "org.lilt.midi.synth", "com.jsyn..", "java..")
                .allowEmptyShould(true) // it is built by a profile
                .check(LILT);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.lilt.midi.jsyn..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.lilt.midi.jsyn..", "com.jsyn..", "com.softsynth..")
                .check(LILT);
    }

    @Test
    void theEngineKnowsOfTheBridgeOnlyItsInterfaces() {
        noClasses()
                .that()
                .resideInAPackage("org.lilt.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.lilt.midi.*..", "org.lilt.training..", "org.lilt.host..")
                .check(LILT);
    }

    @Test
    void onlyTrainingAndBenchmarksNeedDl4j() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.lilt.training..", "org.lilt.benchmarks..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.bytedeco..", "org.lilt.training..")
                .check(LILT);
        noClasses()
                .that()
                .resideInAPackage("org.lilt.training..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.lilt.host..", "org.lilt.midi..")
                .check(LILT);
    }

    @Test
    void nothingDependsOnTheHostAndNoPackagesDependOnEachOtherInCircles() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.lilt.host..", "org.lilt.benchmarks..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.lilt.host..").as("the host"))
                .check(LILT);
        slices().matching("org.lilt.(*)..").should().beFreeOfCycles().check(LILT);
    }
}

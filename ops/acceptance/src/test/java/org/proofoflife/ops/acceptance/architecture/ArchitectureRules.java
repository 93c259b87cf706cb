package org.proofoflife.ops.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.lang.ArchRule;

/** The walls of the house. */
final class ArchitectureRules {

    static final ArchRule INGEST_MEETS_THE_OTHERS_IN_STORAGE_ONLY = noClasses()
            .that()
            .resideInAPackage("org.proofoflife.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.proofoflife.verification..", "org.proofoflife.batch..", "org.proofoflife.ops..");

    static final ArchRule WORKER_MEETS_THE_OTHERS_IN_STORAGE_ONLY = noClasses()
            .that()
            .resideInAPackage("org.proofoflife.verification..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.proofoflife.ingest..", "org.proofoflife.batch..", "org.proofoflife.ops..");

    static final ArchRule BATCH_MEETS_THE_OTHERS_IN_STORAGE_ONLY = noClasses()
            .that()
            .resideInAPackage("org.proofoflife.batch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.proofoflife.ingest..", "org.proofoflife.verification..", "org.proofoflife.ops..");

    static final ArchRule STORAGE_KNOWS_NO_APPLICATION = noClasses()
            .that()
            .resideInAPackage("org.proofoflife.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.proofoflife.ingest..",
                    "org.proofoflife.verification..",
                    "org.proofoflife.batch..",
                    "org.proofoflife.ops..");

    /** Facts to decision: the same facts give the same decision on any machine at any time. */
    static final ArchRule JUDGEMENT_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage("org.proofoflife.verification.judge", "org.proofoflife.verification.facts")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.bytedeco..",
                    "ai.onnxruntime..",
                    "java.io..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net..",
                    "java.sql..",
                    "java.time..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Random.class);

    /** Rules of the period: dates go in and come out, nothing else. */
    static final ArchRule PERIOD_ENGINE_IS_PURE = noClasses()
            .that()
            .resideInAPackage("org.proofoflife.batch.period..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.io..", "java.nio..", "java.net..", "java.sql..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class);

    static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value");

    /** Time is injected, or a test cannot turn it. */
    static final ArchRule APPLICATIONS_ASK_AN_INJECTED_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("org.proofoflife.ingest..", "org.proofoflife.storage..", "org.proofoflife.batch..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.YearMonth.class, "now");

    private ArchitectureRules() {}
}

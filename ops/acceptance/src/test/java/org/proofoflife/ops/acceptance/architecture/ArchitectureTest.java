package org.proofoflife.ops.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.proofoflife.batch.period.violating.AsksTheClock;
import org.proofoflife.ingest.violating.ReachesIntoTheWorker;
import org.proofoflife.storage.violating.KnowsAnApplication;
import org.proofoflife.verification.judge.ReadsAFile;
import org.proofoflife.verification.judge.violating.ReachesIntoBatch;

/** Every wall stands, and every rule is known to bite. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.proofoflife");

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments(ArchitectureRules.INGEST_MEETS_THE_OTHERS_IN_STORAGE_ONLY, ReachesIntoTheWorker.class),
                arguments(ArchitectureRules.WORKER_MEETS_THE_OTHERS_IN_STORAGE_ONLY, ReachesIntoBatch.class),
                arguments(ArchitectureRules.BATCH_MEETS_THE_OTHERS_IN_STORAGE_ONLY, AsksTheClock.class),
                arguments(ArchitectureRules.STORAGE_KNOWS_NO_APPLICATION, KnowsAnApplication.class),
                arguments(ArchitectureRules.JUDGEMENT_IS_PURE, ReadsAFile.class),
                arguments(ArchitectureRules.PERIOD_ENGINE_IS_PURE, AsksTheClock.class),
                arguments(ArchitectureRules.NOTHING_IS_INJECTED_INTO_FIELDS, KnowsAnApplication.class),
                arguments(ArchitectureRules.APPLICATIONS_ASK_AN_INJECTED_CLOCK, KnowsAnApplication.class));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProductKeepsTheRule(ArchRule rule, Class<?> violation) {
        rule.check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleFindsItsViolation(ArchRule rule, Class<?> violation) {
        JavaClasses violating = new ClassFileImporter().importClasses(violation);

        assertThat(rule.evaluate(violating).hasViolation()).isTrue();
    }
}

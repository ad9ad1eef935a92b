package io.modelgovernance.core.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private JavaClasses ours;

    @BeforeAll
    void readsTheByteCodeOfEveryModule() {
        ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.modelgovernance");
    }

    @ParameterizedTest
    @EnumSource
    void seesEveryModule(Module module) {
        assertTrue(ours.stream().anyMatch(module.classes()), () -> "No class of " + module + " was found.");
    }

    @ParameterizedTest
    @EnumSource
    void holds(HouseRule law) {
        law.rule().check(ours);
    }
}

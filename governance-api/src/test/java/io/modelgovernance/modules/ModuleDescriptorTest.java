package io.modelgovernance.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.GovernanceException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The module shows all of its packages, and needs nothing at run time. */
class ModuleDescriptorTest {
    @Test
    void exportsEveryPackage() throws Exception {
        Set<String> exported = descriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(packages(), exported);
    }

    @Test
    void needsNothingAtRunTime() throws Exception {
        for (ModuleDescriptor.Requires required : descriptor().requires()) {
            assertTrue(
                    required.name().equals("java.base") || required.modifiers().contains(Modifier.STATIC),
                    () -> "Required at run time: " + required);
        }
    }

    private static ModuleDescriptor descriptor() throws IOException, URISyntaxException {
        try (InputStream bytes = Files.newInputStream(classes().resolve("module-info.class"))) {
            return ModuleDescriptor.read(bytes);
        }
    }

    private static Set<String> packages() throws IOException, URISyntaxException {
        Path root = classes();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.getFileName().toString().equals("module-info.class"))
                    .map(file -> root.relativize(file.getParent()).toString().replace(java.io.File.separatorChar, '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Path classes() throws URISyntaxException {
        var source = GovernanceException.class.getProtectionDomain().getCodeSource();
        assertNotNull(source, "The API was not loaded from a folder.");
        return Path.of(source.getLocation().toURI());
    }
}

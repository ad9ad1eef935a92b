package io.modelgovernance.core.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Optional;

/** A module of the project, told by the second segment of the package. */
enum Module {
    API("api"),
    CORE("core"),
    INMEMORY("inmemory"),
    JDBC("jdbc"),
    TCK("tck");

    private static final String ROOT = "io.modelgovernance";

    private final String segment;

    Module(String segment) {
        this.segment = segment;
    }

    /** Which module a class is of; empty if it is not ours. Whatever names no other module is API. */
    static Optional<Module> of(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        if (!name.equals(ROOT) && !name.startsWith(ROOT + ".")) {
            return Optional.empty();
        }
        for (Module module : values()) {
            String its = ROOT + "." + module.segment;
            if (module != API && (name.equals(its) || name.startsWith(its + "."))) {
                return Optional.of(module);
            }
        }
        return Optional.of(API);
    }

    DescribedPredicate<JavaClass> classes() {
        return DescribedPredicate.describe(
                "of " + segment, type -> of(type).filter(this::equals).isPresent());
    }

    static DescribedPredicate<JavaClass> anyOf(Module... modules) {
        DescribedPredicate<JavaClass> any = modules[0].classes();
        for (int i = 1; i < modules.length; i++) {
            any = any.or(modules[i].classes());
        }
        return any;
    }
}

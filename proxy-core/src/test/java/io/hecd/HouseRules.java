package io.hecd;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.hecd.names.LoadTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules of the house that a machine can check: who may import whom, what the request path does not use, names. Each
 * module has a test class that runs {@link #tests} over the classes it sees; admin sees the whole house.
 */
public final class HouseRules {
    private static final String[] FAST = {
        "io.hecd.bytes..",
        "io.hecd.http..",
        "io.hecd.sample..",
        "io.hecd.acl..",
        "io.hecd.rule..",
        "io.hecd.balance..",
        "io.hecd.backend..",
        "io.hecd.proxy.."
    };

    /** proxy-core's floors from the lowest to the highest. */
    private static final List<Map.Entry<String, List<String>>> FLOORS = List.of(
            Map.entry("0 ground", List.of("bytes..", "time..", "names..", "stats..")),
            Map.entry("1 text and wire", List.of("config.text..", "net..", "http..")),
            Map.entry("2 model and traffic", List.of("config.model..", "traffic..", "table..")),
            Map.entry("3 sections and samples", List.of("config.section..", "sample..")),
            Map.entry("4 rules and logs", List.of("acl..", "rule..", "log..")),
            Map.entry("5 backends", List.of("backend..", "balance..")),
            Map.entry("6 proxy", List.of("proxy..")),
            Map.entry("7 listeners", List.of("listener..")),
            Map.entry("8 runtime", List.of("runtime..")));

    private static final String FORBIDDEN_NAMES =
            "([A-Z]\\w*)?(Impl|Abstract|Base|Manager|Helper|Util|Utils|Default|Common|Data|Info)([A-Z]\\w*)?";

    /** The manual's own word for these sockets. */
    private static final String ABSTRACT_NAMESPACE = "io.hecd.config.model.Address$Abstract";

    private HouseRules() {}

    /** The classes of the house on the class path, tests left out. */
    public static JavaClasses house() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // For the modules above, the tests of proxy-core are a jar.
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.hecd");
    }

    /** A test for each rule, for a {@code @TestFactory}. */
    public static Stream<DynamicTest> tests(JavaClasses classes) {
        return all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> rule.getValue().allowEmptyShould(true).check(classes)));
    }

    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new TreeMap<>();
        rules.put("floors", floors());
        rules.put(
                "no cycles",
                slices().matching("io.hecd.(**)")
                        .should()
                        .beFreeOfCycles()
                        .because("a package that needs itself through others cannot be read alone"));
        rules.put(
                "discovery and health do not meet",
                noClasses()
                        .that()
                        .resideInAPackage("io.hecd.discovery..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.hecd.health..")
                        .because("they are siblings and meet in Backend"));
        rules.put(
                "health and discovery do not meet",
                noClasses()
                        .that()
                        .resideInAPackage("io.hecd.health..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.hecd.discovery..")
                        .because("they are siblings and meet in Backend"));
        rules.put(
                "nobody imports launch",
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.hecd.admin.launch..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.hecd.admin.launch..")
                        .because("the composition root is the top of the house"));
        rules.put(
                "core knows no other module",
                noClasses()
                        .that()
                        .resideOutsideOfPackages("io.hecd.admin..", "io.hecd.discovery..", "io.hecd.health..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.hecd.admin..", "io.hecd.discovery..", "io.hecd.health..")
                        .because("the data plane can be embedded without them"));
        rules.put(
                "language and rules know no channel",
                noClasses()
                        .that()
                        .resideInAnyPackage("io.hecd.config..", "io.hecd.sample..", "io.hecd.acl..", "io.hecd.rule..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.netty.channel..")
                        .because("they see a Transaction, whatever it came over"));
        rules.put("the request path is plain", plainFastPath());
        rules.put(
                "the clock is read in time",
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.hecd.time..")
                        .should()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(java.time.Instant.class, "now")
                        .because("tests move the time, so there must be one place that knows it"));
        rules.put(
                "only launch exits",
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.hecd.admin.launch..")
                        .should()
                        .callMethod(System.class, "exit", int.class)
                        .orShould()
                        .callMethod(Runtime.class, "halt", int.class)
                        .because("a program that embeds us decides about its end"));
        rules.put(
                "names say what a thing is",
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(ABSTRACT_NAMESPACE)
                        .should()
                        .haveNameMatching("io\\.hecd\\.([a-z0-9]+\\.)*(\\w+\\$)*" + FORBIDDEN_NAMES)
                        .because("words like these fit everything and tell nothing"));
        rules.put(
                "own classes are not inherited",
                classes()
                        .should(inheritAtMostOnceFromTheHouse())
                        .because("a class must be readable without its parent"));
        return rules;
    }

    private static ArchRule floors() {
        LayeredArchitecture floors =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        List<String> above = new ArrayList<>();
        for (Map.Entry<String, List<String>> floor : FLOORS)
            floors = floors.layer(floor.getKey())
                    .definedBy(floor.getValue().stream()
                            .map(packages -> "io.hecd." + packages)
                            .toArray(String[]::new));
        for (int i = FLOORS.size() - 1; i >= 0; i--) {
            String name = FLOORS.get(i).getKey();
            floors = above.isEmpty()
                    ? floors.whereLayer(name).mayNotBeAccessedByAnyLayer()
                    : floors.whereLayer(name).mayOnlyBeAccessedByLayers(above.toArray(new String[0]));
            above.add(name);
        }
        return floors.because("a floor stands on the floors below it");
    }

    private static ArchRule plainFastPath() {
        return classes()
                .that()
                .resideInAnyPackage(FAST)
                .and()
                .areNotAnnotatedWith(LoadTime.class)
                .should(usePlainThings())
                .because("what is compiled while loading costs nothing while serving; what does is marked @LoadTime");
    }

    private static ArchCondition<JavaClass> usePlainThings() {
        return new ArchCondition<>("not use streams, Optional, String.format, CompletableFuture or locks") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaField field : type.getFields())
                    if (isForbidden(field.getRawType())) events.add(violated(type, field.getFullName()));
                for (JavaAccess<?> access : type.getAccessesFromSelf())
                    if (isForbidden(access) && !access.getOrigin().isAnnotatedWith(LoadTime.class))
                        events.add(violated(type, access.getDescription()));
            }
        };
    }

    private static SimpleConditionEvent violated(JavaClass type, String what) {
        return new SimpleConditionEvent(type, false, what);
    }

    private static boolean isForbidden(JavaAccess<?> access) {
        return isForbidden(access.getTargetOwner())
                || access.getTarget().getFullName().startsWith("java.lang.String.format(");
    }

    private static boolean isForbidden(JavaClass type) {
        String name = type.getName();
        return name.startsWith("java.util.stream.")
                || name.startsWith("java.util.concurrent.locks.")
                || name.equals("java.util.Optional")
                || name.equals("java.util.concurrent.CompletableFuture");
    }

    private static ArchCondition<JavaClass> inheritAtMostOnceFromTheHouse() {
        return new ArchCondition<>("have at most one own class above them, and that one abstract or sealed") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long own = type.getAllRawSuperclasses().stream()
                        .filter(parent -> parent.getPackageName().startsWith("io.hecd"))
                        .filter(parent -> !type.isAnonymousClass()
                                || parent.getModifiers().contains(ABSTRACT))
                        .count();
                if (own > 1)
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " has " + own + " own classes above it"));
            }
        };
    }
}

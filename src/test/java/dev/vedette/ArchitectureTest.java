package dev.vedette;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the shape of the code: arrows between packages, a pure core, one owner for each foreign technology. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.vedette");

    private static final Set<String> CORE =
            Set.of("telemetry", "inspection", "pricing", "detection", "rules", "alerting", "brakes");

    /** Package to the packages of ours that it may use. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("telemetry", Set.of()),
            Map.entry("inspection", Set.of("telemetry")),
            Map.entry("pricing", Set.of()),
            Map.entry("detection", Set.of("telemetry", "inspection")),
            Map.entry("rules", Set.of("telemetry", "inspection", "detection")),
            Map.entry("alerting", Set.of("telemetry", "inspection", "detection")),
            Map.entry("brakes", Set.of()),
            Map.entry("health", Set.of()),
            Map.entry("ingest", with(CORE, "health")),
            Map.entry("pipeline", with(CORE, "health")),
            Map.entry("storage", with(CORE, "health")),
            Map.entry("egress", Set.of()),
            Map.entry("notify", with(CORE, "health", "egress")),
            Map.entry("export", with(CORE, "health")),
            Map.entry("web", with(CORE, "health", "ingest", "export")),
            Map.entry("gitleaks", Set.of("inspection")),
            Map.entry("agent", Set.of("inspection", "telemetry", "egress", "gitleaks", "yaml")),
            Map.entry("yaml", Set.of()),
            Map.entry("config", with(CORE, "yaml")),
            Map.entry(
                    "app",
                    with(
                            CORE,
                            "health",
                            "gitleaks",
                            "ingest",
                            "pipeline",
                            "storage",
                            "notify",
                            "export",
                            "web",
                            "yaml",
                            "config")),
            Map.entry("cli", with(CORE, "health", "ingest", "pipeline", "yaml", "config", "app", "agent")));

    /** Foreign technology to the packages of ours that own it. */
    private static final Map<String, Set<String>> OWNERS = Map.ofEntries(
            Map.entry("java.sql..", Set.of("storage")),
            Map.entry("javax.sql..", Set.of("storage")),
            Map.entry("org.h2..", Set.of("storage")),
            Map.entry("com.zaxxer.hikari..", Set.of("storage")),
            Map.entry("io.javalin..", Set.of("web")),
            Map.entry("org.eclipse.jetty..", Set.of("web")),
            Map.entry("jakarta.servlet..", Set.of("web")),
            Map.entry("com.google.protobuf..", Set.of("ingest")),
            Map.entry("io.opentelemetry.proto..", Set.of("ingest")),
            Map.entry("okhttp3..", Set.of("export", "agent.openai")),
            Map.entry("java.net.http..", Set.of("agent")),
            Map.entry("io.opentelemetry.api..", Set.of("cli", "agent")),
            Map.entry("io.opentelemetry.sdk..", Set.of("cli", "agent")),
            Map.entry("io.opentelemetry.exporter..", Set.of("cli", "agent")),
            Map.entry("dev.cel..", Set.of("rules")),
            Map.entry("org.snakeyaml..", Set.of("rules", "yaml")),
            Map.entry("com.fasterxml.jackson.dataformat.toml..", Set.of("gitleaks")),
            Map.entry("com.google.re2j..", Set.of("inspection", "agent")),
            Map.entry("org.apache.commons.math3..", Set.of("detection")),
            Map.entry("io.prometheus..", Set.of("health")),
            Map.entry("com.openai..", Set.of("agent.openai")),
            Map.entry("com.networknt..", Set.of("agent")),
            Map.entry("com.github.victools..", Set.of("agent")),
            Map.entry("net.sf.jsqlparser..", Set.of("agent")),
            Map.entry("org.commonmark..", Set.of("agent")),
            Map.entry("picocli..", Set.of("cli")));

    @Test
    void everyPackageIsKnownAndSaysWhatItIs() throws IOException {
        Path root = Path.of("src/main/java/dev/vedette");
        try (Stream<Path> folders = Files.list(root)) {
            List<String> names = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
            assertThat(names).isNotEmpty().isSubsetOf(ARROWS.keySet());
        }
        try (Stream<Path> folders = Files.walk(root)) {
            assertThat(folders.filter(Files::isDirectory).filter(folder -> !folder.equals(root)))
                    .allSatisfy(folder ->
                            assertThat(folder.resolve("package-info.java")).exists());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packages")
    void arrowsGoOneWay(String name) {
        String[] forbidden = ARROWS.keySet().stream()
                .filter(other -> !other.equals(name) && !ARROWS.get(name).contains(other))
                .map(other -> "dev.vedette." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.vedette." + name + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(forbidden))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("technologies")
    void everyTechnologyHasItsOwners(String technology) {
        String[] owners = OWNERS.get(technology).stream()
                .map(owner -> "dev.vedette." + owner + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(owners)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology)
                .check(CLASSES);
    }

    @Test
    void theCoreReadsNoClockAndDoesNoInputOrOutputAndStartsNoThread() {
        String[] core = CORE.stream().map(name -> "dev.vedette." + name + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage(core)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.io..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net..",
                        "org.slf4j..",
                        "java.util.logging.."))
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.util.Random.class, java.util.concurrent.ThreadLocalRandom.class)
                .check(CLASSES);
    }

    @Test
    void contentIsNeverMatchedByABacktrackingEngine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex..")
                .because(
                        "whoever writes a prompt or a tool's answer controls the text; only linear-time engines may read it")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.vedette.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyCommandsWriteToTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vedette.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    static Stream<String> packages() {
        return ARROWS.keySet().stream().sorted();
    }

    static Stream<String> technologies() {
        return OWNERS.keySet().stream().sorted();
    }

    private static Set<String> with(Set<String> base, String... more) {
        return Stream.concat(base.stream(), Stream.of(more)).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}

package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds what is understood of every payload against what was written down, and the table in {@code docs/dialects.md}
 * against that. To write both anew, run this test with the system property {@code golden.update=true} and read the
 * difference.
 */
class GoldenTest {
    private static final Normalizer NORMALIZER = Normalizer.standard();
    private static final Path TABLE = Path.of("docs", "dialects.md");
    private static final ObjectWriter WRITER =
            new ObjectMapper().writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    @BeforeAll
    static void writeAnewWhereThatIsWanted() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            for (Fixture fixture : Fixture.all()) {
                Files.createDirectories(fixture.golden().resolveSibling(""));
                Files.writeString(fixture.golden(), understood(fixture));
            }
            Files.writeString(TABLE, DialectTable.within(Files.readString(TABLE), files()));
        }
    }

    @Test
    void everyPayloadIsUnderstoodAsWrittenDown() throws IOException {
        assumeTrue(Fixture.present(), "the shared corpora are not beside the project");
        for (Fixture fixture : Fixture.all()) {
            assertThat(fixture.golden())
                    .as(fixture.toString())
                    .exists()
                    .content()
                    .isEqualTo(understood(fixture));
        }
        assertThat(files())
                .as("what was written down of payloads that are gone")
                .hasSameSizeAs(Fixture.all());
    }

    @Test
    void theTableSaysWhatIsFilled() throws IOException {
        String written = Files.readString(TABLE);

        assertThat(written).isEqualTo(DialectTable.within(written, files()));
    }

    private static String understood(Fixture fixture) throws IOException {
        return WRITER.writeValueAsString(Understood.of(fixture.read(), NORMALIZER)) + "\n";
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Fixture.GOLDEN)) {
            return files.filter(file -> file.getNameCount() > Fixture.GOLDEN.getNameCount() + 1)
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}

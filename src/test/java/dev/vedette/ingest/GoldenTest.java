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
import org.junit.jupiter.api.Test;

/**
 * Holds what is understood of every payload against what was written down, and the table in {@code docs/dialects.md}
 * against that. To write both anew, run this test with the system property {@code golden.update=true} and read the
 * difference.
 */
class GoldenTest {
    private static final Path TABLE = Path.of("docs", "dialects.md");
    private static final ObjectWriter WRITER =
            new ObjectMapper().writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    @Test
    void everyPayloadIsUnderstoodAsWrittenDown() throws IOException {
        assumeTrue(Fixture.present(), "the shared corpora are not beside the project");
        Normalizer normalizer = Normalizer.standard();
        for (Fixture fixture : Fixture.all()) {
            String understood = WRITER.writeValueAsString(Understood.of(fixture.read(), normalizer)) + "\n";
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(fixture.golden().getParent());
                Files.writeString(fixture.golden(), understood);
            }
            assertThat(fixture.golden())
                    .as(fixture.toString())
                    .exists()
                    .content()
                    .isEqualTo(understood);
        }
        assertThat(files())
                .as("what was written down of payloads that are gone")
                .hasSameSizeAs(Fixture.all());
    }

    @Test
    void theTableSaysWhatIsFilled() throws IOException {
        String written = Files.readString(TABLE);
        String table = DialectTable.within(written, files());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(TABLE, table);
            written = table;
        }
        assertThat(written).isEqualTo(table);
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

package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void timesMayBeWrittenInAllTheUsualWays() throws IOException {
        List<String> times = List.of(
                "2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00.250+01:00",
                "2026-01-31 12:00:00-05:00",
                "2026-01-31 12:00:00",
                "2026-01-31 12:00",
                "2026-01-31",
                "1769860800",
                "1769860800123",
                "0");

        assertThat(run(String.join(",1\n", times) + ",1\n")).isZero();

        assertThat(out.toString().lines().skip(1).map(line -> line.split(",", -1)[0]))
                .containsExactlyElementsOf(times);
    }

    @Test
    void aHeadingFurtherColumnsAndEmptyLinesAreSkipped() throws IOException {
        assertThat(run("\uFEFFtime,count,label\r\n1769860800,7.5,0\r\n\r\n1769860860,NaN,1\r\n"))
                .isZero();

        assertThat(out.toString().lines().toList())
                .satisfiesExactly(
                        heading -> assertThat(heading).isEqualTo("timestamp,value,anomaly_score,expected,lower,upper"),
                        first -> assertThat(first).startsWith("1769860800,7.5,0.0"),
                        missing -> assertThat(missing).startsWith("1769860860,NaN,0.000000,"));
    }

    @Test
    void absurdInputIsOneLineOrAScore() throws IOException {
        assertThat(run("1769860800,1e308\n1769860860,-1e308\n1769860920,1e-320\n"))
                .isZero();
        assertThat(out.toString()).doesNotContain("NaN");
        assertThat(run("+999999999-12-31T23:59:59Z,1\n")).isZero();
        assertThat(run("9999999999999999999999,1\n")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("vedette: ")
                .contains("is not a time")
                .hasLineCount(1);
        assertThat(run("")).isZero();
        assertThat(out.toString()).hasLineCount(1);
    }

    private int run(String series) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Path file = Files.writeString(folder.resolve("series.csv"), series);
        return Main.run(new PrintWriter(out), new PrintWriter(err), "backtest", file.toString());
    }
}

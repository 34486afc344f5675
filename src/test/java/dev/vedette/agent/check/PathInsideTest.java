package dev.vedette.agent.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vedette.agent.tool.ArgumentCheck.Objection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathInsideTest {
    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void files() throws Exception {
        root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(root.resolve("reports/2026"));
        Files.writeString(root.resolve("reports/a.txt"), "a");
        Files.writeString(folder.resolve("secret.txt"), "s");
        Files.createDirectories(folder.resolve("root-two"));
        Files.createSymbolicLink(root.resolve("inside"), Path.of("reports"));
        Files.createSymbolicLink(root.resolve("outside"), folder);
        Files.createSymbolicLink(root.resolve("file"), folder.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("twice"), Path.of("outside"));
        Files.createSymbolicLink(root.resolve("nowhere"), folder.resolve("absent"));
        Files.createSymbolicLink(root.resolve("round"), Path.of("round"));
        Files.createSymbolicLink(folder.resolve("alias"), root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reports",
                "reports/a.txt",
                "./reports//a.txt",
                "reports/.",
                "reports/.hidden",
                "reports/a..b",
                "reports/...txt",
                "new.txt",
                "new/deep/file.txt",
                "inside/a.txt",
                "inside/new.txt",
                "übersicht.txt",
                "報告.txt",
                "a b.txt",
                "100%.txt",
                "a~b"
            })
    void pathsInsidePass(String path) {
        assertThat(objection(path)).isEmpty();
    }

    @Test
    void absolutePathsMayLeadInside() {
        assertThat(objection(root.resolve("reports/a.txt").toString())).isEmpty();
        assertThat(objection(folder.resolve("alias/reports/a.txt").toString())).isEmpty();
        assertThat(objection(folder.resolve("secret.txt").toString())).isPresent();
        assertThat(objection(folder.resolve("root-two").toString())).isPresent();
        assertThat(objection(folder.resolve("root-two/new").toString())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../secret.txt",
                "reports/../../secret.txt",
                "reports/..",
                "reports/.. /a",
                "reports/ ..",
                "...",
                "outside",
                "outside/secret.txt",
                "outside/new.txt",
                "twice/secret.txt",
                "file",
                "nowhere",
                "nowhere/new.txt",
                "round",
                "round/new",
                "/",
                "/etc/passwd",
                "/proc/self/environ",
                "/proc/self/cwd/reports",
                "//server/share",
                "~/x",
                "~root/x",
                "C:\\Windows",
                "C:/Windows",
                "C:x",
                "\\\\server\\share",
                "\\\\?\\C:\\x",
                "reports\\..\\..\\secret.txt",
                "a.txt:stream",
                "file:///etc/passwd",
                "a\u0000.txt",
                "a\n.txt",
                "a\u007f",
                "..\u200b/secret.txt",
                "\u202etxt.a",
                "\u2025/secret.txt",
                "\uff0e\uff0e/secret.txt",
                "reports\uff0fa.txt",
                "reports\uff3ca.txt",
                "\u2024\u2024/secret.txt",
                "a\ufe0f.txt",
                "\ud800",
                "%2e%2e/secret.txt",
                "..%2fsecret.txt",
                "%2E%2E%5Csecret.txt",
                "a%00.txt"
            })
    void theRestDoesNot(String path) {
        assertThat(objection(path)).hasValueSatisfying(objection -> {
            assertThat(objection.reason()).isEqualTo("path_outside");
            assertThat(objection.detail()).startsWith("path: ");
            assertThat(objection.advice()).isNotBlank();
        });
    }

    @Test
    void linksToProcessesLeadOutside() throws Exception {
        Path link = Files.createSymbolicLink(root.resolve("process"), Path.of("/proc/self"));
        assertThat(objection("process/environ")).isPresent();
        assertThat(objection("process/root/etc/passwd")).isPresent();
        Files.delete(link);
    }

    @Test
    void longPathsAreRefused() {
        assertThat(objection("a/".repeat(3000))).isPresent();
        assertThat(objection("a".repeat(1_000_000))).isPresent();
        assertThat(objection("a".repeat(300))).isEmpty();
        assertThat(objection("a/".repeat(2048))).isEmpty();
    }

    @Test
    void lettersAreOfOneCase() {
        assertThat(objection(folder.resolve("ROOT/reports").toString())).isPresent();
    }

    @Test
    void theFolderIsThere() throws Exception {
        assertThatIllegalArgumentException().isThrownBy(() -> PathInside.of(folder.resolve("absent")));
        assertThatIllegalArgumentException().isThrownBy(() -> PathInside.of(root.resolve("reports/a.txt")));
    }

    private Optional<Objection> objection(String path) {
        return PathInside.of(root)
                .at("path")
                .check(JsonNodeFactory.instance.objectNode().put("path", path));
    }
}

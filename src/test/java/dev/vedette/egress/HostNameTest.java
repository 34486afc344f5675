package dev.vedette.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "api.example.com, api.example.com",
        "API.Example.COM., api.example.com",
        "bücher.example, xn--bcher-kva.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "1password.com, 1password.com",
        "8.8.8.8, 8.8.8.8",
        "８.８.８.８, 8.8.8.8",
        "[2606:4700::1111], 2606:4700:0:0:0:0:0:1111",
        "localhost, localhost",
    })
    void everyHostHasOneSpelling(String text, String ascii) throws ForbiddenHostException {
        assertThat(HostName.of(text).ascii()).isEqualTo(ascii);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "..",
                "evil.test\0.allowed.test",
                "evil.test\r\n.allowed.test",
                "evil.test%00.allowed.test",
                "user@evil.test",
                "evil.test/.allowed.test",
                "evil.test\\.allowed.test",
                "evil.test#.allowed.test",
                "evil.test?.allowed.test",
                "evil.test:80",
                "evil_host.test",
                "-evil.test",
                "evil-.test",
                " evil.test",
                "evil.test ",
                "fe80::1",
                "[fe80::1%eth0]",
                "[::1",
                "[::1]x",
                "[]",
                "[localhost]",
                "[1.2.3.4]x]",
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "0177.0.0.1",
                "017700000001",
                "127.1",
                "[::ffff:10.0.0.1]",
                "[::ffff:a00:1]",
                "[::10.0.0.1]",
                "stra\u00dfe.test",
                "\ud83d\ude00.test",
                "127.0.0.1.0x1",
                "256.1.1.1",
                "１２７.１",
            })
    void whatProgramsReadDifferentlyIsNoHost(String text) {
        assertThatThrownBy(() -> HostName.of(text)).isInstanceOf(ForbiddenHostException.class);
    }

    @Test
    void tooLongIsNoHost() {
        String label = "a".repeat(63);

        assertThatThrownBy(() -> HostName.of("a".repeat(64) + ".test")).isInstanceOf(ForbiddenHostException.class);
        assertThatThrownBy(() -> HostName.of(String.join(".", label, label, label, label)))
                .isInstanceOf(ForbiddenHostException.class);
        assertThatThrownBy(() -> HostName.of("ü".repeat(100_000))).isInstanceOf(ForbiddenHostException.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "api.example.com, true",
        "API.EXAMPLE.COM., true",
        "www.example.com, false",
        "api.example.com.evil.test, false",
        "evilapi.example.com, false",
        "a.wide.example, true",
        "a.b.wide.example, true",
        "wide.example, false",
        "awide.example, false",
        "93.184.215.14, true",
        "93.184.215.15, false",
    })
    void theListIsExactOrBelowASuffix(String host, boolean allowed) throws ForbiddenHostException {
        HostAllowlist list = new HostAllowlist(List.of("api.example.com", "*.Wide.Example", "93.184.215.14"));

        assertThat(list.allows(HostName.of(host))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*.", "*.*.com", "a.*.com", "https://a.com", "a.com:443", "*.1.2.3.4"})
    void aPatternThatIsNeitherIsAMistake(String pattern) {
        assertThatThrownBy(() -> new HostAllowlist(List.of(pattern))).isInstanceOf(IllegalArgumentException.class);
    }
}

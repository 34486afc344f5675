package dev.vedette.agent.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vedette.agent.tool.ArgumentCheck.Objection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAllowedTest {
    private static final HostAllowed CHECK = HostAllowed.of(
                    "api.example.com", "*.example.org", "bücher.example", "192.0.2.7", "[2001:db8::1]")
            .at("url");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "http://api.example.com/",
                "HTTPS://API.Example.COM/a/b?c=d#e",
                "https://api.example.com.",
                "https://api.example.com./a",
                "https://api.example.com:8443/a",
                "https://api.example.com?url=http://evil.example",
                "https://api.example.com#@evil.example",
                "https://api.example.com/@evil.example",
                "https://api.example.com/%00",
                "api.example.com",
                "api.example.com:443",
                "a.example.org",
                "https://a.b.example.org/",
                "https://bücher.example/",
                "https://BÜCHER.example/",
                "https://xn--bcher-kva.example/",
                "https://bu\u0308cher.example/",
                "https://192.0.2.7/",
                "http://[2001:db8::1]/",
                "http://[2001:0DB8:0:0:0:0:0:1]:80/",
                "2001:db8::1"
            })
    void allowedHostsPass(String url) {
        assertThat(verdict(CHECK, url)).isEqualTo("allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, host_not_allowed",
        "https://example.com/, host_not_allowed",
        "https://example.org/, host_not_allowed",
        "https://aexample.org/, host_not_allowed",
        "https://a.example.org.evil.example/, host_not_allowed",
        "https://api.example.com.evil.example/, host_not_allowed",
        "https://xapi.example.com/, host_not_allowed",
        "https://a.api.example.com/, host_not_allowed",
        "https://аpi.example.com/, host_not_allowed",
        "https://xn--pi-7kc.example.com/, host_not_allowed",
        "https://localhost/, host_not_allowed",
        "https://127.0.0.1/, host_not_allowed",
        "https://169.254.169.254/latest/meta-data, host_not_allowed",
        "http://[::1]/, host_not_allowed",
        "http://[fe80::1]/, host_not_allowed",
        "ftp://api.example.com/, scheme_not_allowed",
        "file://api.example.com/etc/passwd, scheme_not_allowed",
        "gopher://api.example.com/, scheme_not_allowed",
        "javascript://api.example.com/%0aalert(1), scheme_not_allowed",
        "ws://api.example.com/, scheme_not_allowed"
    })
    void otherHostsAndSchemesDoNot(String url, String reason) {
        assertThat(verdict(CHECK, url)).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://",
                "https:///api.example.com",
                "https:api.example.com",
                "https:/api.example.com",
                "//api.example.com",
                "https:\\\\api.example.com",
                "https://user@api.example.com/",
                "https://user:pw@api.example.com/",
                "https://api.example.com@evil.example/",
                "https://evil.example\\@api.example.com/",
                "https://api.example.com\\.evil.example/",
                "https://api.example.com%2eevil.example/",
                "https://api.example.com%00.evil.example/",
                "https://api.example.com\u0000.evil.example/",
                "https://api.example.com\n.evil.example/",
                "https://api.example.com\t/",
                "https:// api.example.com/",
                "https://api.example.com /",
                "https://api.example.com\u3002/",
                "https://api\uff0eexample\uff0ecom/",
                "https://api.example.com:/",
                "https://api.example.com:0/",
                "https://api.example.com:65536/",
                "https://api.example.com:80:80/",
                "https://api.example.com:8a/",
                "https://api.example.com..",
                "https://.api.example.com/",
                "https://api..example.com/",
                "https://-a.example.org/",
                "https://a-.example.org/",
                "https://a_b.example.org/",
                "https://a!.example.org/",
                "https://*.example.org/",
                "https://a\u200d.example.org/",
                "https://a\u00adb\u200c.example.org/",
                "https://stra\u00dfe.example.org/",
                "https://\ud83d\ude00\u200d.example.org/",
                "https://\uff05.example.org/",
                "https://a\u2044b.example.org/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0X7F.0.0.1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://192.0.2.07/",
                "https://192.0.2.0x7/",
                "https://192.0.2.256/",
                "https://192.0.2.7.1/",
                "https://a.example.org.1/",
                "https://0/",
                "https://017700000001/",
                "https://\u2460\u2461\u2466.0.0.1.evil.1/",
                "http://[::ffff:192.0.2.7]/",
                "http://[::ffff:c000:207]/",
                "http://[::192.0.2.7]/",
                "http://[fe80::1%25eth0]/",
                "http://[fe80::1%eth0]/",
                "http://[2001:db8::1",
                "http://2001:db8::1]/",
                "http://[]/",
                "http://[api.example.com]/",
                "http://[2001:db8::1]evil.example/",
                "http://[2001:db8::1].evil.example/",
                "api.example.com/path",
                "api.example.com@evil.example"
            })
    void whatClientsCouldReadDifferentlyIsUnreadable(String url) {
        assertThat(verdict(CHECK, url)).isEqualTo("host_unreadable");
    }

    @Test
    void fullWidthDigitsAreDigits() {
        assertThat(verdict(CHECK, "https://\uff11\uff12\uff17.0.0.1/")).isEqualTo("host_not_allowed");
    }

    @Test
    void lengthsAreBounded() {
        assertThat(verdict(CHECK, "https://" + "a".repeat(63) + ".example.org/"))
                .isEqualTo("allowed");
        assertThat(verdict(CHECK, "https://" + "a".repeat(64) + ".example.org/"))
                .isEqualTo("host_unreadable");
        assertThat(verdict(CHECK, "https://" + "a.".repeat(130) + "example.org/"))
                .isEqualTo("host_unreadable");
        assertThat(verdict(CHECK, "https://api.example.com/" + "a".repeat(9000)))
                .isEqualTo("host_unreadable");
        assertThat(verdict(CHECK, "https://" + "ü".repeat(1_000_000))).isEqualTo("host_unreadable");
    }

    @Test
    void httpsMayBeTheOnlyWay() {
        HostAllowed check = HostAllowed.https("api.example.com").at("url");
        assertThat(verdict(check, "https://api.example.com/")).isEqualTo("allowed");
        assertThat(verdict(check, "api.example.com")).isEqualTo("allowed");
        assertThat(verdict(check, "http://api.example.com/")).isEqualTo("scheme_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*.", "a b", "https://a.example", "*.1.2.3.4", "127.1", "*.*.example", "a:80"})
    void patternsAreHosts(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostAllowed.of(pattern));
    }

    private static String verdict(HostAllowed check, String url) {
        return check.check(JsonNodeFactory.instance.objectNode().put("url", url))
                .map(Objection::reason)
                .orElse("allowed");
    }
}

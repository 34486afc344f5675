package dev.vedette.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressRefusalTest extends EgressBench {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "CONNECT evil.test:443, HOST_NOT_ALLOWED",
        "CONNECT api.test.evil.test:443, HOST_NOT_ALLOWED",
        "CONNECT api.test:22, PORT_NOT_ALLOWED",
        "CONNECT api.test:8443, PORT_NOT_ALLOWED",
        "CONNECT api.test, MALFORMED",
        "CONNECT api.test:0, MALFORMED",
        "CONNECT api.test:65536, MALFORMED",
        "CONNECT api.test:+443, MALFORMED",
        "CONNECT user@api.test:443, HOST_NOT_ALLOWED",
        "CONNECT api.test%00:443, HOST_NOT_ALLOWED",
        "CONNECT 2130706433:443, HOST_NOT_ALLOWED",
        "CONNECT 0x7f.1:443, HOST_NOT_ALLOWED",
        "CONNECT 0177.0.0.1:443, HOST_NOT_ALLOWED",
        "CONNECT [::ffff:127.0.0.1]:443, HOST_NOT_ALLOWED",
        "CONNECT 169.254.169.254:80, ADDRESS_FORBIDDEN",
        "CONNECT [::ffff:169.254.169.254]:80, HOST_NOT_ALLOWED",
        "CONNECT metadata.test:80, ADDRESS_FORBIDDEN",
        "CONNECT mapped.test:80, ADDRESS_FORBIDDEN",
        "CONNECT intranet.test:443, ADDRESS_FORBIDDEN",
        "CONNECT two.test:443, ADDRESS_FORBIDDEN",
        "CONNECT unknown.test:443, UNREACHABLE",
        "GET /, MALFORMED",
        "GET https://api.test/, MALFORMED",
        "GET ftp://api.test/, MALFORMED",
        "GET http://user@api.test/, HOST_NOT_ALLOWED",
        "GET http://api.test/#fragment, MALFORMED",
        "GET  http://api.test/, MALFORMED",
        "G(T http://api.test/, MALFORMED",
    })
    void whatMustNotPassIsRefused(String line, EgressVerdict verdict) throws Exception {
        EgressPolicy policy = EgressPolicy.allowing(
                "api.test",
                "169.254.169.254",
                "metadata.test",
                "mapped.test",
                "intranet.test",
                "two.test",
                "unknown.test");
        try (EgressProxy proxy = open(policy)) {
            String answer = ask(proxy, line + " HTTP/1.1\r\nHost: api.test\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 " + verdict.status()).endsWith(verdict.code() + "\n");
            assertThat(event().verdict()).isEqualTo(verdict);
        }
    }

    @Test
    void aNulByteInTheHostIsRefused() throws Exception {
        try (EgressProxy proxy = open(EgressPolicy.allowing("*.api.test"))) {
            assertThat(ask(proxy, "CONNECT evil.test\0.api.test:443 HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: api.test\nX: y",
                "Host: api.test\rX: y",
                "Host: api.test\r\nHost: api.test",
                "Host: evil.test",
                "Host: api.test:81",
                "X: no host",
                "Host: api.test\r\nContent-Length: 1\r\nContent-Length: 1",
                "Host: api.test\r\nContent-Length: 1\r\nContent-Length: 2",
                "Host: api.test\r\nContent-Length: 1, 1",
                "Host: api.test\r\nContent-Length: +1",
                "Host: api.test\r\nContent-Length: 0x1",
                "Host: api.test\r\nContent-Length:",
                "Host: api.test\r\nContent-Length: 99999999999999999999",
                "Host: api.test\r\nContent-Length: 1\r\nTransfer-Encoding: chunked",
                "Host: api.test\r\nTransfer-Encoding: chunked",
                "Host: api.test\r\nTransfer-Encoding: xchunked",
                "Host: api.test\r\nX: a\r\n folded",
                "Host: api.test\r\nX : y",
                "Host: api.test\r\n: y",
                "Host: api.test\r\nno colon",
                "Host: api.test\r\nX: \u0001",
            })
    void whatCouldBeReadInTwoWaysIsRefused(String headers) throws Exception {
        try (EgressProxy proxy = open(inside().onPorts(80))) {
            assertThat(ask(proxy, "POST http://api.test/ HTTP/1.1\r\n" + headers + "\r\n\r\n"))
                    .containsAnyOf("malformed", "length_required", "host_not_allowed");
            assertThat(event().sent()).isZero();
        }
    }

    @Test
    void slowAndHugeHeadsAreCut() throws Exception {
        EgressLimits hasty = EgressLimits.DEFAULT.withHeadTime(Duration.ofMillis(50));
        try (EgressProxy proxy = EgressProxy.onLoopback(inside(), hasty, loopback(), events::add)) {
            assertThat(ask(proxy, "GET http://api.test/ HTTP/1.1\r\nHost:")).contains("timed_out");
        }
        try (EgressProxy proxy = open(inside())) {
            String filler = "X: " + "y".repeat(16_385 - 32 - 3);
            assertThat(ask(proxy, "GET http://api.test/a HTTP/1.1\r\n" + filler))
                    .contains("431", "too_large");
        }
    }

    @Test
    void aSilentTunnelEnds() throws Exception {
        EgressLimits hasty = EgressLimits.DEFAULT.withIdleTime(Duration.ofMillis(50));
        try (EgressProxy proxy = EgressProxy.onLoopback(inside(), hasty, loopback(), events::add)) {
            assertThat(ask(proxy, "CONNECT api.test:" + port + " HTTP/1.1\r\n\r\n"))
                    .contains("200");
            assertThat(event().verdict()).isEqualTo(EgressVerdict.TIMED_OUT);
        }
    }

    @Test
    void moreConnectionsThanAllowedAreHungUpOn() throws Exception {
        EgressLimits one = EgressLimits.DEFAULT.withConnections(1);
        try (EgressProxy proxy = EgressProxy.onLoopback(inside(), one, loopback(), events::add);
                Socket first =
                        new Socket(InetAddress.getLoopbackAddress(), proxy.uri().getPort())) {
            assertThat(first.isConnected()).isTrue();
            try (Socket second =
                    new Socket(InetAddress.getLoopbackAddress(), proxy.uri().getPort())) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(event().verdict()).isEqualTo(EgressVerdict.BUSY);
        }
    }

    @Test
    void theBudgetEndsATunnelAndEverythingAfterIt() throws Exception {
        try (EgressProxy proxy = open(inside().withBudget(100_000))) {
            String answer =
                    ask(proxy, "CONNECT api.test:" + port + " HTTP/1.1\r\n\r\nGET /large HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(answer.length()).isLessThan(100_100);
            assertThat(event().verdict()).isEqualTo(EgressVerdict.BUDGET);
            assertThat(ask(proxy, get("api.test:" + port, "/"))).contains("403", "budget");
        }
    }
}

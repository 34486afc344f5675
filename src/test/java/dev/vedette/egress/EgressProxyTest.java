package dev.vedette.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressProxyTest extends EgressBench {
    @Test
    void anAllowedHostWorksThrough() throws Exception {
        try (EgressProxy proxy = open(inside())) {
            HttpResponse<String> answer = client(proxy)
                    .send(
                            HttpRequest.newBuilder(URI.create("http://api.test:" + port + "/a?secret=1"))
                                    .POST(HttpRequest.BodyPublishers.ofString("12345"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(seen.take())
                    .startsWith("POST /a?secret=1")
                    .contains("api.test:" + port)
                    .endsWith(" 5");
        }
        EgressEvent event = event();
        assertThat(event.verdict()).isEqualTo(EgressVerdict.ALLOWED);
        assertThat(event.host()).hasToString("api.test");
        assertThat(event.port()).isEqualTo(port);
        assertThat(event.tunnel()).isFalse();
        assertThat(event.sent()).isGreaterThan(5);
        assertThat(event.received()).isGreaterThan(5);
        assertThat(event.toString()).doesNotContain("secret");
    }

    @Test
    void aTunnelPassesBothWaysAndItsBytesAreCounted() throws Exception {
        String inner = "GET /large HTTP/1.1\r\nHost: api.test\r\nConnection: close\r\n\r\n";
        try (EgressProxy proxy = open(inside())) {
            String answer = ask(proxy, "CONNECT api.test:" + port + " HTTP/1.1\r\n\r\n" + inner);

            assertThat(answer).startsWith("HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200 OK");
            assertThat(answer.length()).isGreaterThan(LARGE);
            EgressEvent event = event();
            assertThat(event.tunnel()).isTrue();
            assertThat(event.sent()).isEqualTo(inner.length());
            assertThat(event.received()).isGreaterThan(LARGE);
        }
    }

    @Test
    void aUnixSocketIsADoorToo(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("egress.sock");
        try (EgressProxy proxy =
                EgressProxy.onSocket(socket, inside(), EgressLimits.DEFAULT, loopback(), events::add)) {
            assertThat(proxy.uri().getScheme()).isEqualTo("unix");
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(socket));
                channel.write(ByteBuffer.wrap(bytes(get("api.test:" + port, "/"))));
                InputStream in = Channels.newInputStream(channel);
                assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                        .endsWith("hello");
            }
        }
        assertThat(Files.exists(socket)).isFalse();
    }

    @Test
    void nothingFollowsARequestUnseen() throws Exception {
        try (EgressProxy proxy = open(inside())) {
            String second = get("api.test:" + port, "/second");

            assertThat(ask(proxy, get("api.test:" + port, "/first") + second)).endsWith("hello");
        }
        assertThat(seen.take()).startsWith("GET /first");
        assertThat(seen).isEmpty();
    }

    @Test
    void headersForTheProxyStayWithIt() throws Exception {
        try (EgressProxy proxy = open(inside())) {
            ask(
                    proxy,
                    "POST http://api.test:" + port + "/ HTTP/1.1\r\nHost: API.test.:" + port
                            + "\r\nConnection: X-Hop, Content-Length"
                            + "\r\nX-Hop: 1\r\nX-End: 2\r\nProxy-Authorization: Basic eA==\r\nTE: trailers\r\nUpgrade: h2c"
                            + "\r\nKeep-Alive: 1\r\nContent-Length: 3\r\n\r\nabc");
        }
        assertThat(seen.take())
                .contains("X-end", "Host=[api.test:" + port + "]")
                .doesNotContain("X-hop", "Proxy-", "Te=", "Upgrade", "Keep-alive")
                .endsWith(" 3");
    }

    @Test
    void aRedirectMeetsTheListAgain() throws Exception {
        try (EgressProxy proxy = open(inside())) {
            HttpResponse<String> answer = client(proxy)
                    .send(
                            HttpRequest.newBuilder(URI.create("http://api.test:" + port + "/away"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.uri().getHost()).isEqualTo("169.254.169.254");
            assertThat(answer.statusCode()).isEqualTo(403);
        }
        assertThat(event().verdict()).isEqualTo(EgressVerdict.ALLOWED);
        assertThat(event().verdict()).isEqualTo(EgressVerdict.HOST_NOT_ALLOWED);
    }

    @Test
    void aNameIsLookedUpOnceAndTheCheckedAddressIsUsed() throws Exception {
        Deque<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "169.254.169.254"));
        AddressGuard.Resolver rebinding = host -> new InetAddress[] {InetAddress.getByName(answers.removeFirst())};
        try (EgressProxy proxy = EgressProxy.onLoopback(inside(), EgressLimits.DEFAULT, rebinding, events::add)) {
            assertThat(ask(proxy, get("api.test:" + port, "/"))).endsWith("hello");
            assertThat(answers).hasSize(1);
            assertThat(ask(proxy, get("api.test:" + port, "/"))).contains("address_forbidden");
        }
    }

    @Test
    void aTokenIsAskedForWhereThereIsOne() throws Exception {
        try (EgressProxy proxy = open(inside().withToken("abc123"))) {
            String request = get("api.test:" + port, "/");
            String wrong = request.replace("\r\n\r\n", "\r\nProxy-Authorization: Basic ZWdyZXNzOm5v\r\n\r\n");

            assertThat(ask(proxy, request)).contains("407", "Proxy-Authenticate: Basic");
            assertThat(ask(proxy, wrong)).contains("407");
            assertThat(proxy.uri().getUserInfo()).isEqualTo("egress:abc123");
            HttpClient knowing = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), proxy.uri().getPort())))
                    .authenticator(new Authenticator() {
                        @Override
                        protected PasswordAuthentication getPasswordAuthentication() {
                            return new PasswordAuthentication("egress", "abc123".toCharArray());
                        }
                    })
                    .build();
            assertThat(knowing.send(
                                    HttpRequest.newBuilder(URI.create("http://api.test:" + port + "/"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("hello");
        }
    }
}

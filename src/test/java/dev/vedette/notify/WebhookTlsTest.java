package dev.vedette.notify;

import static dev.vedette.notify.Samples.DASHBOARD;
import static dev.vedette.notify.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.vedette.alerting.Delivery;
import dev.vedette.egress.AddressGuard;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTlsTest {
    private static final char[] WORD = "changeit".toCharArray();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void verifiesCertificateAndHostThoughItConnectsToACheckedAddress() throws Exception {
        KeyStore keys = certificateFor("hooks.test");
        HttpsServer server = serve(keys);
        try {
            int port = server.getAddress().getPort();
            SSLSocketFactory trusting = context(keys).getSocketFactory();
            SSLSocketFactory system = (SSLSocketFactory) SSLSocketFactory.getDefault();

            assertThat(send("https://hooks.test:" + port + "/", trusting)).isInstanceOf(Delivery.Delivered.class);
            assertThat(send("https://other.test:" + port + "/", trusting)).isEqualTo(distrust());
            assertThat(send("https://127.0.0.1:" + port + "/", trusting)).isEqualTo(distrust());
            assertThat(send("https://hooks.test:" + port + "/", system)).isEqualTo(distrust());
        } finally {
            server.stop(0);
        }
    }

    private static Delivery distrust() {
        return new Delivery.Retry(
                null, "TLS failed: its certificate is not trusted or not for this host, or it does not speak TLS");
    }

    private static Delivery send(String url, SSLSocketFactory tls) {
        AddressGuard guard = new AddressGuard(true, "say so", host -> InetAddress.getAllByName("127.0.0.1"));
        HttpPost post = new HttpPost(guard, tls, Duration.ofSeconds(10));
        return new WebhookNotifier(Samples.settings(url), DASHBOARD, post).send(Samples.notification("m", "ops"), NOON);
    }

    private static HttpsServer serve(KeyStore keys) throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, WORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore certificateFor(String host) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storepass",
                        new String(WORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, WORD);
        }
        // A store with a key entry only trusts nobody; the certificate must be an entry of its own.
        store.setCertificateEntry("trusted", store.getCertificate("test"));
        return store;
    }
}

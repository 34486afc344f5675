package dev.vedette.notify;

import dev.vedette.egress.AddressGuard;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over HTTP/1.1, and the head of its answer.
 *
 * <p>Why not {@code java.net.http.HttpClient}: it looks names up itself, so the address that was checked need not be the
 * one that is connected to. Giving it the checked address in place of the name takes away the {@code Host} header and,
 * with TLS, the name to verify. And its timeout does not cover an answer that drips. A request with a known length and
 * {@code Connection: close}, of whose answer only the head matters, is so little HTTP that a socket to the checked
 * address is the simpler and the safer way. TLS verifies the certificate and the host's name as browsers do. No proxy,
 * no redirects, no cookies, no reuse. Thread-safe.
 */
final class HttpPost {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final AddressGuard guard;
    private final SSLSocketFactory tls;
    private final Duration limit;

    /**
     * A way to post.
     *
     * @param limit for everything after the look-up of the name, which takes as long as the system lets it
     */
    HttpPost(AddressGuard guard, SSLSocketFactory tls, Duration limit) {
        this.guard = guard;
        this.tls = tls;
        this.limit = limit;
    }

    /**
     * Posts.
     *
     * @param headers besides Host, Content-Length and Connection; without line breaks
     * @throws dev.vedette.egress.ForbiddenHostException if the host must not be reached
     * @throws SocketTimeoutException if it took too long
     * @throws IOException if there is no answer
     */
    Answer send(URI url, Map<String, String> headers, byte[] body) throws IOException {
        List<InetAddress> addresses = guard.check(url.getHost());
        try (Deadline deadline = new Deadline(limit)) {
            try {
                return send(addresses, url, head(url, headers, body.length), body, deadline);
            } catch (IOException failed) {
                if (deadline.passed()) {
                    throw new SocketTimeoutException("no answer within " + limit.toSeconds() + " s");
                }
                throw failed;
            }
        }
    }

    private Answer send(List<InetAddress> addresses, URI url, byte[] head, byte[] body, Deadline deadline)
            throws IOException {
        try (Socket plain = connect(addresses, port(url), deadline);
                Socket socket = isSecure(url) ? secured(plain, url) : plain) {
            OutputStream out = socket.getOutputStream();
            byte[] request = new byte[head.length + body.length];
            System.arraycopy(head, 0, request, 0, head.length);
            System.arraycopy(body, 0, request, head.length, body.length);
            out.write(request);
            out.flush();
            return Answer.read(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static Socket connect(List<InetAddress> addresses, int port, Deadline deadline) throws IOException {
        IOException last = new UnknownHostException("no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            deadline.watch(socket);
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                return socket;
            } catch (IOException unreachable) {
                socket.close();
                last = unreachable;
            }
        }
        throw last;
    }

    private Socket secured(Socket plain, URI url) throws IOException {
        String host = url.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket secured = (SSLSocket) tls.createSocket(plain, bare, port(url), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static byte[] head(URI url, Map<String, String> headers, int length) {
        StringBuilder head = new StringBuilder("POST ").append(target(url)).append(" HTTP/1.1\r\n");
        int port = url.getPort();
        header(head, "Host", port < 0 ? url.getHost() : url.getHost() + ":" + port);
        header(head, "Content-Length", Integer.toString(length));
        header(head, "Connection", "close");
        headers.forEach((name, value) -> header(head, name, value));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void header(StringBuilder head, String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("A header must not hold a line break.");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String target(URI url) {
        URI ascii = URI.create(url.toASCIIString());
        String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    private static boolean isSecure(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isSecure(url) ? HTTPS_PORT : HTTP_PORT;
    }
}

package dev.vedette.agent.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins loopback inside a sandbox with the socket of the egress proxy, for clients that know proxies only by host and
 * port. Written in Python, since that is what most tools are and nothing has to be installed for it.
 */
final class Bridge {
    /** Where the proxy's socket is inside. */
    static final String SOCKET = "/run/egress.sock";

    private static final String PYTHON = "python3";

    private static final String SCRIPT = """
            import os, socket, sys, threading
            def copy(a, b):
                try:
                    while block := a.recv(16384):
                        b.sendall(block)
                    b.shutdown(socket.SHUT_WR)
                except OSError:
                    a.close(); b.close()
            door = socket.create_server(("127.0.0.1", 0))
            proxy = "http://127.0.0.1:%d" % door.getsockname()[1]
            if os.fork():
                door.close()
                for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
                    os.environ[name] = proxy
                os.execvp(sys.argv[1], sys.argv[1:])
            for stream in (0, 1, 2):
                os.close(stream)
            while True:
                near = door.accept()[0]
                far = socket.socket(socket.AF_UNIX)
                far.connect("/run/egress.sock")
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=copy, args=pair, daemon=True).start()
            """;

    private Bridge() {}

    /** A command that starts the bridge beside this one and tells it of the proxy. */
    static List<String> around(List<String> command) {
        List<String> arguments = new ArrayList<>(List.of(PYTHON, "-I", "-c", SCRIPT));
        arguments.addAll(command);
        return List.copyOf(arguments);
    }
}

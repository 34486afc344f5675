package dev.vedette.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "[fd00:ec2::254]",
                "[fd20:ce::254]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::169.254.169.254]",
                "[2002:a9fe:a9fe::1]",
                "[2001:0:53aa:64c::1]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]",
                "[::]",
                "[::127.0.0.1]",
                "[2001:db8::1]",
                "0.0.0.0",
                "0.1.2.3",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "127.1",
                "2130706433",
                "0x7f.1",
                "0x7f000001",
                "0177.0.0.1",
                "127.0.0.1.0x1",
                "017700000001",
            })
    void someAddressesAreNeverReached(String host) {
        assertThatThrownBy(() -> guard(false).check(host)).isInstanceOf(ForbiddenHostException.class);
        assertThatThrownBy(() -> guard(true).check(host)).isInstanceOf(ForbiddenHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[64:ff9b::10.0.0.1]",
                "[fc00::1]",
                "[fd12:3456::1]",
                "localhost",
            })
    void privateAddressesNeedThePermissionThatTheMessageNames(String host) throws IOException {
        assertThatThrownBy(() -> guard(false).check(host))
                .isInstanceOf(ForbiddenHostException.class)
                .hasMessageContaining("if that is meant, say so")
                .hasMessageNotContaining("10.0.0.1")
                .hasMessageNotContaining("127.0.0.1");
        assertThat(guard(true).check(host)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "172.15.255.255",
                "100.63.255.255",
                "100.128.0.1",
                "169.253.0.1",
                "11.0.0.1",
                "[2606:4700::1111]",
                "[64:ff9b::8.8.8.8]"
            })
    void publicAddressesPass(String host) throws IOException {
        assertThat(guard(false).check(host)).hasSize(1);
    }

    @Test
    void aDotAtTheEndIsNoWayAround() {
        assertThatThrownBy(() -> guard(false).check("localhost.")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> guard(true).check("169.254.169.254.")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> guard(true).check("0x7f.1.")).isInstanceOf(ForbiddenHostException.class);
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnough() {
        AddressGuard guard = new AddressGuard(false, "say so", host ->
                new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")});

        assertThatThrownBy(() -> guard.check("mixed.test")).isInstanceOf(ForbiddenHostException.class);
    }

    @Test
    void looksUpOnceAndGivesWhatItChecked() throws IOException {
        Deque<String> answers = new ArrayDeque<>(List.of("8.8.8.8", "127.0.0.1"));
        AddressGuard guard = new AddressGuard(
                false, "say so", host -> new InetAddress[] {InetAddress.getByName(answers.removeFirst())});

        assertThat(guard.check("rebinding.test"))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("8.8.8.8");
        assertThat(answers).hasSize(1);
    }

    @Test
    void aHostWithoutAnAddressIsUnknown() {
        assertThatThrownBy(() -> new AddressGuard(false, "say so", host -> new InetAddress[0]).check("none.test"))
                .isInstanceOf(UnknownHostException.class);
    }

    private static AddressGuard guard(boolean allowPrivate) {
        return new AddressGuard(allowPrivate, "say so", InetAddress::getAllByName);
    }
}

package dev.vedette.agent.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A filter of system calls (seccomp, classic BPF) that refuses what no tool needs: memory that no limit counts (anonymous
 * files, System V segments), looking into other processes, mounting, namespaces, keyrings, and the calls through which
 * kernels are most often attacked (bpf, io_uring, userfaultfd, perf). Everything else passes.
 */
final class SystemCalls {
    private static final int LOAD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_AT_LEAST = 0x35;
    private static final int RETURN = 0x06;
    private static final int OFFSET_OF_NUMBER = 0;
    private static final int OFFSET_OF_ARCHITECTURE = 4;
    private static final int ALLOW = 0x7fff_0000;
    private static final int NOT_PERMITTED = 0x0005_0001;
    private static final int X86_64 = 0xc000_003e;
    private static final int AARCH64 = 0xc000_00b7;
    private static final int X32_BIT = 0x4000_0000;
    private static final int INSTRUCTION_BYTES = 8;

    /**
     * memfd_create, shmget; ptrace, process_vm_readv, process_vm_writev; mount, umount2, pivot_root, setns, unshare,
     * open_by_handle_at; add_key, request_key, keyctl; bpf, perf_event_open, userfaultfd.
     */
    private static final int[] ON_X86_64 = {
        319, 29, 101, 310, 311, 165, 166, 155, 308, 272, 304, 248, 249, 250, 321, 298, 323
    };

    /** The same. */
    private static final int[] ON_AARCH64 = {
        279, 194, 117, 270, 271, 40, 39, 41, 268, 97, 265, 217, 218, 219, 280, 241, 282
    };

    /** Numbers that are the same everywhere: io_uring, the mount calls of Linux 5.2 and later, memfd_secret. */
    private static final int[] EVERYWHERE = {425, 426, 427, 428, 429, 430, 431, 432, 433, 442, 447};

    private SystemCalls() {}

    /**
     * The program for the processors of a kind, or empty where their numbers are not known.
     *
     * @param architecture as in the system property {@code os.arch}
     */
    static Optional<byte[]> filterFor(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> Optional.of(program(X86_64, ON_X86_64));
            case "aarch64", "arm64" -> Optional.of(program(AARCH64, ON_AARCH64));
            default -> Optional.empty();
        };
    }

    private static byte[] program(int architecture, int[] own) {
        int refused = own.length + EVERYWHERE.length;
        ByteBuffer program =
                ByteBuffer.allocate((refused + 6) * INSTRUCTION_BYTES).order(ByteOrder.nativeOrder());
        instruction(program, LOAD, 0, 0, OFFSET_OF_ARCHITECTURE);
        instruction(program, JUMP_IF_EQUAL, 0, refused + 3, architecture);
        instruction(program, LOAD, 0, 0, OFFSET_OF_NUMBER);
        instruction(program, JUMP_IF_AT_LEAST, refused + 1, 0, X32_BIT);
        int left = refused;
        for (int number : own) {
            instruction(program, JUMP_IF_EQUAL, left--, 0, number);
        }
        for (int number : EVERYWHERE) {
            instruction(program, JUMP_IF_EQUAL, left--, 0, number);
        }
        instruction(program, RETURN, 0, 0, ALLOW);
        instruction(program, RETURN, 0, 0, NOT_PERMITTED);
        return program.array();
    }

    private static void instruction(ByteBuffer program, int code, int ifTrue, int ifFalse, int operand) {
        program.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
    }
}

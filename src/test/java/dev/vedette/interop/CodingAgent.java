package dev.vedette.interop;

import java.util.List;

/**
 * A real coding agent and what must be understood of it.
 *
 * @param client its program, which is lines of a shell
 * @param service the name it sends under
 * @param tool what it calls the shell
 * @param decisions how often it says that the tool was allowed, beside the tool's call
 * @param tellsAnswer whether it tells what the model answered
 */
record CodingAgent(Client client, String service, String tool, int decisions, boolean tellsAnswer) {
    static final CodingAgent CLAUDE_CODE = new CodingAgent(
            new Client("claude-code", "agents/claude_code.sh", "claude-sonnet-4-5", 2, true),
            "claude-code",
            "Bash",
            1,
            true);

    static final List<CodingAgent> ALL = List.of(
            CLAUDE_CODE,
            new CodingAgent(
                    new Client("codex-cli", "agents/codex.sh", "gpt-5-codex", 2, true),
                    "codex_exec",
                    "exec_command",
                    1,
                    false),
            new CodingAgent(
                    new Client("gemini-cli", "agents/gemini.sh", "gemini-2.5-flash", 2, true),
                    "gemini-cli",
                    "run_shell_command",
                    0,
                    true));

    @Override
    public String toString() {
        return service;
    }
}

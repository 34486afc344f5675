export CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1
claude -p "$INTEROP_PROMPT" --model claude-sonnet-4-5 --allowedTools Bash </dev/null

codex exec --skip-git-repo-check --dangerously-bypass-approvals-and-sandbox \
  -c analytics.enabled=false -c check_for_update_on_startup=false -c features.plugins=false -c features.apps=false \
  -c 'model="gpt-5-codex"' -c 'model_provider="stub"' \
  -c "model_providers.stub={name=\"stub\", base_url=\"$OPENAI_BASE_URL\", env_key=\"OPENAI_API_KEY\", wire_api=\"responses\"}" \
  "$INTEROP_PROMPT" </dev/null

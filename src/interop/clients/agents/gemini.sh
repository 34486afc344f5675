# How it logs in is a setting, which the folder it works in may have.
mkdir -p .gemini
cat > .gemini/settings.json <<'SETTINGS'
{"security": {"auth": {"selectedType": "gemini-api-key"}}, "general": {"enableAutoUpdate": false},
 "privacy": {"usageStatisticsEnabled": false}}
SETTINGS
export GEMINI_API_KEY=none GEMINI_CLI_TRUST_WORKSPACE=true
gemini -p "$INTEROP_PROMPT" --yolo --model gemini-2.5-flash </dev/null

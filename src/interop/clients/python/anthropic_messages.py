"""Two calls of a model, the second with the result of the tool that the first one asked for."""

import os

from anthropic import Anthropic

MODEL = "claude-sonnet-4-5"
TOOLS = [
    {
        "name": "lookup_order",
        "description": "Looks up an order.",
        "input_schema": {"type": "object", "properties": {"order": {"type": "string"}}},
    }
]

client = Anthropic()
messages = [{"role": "user", "content": os.environ["INTEROP_PROMPT"]}]
asked = client.messages.create(model=MODEL, max_tokens=100, messages=messages, tools=TOOLS)
call = next(block for block in asked.content if block.type == "tool_use")
messages.append({"role": "assistant", "content": [block.model_dump(exclude_none=True) for block in asked.content]})
messages.append(
    {"role": "user", "content": [{"type": "tool_result", "tool_use_id": call.id, "content": "shipped"}]}
)
client.messages.create(model=MODEL, max_tokens=100, messages=messages, tools=TOOLS)

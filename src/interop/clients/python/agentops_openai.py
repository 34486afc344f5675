"""Two calls of a model, the second with the result of the tool that the first one asked for, and one streamed call."""

import json
import os

from openai import OpenAI

MODEL = "gpt-4o-mini"
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "lookup_order",
            "description": "Looks up an order.",
            "parameters": {"type": "object", "properties": {"order": {"type": "string"}}},
        },
    }
]


def lookup_order(order):
    return json.dumps({"order": order, "state": "shipped"})


client = OpenAI()
messages = [{"role": "user", "content": os.environ["INTEROP_PROMPT"]}]
asked = client.chat.completions.create(model=MODEL, messages=messages, tools=TOOLS).choices[0].message
call = asked.tool_calls[0]
messages.append(asked.model_dump(exclude_none=True))
messages.append(
    {"role": "tool", "tool_call_id": call.id, "content": lookup_order(**json.loads(call.function.arguments))}
)
client.chat.completions.create(model=MODEL, messages=messages, tools=TOOLS)
stream = client.chat.completions.create(
    model=MODEL, messages=[{"role": "user", "content": "Say it again."}], stream=True, stream_options={"include_usage": True}
)
for _ in stream:
    pass

agentops.end_trace()

"""An agent of Pydantic AI that looks up an order."""

import os

from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel

agent = Agent(OpenAIChatModel("gpt-4o-mini"), name="support", instructions="Be brief.")


@agent.tool_plain
def lookup_order(order: str) -> str:
    """Looks up an order."""
    return "shipped"


agent.run_sync(os.environ["INTEROP_PROMPT"])
